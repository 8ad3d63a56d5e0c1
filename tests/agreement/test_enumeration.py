"""On tiny worlds the model accepts exactly the rosters that the check accepts, and finds the cheapest of them."""

from collections import Counter
from datetime import date

import pytest

from tests.agreement.brute import brute, optimum
from tests.agreement.figures import figure
from tests.agreement.worlds import TIGHT, World, world
from vaktplan.rulebook.rules import Level
from vaktplan.solve.judge import enumerate_lawful

QUICK = range(672, 673 + 2 * len(TIGHT))  # a stretch of worlds in which every rule bites
WHOLE = range(22 * len(TIGHT))


def _hard_rules(w: World) -> set[str]:
    return {rule.id for rule in w.book.each() if any(rule.term(p).level is Level.HARD for p in rule.parts)}


@pytest.mark.parametrize("seed", QUICK)
def test_the_lawful_sets_and_the_optima_are_equal(seed: int) -> None:
    w = world(seed)
    every = brute(seed)
    assert enumerate_lawful(w.instance, w.book) == every.lawful
    assert optimum(w) == every.best


def test_the_worlds_begin_everywhere() -> None:
    periods = [world(seed).instance.period for seed in QUICK]
    history = [seed for seed in QUICK if world(seed).instance.history]
    assert {p.first.isoweekday() for p in periods} == set(range(1, 8))
    assert any(p.first.year != p.last.year for p in periods)
    assert any(p.first < date(2026, 1, 1) <= p.last for p in periods)
    assert len(history) >= len(QUICK) // 3
    for day in (date(2028, 2, 29), date(2027, 3, 28), date(2027, 10, 31)):
        assert any(day in p for p in periods), day


def test_the_quick_worlds_let_every_hard_rule_bite() -> None:
    biting: Counter[str] = Counter()
    for seed in QUICK:
        biting.update(set(brute(seed).alone))
    assert set().union(*(_hard_rules(world(seed)) for seed in QUICK)) <= set(biting)


@pytest.mark.long
def test_the_lawful_sets_and_the_optima_are_equal_on_all_worlds() -> None:
    rosters, lawful, impossible, unequal = 0, 0, 0, []
    biting: Counter[str] = Counter()
    for seed in WHOLE:
        w = world(seed)
        every = brute(seed)
        rosters, lawful = rosters + every.rosters, lawful + len(every.lawful)
        impossible += every.best is None
        biting.update(set(every.alone))
        if enumerate_lawful(w.instance, w.book) != every.lawful or optimum(w) != every.best:
            unequal.append(seed)
    figure(
        f"enumeration: {len(WHOLE)} worlds, {rosters} rosters, {lawful} lawful, {impossible} worlds without any; "
        f"{len(unequal)} unequal. Worlds in which a rule is broken alone: {dict(sorted(biting.items()))}"
    )
    assert not unequal
    assert min(biting.values()) >= 10
