"""Doctor-years, supervision and duty, against arithmetic done here and the plan's own figures."""

from pathlib import Path

import pytest

from instances.planning_facts import facts
from vaktplan.domain.instance import Instance
from vaktplan.planning.duty import from_inputs, from_instance
from vaktplan.planning.staffing import staffing

from .kit import norms, value

SANDEFJORD = Path(__file__).parent.parent.parent / "instances" / "sandefjord" / "instance.json"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("arsverk.counted", 12.52),
        ("arsverk.all", 12.72),
        ("arsverk.employed", 11.7),
        ("arsverk.by-gps", 0.82),
        ("hjemler.corrected-list", (61_722 + 0.82 * 1_500) / 54),
        ("lis.lis3-trainees", 12),
        ("lis.supervision-hours", 4),
        ("lis.lis3-each", 0.0175),
        ("lis.lis3-each-prepared", 0.035),
        ("lis.lis3-posts-fte", 0.42),
        ("lis.lis3-each-now", 4 * 10.5 * 2 / 1800),
        ("lis.lis3-posts-now", 0.56),
        ("lis.lis3-hours-a-year", 504),
        ("lis.lis1-posts-fte", 0.4),
        ("lis.lis1-posts-fte-one-more", 0.48),
        ("vakt.bakvakter", 120),
        ("vakt.bakvakter-one-more", 144),
        ("vakt.bakvakter-a-month", 10),
        ("vakt.bakvakter-each", 3),
        ("vakt.goal-duties", 540),
        ("vakt.on-site", 844),
        ("vakt.duties", 1_323),
        ("vakt.nights", 365),
    ],
)
def test_a_figure_of_posts_and_duty(key: str, expected: float) -> None:
    assert value(key) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("key", "expected"), [("vakt.goal-share-on-site", 64), ("vakt.goal-share", 41)])
def test_the_goal_as_a_share_of_the_duties(key: str, expected: int) -> None:
    assert round(value(key)) == expected


def test_a_year_of_the_roster_is_counted_day_by_day() -> None:
    instance = Instance.model_validate_json(SANDEFJORD.read_text(encoding="utf-8"))
    year = from_instance(instance, 2027)
    assert year.nights == 365
    weekdays = (year.on_site - 3 * 365) / -1  # two on site on a weekday, three on another day
    assert year.on_call == weekdays + 2 * (365 - weekdays)
    assert 240 < weekdays < 261
    assert year.hours == 24 * 365  # somebody on site round the clock


def test_the_plans_own_pattern_needs_every_number_of_it() -> None:
    known = facts()
    assert from_inputs(known) is not None
    some = {k: v for k, v in known.inputs.items() if k != "vakt.on-call-other"}
    assert from_inputs(known.model_copy(update={"inputs": some})) is None


def test_round_the_clock_takes_five_doctor_years_and_more() -> None:
    instance = Instance.model_validate_json(SANDEFJORD.read_text(encoding="utf-8"))
    plan = staffing(facts(), norms(), instance, year=2027)
    assert plan.figure("vakt.posts").value == pytest.approx(8_760 / (44 * 37.5))
    row = next(r for r in plan.years if r.year == 2027)
    assert plan.figure("vakt.each").value == pytest.approx(row.duties_each)
    assert row.duties_each == pytest.approx(plan.figure("vakt.duties").value / row.sharing_duty)


def test_the_years_of_supervision_come_from_the_setting_when_it_says() -> None:
    known = facts()
    three = known.model_copy(update={"setting": known.setting.model_copy(update={"supervision_hours": 3.0})})
    plan = staffing(three, norms())
    assert plan.figure("lis.lis3-posts-now").value == pytest.approx(0.42)
    assert plan.figure("lis.supervision-hours").value == 3
