"""The account that follows each doctor: what a period leaves to the next, against numbers worked out by hand."""

from datetime import date
from typing import Any

import pytest

from tests.kit import BOOK, doctor, instance_of
from vaktplan.domain.days import Feast, Period
from vaktplan.domain.instance import Carried, FeastWorked, Instance, PastShift, YearToDate
from vaktplan.domain.people import Absence, Doctor, DutyShare, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.ledger import Carry, carry_forward, ledger, year_accounts
from vaktplan.rulebook.rules import MEASURES

TYPES = ("kveld", "natt", "helg", "helgkveld", "bv-natt", "øhd-sted", "visitt")
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
JANUARY = Period(first=date(2027, 1, 1), last=date(2027, 1, 31))
FEBRUARY = Period(first=date(2027, 2, 1), last=date(2027, 2, 28))
BOTH = Period(first=DECEMBER.first, last=JANUARY.last)


def people() -> list[Doctor]:
    """Three doctors, one of half a share and one who comes on 11 January."""
    return [
        doctor("a", practice_weekdays=(1, 2, 3, 4, 5)),
        doctor("b", duty_shares=(DutyShare(share=0.5),), position_percent=60),
        doctor("c", first_day=date(2027, 1, 11)),
    ]


def month(period: Period, *who: Doctor, types: tuple[str, ...] = TYPES, **fields: Any) -> Instance:
    """A period of the kit's shift types."""
    return instance_of(period.first, period.last, types, who or people(), **fields)


def full(instance: Instance) -> Roster:
    """Every place filled, bakvakt windows too: the doctors who serve take turns."""
    pairs = []
    for i, shift in enumerate(instance.shifts):
        there = [d.id for d in instance.doctors if d.serves_on(shift.date)]
        pairs += [(there[(i + k) % len(there)], shift.id) for k in range(shift.places)]
    return Roster.of(pairs)


def the_next(instance: Instance, roster: Roster, period: Period) -> Instance:
    """The next period as a coordinator would plan it."""
    carry = carry_forward(instance, BOOK, roster, period)
    return instance.model_copy(update={"period": period, **dict(carry)})


def owed(carry: Carry, measure: str) -> float:
    """What all doctors owe together."""
    return sum(getattr(c, measure) for c in carry.carried)


@pytest.mark.parametrize("measure", MEASURES)
def test_what_is_owed_is_neither_made_nor_lost(measure: str) -> None:
    before = (Carried(doctor="a", load=3, nights=1.5, bakvakt=-1), Carried(doctor="b", load=-1, feasts=2))
    instance = month(JANUARY, carried=before)
    carry = carry_forward(instance, BOOK, full(instance), FEBRUARY)
    assert owed(carry, measure) == pytest.approx(sum(getattr(c, measure) for c in before), abs=0.02)
    assert len({getattr(c, measure) for c in carry.carried}) > 1


def test_who_is_let_off_in_december_pays_in_january() -> None:
    who = [doctor("a"), doctor("b")]
    december = month(DECEMBER, *who, types=("natt",))
    roster = Roster.of(("a", s.id) for s in december.shifts)  # 31 nights, all of them a's
    january = the_next(december, roster, JANUARY)
    assert [c.nights for c in january.carried] == [-15.5, 15.5]
    target = {r.doctor: m.target for r in ledger(january, BOOK, Roster()) for m in r.measures[1:2]}
    assert target == {"a": 0, "b": 31}  # 31 nights: 15.5 each, and what is owed


def test_one_who_comes_owes_only_from_that_day() -> None:
    who = [doctor("a"), doctor("c", first_day=date(2027, 1, 17))]  # 15 of 31 days
    december = month(DECEMBER, *who, types=("natt",))
    december_plan = Roster.of(("a", s.id) for s in december.shifts)
    january = the_next(december, december_plan, JANUARY)
    assert [c.nights for c in january.carried] == [0, 0]
    a, c = ({m.measure: m for m in row.measures}["nights"] for row in ledger(january, BOOK, Roster()))
    # p = 15/31; the nights c may take are those of the 17th and later: e = 15/31; weight (15/31)²
    assert (c.presence, c.able) == (0.4839, 0.4839)
    assert c.target == pytest.approx(31 * (15 / 31) ** 2 / (1 + (15 / 31) ** 2), abs=1e-3)
    assert a.target + c.target == pytest.approx(31, abs=1e-3)


