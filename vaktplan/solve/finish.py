"""What is left of the budget for one tier: rosters from the search, bounds from the proof beside it.

With one worker the two take turns, by the solver's own time. With more, each searches in a thread of its own; when the
cost no longer falls fast, the last of them gives its place to the proof, in a process of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from threading import Thread

import numpy as np

from vaktplan.rulebook.rules import Tier

from .bound.beside import Beside
from .bound.blocks import SCALE, proven_by
from .bound.diagram import narrow, short
from .bound.prove import Proof
from .bound.relaxation import Relaxed, expected_seconds, reduced_costs, relaxed, too_large
from .bound.task import Hearer, Task
from .ground import Ground
from .linear import Numbers
from .search import Search
from .tiers import Climb

FIRST_SEARCH = 0.4  # of what is left, with one worker; then the proof, then the rest
PROOF = 0.35
RELAXING = 0.4  # of the time at most, with one worker
EARLY = 0.2  # of the time: with several, the proof begins at once when its relaxation takes no more, or is not needed
LOOK = 0.08  # of the time: the cost falls fast when in so long
FALL = 0.02  # of it is gone
LEAST_PROOF = 0.4  # of the time, with several workers
QUIET = 0.3  # of the time: so long without a gain, and a very large model goes on to the next tier


def finish(climb: Climb, tier: Tier, until: float) -> None:
    """Work on a tier, with the tiers above held at what they won, until only a part of the budget is left."""
    ground = climb.ground(tier)
    if climb.options.workers == 1:
        _in_turns(climb, ground, tier, until)
    else:
        _side_by_side(climb, ground, tier, until)


def _in_turns(climb: Climb, ground: Ground, tier: Tier, until: float) -> None:
    left = climb.budget.part_left() - until
    search = Search(climb, ground, tier, climb.options.seed)
    proving = _Proving(climb, tier, [search])
    _relax_first(climb, _task(climb, ground, tier, left).prepared(), proving)
    search.run(until + left * (1 - FIRST_SEARCH))
    if not climb.enough(tier) and not climb.budget.over():
        proof = Proof(_task(climb, ground, tier, left * PROOF).prepared(), proving)
        proof.run()
        climb.budget.spend(proof.spent)
    search.run(until)


def _relax_first(climb: Climb, task: Task, proving: "_Proving") -> None:
    """The relaxation before all else, where it is small enough: its size decides that and what it is counted as."""
    budget, takes = climb.budget, expected_seconds(task.model)
    if takes <= RELAXING * task.seconds:
        found = relaxed(task.model, task.cost, budget.left())
        budget.spend(takes / budget.whole * (budget.deterministic or 0.0))
        if found is not None:
            proving.relaxed(found, task)


def _side_by_side(climb: Climb, ground: Ground, tier: Tier, until: float) -> None:
    searches = [Search(climb, ground, tier, climb.options.seed + k) for k in range(climb.options.workers)]
    if too_large(ground.model) and tier is not climb.build.tiers[-1]:  # no proof would end in time
        falling = [_Falling(climb, tier, until) for _search in searches]
        _at_once([partial(s.run, until, f.at_all) for s, f in zip(searches, falling, strict=True)], searches)
        return
    proving = _ProvingLate(climb, ground, tier, until, searches[-1], _Proving(climb, tier, searches))
    work: list[Callable[[], None]] = [partial(search.run, until) for search in searches[:-1]]
    _at_once([*work, proving.run], [*searches, proving])


def _at_once(work: Sequence[Callable[[], None]], stopping: "Sequence[Search | _ProvingLate]") -> None:
    """All of it at once, the first in this thread; when that ends, so do the others."""
    first, *others = work
    threads = [Thread(target=one) for one in others]
    for thread in threads:
        thread.start()
    try:
        first()
    finally:
        for one in stopping:
            one.halt()
        for thread in threads:
            thread.join()
        for one in stopping:
            one.halt()  # what began before it saw the halt


class _ProvingLate:
    """A worker that searches while the cost falls fast, proves, and searches on when no more is to be proven."""

    def __init__(
        self, climb: Climb, ground: Ground, tier: Tier, until: float, search: Search, proving: "_Proving"
    ) -> None:
        self._climb, self._ground, self._tier, self._until = climb, ground, tier, until
        self._search, self._proving = search, proving
        self._beside: Beside | None = None

    def run(self) -> None:
        """Prove at once where that is quick; else search for as long as that pays, then prove, then search again."""
        task = self._task()
        if task is None:
            return
        if not (self._search.small or self._early(task)):
            self._search.run(self._until, _Falling(self._climb, self._tier, self._until).fast)
            task = self._task()
        if task is not None and not (self._search.halted or self._climb.enough(self._tier)):
            self._beside = Beside(replace(task, relax=True), self._proving, self._best)
            self._after(self._beside)

    def _early(self, task: Task) -> bool:
        """Whether the proof is quick, or so slow that it has to begin at once."""
        quick = (narrow(task) and short(task)) or expected_seconds(task.model) <= EARLY * task.seconds
        return quick or too_large(task.model)

    def _after(self, beside: Beside) -> None:
        """Search again when nothing more is to be proven; whoever halts the search then ends the proof."""
        if not self._search.halted:
            beside.join()
        if not (self._search.small or self._search.halted):
            self._search.run(self._until)

    def _best(self) -> Numbers:
        best = self._climb.best
        return np.zeros(0, dtype=np.int64) if best is None else best.array

    def _task(self) -> Task | None:
        part = self._climb.budget.part_left() - self._until
        return _task(self._climb, self._ground, self._tier, part) if part > 0 else None

    def halt(self) -> None:
        """End what is at work."""
        if self._beside is not None:
            self._beside.stop()


class _Falling:
    """How fast the cost of a tier falls."""

    def __init__(self, climb: Climb, tier: Tier, until: float) -> None:
        self._climb, self._tier = climb, tier
        self._whole = climb.budget.part_left() - until
        self._last = until + LEAST_PROOF * self._whole
        self._seen = [(climb.budget.part_left(), climb.state.costs[tier])]

    def fast(self) -> bool:
        """Whether it fell much of late, or it is too early to say; never when only the proof's own time is left."""
        return self._climb.budget.part_left() > self._last and self._fell(LOOK, FALL)

    def at_all(self) -> bool:
        """Whether it fell within the last part of the time, or it is too early to say."""
        return self._fell(QUIET, 0.0)

    def _fell(self, look: float, fall: float) -> bool:
        """Whether more than a part of the cost is gone since a part of the time ago, or it is too early to say."""
        now, cost = self._climb.budget.part_left(), self._climb.state.costs[self._tier]
        self._seen.append((now, cost))
        before = [c for at, c in self._seen if at - now >= look * self._whole]
        return not before or before[-1] - cost > fall * cost


