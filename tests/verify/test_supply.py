"""Supply and demand before anything is solved: what is called certain is so, and who cannot is kept by some rule."""

from datetime import date
from itertools import combinations, product
from random import Random
from time import monotonic

import pytest

from tests.agreement.worlds import world
from tests.kit import BOOK, doctor, instance_of
from vaktplan.domain.instance import Lock
from vaktplan.domain.people import Absence, Exemption, ExemptionKind, Scope, Wish, WishKind
from vaktplan.rulebook.rules import Level, Tier
from vaktplan.solve.budget import Budget
from vaktplan.solve.outcome import Listener, Options, Status
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.tiers import Climb
from vaktplan.verify.matching import surplus
from vaktplan.verify.supply import SINGLE, supply

MONDAY = date(2027, 1, 4)
NIGHT = "2027-01-04:natt"
EVENING = "2027-01-04:kveld"


@pytest.mark.parametrize("seed", range(60))
def test_who_can_take_a_shift_by_itself_is_what_the_model_allows(seed: int) -> None:
    w = world(seed)
    single = w.book.only(*(kind.id for kind in SINGLE))
    build = assemble(w.instance, single, levels=(Level.HARD,))
    for place in supply(w.instance, w.book).places:
        here = [d for d in w.instance.doctors if w.instance.shift_by_id[place.shift].line.open_to(d)]
        assert {k.doctor for k in place.kept} | set(place.able) == {d.id for d in here}
        for d in here:
            past = any(s.end > w.instance.shift_by_id[place.shift].start for s in w.instance.past[d.id])
            if not past:  # a shift before the period that lasts into it is no fact of this take alone
                assert (build.x(d.id, place.shift) is not None) == (d.id in place.able), (d.id, place.shift)


def test_what_is_called_certain_is_open_in_the_best_roster() -> None:
    certain = 0
    for seed in range(80):
        w = world(seed)
        found = supply(w.instance, w.book)
        build = assemble(w.instance, w.book)
        climb = Climb(build, Options(workers=1), Budget(monotonic() + 60, 60), Listener())
        status = climb.run()
        if found.locks:
            assert status is Status.IMPOSSIBLE, seed
        if found.short and status is Status.PROVEN:
            assert climb.state.costs[Tier.COVER] > 0, seed
            certain += 1
    assert certain > 5


def test_a_surplus_is_one_for_each_open_place_and_minimal() -> None:
    random = Random(3)
    for _ in range(300):
        able = [[h for h in "abcd" if random.random() < 0.4] for _ in range(random.randrange(1, 6))]
        found = list(surplus(able))
        assert len(found) == len(able) - _most_held(able)
        for each in found:
            assert each.holders == {h for k in each.places for h in able[k]}
            assert len(each.places) == len(each.holders) + 1
            for part in combinations(each.places, len(each.places) - 1):
                assert _most_held([able[k] for k in part]) == len(part)


def _most_held(able: list[list[str]]) -> int:
    best = 0
    for chosen in product(*([*a, ""] for a in able)):
        held = [h for h in chosen if h]
        if len(held) == len(set(held)):
            best = max(best, len(held))
    return best


def test_a_night_that_nobody_can_take_is_named_with_what_keeps_each() -> None:
    instance = instance_of(
        MONDAY,
        MONDAY,
        ["kveld", "natt"],
        [doctor("borte"), doctor("fri")],
        absences=(Absence(doctor="borte", first=MONDAY, last=date(2027, 1, 5)),),
        exemptions=(Exemption(doctor="fri", kind=ExemptionKind.RIGHT, scope=Scope.NIGHT, first=MONDAY),),
    )
    found = supply(instance, BOOK)
    assert found.certain
    assert [(s.shifts, s.places, s.able) for s in found.short] == [((NIGHT,), 1, ())]
    (night,) = [p for p in found.places if p.shift == NIGHT]
    assert {k.doctor: k.breaches[0].rule for k in night.kept} == {"borte": "absence", "fri": "exemption"}


def test_two_places_at_once_and_one_doctor_are_one_too_many() -> None:
    away = Absence(doctor="b", first=MONDAY, last=MONDAY)
    instance = instance_of(
        MONDAY, MONDAY, ["kveld", "tk-kveld"], [doctor("a"), doctor("b")], absences=(away,)
    )
    (short,) = supply(instance, BOOK).short
    assert short.shifts == (EVENING, "2027-01-04:tk-kveld")
    assert (short.places, short.able, short.standby) == (2, ("a",), ())


def test_a_bakvakt_that_nobody_may_take() -> None:
    instance = instance_of(MONDAY, MONDAY, ["kveld", "bv-kveld"], [doctor("l", "lis1"), doctor("m", "lis1")])
    (short,) = supply(instance, BOOK).short
    assert (short.shifts, short.able, short.standby) == ((EVENING,), (), ("2027-01-04:bv-kveld",))


def test_a_specialist_who_can_take_the_evening_too_makes_no_bakvakt_needed() -> None:
    instance = instance_of(MONDAY, MONDAY, ["kveld", "bv-kveld"], [doctor("l", "lis1"), doctor("s")])
    assert not supply(instance, BOOK).certain


def test_locks_that_contradict_each_other() -> None:
    instance = instance_of(
        MONDAY,
        MONDAY,
        ["kveld", "tk-kveld"],
        [doctor("a"), doctor("b")],
        locks=(Lock(doctor="a", shift=EVENING), Lock(doctor="a", shift="2027-01-04:tk-kveld")),
    )
    found = supply(instance, BOOK)
    assert [(b.rule, b.doctor) for b in found.locks] == [("one-place", "a")]
    assert found.certain


def test_a_locked_beginner_lacks_no_bakvakt_yet() -> None:
    instance = instance_of(
        MONDAY,
        MONDAY,
        ["kveld", "bv-kveld"],
        [doctor("l", "lis1"), doctor("s")],
        locks=(Lock(doctor="l", shift=EVENING),),
    )
    assert supply(instance, BOOK).locks == ()


def test_a_wish_for_duty_that_the_doctor_cannot_have() -> None:
    wish = Wish(doctor="a", kind=WishKind.LIKE, first=MONDAY, last=MONDAY)
    away = Absence(doctor="a", first=MONDAY, last=MONDAY)
    people = [doctor("a"), doctor("b"), doctor("c")]
    instance = instance_of(MONDAY, MONDAY, ["kveld"], people, absences=(away,), wishes=(wish,))
    found = supply(instance, BOOK)
    assert found.vain == (wish,)
    assert not found.certain
    assert not found.quiet


def test_nothing_to_explain() -> None:
    people = [doctor("a"), doctor("b")]
    found = supply(instance_of(MONDAY, MONDAY, ["kveld"], people), BOOK)
    assert found.quiet
    assert [(line.line, line.places, line.fewest, line.most, line.tight) for line in found.lines] == [
        ("lv", 1, 2, 2, ())
    ]
