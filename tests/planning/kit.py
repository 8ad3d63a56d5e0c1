"""The Sandefjord plan, worked out once, for the tests of planning."""

from functools import lru_cache
from pathlib import Path

from instances.planning_facts import facts
from vaktplan.planning.plan import Plan, Scenario
from vaktplan.planning.staffing import staffing
from vaktplan.read.models import load_norms
from vaktplan.read.planning_scenarios import read_scenarios
from vaktplan.rulebook.norms import Norm

SANDEFJORD = Path(__file__).parents[2] / "instances" / "sandefjord"


@lru_cache
def norms() -> tuple[Norm, ...]:
    """Every norm of models/."""
    return tuple(load_norms().values())


@lru_cache
def sandefjord() -> Plan:
    """The plan of Sandefjord without a roster."""
    return staffing(facts(), norms())


def value(key: str) -> float:
    """A figure of Sandefjord before rounding."""
    return sandefjord().figure(key).value


def rounded(key: str) -> float:
    """A figure of Sandefjord by its own rounding rule."""
    return sandefjord().figure(key).rounded


def choices() -> tuple[Scenario, ...]:
    """The choices that stand beside Sandefjord's workbook."""
    return read_scenarios(SANDEFJORD / "scenarier.toml")