class _Proving(Hearer):
    """Takes what the proof finds; when that is enough, nobody searches on."""

    def __init__(self, climb: Climb, tier: Tier, searches: Sequence[Search]) -> None:
        self._climb, self._tier, self._searches = climb, tier, searches

    def bound(self, bound: int) -> None:
        self._climb.bound(self._tier, bound)
        self._look()

    def values(self, values: Sequence[int]) -> None:
        if self._climb.offer_other(self._searches[0].ground, np.array(values, dtype=np.int64)):
            self._climb.tell(self._tier)
        self._look()

    def relaxed(self, found: Relaxed, task: Task) -> None:
        """What the relaxation proves, what it holds for likely, and what else costs."""
        self.bound(ceil(proven_by(task, found) / SCALE) + task.constant)
        self.likely(found.values.tolist())
        self.reduced(reduced_costs(task.model, task.cost, found).tolist())

    def likely(self, values: Sequence[float]) -> None:
        for search in self._searches:
            search.hint_at(np.array(values))

    def reduced(self, costs: Sequence[float]) -> None:
        for search in self._searches:
            search.regret_by(np.array(costs))

    def _look(self) -> None:
        if self._climb.enough(self._tier):
            for search in self._searches:
                search.halt()


def _task(climb: Climb, ground: Ground, tier: Tier, part: float) -> Task:
    """What is to be proven; a very large model as it is, to be prepared where the proof is."""
    budget = climb.budget
    found = Task(
        ground.model,
        ground.cost,
        ground.constant,
        ground.owner,
        ground.since,
        ground.until,
        np.array(climb.state.values, dtype=np.int64),
        climb.state.bounds[tier],
        min(budget.left(), part * budget.whole) if budget.deterministic is None else budget.left(),
        climb.options.seed,
        None if budget.deterministic is None else part * budget.deterministic,
        workers=climb.options.workers,
        earlier=climb.earlier(),
    )
    return found if too_large(ground.model) else found.prepared()
