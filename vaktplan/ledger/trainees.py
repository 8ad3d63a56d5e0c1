"""How many duties a trainee (LIS1) should have of a period, beside everybody else."""

from fractions import Fraction

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Role
from vaktplan.rulebook.book import Book

from .may_take import MayTake
from .pools import ZERO, mean_share, presence
from .tally import is_duty


def fair_duties(instance: Instance, book: Book) -> dict[str, Fraction]:
    """Each trainee's part of the period's duties, by duty share and presence among those who may take any."""
    duties = [s for s in instance.shifts if is_duty(s)]
    may = MayTake(instance, book)
    weights = {
        d.id: mean_share(d, instance.period) * presence(d, instance.absences, instance.period)
        for d in instance.doctors
        if any(may(d, s) for s in duties)
    }
    total, whole = sum(s.places for s in duties), sum(weights.values(), ZERO)
    return {
        d.id: total * weights.get(d.id, ZERO) / whole if whole else ZERO
        for d in instance.doctors
        if Role.LIS1 in d.roles
    }
