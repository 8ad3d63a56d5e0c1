"""Why a place stays open: planted conflicts with a known cause are found, hold in the whole model, and are minimal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import pytest
from ortools.sat.python import cp_model

from tests.kit import BOOK, TYPES, doctor, instance_of, with_params
from vaktplan.domain.instance import Instance, Lock, PastShift
from vaktplan.domain.people import (
    Absence,
    Doctor,
    Exemption,
    ExemptionKind,
    Scope,
    Wish,
    WishKind,
)
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.solve.conflict import OutOfTime, conflict_on
from vaktplan.solve.reasons import Reason, reasoned

MONDAY = date(2027, 1, 4)
SUNDAY = date(2027, 1, 10)
NIGHT, EVENING = "2027-01-04:natt", "2027-01-04:kveld"
RESTED = with_params(BOOK, "daily-rest", {"sfs_hours": 9})


def away(*doctors: str, day: date = MONDAY) -> tuple[Absence, ...]:
    return tuple(Absence(doctor=d, first=day, last=day) for d in doctors)


def fritak(doctor: str, scope: Scope) -> Exemption:
    return Exemption(doctor=doctor, kind=ExemptionKind.RIGHT, scope=scope, first=MONDAY)


def must_off(doctor: str) -> Wish:
    return Wish(doctor=doctor, kind=WishKind.MUST_OFF, first=MONDAY, last=MONDAY)


@dataclass(frozen=True)
class Planted:
    """An instance with a place that cannot be filled beside the others, and why."""

    why: set[tuple[str, str]]
    doctors: tuple[Doctor, ...]
    types: tuple[str, ...] = ("natt",)
    shift: str = NIGHT
    roster: tuple[tuple[str, str], ...] = ()
    facts: dict[str, Any] | None = None
    book: Book = BOOK
    last: date = MONDAY

    @property
    def instance(self) -> Instance:
        return instance_of(MONDAY, self.last, list(self.types), list(self.doctors), **(self.facts or {}))


def people(*names: str) -> tuple[Doctor, ...]:
    return tuple(doctor(n) for n in names)


def lapsing() -> Doctor:
    """A specialist whose course ends in the middle of the week."""
    return doctor("s", competence={"courses_until": MONDAY + timedelta(days=2)})


PLANTED: dict[str, Planted] = {
    "all are away": Planted(
        {("absence", "a"), ("absence", "b")}, people("a", "b"), facts={"absences": away("a", "b")}
    ),
    "one is away, one has fritak from nights": Planted(
        {("absence", "a"), ("exemption", "b")},
        people("a", "b"),
        facts={"absences": away("a"), "exemptions": (fritak("b", Scope.NIGHT),)},
    ),
    "fritak, away, and the last one has the evening": Planted(
        {("exemption", "berg"), ("absence", "moen"), ("daily-rest", "lie"), ("coverage", EVENING)},
        people("berg", "moen", "lie"),
        ("kveld", "natt"),
        roster=(("lie", EVENING),),
        facts={"absences": away("moen"), "exemptions": (fritak("berg", Scope.ALL),)},
    ),
    "rest after the night before the period": Planted(
        {("daily-rest", "a")},
        people("a"),
        ("kveld", "natt"),
        EVENING,
        facts={"history": (PastShift(doctor="a", date=date(2027, 1, 3), shift_type="natt"),)},
        book=RESTED,
    ),
    "must have off": Planted({("wishes", "a")}, people("a"), facts={"wishes": (must_off("a"),)}),
    "locked to the evening": Planted(
        {("locked", "a"), ("daily-rest", "a")},
        people("a"),
        ("kveld", "natt"),
        facts={"locks": (Lock(doctor="a", shift=EVENING),)},
    ),
    "only a beginner, and no bakvakt": Planted({("backup", "")}, (doctor("l", "lis1"),)),
    "a beginner, and the bakvakt is away": Planted(
        {("backup", ""), ("absence", "s")},
        (doctor("l", "lis1"), doctor("s")),
        ("natt", "bv-natt"),
        facts={"absences": away("s")},
    ),
    "may not stand alone": Planted(
        {("competence", "l")}, (doctor("l", "lis1"),), ("tk-kveld",), "2027-01-04:tk-kveld"
    ),
    "locked somewhere else at the same time": Planted(
        {("locked", "a")},
        people("a"),
        ("kveld", "tk-kveld"),
        EVENING,
        facts={"locks": (Lock(doctor="a", shift="2027-01-04:tk-kveld"),)},
    ),
    "stand-by for one who may stand alone, and the course ends": Planted(
        {("competence", "s")},
        (lapsing(),),
        ("tk-kveld",),
        "2027-01-08:tk-kveld",
        last=SUNDAY,
    ),
    "a night more than may be in a row": Planted(
        {("night-run", "a"), *(("coverage", f"2027-01-0{d}:natt") for d in (4, 5, 6))},
        people("a"),
        shift="2027-01-07:natt",
        roster=tuple(("a", f"2027-01-0{d}:natt") for d in (4, 5, 6)),
        last=date(2027, 1, 7),
    ),
}


def _possible(instance: Instance, book: Book, planted: Planted, on: Callable[[Reason], bool]) -> bool:
    """Whether the whole model has a roster that fills the place, with some of its reasons on."""
    build = reasoned(instance, book)
    held = Roster.of(planted.roster)
    for shift in instance.shifts:
        count = sum(1 for _, taken in held.pairs if taken == shift.id)
        if shift.id != planted.shift and count:
            build.fill(shift.id, count)
    goal = build.fill(planted.shift, sum(1 for _, taken in held.pairs if taken == planted.shift) + 1)
    build.switch({reason for reason in build.reasons if reason == goal or on(reason)})
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return bool(solver.solve(build.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE))


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_conflict_is_found_holds_and_is_minimal(name: str) -> None:
    planted = PLANTED[name]
    instance = planted.instance
    found = conflict_on(instance, planted.book, Roster.of(planted.roster), planted.shift, 30.0)
    assert found is not None
    assert {tuple(reason) for reason in found.reasons} == planted.why
    assert found.minimal
    assert not _possible(instance, planted.book, planted, lambda reason: reason in found.reasons)
    for one in found.reasons:
        rest = [other for other in found.reasons if other != one]
        assert _possible(instance, planted.book, planted, lambda reason, rest=rest: reason in rest), one


def test_a_place_that_can_be_filled_has_no_conflict() -> None:
    instance = instance_of(MONDAY, MONDAY, ["kveld", "natt"], list(people("a", "b")))
    assert conflict_on(instance, BOOK, Roster.of([("a", EVENING)]), NIGHT, 30.0) is None


def test_when_there_is_no_time_nothing_is_claimed() -> None:
    planted = PLANTED["fritak, away, and the last one has the evening"]
    with pytest.raises(OutOfTime):
        conflict_on(planted.instance, BOOK, Roster.of(planted.roster), NIGHT, -1.0)


def test_a_part_that_forbids_too_much_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A beginner before dawn has the bakvakt of the night that began the day before, which no part around has."""
    early = TYPES["kveld"].model_copy(update={"id": "tidlig", "start": time(5), "end": time(7)})
    types = (early, TYPES["bv-natt"])
    sunday = MONDAY - timedelta(days=1)
    people = [doctor("l", "lis1"), doctor("s", lines=("bv",))]
    instance = instance_of(sunday, MONDAY, [], people).model_copy(update={"shift_types": types})
    asked = instance, BOOK, Roster(), "2027-01-04:tidlig", 30.0
    assert conflict_on(*asked) is None
    monkeypatch.setattr("vaktplan.solve.conflict._holds", lambda *_: True)
    believed = conflict_on(*asked)
    assert believed is not None
    assert [reason.rule for reason in believed.reasons] == ["backup"]
