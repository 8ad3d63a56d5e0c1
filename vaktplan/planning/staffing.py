"""A plan for the doctors of a municipality, worked out from its sheets: figures, years, houses, contradictions."""

from collections.abc import Sequence

from vaktplan.domain.instance import Instance
from vaktplan.rulebook.norms import Norm

from .contracts import contracts
from .contradictions import contradictions
from .facts import Facts
from .homes import homes, house_needs
from .money import money
from .plan import Plan
from .posts import duty, posts, trainees
from .reckoning import Reckoning


def staffing(
    facts: Facts, norms: Sequence[Norm], instance: Instance | None = None, *, year: int | None = None
) -> Plan:
    """What the facts say, by the norms on their day; `instance` gives the pattern of duty, where there is one.

    Raises InvalidInput when a norm has no value on the day.
    """
    at = year or facts.setting.status_on.year
    reckoning = Reckoning(facts, norms, facts.setting.status_on)
    contracts(reckoning)
    homes(reckoning)
    posts(reckoning)
    trainees(reckoning)
    duty(reckoning, instance, at)
    money(reckoning)
    return Plan(
        facts=facts,
        year=at,
        figures=tuple(reckoning.figures.values()),
        houses=house_needs(reckoning),
        contradictions=contradictions(reckoning),
    )
