"""The open places of a scenario, held against every roster there is of small instances."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product

import pytest

from tests.kit import BOOK, doctor, instance_of
from vaktplan.app.sweepwork import found_in
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence, Doctor, Scope
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.rules import Tier
from vaktplan.verify.verify import Verifier
from vaktplan.whatif.questions import questions, with_duty

FRIDAY, SATURDAY, SUNDAY = date(2027, 1, 8), date(2027, 1, 9), date(2027, 1, 10)
SCOPES = (Scope.ALL, Scope.NIGHT, Scope.WEEKEND)


def people(*ids: str) -> list[Doctor]:
    return [doctor(id) for id in ids]


WORLDS: dict[str, Instance] = {
    "three for a Friday and a Saturday": instance_of(
        FRIDAY, SATURDAY, ["natt", "helg"], people("a", "b", "c")
    ),
    "two for evening and night": instance_of(FRIDAY, FRIDAY, ["kveld", "natt"], people("a", "b")),
    "a beginner without backup": instance_of(
        FRIDAY,
        SATURDAY,
        ["kveld", "natt"],
        [doctor("a"), doctor("b"), doctor("l", "lis1")],
    ),
    "one is away": instance_of(
        FRIDAY,
        SUNDAY,
        ["natt"],
        people("a", "b", "c"),
        absences=(Absence(doctor="c", first=SATURDAY, last=SUNDAY),),
    ),
    "two nights and two who take them": instance_of(SATURDAY, SUNDAY, ["natt", "helg"], people("a", "b")),
}


def rosters(instance: Instance) -> Iterator[Roster]:
    """Every way to give each shift to one doctor or to nobody."""
    shifts = [s.id for s in instance.shifts]
    for taken in product((None, *(d.id for d in instance.doctors)), repeat=len(shifts)):
        yield Roster.of((d, s) for d, s in zip(taken, shifts, strict=True) if d is not None)


def least_open(instance: Instance) -> tuple[int, int]:
    """The least weight of open places in any lawful roster, and the fewest places in one of that weight."""
    check = Verifier(instance, BOOK, texts=False)
    found = []
    for roster in rosters(instance):
        verdict = check.verify(roster)
        if not verdict.hard:
            places = sum(n for _s, n in roster.open_places(instance))
            found.append((verdict.tier_costs[Tier.COVER], places))
    return min(found)


@cache
def judged(name: str) -> tuple[int, int]:
    """Ask each doctor by each scope, and hold each answer against all rosters; how many break the plan, of how many."""
    before = WORLDS[name]
    today, _places = least_open(before)
    breaking, doctors = 0, [d.id for d in with_duty(before)]
    for asked in questions(before, BOOK, doctors, SCOPES):
        assert not asked.settled
        changed = asked.grant.apply(before)
        told = found_in(before, BOOK, changed, BOOK, near=Roster(), seconds=30.0, seed=0)
        cost, places = least_open(changed)
        assert told["proven"] and (told["cost"], told["bound"]) == (cost, cost), asked.grant.id
        assert sum(p["places"] for p in told["open"]) == places and told["disagreement"] == []
        breaking += cost > today
    return breaking, len(doctors) * len(SCOPES)


@pytest.mark.parametrize("name", WORLDS)
def test_as_many_stay_open_as_by_trying_all(name: str) -> None:
    assert judged(name)[1] >= len(SCOPES)


def test_some_are_the_last_straw_and_some_are_not() -> None:
    breaking, pairs = (sum(counts) for counts in zip(*map(judged, WORLDS), strict=True))
    assert pairs >= 20 and 0 < breaking < pairs
