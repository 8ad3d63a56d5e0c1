"""The proof, step by step.

Columns where doctors' problems are quick, from the prices of nothing or of the relaxation; where only their months are,
windows of some weeks. Where all rows are too many, what those prove that matter most. Elsewhere what the relaxation
says, a tree over the whole, one doctor's problem at a time at better and better prices where that says more, and the
tree again.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from random import Random
from threading import Thread
from time import monotonic, sleep

import numpy as np
from ortools.sat.python import cp_model

from vaktplan.solve.corner import as_cp
from vaktplan.solve.linear import FAR, Numbers

from .ascent import Ascent
from .blocks import SCALE, SOLVED, proven_by, split
from .columns import Columns
from .counting import Counting
from .diagram import LARGE, narrow, short
from .dives import Dives
from .part import Part, whole
from .pricing import Pricing
from .relaxation import Relaxed, expected_seconds, reduced_costs, relaxed, too_large
from .solver import proof_solver
from .task import Hearer, Task
from .thin import thin
from .windows import Windows

COMPILING = 0.4  # of the time at most, for making doctors' problems ones of paths
RELAXED_FIRST = 0.1  # of the time: a relaxation that takes no more comes before windows
RELAXED_LAST = 0.3  # of the time at most is kept for it after them
ROOMY = 3.0  # times what it is expected to take: so much is kept
THIN = 0.12  # of the time: a relaxation of the rows that matter most takes no more
CHEAP = 0.5  # of the time for all rounds of columns: else they are not tried
ROUNDS = 40  # that columns take to converge, about
TREE_FIRST = 0.1  # of the time, before columns from the relaxation
CONVERGING = 0.6  # of what is left then, at most, before the first dive
QUICK = 0.2  # of the time left: when columns converge in that, dives begin with all doctors; else with fewer
VAIN = 30  # dives in a row that come upon nothing better: then the tree has a part of the rest
TREE = 0.5  # that part
COUNTING = 0.3  # of the rest before it, at most, for branching on counts
FAIR = 0.25  # the part of the time that the tree has before it is compared with the relaxation


class Proof:
    """The bound of a task, raised for as long as it may take."""

    def __init__(self, task: Task, hearer: Hearer) -> None:
        self.bound, self.spent, self._hearer = task.floor, 0.0, hearer
        self._task = task
        self._end = monotonic() + task.seconds
        self._pricing = Pricing(task, self._end)
        self._tree_solver = proof_solver(task.seed)
        self._best, self._ceiling = task.values, task.ceiling
        self._climbed, self._overtaken = float(task.floor), False  # how far the tree is; whether it gave way

    def run(self) -> None:
        """Raise the bound until the time is out or it meets the best roster known."""
        doctors = self._quick()
        if doctors is not None:
            self._generate(doctors, np.zeros_like(doctors.where))
            return
        found = None
        if self._may_be_quick():
            takes = expected_seconds(self._task.model)
            if takes <= RELAXED_FIRST * self._task.seconds:
                found = self._relaxation()
            fits = found is None and ROOMY * takes <= RELAXED_LAST * self._task.seconds
            if found is None and not fits:
                self._thin()
            self._dive(Windows(self._task), ROOMY * takes if fits else 0.0)
        elif too_large(self._task.model):
            self._thin()
            return
        found = found or self._relaxation()
        if found is None:
            self._tree(self.bound)
        elif self._goes_on():
            self._from(found)

    def _relaxation(self) -> Relaxed | None:
        """The relaxation, with what it proves and holds for likely; None: it may not be made, or there is no time."""
        task = self._task
        found = task.relaxed
        if found is None and task.relax and self._goes_on():
            found = relaxed(task.model, task.cost, self._left())
        if found is not None:
            self._raise(proven_by(task, found))
            self._tell(task, found)
        return found

    def _thin(self) -> None:
        """What the rows that the bound rests on prove, where all are too many."""
        few = thin(self._task)
        if self._task.relax and expected_seconds(few.model) <= THIN * self._task.seconds:
            found = relaxed(few.model, few.cost, self._left())
            if found is not None:
                self._raise(proven_by(few, found))
                self._tell(few, found)

    def _tell(self, task: Task, found: Relaxed) -> None:
        """What a relaxation of the task, which may have some variables more, says of each variable."""
        size = len(self._task.cost)
        self._hearer.likely(found.values[:size].tolist())
        self._hearer.reduced(reduced_costs(task.model, task.cost, found)[:size].tolist())

    def know(self, values: Numbers) -> None:
        """A roster that someone else has found; for another thread."""
        cost = self._task.price(values)
        if cost < self._ceiling:
            self._best, self._ceiling = values, cost

    def _from(self, found: Relaxed) -> None:
        """From the relaxation: columns where that is cheap, or the tree and one doctor at a time."""
        doctors = None if self._task.deterministic is not None else self._cheap(found)
        if doctors is not None:
            self._tree(self._task.floor, TREE_FIRST * self._task.seconds)
            if self._goes_on():
                self._generate(doctors, self._prices_of(doctors, found))
            return
        Thread(target=self._compare, args=(found,), daemon=True).start()
        self._tree(self._task.floor)
        if self._overtaken and self._goes_on():
            self._climb(found)
            if self._goes_on():
                self._tree(self.bound)

    def _compare(self, found: Relaxed) -> None:
        """Give the tree a fair time; when the relaxation still says more than the tree, the tree gives way."""
        sleep(FAIR * self._task.seconds)
        if found.cost + self._task.constant > self._climbed:
            self._overtaken = True
            self._tree_solver.stop_search()

    def _goes_on(self) -> bool:
        return self._left() > 0.5 and self.bound < self._ceiling

    def _left(self) -> float:
        return self._end - monotonic()

    def _raise(self, thousandths: int) -> None:
        found = ceil(thousandths / SCALE) + self._task.constant
        if found > self.bound:
            self.bound = found
            self._hearer.bound(found)

    # -- columns ------------------------------------------------------------------------------------------

    def _quick(self) -> Part | None:
        """The doctors' problems, when nearly all are small enough to be made ones of paths."""
        if not (self._may_be_quick() and short(self._task)):
            return None
        found = whole(self._task, *split(self._task))
        seconds, refused = COMPILING * self._task.seconds, int(LARGE * len(found.blocks))
        return found if self._pricing.compile(found.blocks, seconds, refused) else None

    def _may_be_quick(self) -> bool:
        return self._task.deterministic is None and narrow(self._task)

    def _cheap(self, relaxed: Relaxed) -> Part | None:
        """The doctors' problems, when some dozens of rounds of them are cheap."""
        found = whole(self._task, *split(self._task))
        seconds = CHEAP * self._task.seconds / ROUNDS
        prices = self._prices_of(found, relaxed)
        bound = self._pricing.bound(found, prices, seconds=seconds)
        if bound is None or len(found.blocks) < 2:
            return None
        self._raise(bound)
        return found

    @staticmethod
    def _prices_of(doctors: Part, found: Relaxed) -> Numbers:
        return doctors.ties.rounded(found.worths[doctors.ties.where])

    def _generate(self, doctors: Part, prices: Numbers) -> None:
        """Columns until they converge, and dives for the rest of the time; the tree when they find nothing better."""
        columns = Columns(doctors, self._pricing, Random(self._task.seed), self._raise)
        for values in self._task.earlier:
            for place, block in enumerate(doctors.blocks):
                if block.keeps(values):
                    columns.know(place, [values[block.var]])
        began, until = monotonic(), (1 - CONVERGING) * self._left()
        leads = columns.start(prices) and columns.converge(lambda: self._goes_on() and self._left() > until)
        if leads:
            self._hearer.likely(columns.likely().tolist())
        quick = min(1.0, QUICK * self._left() / max(monotonic() - began, 0.001))
        dives = Dives(doctors, self._pricing, columns, quick)
        if leads and quick == 1.0:
            self._count(doctors, columns)
        while self._goes_on():
            if leads:
                self._dive(dives)
                self._count(doctors, columns)
            if self._goes_on():
                self._tree(self.bound, TREE * self._left() if leads else None)

    def _count(self, doctors: Part, columns: Columns) -> None:
        """Branch on how many there are of what is paid together, for as long as that may raise the bound."""
        counting = Counting(
            replace(doctors, task=replace(doctors.task, values=self._best)), self._pricing, columns
        )
        until = (1 - COUNTING) * self._left()
        while self._goes_on() and self._left() > until and counting.branch(self._goes_on):
            self._raise(counting.bound)

    def _dive(self, dives: Dives | Windows, spared: float = 0.0) -> None:
        """Dive around the best known until that comes to nothing better, often in a row, or so much time is left."""
        misses, here = 0, self._best
        seen = told = here  # the last of others that is in the one here, and the last that others were told
        while self._goes_on() and self._left() > spared and misses < VAIN:
            found = dives.around(here, self._goes_on)
            misses += 1
            here, best = here if found is None else found, self._best
            if best is not seen and best is not told:
                here, seen = self._both(here, best, (seen, told)), best
            if self._task.price(here) < self._ceiling:
                self.know(here)
                self._hearer.values(here.tolist())
                told, misses = here, 0

    def _both(self, mine: Numbers, theirs: Numbers, bases: Sequence[Numbers]) -> Numbers:
        """One's own roster with what another changed in one from which both come; or the cheaper of the two."""
        found = [mine, theirs]
        for base in bases:
            both = np.where(theirs == base, mine, theirs)
            if bool(self._task.model.rows.kept(both).all()):
                found.append(both)
        return min(found, key=self._task.price)

    # -- one doctor at a time -----------------------------------------------------------------------------

    def _climb(self, found: Relaxed) -> None:
        doctors = whole(self._task, *split(self._task))
        ascent = Ascent(doctors, lambda prices: self._at(prices, doctors))
        ascent.run(self._prices_of(doctors, found), lambda: self._ceiling, self._goes_on)

    def _at(self, prices: Numbers, doctors: Part) -> int | None:
        """The bound at some row prices, in thousandths and without the constant; None when time ran out."""
        found = self._pricing.bound(doctors, prices)
        if found is not None:
            self._raise(found)
        return found

    # -- the whole ----------------------------------------------------------------------------------------

    def _tree(self, floor: int, seconds: float | None = None) -> None:
        """A tree over the whole, above a floor, for so many seconds at most."""
        task = self._task
        model = task.model.with_row(task.cost, floor - task.constant, FAR)
        cp = as_cp(model, task.cost, self._best)
        solver = self._tree_solver = proof_solver(task.seed)
        solver.parameters.optimize_with_lb_tree_search = True
        solver.parameters.max_presolve_iterations = 3
        left = max(0.01, self._left())
        solver.parameters.max_time_in_seconds = left if seconds is None else min(left, seconds)
        if task.deterministic is not None:
            solver.parameters.max_deterministic_time = max(0.001, task.deterministic)
        solver.best_bound_callback = self._climbs
        status = solver.solve(cp, _Rosters(self._hearer, self._ceiling - task.constant))
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
