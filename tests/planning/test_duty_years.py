"""From when the goal of duties, or an even load, is out of reach; and what employed doctors take."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from instances.planning_facts import facts
from vaktplan.domain.instance import Instance
from vaktplan.planning.plan import YearRow
from vaktplan.planning.posts import duty_years
from vaktplan.planning.reckoning import Reckoning
from vaktplan.planning.staffing import staffing

from .kit import norms, sandefjord, value

SANDEFJORD = Path(__file__).parent.parent.parent / "instances" / "sandefjord" / "instance.json"


def _asked(rows: Sequence[YearRow]) -> dict[str, float]:
    reckoning = Reckoning(facts(), norms(), facts().setting.status_on)
    reckoning.count("vakt.goal-each", "a", "number", 10, "ark")
    duty_years(reckoning, rows)
    return {k: f.value for k, f in reckoning.figures.items()}


def test_the_years_without_an_even_load_are_those_a_quarter_above_it() -> None:
    rows = sandefjord().years
    uneven = [r.year for r in rows if 54 / r.sharing_duty > 1.25]
    assert uneven == [2021, 2022, 2023]
    assert (value("vakt.first-uneven"), value("vakt.last-uneven"), value("vakt.years-uneven")) == (
        2021,
        2023,
        3,
    )
    assert sandefjord().figure("vakt.first-uneven").status == "unverified"


def test_the_goal_is_lost_in_the_first_year_with_too_few_duties() -> None:
    rows = [r.model_copy(update={"duties_each": 12.0 - n}) for n, r in enumerate(sandefjord().years)]
    found = _asked(rows)
    assert (found["vakt.first-under-goal"], found["vakt.years-under-goal"]) == (2024, 5)
    assert "vakt.first-under-goal" not in _asked(sandefjord().years)


def test_without_a_pattern_of_duty_nothing_is_said_of_it() -> None:
    assert _asked([r.model_copy(update={"duties_each": None}) for r in sandefjord().years]) == {
        "vakt.goal-each": 10
    }


def test_employed_doctors_take_the_duties_that_their_hours_reach() -> None:
    mean = (24 * 365 - 7.5 * 251) / 844
    assert value("vakt.duties-an-employed") == pytest.approx(44 * 37.5 / mean)
    assert value("vakt.employed-most") == pytest.approx((1_323 - 10 * 42) * mean / (44 * 37.5))


def test_a_pattern_that_is_assumed_is_unverified_and_one_that_is_counted_is_not() -> None:
    instance = Instance.model_validate_json(SANDEFJORD.read_text(encoding="utf-8"))
    assert sandefjord().figure("vakt.each").status == "unverified"
    assert staffing(facts(), norms(), instance).figure("vakt.each").status == "unverified"
    unsaid = {k: v for k, v in facts().inputs.items() if not k.startswith("vakt.")}
    counted = staffing(facts().model_copy(update={"inputs": unsaid}), norms(), instance)
    assert counted.figure("vakt.each").status == "verified"
    assert counted.figure("vakt.on-site").source == "Vakttyper"
