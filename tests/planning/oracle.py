"""What figures should be, by plain arithmetic on the facts: no formula, no reckoning."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from instances.planning_facts import facts
from vaktplan.planning.facts import CostKind, Facts, House, TraineeKind, Unit

from . import test_contract_figures as contracts
from . import test_home_figures as homes
from . import test_money_figures as money
from . import test_post_figures as posts

Judge = Callable[[float], bool]
CLINICAL = 37.5 * 0.7
LONG, SHORT = 13.1 / 40, 9 / 4
HOURS_A_DUTY = (24 * 365 - 251 * 7.5) / 844  # on site outside daglegevakt
TABLES: tuple[Any, ...] = (
    contracts.test_a_figure_of_the_contracts,
    contracts.test_a_figure_as_the_reference_rounds_it,
    homes.test_a_figure_of_the_norm_and_the_homes,
    homes.test_a_figure_as_the_reference_rounds_it,
    posts.test_a_figure_of_posts_and_duty,
    money.test_a_figure_of_money,
)


@lru_cache
def judges() -> Mapping[str, tuple[Judge, ...]]:
    """What each figure must hold, by its key: the tables of the other tests, and the sums here."""
    found: dict[str, tuple[Judge, ...]] = {}
    for table in TABLES:
        for key, expected, *digits in table.pytestmark[0].args[1]:
            found[key] = (*found.get(key, ()), _judge(expected, *digits))
    for key, expected in worked_out(facts()).items():
        found[key] = (*found.get(key, ()), _judge(expected))
    return found


def worked_out(known: Facts) -> dict[str, float]:
    """Every figure of the houses, and what no table of the reference has."""
    found: dict[str, float] = {}
    for house in known.houses:
        wards = [u for u in known.units if u.house == house.id]
        found |= {f"sykehjem.{house.id}.{name}": n for name, n in _house(house, wards).items()}
    places = sum(h.places or 0 for h in known.houses)
    doctors = sum(h.fte for h in known.houses)
    short = sum(u.short for u in known.units)
    planned = sum(u.short if u.planned_short is None else u.planned_short for u in known.units)
    learning = (
        len({s.trainee for s in known.services if s.kind is TraineeKind.LIS3}) + known.setting.lis1_posts
    )
    sharing = sum(h.born is not None and h.born > date(1960, 12, 30) for h in known.hjemler)
    yearly = [m for m in known.measures if m.kind is CostKind.YEARLY]
    return found | {
        "sykehjem.places-a-post": places / doctors,
        "sykehjem.hours-a-place": doctors * 37.5 / places,
        "sykehjem.planned-missing": (places - planned) / 80 + planned / 12 - doctors,
        "arsverk.all-planned": sum(p.fte if p.planned_fte is None else p.planned_fte for p in known.posts),
        "sykehjem.older-need": ((places - short) / 3 + short * 1.5) * 1.4 / 37.5,
        "nfas.short-fixed": 1 + 1 + 1,
        "nfas.short-weekly": (2 + 4) / 4,
        "lis.supervisors-needed": learning,
        "lis.supervisors-missing": learning - sum(s.capacity for s in known.supervisors),
        "vakt.nights-each": 365 / sharing,
        "vakt.each": 1323 / sharing,
        "vakt.uneven": 100 * (len(known.hjemler) - sharing) / sharing,
        "vakt.posts": 24 * 365 / (44 * 37.5),
        "vakt.duties-an-employed": 44 * 37.5 / HOURS_A_DUTY,
        "vakt.employed-most": (1323 - 10 * sharing) / (44 * 37.5 / HOURS_A_DUTY),
        "penger.measures-yearly": sum((m.low or 0) + (m.high or 0) for m in yearly) / 2,
        "vakt.goal-share-on-site": 540 / 844 * 100,
        "vakt.goal-share": 540 / 1323 * 100,
        "ndu.share": 119_484 / 121_542 * 100,
        "penger.salary-times": (790_000 + 950_000) / 2 / 288_500,
    }


def _house(house: House, wards: list[Unit]) -> dict[str, float]:
    places = house.places or 0
    short = sum(u.short for u in wards)
    planned = sum(u.short if u.planned_short is None else u.planned_short for u in wards)
    long, planned_long = places - short, places - planned
    found = _needs(long, short, planned_long, planned, sum(map(_own_stay, wards)))
    found |= {
        "places-a-post": places / house.fte,
        "hours-a-place": house.fte * 37.5 / places,
        "exact-planned-need": (planned_long * LONG + planned * SHORT) / CLINICAL,
        "missing": found["need"] - house.fte,
        "planned-missing": found["planned-need"] - house.fte,
        "sessions-exact": found["planned-need"] * CLINICAL / 3.75,
    }
    for n, ward in enumerate(wards, 1):
        found |= {f"enhet-{n}.{name}": value for name, value in _ward(ward).items()}
    return found


def _ward(ward: Unit) -> dict[str, float]:
    planned = ward.short if ward.planned_short is None else ward.planned_short
    own = _own_stay(ward)
    needs = _needs(ward.places - ward.short, ward.short, ward.places - planned, planned, own)
    return needs | {"stay-week": 3 / ((ward.stay_days or 28) / 7) + 1.5}


def _own_stay(ward: Unit) -> float:
    """Hours a week for its short-term places, by its own stays."""
    return ward.short * (3 / ((ward.stay_days or 28) / 7) + 1.5)


def _needs(long: int, short: int, planned_long: int, planned: int, own_stay: float) -> dict[str, float]:
    return {
        "long": long,
        "planned-long": planned_long,
        "need": long / 80 + short / 12,
        "planned-need": planned_long / 80 + planned / 12,
        "exact-need": (long * LONG + short * SHORT) / CLINICAL,
        "older-need": (long / 3 + short * 1.5) * 1.4 / 37.5,
        "stay-need": (long * LONG + own_stay) / CLINICAL,
    }


def _judge(expected: float, digits: int | None = None) -> Judge:
    if digits is None:
        return lambda value: abs(value - expected) <= 1e-9 * max(1, abs(expected))
    return lambda value: abs(value - expected) <= 0.5 * 10**-digits + 1e-9
