"""A plan for the doctors of a municipality, worked out from its sheets: figures, years, houses, contradictions."""

from collections.abc import Sequence

from vaktplan.domain.instance import Instance
from vaktplan.rulebook.norms import Norm

from .contracts import contracts
from .facts import Facts
from .plan import Plan
from .reckoning import Reckoning


def staffing(
    facts: Facts, norms: Sequence[Norm], instance: Instance | None = None, *, year: int | None = None
) -> Plan:
    """What the facts say, by the norms on their day; `instance` gives the pattern of duty, where there is one.

    Raises InvalidInput when a norm has no value on the day.
    """
    reckoning = Reckoning(facts, norms, facts.setting.status_on)
    contracts(reckoning)
    return Plan(
        facts=facts,
        year=year or facts.setting.status_on.year,
        figures=tuple(reckoning.figures.values()),
    )
