"""One doctor's problem at a time: the rows that touch one doctor alone, and the rows that tie doctors together."""

from dataclasses import dataclass
from functools import cached_property
from time import monotonic

import numpy as np
from ortools.sat.python import cp_model

from vaktplan.solve.corner import OPEN_END, as_cp, price, suggest
from vaktplan.solve.ground import places
from vaktplan.solve.linear import FAR, Linear, Numbers, Reals, Rows

from .diagram import Diagram, TooLarge, compiled
from .relaxation import Relaxed
from .task import Task

SCALE = 1000  # prices of rows are whole thousandths, so that every bound is a sum of whole numbers
FINE = 1_000_000  # parts when all rows have prices: every variable loses a little by rounding
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)


@dataclass(frozen=True)
class Ties:
    """The rows that tie doctors together, and the variables that no single doctor owns."""

    rows: Rows
    where: Numbers  # their numbers in the model
    shared: Numbers

    def rounded(self, worth: Reals, scale: int = SCALE) -> Numbers:
        """Row prices in whole thousandths, or other parts, each of a sign that its row allows."""
        found = np.rint(worth * scale).astype(np.int64)
        found = np.where((found > 0) & (self.rows.low <= -FAR), 0, found)
        return np.where((found < 0) & (self.rows.high >= FAR), 0, found)

    def paid(self, prices: Numbers) -> int:
        """What the row ends are worth at some prices, in thousandths."""
        low = np.where(prices > 0, self.rows.low, 0)
        high = np.where(prices < 0, self.rows.high, 0)
        return int(prices @ (low + high))

    def reduced(self, cost: Numbers, prices: Numbers, scale: int = SCALE) -> Numbers:
        """The cost of each variable less what its rows pay for it, in the parts of the prices."""
        found = cost * scale
        np.subtract.at(found, self.rows.var, self.rows.factor * prices[self.rows.row])
        return found


class Block:
    """One doctor's problem: the least of any prices over what the doctor may have."""

    def __init__(self, model: Linear, var: Numbers, rows: Rows, values: Numbers, until: Numbers) -> None:
        place = np.full(len(model.lower), -1, dtype=np.int64)
        place[var] = np.arange(len(var))
        self.var = var
        self._lower, self._upper = model.lower[var], model.upper[var]
        self._rows = Rows(rows.start, place[rows.var], rows.factor, rows.low, rows.high)
        self._until = until[var]
        self._diagram: Diagram | None = None
        self.best = values[var]
        self._last: Numbers | None = None
        self._bound = 0

    @cached_property
    def _cp(self) -> cp_model.CpModel:
        own = Linear(self._rows, self._lower, self._upper)
        return as_cp(own, np.zeros(len(self.var), dtype=np.int64))

    def compile(self, seconds: float, arcs: int) -> bool:
        """Make the doctor's problem one of paths; whether that took no more time and no more arcs than it may."""
        try:
            found = compiled(self._rows, self._lower, self._upper, self._until, monotonic() + seconds)
        except TooLarge:
            return False
        if found.arcs <= arcs:
            self._diagram = found
        return self.compiled

    @property
    def compiled(self) -> bool:
        """Whether the doctor's problem is one of paths."""
        return self._diagram is not None

    def take(self, values: Numbers) -> None:
        """Have what the values of all variables give; the next answer is made anew."""
        self.best, self._last = values[self.var], None

    def keeps(self, values: Numbers) -> bool:
        """Whether the doctor may have what the values of all variables give."""
        mine = values[self.var]
        inside = bool(((self._lower <= mine) & (mine <= self._upper)).all())
        return inside and bool(self._rows.kept(mine).all())

    def least(self, reduced: Numbers, solver: cp_model.CpSolver) -> int:
        """A bound on the doctor's part at some reduced costs; `best` is then the cheapest part found."""
        mine = reduced[self.var]
        if self._last is not None and bool((mine == self._last).all()):
            return self._bound
        if self._diagram is not None:
            self._bound, self.best = self._diagram.least(mine)
            self._last = mine
            return self._bound
        price(self._cp, mine)
        suggest(self._cp, self.best.tolist())
        status = solver.solve(self._cp)
        if status not in SOLVED:  # what a solver says that was stopped before it began is no bound
            return int(np.minimum(mine * self._lower, mine * self._upper).sum())
        self.best = np.array(solver.response_proto.solution, dtype=np.int64)
        self._last, self._bound = mine, int(np.ceil(solver.best_objective_bound - 1e-6))
        return self._bound

    def excluded(
        self, reduced: Numbers, factors: Numbers, low: int, high: int, most: int, solver: cp_model.CpSolver
    ) -> bool:
        """Whether it is proven that a sum of the doctor's variables cannot lie between two ends at a cost up to a most.

        `factors` are those of all variables of the model; the cost is at some reduced costs, in their parts.
        """
        mine, sums = reduced[self.var], factors[self.var]
        cp = self._cp.clone()
        proto = cp.proto
        for row, ends in ((sums, (low, high)), (mine, (-OPEN_END, most))):
            var = np.nonzero(row)[0]
            linear = proto.constraints.add().linear
            linear.vars.extend(var.tolist())
            linear.coeffs.extend(row[var].tolist())
            linear.domain.extend(ends)
        proto.clear_objective()
        return solver.solve(cp) == cp_model.INFEASIBLE


