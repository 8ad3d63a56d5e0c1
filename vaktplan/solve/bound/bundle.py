"""Better row prices from what each doctor answered: a master over all, held near the best prices so far.

The master is the linear program over the columns (one per doctor and answer), with slack on every row that ties doctors
together: at the best prices so far, and only so much of it. Its duals are the next prices to try. Few rows move at a
time, so that the bound rises early and not only when all has converged (Ben Amor, Desrosiers and Frangioni 2009: a
penalty on the distance in the sum of absolute values).
"""

import numpy as np

from vaktplan.solve.linear import Numbers, Reals

from .blocks import SCALE, Block, Ties
from .master import Master
from .task import Task


class Bundle(Master):
    """A master with slack; prices in and out are thousandths."""

    def __init__(self, task: Task, blocks: list[Block], ties: Ties, room: float) -> None:
        super().__init__(task, blocks, ties)
        self._room = room
        self._slack = [(self._column([(r, 1.0)]), self._column([(r, -1.0)])) for r in self._rows]

    def prices(self, center: Numbers) -> tuple[Reals, float] | None:
        """The prices to try next, and what the columns promise there; None when the program has no answer."""
        for (more, less), price in zip(self._slack, (center / SCALE).tolist(), strict=True):
            self._objective.SetCoefficient(more, price)
            self._objective.SetCoefficient(less, -price)
            more.SetUb(self._room)
            less.SetUb(self._room)
        found = self.solved()
        if found is None:
            return None
        moved = float(np.abs(found[0] - center / SCALE).sum())
        return found[0], found[1] + self._room * moved

    def widen(self, factor: float) -> None:
        """Let the prices move more (a factor below 1) or less freely."""
        self._room = min(5.0, max(0.001, self._room * factor))
