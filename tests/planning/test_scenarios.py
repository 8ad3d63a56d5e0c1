"""The five choices of the plan, side by side, and those of a municipality that has written none."""

import pytest

from vaktplan.planning.plan import Comparison, Outcome
from vaktplan.planning.scenarios import compare, usual

from .kit import choices, norms, sandefjord

YEARS = (2021, 2022, 2023, 2024)
NAMES = ("as-today", "two-duty-doctors", "six-lis1", "list-1000", "share-nights")


def _comparison() -> Comparison:
    return compare(sandefjord().facts, norms(), None, choices(), YEARS)


def _in(year: int) -> dict[str, Outcome]:
    return {r.scenario.name: next(o for o in r.outcomes if o.year == year) for r in _comparison().results}


def test_the_standard_scenarios_stand_in_order_over_the_years() -> None:
    comparison = _comparison()
    assert tuple(r.scenario.name for r in comparison.results) == NAMES
    assert tuple(comparison.years) == YEARS


def test_as_today_is_the_plan_at_todays_list_length() -> None:
    for year in YEARS:
        row = next(r for r in sandefjord().years if r.year == year)
        today = _in(year)["as-today"]
        needed = row.on_lists.likely / 0.93 / 1_143
        assert today.hjemler_missing == pytest.approx(needed - row.in_place.likely)
        assert today.duties_each == pytest.approx(row.duties_each)
        assert today.nights_each == pytest.approx(365 / row.sharing_duty)
        assert (today.free_places, today.bakvakter, today.yearly_cost) == (row.free_places.likely, 120, 0)


def test_each_scenario_changes_what_it_is_about_and_nothing_else() -> None:
    for year in YEARS:
        found = _in(year)
        today = found["as-today"]
        assert found["two-duty-doctors"].duties_each < today.duties_each
        assert found["two-duty-doctors"].hjemler_missing == today.hjemler_missing
        assert found["six-lis1"].model_copy(update={"bakvakter": 120, "yearly_cost": 0}) == today
        assert (found["six-lis1"].bakvakter, found["six-lis1"].yearly_cost) == (144, 140_000)
        assert found["share-nights"].nights_each == pytest.approx(0.57 * today.nights_each)
        assert found["share-nights"].hjemler_missing == today.hjemler_missing


def test_two_employed_doctors_take_as_many_duties_as_their_hours_reach() -> None:
    found = _in(2022)
    hours = (24 * 365 - 7.5 * 251) / 844  # a duty on site, daglegevakt left out
    shared = 1_323 / found["as-today"].duties_each
    taken = (found["as-today"].duties_each - found["two-duty-doctors"].duties_each) * shared
    assert taken == pytest.approx(2 * 44 * 37.5 / hours)


def test_lists_of_1000_with_eight_more_contracts_leave_no_margin() -> None:
    found = _in(2022)["list-1000"]
    row = next(r for r in sandefjord().years if r.year == 2022)
    assert found.free_places == 62_000 - row.on_lists.likely
    assert found.hjemler_missing == pytest.approx(row.on_lists.likely / 930 - (row.in_place.likely + 8))
    assert found.yearly_cost is None


def test_what_each_costs_is_said() -> None:
    assert all(r.scenario.title and r.scenario.cost_note for r in _comparison().results)


def test_the_usual_choices_name_no_other_municipality_and_claim_no_cost() -> None:
    found = usual(sandefjord().facts)
    assert [s.name for s in found] == [
        "as-today",
        "two-duty-doctors",
        "one-more-lis1",
        "list-goal",
        "half-the-nights",
    ]
    assert {s.yearly_cost for s in found[1:]} == {None}
    assert next(s for s in found if s.name == "list-goal").extra_hjemler == 8
    assert next(s for s in found if s.name == "one-more-lis1").lis1_posts == 6


def test_what_a_municipality_does_not_have_is_no_choice() -> None:
    known = sandefjord().facts
    bare = known.setting.model_copy(update={"lis1_posts": 0, "list_length_goal": None})
    names = [s.name for s in usual(known.model_copy(update={"setting": bare}))]
    assert names == ["as-today", "two-duty-doctors", "half-the-nights"]