def split(task: Task) -> tuple[list[Block], Ties]:
    """Each doctor's own rows, and those that tie doctors together.

    A row is a doctor's own when all its variables are; a variable that several own stands among the ties.
    """
    rows = task.model.rows
    who = task.owner[rows.var]
    size = len(rows.low)
    least, most = np.full(size, 1 << 30, dtype=np.int64), np.full(size, -(1 << 30), dtype=np.int64)
    np.minimum.at(least, rows.row, who)
    np.maximum.at(most, rows.row, who)
    own = np.where((least == most) & (least >= 0), least, -1)
    ties = Ties(rows.taken(own < 0), np.nonzero(own < 0)[0], np.nonzero(task.owner < 0)[0])
    order = np.argsort(own, kind="stable")
    blocks = []
    for doctor in np.unique(task.owner[task.owner >= 0]).tolist():
        first, last = np.searchsorted(own[order], [doctor, doctor + 1])
        blocks.append(
            Block(
                task.model,
                np.nonzero(task.owner == doctor)[0],
                picked(rows, order[first:last]),
                task.values,
                task.until,
            )
        )
    return blocks, ties


def picked(rows: Rows, chosen: Numbers) -> Rows:
    """Some rows by their numbers."""
    inside = places(rows.start, chosen)
    sizes = rows.start[chosen + 1] - rows.start[chosen]
    start = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes)))
    return Rows(start, rows.var[inside], rows.factor[inside], rows.low[chosen], rows.high[chosen])


def proven_by(task: Task, relaxed: Relaxed) -> int:
    """What the worths of all rows prove by themselves, in thousandths and without the constant.

    In whole numbers, so that it holds whatever the solver's tolerances were (Neumaier and Shcherbina 2004).
    """
    rows = task.model.rows
    every = Ties(rows, np.arange(len(rows.low)), np.arange(len(task.cost)))
    prices = every.rounded(relaxed.worths, FINE)
    least = every.paid(prices) + shared_part(task, every, every.reduced(task.cost, prices, FINE))
    return least // (FINE // SCALE)


def shared_part(task: Task, ties: Ties, reduced: Numbers) -> int:
    """The least of what no single doctor owns, each variable by itself, in the parts of its reduced costs."""
    mine = reduced[ties.shared]
    low, high = mine * task.model.lower[ties.shared], mine * task.model.upper[ties.shared]
    return int(np.minimum(low, high).sum())
