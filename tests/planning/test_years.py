"""The years ahead, against arithmetic done here; more residents, later retirement and more doctors work one way."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instances.planning_facts import facts
from vaktplan.planning.ahead import Ahead, residents_span
from vaktplan.planning.duty import DutyYear, from_inputs
from vaktplan.planning.facts import Facts, Projection
from vaktplan.planning.plan import Scenario

from .kit import sandefjord

YEARS = range(2021, 2029)
CHOICES = st.builds(
    Scenario,
    name=st.just("a"),
    title=st.just("a"),
    employed_duty_doctors=st.integers(0, 6),
    nights_kept=st.floats(0, 1),
    extra_hjemler=st.integers(0, 20),
)


def _ahead(known: Facts, choice: Scenario | None = None) -> Ahead:
    return Ahead(
        known,
        age_right=60,
        retire_at=choice.retire_at if choice and choice.retire_at else 70,
        free_goal=0.07,
        bakvakter_a_post=24,
        duty_doctor_hours=44 * 37.5,
        choice=choice or Scenario(name="a", title="a"),
    )


def _duty() -> DutyYear:
    duty = from_inputs(facts())
    assert duty is not None
    return duty


def test_every_year_of_the_plan_has_a_row() -> None:
    assert [r.year for r in sandefjord().years] == list(YEARS)


def test_the_last_year_meets_the_figures_of_the_contracts() -> None:
    plan, last = sandefjord(), sandefjord().years[-1]
    assert last.needed_at_goal.likely == pytest.approx(plan.figure("hjemler.last-at-goal").value)
    assert last.needed_with_margin.likely == pytest.approx(
        plan.figure("hjemler.last-at-goal-with-margin").value
    )
    assert last.needed_as_today.likely == pytest.approx((61_722 + 2_663) / 1_143)
    assert last.free_places.likely == 62_735 - 61_722 - 2_663


def test_those_who_reach_the_age_limit_are_each_counted_in_one_year() -> None:
    assert sum(r.retiring for r in sandefjord().years) == 11
    assert sandefjord().figure("hjemler.retiring").value == 11


def test_doctors_in_place_are_counted_by_birthdays_and_the_time_to_recruit() -> None:
    known = facts()
    for row in sandefjord().years:
        gone = [h.born.replace(year=h.born.year + 70) for h in known.hjemler if h.born is not None]
        last = date(row.year, 12, 31)
        vacant = sum(d <= last and (last - d).days < 365 for d in gone)
        assert row.in_place.likely == 54 - vacant
        assert row.in_place.high == 54
        assert row.in_place.low <= row.in_place.likely


def test_those_past_sixty_share_no_duty_and_the_recruited_do() -> None:
    known = facts()
    for row in sandefjord().years:
        last = date(row.year, 12, 31)
        born = [h.born for h in known.hjemler if h.born is not None]
        over = sum(b.replace(year=b.year + 60) < last and b.replace(year=b.year + 70) > last for b in born)
        assert row.sharing_duty == row.in_place.likely - over
        assert row.duties_each == pytest.approx(1_323 / row.sharing_duty)


def test_bakvakter_follow_the_posts() -> None:
    assert {r.bakvakter for r in sandefjord().years} == {120}
    six = Scenario(name="a", title="a", lis1_posts=6)
    assert _ahead(facts(), six).row(2024, None).bakvakter == 144


@settings(max_examples=40, deadline=None)
@given(st.integers(40_000, 90_000), st.integers(0, 20_000), st.sampled_from(list(YEARS)))
def test_more_residents_never_need_fewer_contracts(residents: int, more: int, year: int) -> None:
    def rows(count: int) -> Facts:
        one = Projection(year=year, alternative="hovedalternativet", residents=count)
        return facts().model_copy(update={"projections": (one,)})

    few, many = (_ahead(rows(n)).row(year, None) for n in (residents, residents + more))
    for name in ("needed_as_today", "needed_at_goal", "needed_with_margin"):
        assert getattr(many, name).likely >= getattr(few, name).likely
    assert many.free_places.likely <= few.free_places.likely


@settings(max_examples=60, deadline=None)
@given(CHOICES, st.sampled_from(list(YEARS)))
def test_help_with_duty_never_makes_it_heavier(choice: Scenario, year: int) -> None:
    today, helped = _ahead(facts()), _ahead(facts(), choice)
    assert helped.row(year, _duty()).duties_each <= today.row(year, _duty()).duties_each + 1e-9
    assert 0 <= helped.nights(_duty()) <= 365 + 1e-9
    assert helped.duties(_duty()) >= _duty().on_call - 1e-9


@settings(max_examples=30, deadline=None)
@given(st.integers(60, 79), st.sampled_from(list(YEARS)))
def test_later_retirement_never_empties_more_contracts(age: int, year: int) -> None:
    early, late = (
        _ahead(facts(), Scenario(name="a", title="a", retire_at=a))._staying(year) for a in (age, age + 1)
    )
    assert early <= late


def test_the_span_of_residents_holds_every_alternative() -> None:
    for row in sandefjord().years:
        assert row.residents.low <= row.residents.likely <= row.residents.high
        assert row.residents == residents_span(facts(), row.year)
    assert residents_span(facts(), 2028, "høy").likely == residents_span(facts(), 2028).high


def test_without_a_projection_the_residents_stay() -> None:
    known = facts().model_copy(update={"projections": ()})
    assert _ahead(known).row(2028, None).residents.likely == known.setting.residents
