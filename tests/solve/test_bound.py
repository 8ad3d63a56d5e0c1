"""The proof: never above what a roster costs, exact where the tree ends, and given up without harm."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from time import monotonic, sleep

import numpy as np
import pytest

from tests import kit
from tests.agreement.worlds import world
from tests.solve import small
from vaktplan.rulebook.rules import Tier
from vaktplan.solve.bound import prove
from vaktplan.solve.bound.beside import Beside
from vaktplan.solve.bound.blocks import SCALE, proven_by, split
from vaktplan.solve.bound.columns import Columns
from vaktplan.solve.bound.dives import Dives
from vaktplan.solve.bound.part import whole
from vaktplan.solve.bound.pricing import Pricing
from vaktplan.solve.bound.prove import Proof
from vaktplan.solve.bound.relaxation import relaxed
from vaktplan.solve.bound.task import Hearer, Task
from vaktplan.solve.budget import Budget
from vaktplan.solve.build import Build
from vaktplan.solve.ground import ground_of
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


@pytest.mark.parametrize("paths", [True, False])
def test_columns_bound_from_below_and_dives_end_in_lawful_rosters(paths: bool) -> None:
    """Every bound is at most the optimum; every roster dived to keeps the rows and costs no more than the one before.

    Most are the optimum itself.
    """
    tried = near = best = 0
    for seed in range(200):
        w = world(seed)
        climb = Climb(
            assemble(w.instance, w.book), Options(workers=1), Budget(monotonic() + 60, 60), Listener()
        )
        if climb.run() is not Status.PROVEN or not climb.build.tiers or climb.state.values is None:
            continue
        optimum = _task(assemble(w.instance, w.book), climb.state.values)
        task = _kept_before(optimum, climb)
        doctors = whole(optimum, *split(optimum))
        pricing = Pricing(optimum, monotonic() + 30)
        if task is None or len(doctors.blocks) < 2 or (paths and not pricing.compile(doctors.blocks, 30, 0)):
            continue
        doctors = replace(doctors, task=task)
        bounds = list[int]()
        columns = Columns(doctors, pricing, Random(1), bounds.append)
        nothing = np.zeros(len(doctors.where), dtype=np.int64)
        if not (columns.start(nothing) and columns.converge(lambda: True)):
            continue
        least = optimum.ceiling - task.constant
        assert bounds and all(found <= least * SCALE for found in bounds), seed
        here, dives = task.values, Dives(doctors, pricing, columns)
        for _ in range(6):
            found = dives.around(here, lambda: True)
            if found is not None:
                assert bool(task.model.rows.kept(found).all()), seed
                assert least <= int(task.cost @ found) <= int(task.cost @ here), seed
                here = found
        tried += 1
        near += -(-max(bounds) // SCALE) == least
        best += int(task.cost @ here) == least
    assert tried > 5 and near > 2 and best > tried / 2


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
