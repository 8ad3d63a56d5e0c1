"""The proof: never above what a roster costs, exact where the tree ends, and given up without harm."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from random import Random
from time import monotonic, sleep

import numpy as np
import pytest

from tests import kit
from tests.agreement.worlds import world
from tests.solve import small
from vaktplan.rulebook.rules import Tier
from vaktplan.solve.bound import prove, relaxation
from vaktplan.solve.bound.beside import Beside
from vaktplan.solve.bound.blocks import SCALE, proven_by, split
from vaktplan.solve.bound.columns import Columns
from vaktplan.solve.bound.counting import Counting
from vaktplan.solve.bound.dives import Dives
from vaktplan.solve.bound.part import whole
from vaktplan.solve.bound.pricing import Pricing
from vaktplan.solve.bound.prove import Proof
from vaktplan.solve.bound.relaxation import reduced_costs, relaxed
from vaktplan.solve.bound.task import Hearer, Task
from vaktplan.solve.bound.thin import _near, segmented, thinned
from vaktplan.solve.bound.windows import Windows, window
from vaktplan.solve.budget import Budget
from vaktplan.solve.build import Build
from vaktplan.solve.ground import STEPS, ground_of
from vaktplan.solve.linear import FAR, Linear, Numbers, Reals, Rows
from vaktplan.solve.outcome import Listener, Options, Status
from vaktplan.solve.presolve import propagated
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.tiers import Climb

D = kit.doctor


class Heard(Hearer):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.bounds: list[int] = []
        self.rosters: list[Sequence[int]] = []

    def bound(self, bound: int) -> None:
        self.bounds.append(bound)

    def values(self, values: Sequence[int]) -> None:
        self.rosters.append(values)


def _weeks() -> Build:
    types = ["kveld", "natt", "helg", "bv-kveld", "bv-natt"]
    return assemble(small.days(types, [D("a"), D("b"), D("c"), D("l", "lis1")], 17), kit.BOOK)


def _proven(build: Build) -> Climb:
    climb = Climb(build, Options(workers=1), Budget(monotonic() + 60, 60), Listener())
    assert climb.run() is Status.PROVEN
    return climb


def _task(build: Build, values: list[int], seconds: float = 30.0) -> Task:
    tier = build.tiers[-1]
    held = {t: build.cost_in(t, values) for t in build.tiers[:-1]}
    ground = ground_of(build, tier, held)
    return Task(
        propagated(ground.model),
        ground.cost,
        ground.constant,
        ground.owner,
        ground.since,
        ground.until,
        np.array(values),
        -(10**6),
        seconds,
        0,
    )


def _relaxed(task: Task) -> Task:
    return replace(task, relaxed=relaxed(task.model, task.cost, 30.0))


def _optima(worlds: int, seconds: float) -> Iterator[tuple[int, Task]]:
    """Small worlds at their optima, relaxed."""
    for seed in range(worlds):
        w = world(seed)
        build = assemble(w.instance, w.book)
        climb = Climb(build, Options(workers=1), Budget(monotonic() + 60, 60), Listener())
        if climb.run() is Status.PROVEN and build.tiers and climb.state.values is not None:
            yield seed, _relaxed(_task(assemble(w.instance, w.book), climb.state.values, seconds))


def test_the_proof_meets_the_optimum_of_small_worlds() -> None:
    tried = 0
    for seed in range(40):
        w = world(seed)
        build = assemble(w.instance, w.book)
        climb = Climb(build, Options(workers=1), Budget(monotonic() + 60, 60), Listener())
        if climb.run() is not Status.PROVEN or not build.tiers or climb.state.values is None:
            continue
        heard = Heard()
        task = _task(assemble(w.instance, w.book), climb.state.values)
        proof = Proof(task, heard)
        proof.run()
        assert proof.bound == task.ceiling, seed
        assert heard.bounds == sorted(heard.bounds)
        tried += 1
    assert tried > 20


def test_one_doctor_at_a_time_never_says_more_than_the_optimum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prove, "FAIR", 0.0)
    monkeypatch.setattr(prove, "CHEAP", 0.0)
    monkeypatch.setattr(Proof, "_quick", lambda self: None)
    monkeypatch.setattr(Proof, "_tree", lambda self, floor, seconds=None: sleep(0.05))  # gives way at once
    near = 0
    for seed, task in _optima(30, 30.0):
        proof = Proof(task, Heard())
        proof.run()
        assert proof.bound <= task.ceiling, seed
        near += proof.bound == task.ceiling
    assert near > 5


def _kept_before(task: Task, climb: Climb) -> Task | None:
    """The same task from the worst of the earlier rosters that keep its rows; None when none is worse."""
    model = task.model
    inside = [v for v in climb.earlier() if bool(((model.lower <= v) & (v <= model.upper)).all())]
    kept = [v for v in inside if bool(model.rows.kept(v).all())]
    dear = max(kept, key=lambda values: int(task.cost @ values), default=task.values)
    return replace(task, values=dear) if task.cost @ dear > task.cost @ task.values else None


def _from_worse(worlds: int) -> Iterator[tuple[int, Task, Task]]:
    """Small worlds at their optima, and the same from a worse roster."""
    for seed in range(worlds):
        w = world(seed)
        climb = Climb(
            assemble(w.instance, w.book), Options(workers=1), Budget(monotonic() + 60, 60), Listener()
        )
        if climb.run() is Status.PROVEN and climb.build.tiers and climb.state.values is not None:
            optimum = _task(assemble(w.instance, w.book), climb.state.values)
            worse = _kept_before(optimum, climb)
            if worse is not None and len(np.unique(optimum.owner[optimum.owner >= 0])) > 1:
                yield seed, optimum, worse


def _down(task: Task, around: Dives | Windows, times: int) -> Numbers:
    """Where some tries end: each roster keeps the rows, and none costs more than the one before."""
    here = task.values
    for _ in range(times):
        found = around.around(here, lambda: True)
        if found is not None:
            assert bool(task.model.rows.kept(found).all())
            assert int(task.cost @ found) <= int(task.cost @ here)
            here = found
    return here


@pytest.mark.parametrize("paths", [True, False])
def test_columns_bound_from_below_and_dives_end_in_lawful_rosters(paths: bool) -> None:
    """Every bound is at most the optimum; most bounds and rosters are the optimum itself."""
    tried = near = best = 0
    for seed, optimum, task in _from_worse(120):
        doctors = whole(optimum, *split(optimum))
        pricing = Pricing(optimum, monotonic() + 30)
        if paths and not pricing.compile(doctors.blocks, 30, 0):
            continue
        doctors = replace(doctors, task=task)
        bounds = list[int]()
        columns = Columns(doctors, pricing, Random(1), bounds.append)
        if not (columns.start(np.zeros_like(doctors.where)) and columns.converge(lambda: True)):
            continue
        least = optimum.ceiling - task.constant
        assert bounds and all(found <= least * SCALE for found in bounds), seed
        counting = Counting(doctors, pricing, columns)
        while counting.branch(lambda: True):
            assert counting.bound <= least * SCALE, seed
        here = _down(task, Dives(doctors, pricing, columns), 6)
        assert least <= int(task.cost @ here), seed
        tried += 1
        near += -(-counting.bound // SCALE) == least
        best += int(task.cost @ here) == least
    assert tried > 5 and near > 2 and best > tried / 2


def test_a_window_is_the_whole_beside_what_stands() -> None:
    """Its costs are those of the whole; windows end in lawful rosters, mostly in better ones."""
    tried = better = 0
    for seed, optimum, task in _from_worse(120):
        doctors = np.unique(task.owner[task.owner >= 0])
        some, var = window(task, doctors[:2], [(0, 3 * STEPS), (4 * STEPS, 5 * STEPS)], task.values)
        assert some.ceiling == task.ceiling, seed
        assert bool((some.values == task.values[var]).all())
        assert bool(some.model.rows.kept(some.values).all())
        here = _down(task, Windows(task), 6)
        assert int(optimum.cost @ optimum.values) <= int(task.cost @ here), seed
        tried += 1
        better += int(task.cost @ here) < int(task.cost @ task.values)
    assert tried > 5 and better > tried / 4


def test_a_better_roster_told_to_the_proof_is_its_ceiling() -> None:
    for _, optimum, task in _from_worse(20):
        proof = Proof(replace(task, floor=optimum.ceiling), Heard())
        assert proof._goes_on()
        proof.know(optimum.values)
        assert not proof._goes_on()
        proof.know(task.values)
        assert not proof._goes_on()


def test_any_prices_of_rows_give_a_bound() -> None:
    climb = _proven(_weeks())
    assert climb.state.values is not None
    task = _task(_weeks(), climb.state.values)
    heard = Heard()
    proof = Proof(task, heard)
    blocks, ties = split(task)
    random = np.random.default_rng(1)
    for spread in (0.0, 0.5, 3.0, 20.0):
        prices = ties.rounded(random.normal(0, spread, len(ties.rows.low)))
        found = proof._at(prices, whole(task, blocks, ties))
        assert found is not None
        assert found <= (task.ceiling - task.constant) * SCALE


def test_a_bound_stands_on_the_relaxation_and_is_at_least_as_good() -> None:
    climb = _proven(_weeks())
    assert climb.state.values is not None
    task = _task(_weeks(), climb.state.values)
    answer = relaxed(task.model, task.cost, 30.0)
    assert answer is not None
    worth = answer.worths
    rows = task.model.rows
    reduced = task.cost.astype(float)
    np.subtract.at(reduced, rows.var, rows.factor * worth[rows.row])
    least = float(np.where(worth > 0, worth * rows.low, worth * rows.high) @ (worth != 0)) + float(
        np.minimum(reduced * task.model.lower, reduced * task.model.upper).sum()
    )
    blocks, ties = split(task)
    found = Proof(task, Heard())._at(ties.rounded(worth[ties.where]), whole(task, blocks, ties))
    assert found is not None
    assert found / SCALE >= least - 1.0


def test_the_relaxation_alone_proves_what_it_costs_and_no_more() -> None:
    climb = _proven(_weeks())
    assert climb.state.values is not None
    task = _relaxed(_task(_weeks(), climb.state.values))
    assert task.relaxed is not None
    found = proven_by(task, task.relaxed) / SCALE
    assert task.relaxed.cost - 0.5 <= found <= task.ceiling - task.constant
    random = np.random.default_rng(1)
    for spread in (0.1, 1.0, 10.0):  # whatever a solver claims rows to be worth
        worths = task.relaxed.worths + random.normal(0, spread, len(task.relaxed.worths))
        assert proven_by(task, replace(task.relaxed, worths=worths)) <= found * SCALE + SCALE


def test_what_a_roster_costs_beyond_the_relaxation_is_told_variable_by_variable() -> None:
    """Reduced costs: nothing where the relaxation is, and never more than the roster costs more."""
    tried = 0
    for seed, task in _optima(40, 5.0):
        found, model = task.relaxed, task.model
        assert found is not None, seed
        reduced = reduced_costs(model, task.cost, found)

        def beyond(values: Reals, reduced: Reals = reduced, model: Linear = model) -> float:
            return float(np.maximum(reduced * (values - model.lower), reduced * (values - model.upper)).sum())

        assert beyond(found.values) == pytest.approx(0.0, abs=1e-3), seed
        more = task.ceiling - task.constant - found.cost
        assert beyond(task.values) <= more + 1e-3, seed
        tried += more > 0.5
    assert tried > 3


def test_what_the_rows_that_matter_most_prove_holds() -> None:
    """It is never above the optimum, and often as much as all rows prove."""
    less, tried, segments = 0, 0, 0
    for seed, task in _optima(40, 5.0):
        keep = thinned(task)
        some = replace(task, model=Linear(task.model.rows.taken(keep), task.model.lower, task.model.upper))
        found = relaxed(some.model, some.cost, 30.0)
        assert found is not None and task.relaxed is not None, seed
        assert ceil(proven_by(some, found) / SCALE) + task.constant <= task.ceiling, seed
        model, cost = segmented(some.model, some.cost, some.values)
        other = relaxed(model, cost, 30.0)
        assert other is not None and other.cost == pytest.approx(found.cost, abs=1e-4), seed
        assert proven_by(replace(some, model=model, cost=cost), other) / SCALE == pytest.approx(
            found.cost, abs=0.5
        )
        segments += len(cost) > len(some.cost)
        less += proven_by(some, found) < proven_by(task, task.relaxed) - SCALE
        tried += 1
    assert tried > 20 and 2 * less < tried and segments > 3


@pytest.mark.parametrize(("apart", "kept"), [(50, True), (5, False)])
def test_a_limit_over_a_long_time_is_kept_with_what_it_counts(apart: int, kept: bool) -> None:
    """Two dates of work, one at most of them; days of work follow from the takes."""
    ends = np.array([0, 0, apart, apart]) * STEPS
    follows = np.array([0, 1, 0, 1])  # a take and its day of work, and the same later
    rows = Rows(
        np.array([0, 2, 4, 6]),
        np.array([0, 1, 2, 3, 1, 3]),
        np.array([-1, 1, -1, 1, 1, 1]),
        np.array([0, 0, -FAR]),
        np.array([FAR, FAR, 1]),
    )
    assert thinned(_of_one_doctor(rows, ends, ends + follows, paid=0)).tolist() == [kept] * 3


def test_what_is_paid_when_all_of_some_are_true_proves_nothing() -> None:
    rows = Rows(np.array([0, 3]), np.arange(3), np.array([-1, -1, 1]), np.array([-1]), np.array([FAR]))
    task = _of_one_doctor(rows, np.zeros(3, dtype=np.int64), np.array([0, 0, 1]), paid=2)
    assert not thinned(task).any()
    assert thinned(replace(task, owner=np.array([0, 1, -2]))).all()


def test_far_from_a_roster_a_price_goes_on_as_a_line_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    squares = np.arange(12, dtype=np.int64) ** 2
    assert (_near(squares, 5) == squares).all()
    monkeypatch.setattr("vaktplan.solve.bound.thin.NEAR", 2)
    for here in (-3, 0, 1, 5, 10, 11, 20):
        found = _near(squares, here)
        near = np.abs(np.arange(12) - min(max(here, 0), 11)) <= 2
        assert (found <= squares).all() and (found[near] == squares[near]).all()
        assert (np.diff(found, 2) >= 0).all() and len(np.unique(np.diff(found))) <= 4
    assert _near(np.array([7]), 0).tolist() == [7]


def _of_one_doctor(rows: Rows, since: Numbers, until: Numbers, paid: int) -> Task:
    """Booleans of one doctor, one of them paid."""
    none = np.zeros(len(since), dtype=np.int64)
    cost = none.copy()
    cost[paid] = 1
    return Task(Linear(rows, none, none + 1), cost, 0, none, since, until, none, 0, 1.0, 0)


def test_where_all_rows_are_too_many_the_few_that_matter_are_the_proof(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(relaxation, "MANY", 0)
    monkeypatch.setattr(prove, "narrow", lambda _: False)
    climb = _proven(_weeks())
    task = replace(_task(_weeks(), climb.state.values), relax=True)
    heard = Heard()
    proof = Proof(task, heard)
    proof.run()
    assert heard.bounds and task.floor < proof.bound <= task.ceiling and not heard.rosters


def test_a_proof_in_its_own_process_tells_bounds_and_rosters() -> None:
    build = assemble(small.days(["kveld", "natt"], [D("a"), D("b"), D("c")], 12), kit.BOOK)
    best = _proven(build)
    assert best.state.values is not None
    worse = Climb(
        assemble(small.days(["kveld", "natt"], [D("a"), D("b"), D("c")], 12), kit.BOOK),
        Options(workers=1),
        Budget(monotonic() + 60, 60),
        Listener(),
    )
    worse.improve(Tier.COVER, 1.0)
    assert worse.state.values is not None
    heard, nothing = Heard(), np.zeros(0, dtype=np.int64)
    beside = Beside(_task(worse.build, worse.state.values), heard, lambda: nothing)
    began = monotonic()
    least = best.state.costs[Tier.PEOPLE]
    while monotonic() - began < 30 and (not heard.bounds or heard.bounds[-1] < least):
        pass
    beside.stop()
    assert heard.bounds[-1] == least
    if worse.state.costs[Tier.PEOPLE] > least:
        assert worse.build.cost_in(Tier.PEOPLE, worse.build.least(heard.rosters[-1])) >= least


def test_a_proof_can_be_stopped_at_once() -> None:
    build = assemble(small.month(), kit.BOOK)
    climb = Climb(build, Options(workers=1), Budget(monotonic() + 60, 60), Listener())
    climb.improve(build.tiers[0], 0.5)
    assert climb.state.values is not None
    nothing = np.zeros(0, dtype=np.int64)
    beside = Beside(_task(build, climb.state.values, 60.0), Heard(), lambda: nothing)
    began = monotonic()
    beside.stop()
    assert monotonic() - began < 5


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ((0, 1, 1), (1, 1, 0), (0, 1, 0)),  # they go together
        ((0, 1, 1), (1, 0, 1), (0, 1, 1)),  # together they break a row
        ((0, 1, 1), (1, 0, 0), (1, 0, 0)),  # and theirs is the cheaper
    ],
)
def test_what_two_have_found_goes_together_where_it_may(
    mine: tuple[int, ...], theirs: tuple[int, ...], both: tuple[int, ...]
) -> None:
    ones = np.ones(3, dtype=np.int64)
    one_of_two = Rows(np.array([0, 2]), np.array([0, 1]), ones[:2], ones[:1], np.array([FAR]))
    task = Task(Linear(one_of_two, 0 * ones, ones), ones, 0, 0 * ones, 0 * ones, 0 * ones, ones, 0, 1.0, 0)
    found = Proof(task, Hearer())._both(np.array(mine), np.array(theirs), [ones])
    assert tuple(found.tolist()) == both
