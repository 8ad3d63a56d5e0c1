"""Edges of single checks that cases in words seldom reach."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.kit import BOOK, doctor, instance_of, with_params
from vaktplan.domain.instance import Instance, PastShift
from vaktplan.domain.people import Doctor, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.verify import Verifier

Found = list[tuple[str, str | None, int]]


def judged(instance: Instance, rule: str, takes: Mapping[str, Sequence[str]], book: Book = BOOK) -> Found:
    """(part, doctor, amount) of every breach of one rule."""
    roster = Roster.of((d, s) for d, shifts in takes.items() for s in shifts)
    verdict = Verifier(instance, book.only(rule), texts=False).verify(roster)
    return [(b.part, b.doctor, b.amount) for b in verdict.breaches]


def week(types: Sequence[str], people: Sequence[Doctor], **fields: Any) -> Instance:
    """Monday 4 to Sunday 10 January 2027."""
    return instance_of(date(2027, 1, 4), date(2027, 1, 10), types, people, **fields)


def past(doctor: str, *shifts: str) -> tuple[PastShift, ...]:
    """Past shifts by "date:type"."""
    pairs = [s.split(":") for s in shifts]
    return tuple(PastShift(doctor=doctor, date=date.fromisoformat(d), shift_type=t) for d, t in pairs)


class TestBackup:
    def test_a_bakvakt_needed_only_after_another_went_home_is_needed(self) -> None:
        instance = week(["døgn", "bv-dag", "bv-døgn"], [doctor("l", "lis1"), doctor("a"), doctor("b")])
        takes = {"l": ["2027-01-04:døgn"], "a": ["2027-01-04:bv-dag"], "b": ["2027-01-04:bv-døgn"]}
        assert judged(instance, "backup", takes) == [("unneeded", "a", 1)]

    def test_each_duty_is_bare_for_the_minutes_it_shares_with_too_many_others(self) -> None:
        people = [doctor("l1", "lis1"), doctor("l2", "lis1"), doctor("l3", "lis1"), doctor("b")]
        instance = week(["døgn", "kveld", "helgkveld", "dobbel", "bv-døgn"], people)
        takes = {
            "l1": ["2027-01-04:døgn"],
            "l2": ["2027-01-04:dobbel"],
            "l3": ["2027-01-04:dobbel"],
            "b": ["2027-01-04:bv-døgn"],
        }
        assert judged(instance, "backup", takes) == [("missing", who, 450) for who in ("l1", "l2", "l3")]

    def test_duties_are_counted_by_start_and_then_id(self) -> None:
        book = with_params(BOOK, "backup", {"new_locum_duties": 1})
        instance = week(["dobbel", "kveld"], [doctor("v", "vikar")])
        takes = {"v": ["2027-01-04:kveld", "2027-01-04:dobbel", "2027-01-05:kveld"]}
        verdict = Verifier(instance, book.only("backup")).verify(Roster.of(("v", s) for s in takes["v"]))
        assert [b.shifts for b in verdict.breaches] == [("2027-01-04:dobbel",)]

    def test_past_duties_need_no_bakvakt_now(self) -> None:
        people = [doctor("l", "lis1"), doctor("b")]
        instance = week(["natt", "bv-dag"], people, history=past("l", "2027-01-03:natt"))
        assert judged(instance, "backup", {"b": ["2027-01-04:bv-dag"]}) == [("unneeded", "b", 1)]


class TestRest:
    def test_pairs_that_lie_wholly_in_the_past_are_nobodys_fault_now(self) -> None:
        history = past("k", "2027-01-02:natt", "2027-01-03:helgkveld")
        instance = week(["natt", "helgkveld", "kveld"], [doctor("k")], history=history)
        for rule in ("daily-rest", "rest-after-night", "one-place", "spacing"):
            assert judged(instance, rule, {"k": ["2027-01-07:kveld"]}) == []

    def test_the_night_before_the_period_keeps_its_morning_free(self) -> None:
        instance = week(["natt", "visitt"], [doctor("k")], history=past("k", "2027-01-03:natt"))
        assert judged(instance, "rest-after-night", {"k": ["2027-01-04:visitt"]}) == [("after", "k", 360)]
        assert judged(instance, "daily-rest", {"k": ["2027-01-04:visitt"]}) == [("main", "k", 600)]

    def test_all_pairs_count_not_only_neighbours(self) -> None:
        book = with_params(BOOK, "daily-rest", {"aml_hours": 24})
        instance = week(["kveld", "natt", "visitt"], [doctor("k", rest_profile="aml")])
        takes = {"k": ["2027-01-04:kveld", "2027-01-04:natt", "2027-01-05:visitt"]}
        found = judged(instance, "daily-rest", takes, book)
        assert found == [("main", "k", 1440), ("main", "k", 840), ("main", "k", 1380)]

    def test_real_hours_over_summer_time(self) -> None:
        book = with_params(BOOK, "daily-rest", {"sfs_hours": 10})
        for sunday, missing in [(date(2027, 3, 28), 120), (date(2027, 10, 31), 0), (date(2027, 3, 21), 60)]:
            saturday = date.fromordinal(sunday.toordinal() - 1)
            instance = instance_of(saturday, sunday, ["helg", "helgkveld"], [doctor("k")])
            takes = {"k": [f"{saturday}:helgkveld", f"{sunday}:helg"]}
            wanted = [("main", "k", missing)] if missing else []
            assert judged(instance, "daily-rest", takes, book) == wanted


class TestRuns:
    def test_two_runs_of_one_cap_are_two_breaches(self) -> None:
        book = with_params(BOOK, "duty-cap", {"caps": [{"kind": "on_site", "days": 1, "max": 1}]})
        instance = week(["kveld", "natt"], [doctor("k")])
        doubled = ["2027-01-04", "2027-01-05", "2027-01-07"]
        takes = {"k": [f"{d}:{t}" for d in doubled for t in ("kveld", "natt")]}
        assert judged(instance, "duty-cap", takes, book) == [("main", "k", 2), ("main", "k", 1)]

    def test_a_run_of_nights_reaches_into_the_past_but_counts_only_windows_of_the_period(self) -> None:
        history = past("k", *(f"{d}:natt" for d in ("2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03")))
        instance = week(["natt"], [doctor("k")], history=history)
        assert judged(instance, "night-run", {"k": ["2027-01-04:natt", "2027-01-05:natt"]}) == [
            ("main", "k", 2)
        ]
        assert judged(instance, "night-run", {"k": ["2027-01-05:natt"]}) == []

    def test_the_last_night_of_the_week_is_work_of_the_weekend_it_touches(self) -> None:
        history = past("k", "2026-12-19:natt", "2026-12-26:natt")
        instance = week(["natt"], [doctor("k")], history=history)
        assert judged(instance, "weekend-cap", {"k": ["2027-01-07:natt"]}) == []
        assert judged(instance, "weekend-cap", {"k": ["2027-01-08:natt"]}) == [("main", "k", 1)]

    def test_past_weekends_alone_are_no_breach_even_when_new_shifts_follow(self) -> None:
        history = past("k", *(f"{d}:natt" for d in ("2026-12-19", "2026-12-26", "2027-01-02")))
        instance = week(["natt"], [doctor("k")], history=history)
        assert judged(instance, "weekend-cap", {"k": ["2027-01-05:natt"]}) == []


def test_a_wish_matches_when_one_day_fits_both_dates_and_weekday() -> None:
    monday_on_the_fifth = Wish(
        doctor="k", kind=WishKind.MUST_OFF, first=date(2027, 1, 5), last=date(2027, 1, 8), weekdays=(1,)
    )
    instance = week(["natt"], [doctor("k")], wishes=(monday_on_the_fifth,))
    assert judged(instance, "wishes", {"k": ["2027-01-04:natt"]}) == []


def test_two_equal_wishes_cost_twice() -> None:
    wish = Wish(doctor="k", kind=WishKind.RATHER_OFF, strength=2, weekdays=(1,))
    instance = week(["kveld"], [doctor("k")], wishes=(wish, wish.model_copy()))
    assert judged(instance, "wishes", {"k": ["2027-01-04:kveld"]}) == [("rather_off", "k", 2)] * 2
