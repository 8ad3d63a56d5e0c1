"""The master program: one column per doctor and answer, over the rows that tie doctors together."""

from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from vaktplan.solve.linear import Numbers, Reals, Rows, summed

from .blocks import Block, Ties
from .relaxation import ends
from .task import Task

APART = 1e-5  # about: so much each row gives way, so that few columns are equally good and the simplex method goes on


@dataclass(frozen=True)
class Column:
    """What one doctor may have: the doctor's place, the values of the doctor's variables, the program's variable."""

    place: int
    own: Numbers
    part: pywraplp.Variable


class Master:
    """The linear program over the columns known (Dantzig and Wolfe 1960); no program's answer is a bound by itself."""

    def __init__(self, task: Task, blocks: list[Block], ties: Ties) -> None:
        self.columns: list[Column] = []
        self._task, self._ties = task, ties
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._objective = self._solver.Objective()
        self._objective.SetMinimization()
        far = self._solver.infinity()
        apart = APART * (0.5 + np.random.default_rng(task.seed).random(len(ties.rows.low)))
        low, high = ends(ties.rows.low) - apart, ends(ties.rows.high) + apart
        self._rows = [
            self._solver.RowConstraint(max(a, -far), min(b, far), "")
            for a, b in zip(low.tolist(), high.tolist(), strict=True)
        ]
        self._one = [self._solver.RowConstraint(1.0, 1.0, "") for _ in blocks]
        self._seen: list[set[bytes]] = [set() for _ in blocks]
        self._shared: dict[int, pywraplp.Variable] = {}
        self._own_variables()
        for place, block in enumerate(blocks):
            self.learn(place, block)

    def learn(self, place: int, block: Block) -> bool:
        """Add what a doctor answered; whether it is new."""
        return self.know(place, block, block.best)

    def know(self, place: int, block: Block, own: Numbers) -> bool:
        """Add what a doctor may have; whether it is new."""
        key = own.tobytes()
        if key in self._seen[place]:
            return False
        self._seen[place].add(key)
        whole = np.zeros(len(self._task.cost), dtype=np.int64)
        whole[block.var] = own
        sums = _sums(self._ties.rows, whole)
        terms = [(self._rows[r], float(sums[r])) for r in np.nonzero(sums)[0].tolist()]
        part = self._column([*terms, (self._one[place], 1.0)])
        self._objective.SetCoefficient(part, float(self._task.cost @ whole))
        self.columns.append(Column(place, own, part))
        return True

    def solved(self, *, tightened: bool = False) -> tuple[Reals, float] | None:
        """The price of each tie, and what the columns cost at best; None when the program has no answer."""
        self._solver.SetSolverSpecificParametersAsString(
            f"use_preprocessing: false use_scaling: false use_dual_simplex: {str(tightened).lower()}"
        )
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        found = np.array([row.dual_value() for row in self._rows])
        return found, self._objective.Value() + self._task.constant

    def count(self, var: Numbers) -> float:
        """How many of some variables that several own are taken in the last answer."""
        return float(sum(self._shared[v].solution_value() for v in var.tolist() if v in self._shared))

    def _own_variables(self) -> None:
        model, rows = self._task.model, self._ties.rows
        order = np.argsort(rows.var, kind="stable")
        start = np.searchsorted(rows.var[order], np.arange(len(model.lower) + 1))
        row = rows.row
        for v in self._ties.shared.tolist():
            low, high = int(model.lower[v]), int(model.upper[v])
            entries = order[start[v] : start[v + 1]]
            if len(entries) or self._task.cost[v]:
                column = self._shared[v] = self._solver.NumVar(low, high, "")
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
