"""Ways out: each one told works when it alone is applied, breaks nothing, and what nobody may give up is never told."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from ortools.sat.python import cp_model

from tests.kit import BOOK, doctor, instance_of
from tests.solve.test_conflict import EVENING, MONDAY, NIGHT, PLANTED, Planted, away, must_off, people
from vaktplan.domain.instance import Lock
from vaktplan.domain.people import Absence, AbsenceKind, Exemption, ExemptionKind, Scope
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.easing import eased
from vaktplan.rulebook.rules import Level
from vaktplan.solve.conflict import conflict_on
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.stuck import every_way
from vaktplan.solve.ways import Decider, Kind, Tried, ways_out
from vaktplan.verify.verify import verify

COURSE = Absence(doctor="a", first=MONDAY, last=MONDAY, kind=AbsenceKind.COURSE)
DISCRETION = Exemption(doctor="b", kind=ExemptionKind.DISCRETION, scope=Scope.NIGHT, first=MONDAY)
SESSION = "2027-01-04:visitt"


def ways(planted: Planted) -> list[tuple[Decider, Kind, str | None]]:
    """The ways out of a planted conflict."""
    roster = Roster.of(planted.roster)
    conflict = conflict_on(planted.instance, planted.book, roster, planted.shift, 30.0)
    assert conflict is not None
    found = ways_out(planted.instance, planted.book, roster, conflict, 30.0)
    return [(f.tried.way.decider, f.tried.way.kind, f.tried.way.doctor) for f in found]


def test_who_may_decide_comes_in_order() -> None:
    facts = {"absences": (COURSE,), "exemptions": (DISCRETION,), "wishes": (must_off("c"),)}
    planted = Planted(set(), people("a", "b", "c"), facts=facts)
    assert ways(planted) == [
        (Decider.DOCTOR, Kind.WISH, "c"),
        (Decider.DOCTOR, Kind.COURSE, "a"),
        (Decider.CHIEF, Kind.FRITAK, "b"),
        (Decider.CHIEF, Kind.LOCUM, None),
    ]


def test_what_nobody_may_give_up_is_never_a_way_out() -> None:
    right = DISCRETION.model_copy(update={"kind": ExemptionKind.RIGHT})
    holiday = COURSE.model_copy(update={"kind": AbsenceKind.HOLIDAY})
    planted = Planted(set(), people("a", "b"), facts={"absences": (holiday,), "exemptions": (right,)})
    assert ways(planted) == [(Decider.CHIEF, Kind.LOCUM, None)]


def test_a_lock_is_the_coordinators() -> None:
    lock = Lock(doctor="a", shift=EVENING)
    planted = Planted(set(), people("a"), ("kveld", "natt"), facts={"locks": (lock,)})
    assert (Decider.COORDINATOR, Kind.LOCK, "a") in ways(planted)


def test_a_session_in_the_way_may_be_moved() -> None:
    planted = Planted(
        set(),
        people("a"),
        ("visitt", "hs-kort"),
        "2027-01-04:hs-kort",
        roster=(("a", SESSION),),
    )
    assert ways(planted) == [
        (Decider.COORDINATOR, Kind.SESSION, None),
        (Decider.CHIEF, Kind.LOCUM, None),
    ]


def test_one_change_that_does_not_help_is_not_told() -> None:
    """Giving up the wish alone helps nobody who is away as well."""
    facts = {"absences": away("a", "b"), "wishes": (must_off("a"),)}
    assert ways(Planted(set(), people("a", "b"), facts=facts)) == [(Decider.CHIEF, Kind.LOCUM, None)]


@pytest.mark.parametrize("name", PLANTED)
def test_each_way_told_gives_a_lawful_roster_with_the_place_filled(name: str) -> None:
    planted = PLANTED[name]
    roster = Roster.of(planted.roster)
    conflict = conflict_on(planted.instance, planted.book, roster, planted.shift, 30.0)
    assert conflict is not None
    told = {f.tried.way for f in ways_out(planted.instance, planted.book, roster, conflict, 30.0)}
    for step in every_way(planted.instance, planted.book, roster, conflict):
        works = [(tried.way, found) for tried in step if (found := _roster_by(tried, planted)) is not None]
        assert {tried.way for tried in step} & told == {way for way, _ in works[:1]}
        for tried in step:
            for way, found in works:
                if way == tried.way:
                    book = planted.book
                    if tried.eased:
                        assert {(b.rule, b.doctor) for b in verify(tried.instance, book, found).hard} <= {
                            (tried.eased.rule, tried.eased.doctor)
                        }
                        book = eased(book, tried.eased.rule, tried.eased.more)
                    assert not verify(tried.instance, book, found).hard


def test_a_limit_of_the_books_own_may_be_passed_by_one_who_agrees() -> None:
    name = "a night more than may be in a row"
    assert (Decider.COORDINATOR, Kind.EXTRA, "a") in ways(PLANTED[name])
    planted = PLANTED[name]
    conflict = conflict_on(planted.instance, planted.book, Roster.of(planted.roster), planted.shift, 30.0)
    assert conflict is not None
    found = ways_out(planted.instance, planted.book, Roster.of(planted.roster), conflict, 30.0)
    extra = next(f.tried.way for f in found if f.tried.way.kind is Kind.EXTRA)
    assert (extra.rule, extra.more) == ("night-run", 1)


def test_a_fritak_by_discretion_yields_for_the_one_shift_alone() -> None:
    planted = Planted(set(), people("b"), facts={"exemptions": (DISCRETION,)})
    conflict = conflict_on(planted.instance, BOOK, Roster(), NIGHT, 30.0)
    assert conflict is not None
    found = ways_out(planted.instance, BOOK, Roster(), conflict, 30.0)
    fritak = next(f.tried for f in found if f.tried.way.kind is Kind.FRITAK)
    assert fritak.way.shift == NIGHT
    assert [(e.first, e.last) for e in fritak.instance.exemptions] == [(MONDAY + timedelta(days=2), None)]


def test_a_senior_who_is_never_bakvakt_may_be_on_site_this_once() -> None:
    senior = doctor("s", lines=("sykehjem",))
    facts: dict[str, Any] = {"absences": away("t")}
    planted = Planted(set(), (doctor("l", "lis1"), senior, doctor("t")), ("natt", "bv-natt"), facts=facts)
    assert (Decider.CHIEF, Kind.ON_SITE, "s") in ways(planted)
    gone = {**facts, "wishes": (must_off("s"),)}
    assert all(kind is not Kind.ON_SITE for _, kind, _ in ways(replace(planted, facts=gone)))


def _roster_by(tried: Tried, planted: Planted) -> Roster | None:
    """A roster by the plain model of what is forbidden, with the place filled and the others as before."""
    book = planted.book if tried.eased is None else eased(planted.book, tried.eased.rule, tried.eased.more)
    build = assemble(tried.instance, book, levels=(Level.HARD,))
    for shift in tried.instance.shifts:
        held = sum(1 for _, taken in tried.roster.pairs if taken == shift.id) + (shift.id == planted.shift)
        if held:
            build.cp.add(cp_model.LinearExpr.sum([d.on for d in build.takers(shift)]) >= held)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(build.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return build.roster(solver.response_proto.solution)


def test_the_night_of_a_beginner_needs_one_who_may_be_bakvakt() -> None:
    instance = instance_of(MONDAY, MONDAY, ["natt"], [doctor("l", "lis1")])
    conflict = conflict_on(instance, BOOK, Roster(), NIGHT, 30.0)
    assert conflict is not None
    assert ways_out(instance, BOOK, Roster(), conflict, 30.0) == ()  # nobody of the line to hire another like
