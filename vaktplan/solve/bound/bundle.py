"""Better row prices from what each doctor answered: a master over all, held near the best prices so far.

The master is the linear program over the columns (one per doctor and answer), with slack on every row that ties doctors
together: at the best prices so far, and only so much of it. Its duals are the next prices to try. Few rows move at a
time, so that the bound rises early and not only when all has converged (Ben Amor, Desrosiers and Frangioni 2009: a
penalty on the distance in the sum of absolute values).
"""

import numpy as np
from ortools.linear_solver import pywraplp

from vaktplan.solve.linear import Numbers, Rows, summed

from .blocks import SCALE, Block, Ties
from .relaxation import Reals, ends
from .task import Task


class Master:
    """The master program; prices in and out are thousandths."""

    def __init__(self, task: Task, blocks: list[Block], ties: Ties, room: float) -> None:
        self._task, self._ties, self._room = task, ties, room
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        far = self._solver.infinity()
        low, high = ends(ties.rows.low), ends(ties.rows.high)
        self._rows = [
            self._solver.RowConstraint(max(a, -far), min(b, far), "")
            for a, b in zip(low.tolist(), high.tolist(), strict=True)
        ]
        self._one = [self._solver.RowConstraint(1.0, 1.0, "") for _ in blocks]
        self._seen: list[set[bytes]] = [set() for _ in blocks]
        self._slack = [(self._column([(r, 1.0)]), self._column([(r, -1.0)])) for r in self._rows]
        self._own_variables()
        for place, block in enumerate(blocks):
            self.learn(place, block)

    def learn(self, place: int, block: Block, values: Numbers | None = None) -> bool:
        """Add what a doctor answered, or has in a roster; whether it is new."""
        own = block.best if values is None else values[block.var]
        key = own.tobytes()
        if key in self._seen[place]:
            return False
        self._seen[place].add(key)
        whole = np.zeros(len(self._task.cost), dtype=np.int64)
        whole[block.var] = own
        sums = _sums(self._ties.rows, whole)
        terms = [(self._rows[r], float(sums[r])) for r in np.nonzero(sums)[0].tolist()]
        column = self._column([*terms, (self._one[place], 1.0)])
        self._objective.SetCoefficient(column, float(self._task.cost @ whole))
        return True

    def prices(self, center: Numbers) -> tuple[Reals, float] | None:
        """The prices to try next, and what the columns promise there; None when the program has no answer."""
        for (more, less), price in zip(self._slack, (center / SCALE).tolist(), strict=True):
            self._objective.SetCoefficient(more, price)
            self._objective.SetCoefficient(less, -price)
            more.SetUb(self._room)
            less.SetUb(self._room)
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        found = np.array([row.dual_value() for row in self._rows])
        moved = float(np.abs(found - center / SCALE).sum())
        return found, self._objective.Value() + self._room * moved + self._task.constant

    def widen(self, factor: float) -> None:
        """Let the prices move more (a factor below 1) or less freely."""
        self._room = min(5.0, max(0.001, self._room * factor))

    def _own_variables(self) -> None:
        model, rows = self._task.model, self._ties.rows
        order = np.argsort(rows.var, kind="stable")
        start = np.searchsorted(rows.var[order], np.arange(len(model.lower) + 1))
        row = rows.row
        for v in self._ties.shared.tolist():
            low, high = int(model.lower[v]), int(model.upper[v])
            entries = order[start[v] : start[v + 1]]
            if len(entries) or self._task.cost[v]:
                column = self._solver.NumVar(low, high, "")
                self._objective.SetCoefficient(column, float(self._task.cost[v]))
                for e in entries.tolist():
                    self._rows[int(row[e])].SetCoefficient(column, float(rows.factor[e]))

    def _column(self, terms: list[tuple[pywraplp.Constraint, float]]) -> pywraplp.Variable:
        column = self._solver.NumVar(0.0, self._solver.infinity(), "")
        for row, factor in terms:
            row.SetCoefficient(column, factor)
        return column


def _sums(rows: Rows, values: Numbers) -> Numbers:
    return summed(rows.start, rows.factor * values[rows.var])
