"""Rosters near the bound: some doctors anew at a time by columns, beside the rest as they are.

What column generation is to a whole roster it is to a part of it, and half of the doctors take a second where all take
many: neighbourhoods that no solver of small problems could search, since each doctor's whole period is free.
"""

from random import Random

import numpy as np

from vaktplan.solve.corner import as_cp
from vaktplan.solve.linear import Linear, Numbers
from vaktplan.solve.presolve import Impossible, propagated

from .blocks import SOLVED
from .columns import Columns, GoesOn
from .part import Part, filled, part
from .pricing import Pricing
from .solver import proof_solver
from .task import Task

GROW, SHRINK = 1.15, 0.97  # when it is proven that nothing better is there, and when a dive came to nothing
REMEMBERED = 10  # columns that each doctor brings along
WHOLE_SECONDS = 5.0  # for the variables that several own, when all doctors' are known


class Dives:
    """Dives on the whole of a task, whose columns have converged; at first so large a part of the doctors at a time."""

    def __init__(self, whole: Part, pricing: Pricing, columns: Columns, first: float = 1.0) -> None:
        self._whole, self._pricing, self._columns = whole, pricing, columns
        self._random = Random(whole.task.seed)
        self._size = max(2.0, first * len(whole.blocks))
        rows = whole.ties.rows
        self._tied = [np.unique(rows.row[np.isin(rows.var, block.var)]) for block in whole.blocks]

    def around(self, values: Numbers, goes_on: GoesOn) -> Numbers | None:
        """A roster no dearer than one, with some doctors' columns anew; None when there was none, or no time."""
        whole = self._whole
        places = self._some(values)
        for place in places:
            whole.blocks[place].take(values)
        some = part(whole.task, [whole.blocks[k] for k in places], whole.ties, values)
        columns = Columns(some, self._pricing, self._random)
        for here, place in enumerate(places):
            columns.know(here, self._columns.last(place, REMEMBERED))
        if not (columns.start(self._columns.center[some.where]) and columns.converge(goes_on)):
            self._resize(SHRINK)
            return None
        if columns.proven:
            self._resize(GROW)
            return None
        had = columns.dive(goes_on, some.task.ceiling, wild=True)
        if had is None:
            self._resize(SHRINK)
            return None
        return completed(whole.task, filled(some, had, values))

    def _resize(self, factor: float) -> None:
        self._size = min(float(len(self._whole.blocks)), max(2.0, self._size * factor))

    def _some(self, values: Numbers) -> list[int]:
        """Doctors by their places: those tied where something is paid together first, every other time."""
        places, size = range(len(self._whole.blocks)), round(self._size)
        shared = self._whole.ties.shared
        dear = shared[(values[shared] > 0) & (self._whole.task.cost[shared] > 0)].tolist()
        if not dear or self._random.random() < 0.5:
            return self._random.sample(places, size)
        rows = self._whole.ties.rows
        there = rows.row[rows.var == self._random.choice(dear)]
        able = [k for k in places if bool(np.isin(there, self._tied[k]).any())]
        chosen = self._random.sample(able, min(size, len(able)))
        return chosen + self._random.sample([k for k in places if k not in chosen], size - len(chosen))


def completed(task: Task, values: Numbers) -> Numbers | None:
    """The best values of what several own, beside what each doctor has; None when there are none, or no time."""
    own = task.owner >= 0
    lower, upper = np.where(own, values, task.model.lower), np.where(own, values, task.model.upper)
    try:
        model = propagated(Linear(task.model.rows, lower, upper))
    except Impossible:
        return None
    solver = proof_solver(task.seed)
    solver.parameters.max_time_in_seconds = WHOLE_SECONDS
    if solver.solve(as_cp(model, task.cost)) not in SOLVED:
        return None
    return np.array(solver.response_proto.solution, dtype=np.int64)