def test_two_months_come_to_what_one_period_of_both_does() -> None:
    away = (Absence(doctor="b", first=date(2026, 12, 20), last=date(2027, 1, 5), counts_as_presence=False),)
    wishes = (
        Wish(
            doctor="a",
            kind=WishKind.LIKE,
            shift_type="natt",
            first=date(2026, 12, 9),
            last=date(2026, 12, 10),
        ),
        Wish(doctor="b", kind=WishKind.RATHER_OFF, first=date(2027, 1, 20), last=date(2027, 1, 20)),
        Wish(doctor="b", kind=WishKind.MUST_OFF, weekdays=(3,)),
    )
    whole = month(BOTH, absences=away, wishes=wishes)
    roster = full(whole)
    december = month(DECEMBER, absences=away, wishes=wishes)
    parts = {p: Roster.of((d, s) for d, s in roster.pairs if s[:4] == p) for p in ("2026", "2027")}
    january = the_next(december, parts["2026"], JANUARY).model_copy(
        update={"year_to_date": year_accounts(december, BOOK, parts["2026"])}
    )
    apart = year_accounts(january, BOOK, parts["2027"])
    together = year_accounts(whole, BOOK, roster)
    assert apart == together
    assert {(y.doctor, y.year) for y in apart} == {(d, y) for d in "abc" for y in (2026, 2027)}
    assert sum(y.wishes_asked for y in apart) == 4  # b's Wednesdays are asked for in both years
    assert all(getattr(apart[1], f) for f in YearToDate.model_fields if not f.startswith("wishes"))


def test_a_year_counts_what_its_dates_hold() -> None:
    sick = Absence(doctor="a", first=date(2027, 1, 29), last=date(2027, 1, 31), counts_as_presence=False)
    old = YearToDate(doctor="a", year=2027, days_present=10, nights=2, hours_home=1.5, load=7)
    instance = month(
        JANUARY, doctor("a", practice_weekdays=(2,)), doctor("b"), absences=(sick,), year_to_date=(old,)
    )
    takes = ("04:natt", "05:kveld", "09:helg", "12:visitt", "12:bv-natt")
    roster = Roster.of(("a", f"2027-01-{t}") for t in takes)
    a, b = carry_forward(instance, BOOK, roster, FEBRUARY).year_to_date
    assert (a.days_present, a.days_worked, a.duties) == (38, 4, 3)
    assert (a.nights, a.weekends, a.red_days, a.bakvakt, a.load) == (3, 1, 0, 1, 19)  # 7 + 5 + 3 + 4
    assert (a.hours_on_site, a.hours_home, a.practice_lost) == (27, 10.5, 1)  # 9 + 7.5 + 7.5 + 3; 1.5 + 9
    assert b == YearToDate(doctor="b", year=2027, days_present=31)


def test_a_row_for_every_year_the_next_period_touches() -> None:
    november = month(Period(first=date(2026, 11, 1), last=date(2026, 11, 30)), doctor("a"))
    roster = Roster.of([("a", "2026-11-02:natt")])
    rows = carry_forward(november, BOOK, roster, BOTH).year_to_date
    assert [(y.year, y.nights) for y in rows] == [(2026, 1), (2027, 0)]
    december = month(DECEMBER, doctor("a"), year_to_date=rows)
    assert [y.year for y in carry_forward(december, BOOK, Roster(), JANUARY).year_to_date] == [2027]
    assert [(y.year, y.nights) for y in year_accounts(december, BOOK, Roster())] == [(2026, 1), (2027, 0)]


def test_history_reaches_nine_weeks_back() -> None:
    edge, before = date(2026, 11, 30), date(2026, 11, 29)  # 63 and 64 days before 1 February
    old = tuple(PastShift(doctor="a", date=d, shift_type="natt") for d in (before, edge))
    instance = month(JANUARY, history=old)
    roster = Roster.of([("b", "2027-01-31:natt"), ("a", "2027-01-05:kveld")])
    history = carry_forward(instance, BOOK, roster, FEBRUARY).history
    assert [(p.doctor, p.date, p.shift_type) for p in history] == [
        ("a", edge, "natt"),
        ("a", date(2027, 1, 5), "kveld"),
        ("b", date(2027, 1, 31), "natt"),
    ]


def test_feasts_are_remembered_and_only_those_out_of_hours() -> None:
    before = (FeastWorked(doctor="a", feast=Feast.PAASKE, year=2026),)
    past = (PastShift(doctor="b", date=date(2026, 12, 24), shift_type="kveld"),)
    instance = month(JANUARY, feasts_worked=before, history=past)
    roster = Roster.of([("a", "2027-01-01:natt"), ("b", "2027-01-01:øhd-sted")])
    feasts = carry_forward(instance, BOOK, roster, FEBRUARY).feasts_worked
    assert [(f.doctor, f.feast.value, f.year) for f in feasts] == [
        ("a", "paaske", 2026),
        ("b", "jul", 2026),
        ("a", "nyttaar", 2026),
    ]


def test_duties_done_add_up_and_leave_bakvakt_out() -> None:
    instance = month(JANUARY, carried=(Carried(doctor="a", duties_done=38),))
    roster = Roster.of(("a", f"2027-01-04:{t}") for t in ("natt", "bv-natt", "visitt"))
    assert [c.duties_done for c in carry_forward(instance, BOOK, roster, FEBRUARY).carried] == [39, 0, 0]


def test_the_next_period_comes_after_this_one() -> None:
    instance = month(JANUARY)
    with pytest.raises(ValueError, match="before this one ends"):
        carry_forward(instance, BOOK, Roster(), Period(first=JANUARY.last, last=FEBRUARY.last))
