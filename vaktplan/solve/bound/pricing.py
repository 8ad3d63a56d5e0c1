"""The doctors' problems at row prices: each asked for its best, several at a time."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from time import monotonic

from ortools.sat.python import cp_model

from vaktplan.solve.linear import Numbers

from .blocks import Block, shared_part
from .diagram import MOST_KEPT
from .part import Part
from .solver import pricing_solver
from .task import Task

TRIAL = 0.1  # of the time for making problems ones of paths: after that it is seen whether the rest will do
UNEVEN = 4.0  # times its fair part of that time is what one problem may take
LONGEST = 5.0  # seconds for one doctor


class Pricing:
    """Asks doctors, until an end."""

    def __init__(self, task: Task, end: float) -> None:
        self._end = end
        self._pool = ThreadPoolExecutor(max(1, task.workers))
        self._free: SimpleQueue[cp_model.CpSolver] = SimpleQueue()
        for _ in range(max(1, task.workers)):
            self._free.put(pricing_solver(task.seed))

    def compile(self, blocks: Sequence[Block], seconds: float, refused: int) -> bool:
        """Make the doctors' problems ones of paths; False: it takes too long, or more than so many are too large."""
        began, left = monotonic(), refused
        for done, block in enumerate(blocks, 1):  # one after another: threads would wait for each other
            left -= 0 if block.compile(UNEVEN * seconds / len(blocks), MOST_KEPT // len(blocks)) else 1
            spent = monotonic() - began
            if left < 0 or (spent > TRIAL * seconds and spent * len(blocks) / done > seconds):
                return False
        return True

    def bound(
        self, some: Part, prices: Numbers, places: Sequence[int] | None = None, seconds: float | None = None
    ) -> int | None:
        """The bound of some doctors' problem at row prices, in thousandths without the constant; None: no time.

        With `places` only some of those are asked, and what is returned is no bound of the whole.
        """
        end = self._end if seconds is None else min(self._end, monotonic() + seconds)
        reduced = some.ties.reduced(some.task.cost, prices)
        blocks = some.blocks if places is None else [some.blocks[k] for k in places]

        def least(block: Block) -> int:
            solver = self._free.get()
            solver.parameters.max_time_in_seconds = max(0.01, min(LONGEST, end - monotonic()))
            try:
                return block.least(reduced, solver)
            finally:
                self._free.put(solver)

        if all(block.compiled for block in blocks):
            parts = [least(block) for block in blocks]
        else:
            parts = list(self._pool.map(least, blocks))
        if monotonic() >= end:
            return None
        return some.ties.paid(prices) + shared_part(some.task, some.ties, reduced) + sum(parts)
