"""The fair share of each doctor in each measure, exact: t = owed + Σ over pools of total · (a·p·e) / Σ(a·p·e)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from vaktplan.domain.instance import Instance
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import MEASURES

from .may_take import MayTake
from .pools import HALF, ZERO, PoolPart, exact, mean_share, pools, presence, values

__all__ = ["PoolPart", "Share", "exact", "fair_shares", "mean_share", "presence", "values"]


@dataclass(frozen=True)
class Share:
    """One doctor's fair share of one measure, with every number of the formula.

    When several pools feed the measure the formula's numbers are those of the whole: totals are summed, shares and
    what may be taken are means by the pools' totals, and the weight is the part of the whole. `parts` has them apart.
    """

    measure: str
    owed: Fraction
    total: Fraction
    share: Fraction  # a: the mean duty share of the period, or the post
    presence: Fraction  # p: the part of the period present
    able: Fraction  # e: the part of the measure the doctor may take
    weight: Fraction  # a·p·e
    weight_sum: Fraction  # over all doctors who share the total
    target: Fraction
    parts: tuple[PoolPart, ...] = ()  # the pools that feed it, at least one

    def cost(self, count: int, steepness: int) -> int:
        """K(n − t)² to the nearest whole number, halves up."""
        return floor(steepness * (count - self.target) ** 2 + HALF)


def fair_shares(instance: Instance, book: Book) -> dict[str, dict[str, Share]]:
    """Every doctor's fair share of every measure."""
    found = pools(instance, book, MayTake(instance, book))
    return {
        d.id: {
            m: _share(
                m, exact(getattr(instance.carried_by_doctor[d.id], m), 2), [p.part(d, m) for p in found]
            )
            for m in MEASURES
        }
        for d in instance.doctors
    }


def _share(measure: str, owed: Fraction, every: Sequence[PoolPart]) -> Share:
    feeding = [p for p in every if p.weight] or [p for p in every if p.total] or [every[0]]
    target = owed + sum((p.amount for p in feeding), ZERO)
    if len(feeding) == 1:
        [p] = feeding
        numbers = (p.total, p.share, p.presence, p.able, p.weight, p.weight_sum)
    else:
        numbers = _whole(feeding)
    return Share(measure, owed, *numbers, target, tuple(feeding))


def _whole(parts: Sequence[PoolPart]) -> tuple[Fraction, Fraction, Fraction, Fraction, Fraction, Fraction]:
    """The numbers of several pools as if they were one, so that total · weight / weight_sum is the doctor's part."""
    total = sum((p.total for p in parts), ZERO)
    if not total:
        return (ZERO, parts[0].share, parts[0].presence, ZERO, ZERO, ZERO)
    share = sum((p.share * p.total for p in parts), ZERO) / total
    able = sum((p.able * p.total for p in parts), ZERO) / total
    weight = sum((p.amount for p in parts), ZERO) / total
    return (total, share, parts[0].presence, able, weight, Fraction(1))
