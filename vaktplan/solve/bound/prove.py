"""The proof, step by step: what the relaxation says, a tree over the whole, one doctor's problem at a time at better
and better prices where that says more, and the tree again.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from queue import SimpleQueue
from threading import Thread
from time import monotonic, sleep

from ortools.sat.python import cp_model

from vaktplan.solve.corner import as_cp
from vaktplan.solve.linear import FAR, Numbers

from .blocks import SCALE, SOLVED, Block, Ties, proven_by, shared_part, split
from .bundle import Bundle
from .columns import Columns
from .relaxation import Relaxed
from .solver import pricing_solver, proof_solver
from .task import Hearer, Task

CHEAP = 0.5  # of the time for all rounds of columns: else they are not tried
ROUNDS = 40  # that columns take to converge, about
TREE_FIRST = 0.1  # of the time, before columns
CONVERGING = 0.6  # of what is left then, at most, before the first dive
VAIN = 8  # dives in a row that come upon nothing better: then the tree has the rest
FAIR = 0.25  # the part of the time that the tree has before it is compared with the relaxation
ROOM = 0.4  # how much slack the master has in each row at first
SLOW = 6  # rounds in a row that hardly raise the bound: then the tree takes over
WORTHWHILE = 0.01  # of the gap, a round
_Parts = tuple[list[Block], Ties, Numbers, int]


class Proof:
    """The bound of a task, raised for as long as it may take."""

    def __init__(self, task: Task, hearer: Hearer) -> None:
        self.bound, self.spent, self._hearer = task.floor, 0.0, hearer
        self._task = task
        self._end = monotonic() + task.seconds
        self._solvers = [pricing_solver(task.seed) for _ in range(max(1, task.workers))]
        self._pool = ThreadPoolExecutor(len(self._solvers))
        self._tree_solver = proof_solver(task.seed)
        self._dived: int | None = None
        self._climbed, self._overtaken = float(task.floor), False  # how far the tree is; whether it gave way

    def run(self) -> None:
        """Raise the bound until the time is out or it meets the best roster known."""
        relaxed = self._task.relaxed
        if relaxed is None:
            self._tree(self._task.floor)
            return
        self._raise(proven_by(self._task, relaxed))
        cheap = None if self._task.deterministic is not None else self._cheap(relaxed)
        if cheap is not None:
            self._tree(self._task.floor, TREE_FIRST * self._task.seconds)
            if self._goes_on():
                self._generate(*cheap)
            return
        Thread(target=self._compare, args=(relaxed,), daemon=True).start()
        self._tree(self._task.floor)
        if self._overtaken and self._goes_on():
            self._prices(relaxed)
            if self._goes_on():
                self._tree(self.bound)

    def _compare(self, relaxed: Relaxed) -> None:
        """Give the tree a fair time; when the relaxation still says more than the tree, the tree gives way."""
        sleep(FAIR * self._task.seconds)
        if relaxed.cost + self._task.constant > self._climbed:
            self._overtaken = True
            self._tree_solver.stop_search()

    def _goes_on(self) -> bool:
        return self._left() > 0.5 and self.bound < self._task.ceiling

    def _left(self) -> float:
        return self._end - monotonic()

    def _raise(self, thousandths: int) -> None:
        found = ceil(thousandths / SCALE) + self._task.constant
        if found > self.bound:
            self.bound = found
            self._hearer.bound(found)

    # -- columns ------------------------------------------------------------------------------------------

    def _cheap(self, relaxed: Relaxed) -> _Parts | None:
        """The doctors' problems at the relaxation's prices, where some dozens of rounds are cheap."""
        found = self._parts(relaxed, CHEAP * self._task.seconds / ROUNDS)
        return None if found is None or len(found[0]) < 2 else found

    def _generate(self, blocks: list[Block], ties: Ties, center: Numbers, best: int) -> None:
        """Columns until they converge, dives while they find better rosters, and the tree for the rest of the time."""

        def price(prices: Numbers, places: Sequence[int]) -> int | None:
            return self._at(prices, blocks, ties, places)

        columns = Columns(self._task, blocks, ties, price)
        until = (1 - CONVERGING) * self._left()
        leads = columns.converge(center, best, lambda: self._goes_on() and self._left() > until)
        misses, wild = 0 if leads else VAIN, False
        while self._goes_on() and misses < VAIN:
            misses = 0 if self._dive(columns, wild=wild) else misses + 1
            wild = True
        if self._goes_on():
            self._tree(self.bound)

    def _dive(self, columns: Columns, *, wild: bool) -> bool:
        """Whether a dive came upon a roster better than those before it."""
        better = False
        for values in columns.dive(self._goes_on, wild=wild):
            cost = int(self._task.cost @ values)
            if self._dived is None or cost < self._dived:
                self._dived, better = cost, True
                self._hearer.values(values.tolist())
        return better

    # -- one doctor at a time -----------------------------------------------------------------------------

    def _prices(self, found: Relaxed) -> None:
        parts = self._parts(found)
        if parts is None or self.bound >= self._task.ceiling:
            return
        blocks, ties, center, best = parts
        self._climb(Bundle(self._task, blocks, ties, ROOM), blocks, ties, center, best)

    def _parts(self, relaxed: Relaxed, seconds: float | None = None) -> _Parts | None:
        """The doctors' problems and the ties, the relaxation's prices and their bound; None when time ran out."""
        blocks, ties = split(self._task)
        center = ties.rounded(relaxed.worths[ties.where])
        best = self._at(center, blocks, ties, seconds=seconds)
        return None if best is None else (blocks, ties, center, best)

    def _climb(self, master: Bundle, blocks: list[Block], ties: Ties, center: Numbers, best: int) -> None:
        slow = misses = 0
        while slow < SLOW and self._left() > 1.0 and self.bound < self._task.ceiling:
            step = master.prices(center)
            if step is None:
                return
            tried = ties.rounded(step[0])
            found = self._at(tried, blocks, ties)
            if found is None:
                return
            for place, block in enumerate(blocks):
                master.learn(place, block)
            promised = step[1] - self._task.constant - best / SCALE
            gap = self._task.ceiling - self._task.constant - best / SCALE
            gain = (found - best) / SCALE
            slow = 0 if gain > WORTHWHILE * gap else slow + 1
            if gain > 0:
                center, best = tried, found
            if gain > 0.1 * promised:
                master.widen(0.7)
                misses = 0
            else:
                misses += 1
                if gain < -3 * promised or misses >= 4:
                    master.widen(1.4)
                    misses = 0
            if promised < 0.3:
                master.widen(0.5)

    def _at(
        self,
        prices: Numbers,
        blocks: list[Block],
        ties: Ties,
        places: Sequence[int] | None = None,
        seconds: float | None = None,
    ) -> int | None:
        """The bound at some row prices, in thousandths and without the constant; None when time ran out.

        With `places` only some doctors are asked, and what is returned is no bound of the whole.
        """
        task = self._task
        end = self._end if seconds is None else min(self._end, monotonic() + seconds)
        reduced = ties.reduced(task.cost, prices)
        asked = [blocks[k] for k in (range(len(blocks)) if places is None else places)]
        free: SimpleQueue[cp_model.CpSolver] = SimpleQueue()
        for solver in self._solvers:
            free.put(solver)

        def least(block: Block) -> int:
            solver = free.get()
            solver.parameters.max_time_in_seconds = max(0.01, min(5.0, end - monotonic()))
            try:
                return block.least(reduced, solver)
            finally:
                free.put(solver)

        parts = list(self._pool.map(least, asked))
        if monotonic() >= end:
            return None
        total = ties.paid(prices) + shared_part(task, ties, reduced) + sum(parts)
        if len(asked) == len(blocks):
            self._raise(total)
        return total

    # -- the whole ----------------------------------------------------------------------------------------

    def _tree(self, floor: int, seconds: float | None = None) -> None:
        """A tree over the whole, above a floor, for so many seconds at most."""
        task = self._task
        model = task.model.with_row(task.cost, floor - task.constant, FAR)
        cp = as_cp(model, task.cost, task.values)
        solver = self._tree_solver = proof_solver(task.seed)
        solver.parameters.optimize_with_lb_tree_search = True
        solver.parameters.max_presolve_iterations = 3
        left = max(0.01, self._left())
        solver.parameters.max_time_in_seconds = left if seconds is None else min(left, seconds)
        if task.deterministic is not None:
            solver.parameters.max_deterministic_time = max(0.001, task.deterministic)
        solver.best_bound_callback = self._climbs
        status = solver.solve(cp, _Rosters(self._hearer, task.ceiling - task.constant))
        self.spent += solver.deterministic_time
        if status in SOLVED:
            self._climbs(solver.best_objective_bound)

    def _climbs(self, bound: float) -> None:
        """The tree has come so far."""
        self._climbed = bound + self._task.constant
        self._raise(ceil((bound - 1e-6) * SCALE))


class _Rosters(cp_model.CpSolverSolutionCallback):
    """Hands on what is better than the best known."""

    def __init__(self, hearer: Hearer, ceiling: int) -> None:
        super().__init__()
        self._hearer, self._ceiling = hearer, ceiling

    def on_solution_callback(self) -> None:
        if round(self.objective_value) < self._ceiling:
            self._hearer.values(self.response_proto.solution)
