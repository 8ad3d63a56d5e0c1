"""Requests granted together: the sets, the bound and the blockers are those of trying every subset by itself."""

from datetime import date
from itertools import combinations
from random import Random

import pytest

from tests.kit import BOOK, doctor, instance_of
from vaktplan.answers.joint import JointAnswer
from vaktplan.app.joint import ARRIVAL, SIZE, answered
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Exemption, ExemptionKind, Scope, Wish, WishKind
from vaktplan.rulebook.rules import Tier
from vaktplan.solve.cover import fewest_open
from vaktplan.solve.joint import Requests
from vaktplan.verify.verify import verify
from vaktplan.whatif.changes import Grant
from vaktplan.whatif.requests import Request, from_changes, granted, undecided, wished, without

MONDAY = date(2027, 1, 4)


def drawn(seed: int) -> tuple[Instance, tuple[Request, ...]]:
    """A few days of a small municipality in which some of a handful of requests can be granted."""
    random = Random(seed)
    who = [doctor(f"d{i}") for i in range(random.randint(3, 5))] + [doctor("l1", "lis1")]
    types = ["kveld", "natt", "helg", "helgkveld", "bv-kveld", "bv-natt"]
    last = date(2027, 1, random.randint(7, 11))
    instance = instance_of(MONDAY, last, types, who)
    grants = []
    for name in random.sample([d.id for d in who], min(len(who), random.randint(3, 5))):
        first = date(2027, 1, random.randint(4, 7))
        scope = random.choice((Scope.ALL, Scope.ALL, Scope.NIGHT, Scope.NIGHT, Scope.WEEKEND, Scope.BAKVAKT))
        grants.append(Grant(doctor=name, scope=scope, first=first))
    requests = from_changes(instance, grants)
    if seed % 3 == 0:
        wish = Wish(doctor=who[0].id, kind=WishKind.RATHER_OFF, first=MONDAY, last=last)
        instance = instance.model_copy(update={"wishes": (wish,)})
        requests = (*requests, *wished(instance))
    return instance, requests


def possible_sets(instance: Instance, requests: tuple[Request, ...]) -> set[frozenset[str]]:
    """Every subset that leaves no more open than none, each by a model of its own that knows no requests."""
    base = without(instance, requests)
    least = fewest_open(base, BOOK, 60.0)
    found = set()
    for n in range(len(requests) + 1):
        for some in combinations(requests, n):
            alone = fewest_open(granted(base, some), BOOK, 60.0)
            assert alone.proven
            if not alone.impossible and alone.cost <= least.cost:
                found.add(frozenset(r.id for r in some))
    return found


def is_minimal(by: tuple[str, ...], request: str, possible: set[frozenset[str]]) -> bool:
    """Whether some requests forbid another, and without any one of them do not."""
    whole = frozenset((*by, request))
    return whole not in possible and all(whole - {one} in possible for one in by)


def shown(answer: JointAnswer, requests: tuple[Request, ...]) -> None:
    """Every set stands on a roster that the check accepts with these requests granted."""
    by_id = {r.id: r for r in requests}
    for each in answer.sets:
        changed = granted(answer.instance, [by_id[i] for i in each.granted])
        verdict = verify(changed, BOOK, each.roster)
        assert verdict.hard == ()
        assert verdict.tier_costs[Tier.COVER] <= answer.open_weight


@pytest.mark.parametrize("seed", range(24))
def test_sets_and_blockers_are_those_of_every_subset(seed: int) -> None:
    instance, requests = drawn(seed)
    possible = possible_sets(instance, requests)
    maximal = {s for s in possible if not any(s < other for other in possible)}
    answer = answered(instance, BOOK, requests, None, SIZE, 120.0)
    assert (answer.complete, answer.open_proven, answer.disagreement) == (True, True, ())
    assert {frozenset(s.granted) for s in answer.sets} == maximal
    assert answer.proposed is not None
    assert len(answer.proposed.granted) == answer.bound == max(len(s) for s in possible)
    refused = {r.id for r in requests} - set(answer.proposed.granted)
    assert {b.request for b in answer.blocked} == refused
    for b in answer.blocked:
        assert b.by is not None
        assert set(b.by) <= set(answer.proposed.granted)
        assert is_minimal(b.by, b.request, possible)
        assert (b.minimal, b.confirmed) == (True, True)
    shown(answer, requests)


@pytest.mark.parametrize("seed", range(24))
def test_who_asked_first_comes_first(seed: int) -> None:
    instance, requests = drawn(seed)
    possible = possible_sets(instance, requests)
    expected: list[str] = []
    for r in requests:
        if frozenset((*expected, r.id)) in possible:
            expected.append(r.id)
    answer = answered(instance, BOOK, requests, None, ARRIVAL, 120.0)
    assert answer.proposed is not None
    assert answer.proposed.granted == tuple(expected)


@pytest.mark.long
def test_the_drawn_worlds_are_worth_asking() -> None:
    found = [
        answered(instance, BOOK, requests, None, SIZE, 60.0) for instance, requests in map(drawn, range(24))
    ]
    assert sum(len(answer.sets) > 1 for answer in found) >= 8
    assert sum(len(b.by or ()) > 1 for answer in found for b in answer.blocked) >= 3


def test_what_is_decided_is_not_pending() -> None:
    facts = {"kind": ExemptionKind.DISCRETION, "scope": Scope.NIGHT, "first": MONDAY}
    decided = Exemption(doctor="a", decided=date(2026, 12, 1), **facts)
    waiting = Exemption(doctor="b", **facts)
    right = Exemption(doctor="b", kind=ExemptionKind.RIGHT, scope=Scope.ALL, first=MONDAY)
    instance = instance_of(
        MONDAY, MONDAY, ["natt"], [doctor("a"), doctor("b")], exemptions=(decided, waiting, right)
    )
    requests = tuple(undecided(instance))
    assert [r.id for r in requests] == ["grant:b:night:2027-01-04"]
    assert without(instance, requests).exemptions == (decided, right)


def test_without_time_nothing_is_claimed() -> None:
    instance, requests = drawn(1)
    asked = Requests(instance, BOOK, {r.id: () for r in requests}, 0, None, end=0.0)
    found = asked.sets()
    assert (found.found, found.complete, found.bound) == ((), False, len(requests))
