"""Every planted fault of meaning is noticed, by the cases in words or by the disagreement of check and model."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice

import pytest

from tests.agreement.brute import enumerate_all
from tests.agreement.faults import CHECK, MODEL, Fault, faults, planted
from tests.agreement.figures import figure
from tests.agreement.near import Costs, Near, hard_and_costs, sample
from tests.agreement.priced import NEVER_PRICED, model_says_otherwise, priced
from tests.agreement.worlds import TIGHT, World, world
from tests.kit import Case, cases
from vaktplan.rulebook.rules import RULES
from vaktplan.solve.judge import Judge, enumerate_lawful
from vaktplan.verify import Verifier

FAULTS = faults()
START = 10_000
Answer = tuple[bool, Costs]


@lru_cache
def _cases(rule: str) -> tuple[Case, ...]:
    return tuple(cases(rule))


def _case_seen(fault: Fault, case: Case) -> bool:
    """Whether the faulty side judges a case otherwise than it says."""
    book = case.book.only(case.rule)
    if fault.side != MODEL:
        found = Verifier(case.instance, book, texts=False).verify(case.roster).breaches
        if sorted((b.part, b.doctor or "", b.amount) for b in found) != case.breaches:
            return True
    if fault.side == CHECK:
        return False
    if model_says_otherwise(case, book):
        return True
    return case.rule not in NEVER_PRICED and model_says_otherwise(case, priced(book, case.rule))


def by_cases(fault: Fault) -> bool:
    """The first layer: the cases in words of the rule."""
    return any(_case_seen(fault, case) for case in _cases(fault.rule))


@lru_cache(maxsize=512)
def _judged(seed: int) -> tuple[World, tuple[tuple[Near, Answer], ...]]:
    """Near-feasible rosters of a world with what both sides say when no fault is planted."""
    w, nears = sample(seed, 50, 4)
    verifier = Verifier(w.instance, w.book, texts=False)
    return w, tuple((n, hard_and_costs(verifier.verify(n.roster))) for n in nears)


def _own_worlds(rule: str, start: int, count: int) -> Iterator[int]:
    """Seeds of worlds that are tight in a rule, or of any when no world is."""
    step = len(TIGHT) if rule in TIGHT else 1
    offset = (TIGHT.index(rule) - start) % step if rule in TIGHT else 0
    return islice(range(start + offset, start + 10_000, step), count)


def by_near(fault: Fault, worlds: int) -> bool:
    """The second layer: near-feasible rosters on which the other side, without the fault, says otherwise."""
    for seed in _own_worlds(fault.rule, START, worlds):
        w, judged = _judged(seed)
        if not judged:
            continue
        if fault.side == CHECK:
            verifier = Verifier(w.instance, w.book, texts=False)
            if any(hard_and_costs(verifier.verify(n.roster)) != answer for n, answer in judged):
                return True
        else:
            judge = Judge(w.instance, w.book)
            for n, answer in judged:
                said = judge(n.roster)
                if (said.lawful, said.costs) != answer:
                    return True
    return False


@lru_cache(maxsize=512)
def _set_of(seed: int) -> frozenset[tuple[tuple[str, str], ...]]:
    return enumerate_all(world(seed)).lawful


def by_enumeration(fault: Fault, worlds: int) -> bool:
    """The third layer: the sets of lawful rosters of tiny worlds."""
    for seed in _own_worlds(fault.rule, 0, worlds):
        w = world(seed)
        by_check = fault.side == CHECK
        if (enumerate_all(w).lawful if by_check else enumerate_lawful(w.instance, w.book)) != _set_of(seed):
            return True
    return False


def _noticed(layer: Callable[[], bool]) -> bool:
    """Whether a layer sees the fault; one that makes the code fall over is seen too."""
    try:
        return layer()
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):
        return True


def _warm(fault: Fault, nears: int, tinies: int) -> None:
    """Work out what the code says without the fault before it is planted."""
    for seed in _own_worlds(fault.rule, START, nears):
        _judged(seed)
    for seed in _own_worlds(fault.rule, 0, tinies):
        _set_of(seed)


def _seen_by_worlds(fault: Fault, nears: int, tinies: int) -> bool:
    _warm(fault, nears, tinies)
    with planted(fault):
        return _noticed(lambda: by_enumeration(fault, tinies)) or _noticed(lambda: by_near(fault, nears))


@pytest.mark.parametrize("fault", FAULTS[::2], ids=lambda f: f"{f.rule}-{f.side}-{f.words}")
def test_a_planted_fault_is_noticed(fault: Fault) -> None:
    with planted(fault):
        seen = _noticed(lambda: by_cases(fault))
    assert seen or _seen_by_worlds(fault, 3, 3) or _seen_by_worlds(fault, 16, 16)


def test_there_are_three_faults_of_every_rule_and_some_on_both_sides() -> None:
    for rule in RULES:
        own = [f for f in FAULTS if f.rule == rule.id]
        assert len(own) >= 3
        assert {CHECK, MODEL} <= {f.side for f in own}


def test_every_fault_has_its_one_place_in_the_code() -> None:
    for fault in FAULTS:
        with planted(fault):  # raises where the text is not there once
            pass


def test_what_is_planted_is_taken_out_again() -> None:
    fault = FAULTS[0]
    case = next(c for c in _cases(fault.rule) if c.breaches)
    with planted(fault):
        assert by_cases(fault)
    assert not _case_seen(fault, case)


@pytest.mark.long
def test_every_layer_is_tried_on_every_fault() -> None:
    unseen, alone = [], {"cases": 0, "near": 0, "enumeration": 0}
    for fault in FAULTS:
        _warm(fault, 12, 12)
        with planted(fault):
            layers = {
                "cases": _noticed(lambda: by_cases(fault)),  # noqa: B023
                "near": _noticed(lambda: by_near(fault, 12)),  # noqa: B023
                "enumeration": _noticed(lambda: by_enumeration(fault, 12)),  # noqa: B023
            }
        by = [name for name, seen in layers.items() if seen]
        for name in by:
            alone[name] += 1
        if not by:
            unseen.append(fault)
        figure(f"fault: {fault.rule} ({fault.side}): {fault.words}: noticed by {', '.join(by) or 'NOBODY'}")
    figure(f"faults: {len(FAULTS)} planted, {len(FAULTS) - len(unseen)} noticed; by layer {alone}")
    assert not unseen
