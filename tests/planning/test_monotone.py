"""Which way a figure goes when one fact is changed, whatever the municipality."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from instances.planning_facts import facts
from vaktplan.planning.facts import Facts
from vaktplan.planning.plan import Plan
from vaktplan.planning.staffing import staffing

from .kit import norms, sandefjord

NEAR = 1e-9
NEEDS = ("need", "exact-need", "stay-need", "older-need")
SOME = settings(max_examples=20, deadline=None)


def _plan(**changed: Any) -> Plan:
    return staffing(facts().model_copy(update=changed), norms())


def _with(**changed: Any) -> Plan:
    return _plan(setting=facts().setting.model_copy(update=changed))


def _never_fewer(before: Plan, after: Plan, *keys: str) -> None:
    for key in keys:
        assert after.figure(key).value >= before.figure(key).value - NEAR, key


def _ward(known: Facts, n: int, **changed: Any) -> Plan:
    units = tuple(u.model_copy(update=changed) if i == n else u for i, u in enumerate(known.units))
    return _plan(units=units)


@SOME
@given(st.integers(min_value=0, max_value=40_000))
def test_more_residents_never_need_fewer_contracts(more: int) -> None:
    grown = tuple(
        p.model_copy(update={"residents": p.residents + more}) if p.year == 2028 else p
        for p in facts().projections
    )
    after = _plan(projections=grown)
    last = ("hjemler.last-with-margin", "hjemler.last-at-goal", "hjemler.last-at-goal-with-margin")
    _never_fewer(sandefjord(), after, "hjemler.growth", "hjemler.growth-at-goal", *last)
    grew = after.figure("hjemler.growth-persons").value - sandefjord().figure("hjemler.growth-persons").value
    assert grew == more


@SOME
@given(st.integers(min_value=200, max_value=2400), st.integers(min_value=0, max_value=100))
def test_a_longer_list_goal_never_needs_more_contracts(goal: int, longer: int) -> None:
    short, long = _with(list_length_goal=goal), _with(list_length_goal=goal + longer)
    keys = ("hjemler.at-goal", "hjemler.more-at-goal", "hjemler.growth-at-goal", "hjemler.last-at-goal")
    _never_fewer(long, short, *keys)


@SOME
@given(st.floats(min_value=0.01, max_value=0.5), st.floats(min_value=0, max_value=0.4))
def test_more_free_places_never_need_fewer_contracts(share: float, more: float) -> None:
    keys = ("hjemler.more-lists", "hjemler.more-caps", "hjemler.more-capacity", "hjemler.last-with-margin")
    _never_fewer(_with(free_goal=share), _with(free_goal=share + more), *keys)


@SOME
@given(st.integers(min_value=0, max_value=15), st.integers(min_value=0, max_value=60))
def test_more_places_in_a_ward_never_need_fewer_doctors(ward: int, more: int) -> None:
    known = facts()
    house = known.units[ward].house
    houses = tuple(
        h.model_copy(update={"places": (h.places or 0) + more}) if h.id == house else h for h in known.houses
    )
    _never_fewer(sandefjord(), _plan(houses=houses), *(f"sykehjem.{house}.{n}" for n in NEEDS))


@SOME
@given(st.integers(min_value=3, max_value=15), st.data())
def test_short_term_instead_of_long_never_needs_fewer_doctors(ward: int, data: st.DataObject) -> None:
    known = facts()
    unit = known.units[ward]
    short = data.draw(st.integers(min_value=unit.short, max_value=unit.places))
    after = _ward(known, ward, short=short)
    _never_fewer(sandefjord(), after, *(f"sykehjem.{unit.house}.{n}" for n in NEEDS))


@SOME
@given(st.integers(min_value=0, max_value=2), st.floats(min_value=1, max_value=180), st.floats(1, 180))
def test_a_shorter_stay_never_needs_fewer_doctors(ward: int, days: float, longer: float) -> None:
    known = facts()
    short, long = _ward(known, ward, stay_days=days), _ward(known, ward, stay_days=days + longer)
    _never_fewer(long, short, "sykehjem.sms.stay-need", "sykehjem.stay-need")


@SOME
@given(st.integers(min_value=0, max_value=30))
def test_a_further_lis1_has_24_more_bakvakter_and_a_supervisor(posts: int) -> None:
    before, after = _with(lis1_posts=posts), _with(lis1_posts=posts + 1)
    more = {
        k: after.figure(k).value - before.figure(k).value
        for k in ("vakt.bakvakter", "lis.supervisors-needed")
    }
    assert more == {"vakt.bakvakter": 24, "lis.supervisors-needed": 1}
    assert before.figure("vakt.bakvakter-one-more").value == after.figure("vakt.bakvakter").value
