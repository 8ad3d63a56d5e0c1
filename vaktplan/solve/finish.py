"""What is left of the budget for one tier: rosters from the search, bounds from the proof beside it.

With one worker the two take turns, by the solver's own time; with more, one worker proves in a process of its own and
the others search, each in a thread of its own.
"""

from collections.abc import Sequence
from threading import Thread

import numpy as np

from vaktplan.rulebook.rules import Tier

from .bound.beside import Beside
from .bound.prove import Proof
from .bound.task import Hearer, Task
from .ground import Ground
from .search import Search
from .tiers import Climb

FIRST_SEARCH = 0.4  # of what is left, with one worker; then the proof, then the rest
PROOF = 0.35


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
    search.run(until + left * (1 - FIRST_SEARCH))
    if not climb.enough(tier) and not climb.budget.over():
        proof = Proof(_task(climb, ground, tier, left * PROOF), _Proving(climb, tier, [search]))
        proof.run()
        climb.budget.spend(proof.spent)
    search.run(until)


def _side_by_side(climb: Climb, ground: Ground, tier: Tier, until: float) -> None:
    searches = [Search(climb, ground, tier, climb.options.seed + k) for k in range(climb.options.workers - 1)]

    beside = Beside(
        _task(climb, ground, tier, climb.budget.part_left() - until), _Proving(climb, tier, searches)
    )
    threads = [Thread(target=search.run, args=(until,)) for search in searches[1:]]
    for thread in threads:
        thread.start()
    try:
        searches[0].run(until)
    finally:
        for search, thread in zip(searches[1:], threads, strict=True):
            search.halt()
            thread.join()
        beside.stop()


class _Proving(Hearer):
    """Takes what the proof finds; when that is enough, nobody searches on."""

    def __init__(self, climb: Climb, tier: Tier, searches: Sequence[Search]) -> None:
        self._climb, self._tier, self._searches = climb, tier, searches

    def bound(self, bound: int) -> None:
        self._climb.bound(self._tier, bound)
        self._look()

    def values(self, values: Sequence[int]) -> None:
        if self._climb.offer(values):
            self._climb.tell(self._tier)
        self._look()

    def relaxed(self, values: Sequence[float]) -> None:
        for search in self._searches:
            search.hint_at(values)

    def _look(self) -> None:
        if self._climb.enough(self._tier):
            for search in self._searches:
                search.halt()


def _task(climb: Climb, ground: Ground, tier: Tier, part: float) -> Task:
    budget = climb.budget
    return Task(
        ground.model,
        ground.cost,
        ground.constant,
        ground.owner,
        np.array(climb.state.values, dtype=np.int64),
        climb.state.bounds[tier],
        min(budget.left(), part * budget.whole) if budget.deterministic is None else budget.left(),
        climb.options.seed,
        None if budget.deterministic is None else part * budget.deterministic,
    )
