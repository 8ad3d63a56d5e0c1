"""Column generation: what each doctor may have, priced until no better column is left, and dived in.

Each round solves the master over the columns known, and asks every doctor for a column at prices between the master's
and those that gave the best bound so far (Pessoa et al. 2018: smoothing). A dive then gives one doctor after another
the column that the master takes most of, and prices the others anew after each (Sadykov et al. 2019): what comes out is
a whole roster near the bound.
"""

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from random import Random

import numpy as np
from ortools.linear_solver import pywraplp

from vaktplan.solve.linear import Numbers, Reals

from .blocks import SCALE
from .master import Column, Master
from .part import Part
from .pricing import Pricing

NEAR = 0.7  # how much of the best prices is in the next ones
MET = 0.0003  # of the cost: the master and the bound are this near: nothing more to win
PATIENCE = 30  # rounds in a row that raise no bound
SURE = 0.9  # so much of a column, and the doctor has it
TOGETHER = 4  # of so many doctors left above half of them, one gets a column at a time; of twice as many two
RETRIES = 2
JUMP = 0.01  # of the cost: a choice that makes the rest so much dearer is taken back
LIKELY = 0.4  # who are not the first to get one, only when so much of it is taken
GAIN = 0.0003  # of the cost: a round of a dive that wins less is its last
LATE_GAIN = 0.00003  # the same in its second half, where a column missed is a place left open
DIVE_ROUNDS = 10  # at most, after each doctor
WILD = 0.1  # how much chance changes what a dive takes first

GoesOn = Callable[[], bool]


def _nobody(bound: int) -> None:
    """Hears nothing."""


class Columns:
    """Column generation on a part of a task, or on the whole; `hear` is told of each bound, in thousandths.

    `center` are the row prices that gave the best bound, `best` is that bound: in thousandths, without the constant.
    """

    def __init__(
        self, some: Part, pricing: Pricing, random: Random, hear: Callable[[int], None] = _nobody
    ) -> None:
        self._part, self._pricing, self._random, self._hear = some, pricing, random, hear
        self._task, self._blocks, self._ties = some.task, some.blocks, some.ties
        self._master = Master(some.task, some.blocks, some.ties)
        self._all = range(len(some.blocks))
        self._kept: list[list[Numbers]] = [[] for _ in some.blocks]
        self.center, self.best = np.zeros(len(some.ties.rows.low), dtype=np.int64), 0

    def know(self, place: int, columns: Iterable[Numbers]) -> None:
        """Add what a doctor may have."""
        for own in columns:
            self._master.know(place, self._blocks[place], own)

    def last(self, place: int, most: int) -> list[Numbers]:
        """The last columns of a doctor, so many at most."""
        return self._kept[place][-most:]

    def start(self, center: Numbers) -> bool:
        """Begin at some row prices; False when time ran out."""
        found, _ = self._ask(center, self._all)
        if found is not None:
            self.center, self.best = center, found
        return found is not None

    def converge(self, goes_on: GoesOn) -> bool:
        """Price until master and bound meet, or nobody has anything new, or the ceiling is proven.

        False when so many rounds in a row raised no bound that columns lead nowhere, or there was no time.
        """
        vain = 0
        while goes_on() and vain < PATIENCE:
            solved = self._master.solved()
            if solved is None:
                return False
            if self._met(solved[1]):
                return True
            smooth = self._ties.rounded(NEAR * self.center / SCALE + (1 - NEAR) * solved[0])
            found, new = self._ask(smooth, self._all)
            if found is not None and found <= self.best and not new:
                # the master's own prices are the last to try
                smooth = self._ties.rounded(solved[0])
                found, new = self._ask(smooth, self._all)
                if not new:
                    return True
            if found is None:
                return False
            vain += 1
            if found > self.best:
                self.center, self.best, vain = smooth, found, 0
        return False

    @property
    def proven(self) -> bool:
        """Whether the bound has met the cost known before."""
        return ceil(self.best / SCALE) + self._task.constant >= self._task.ceiling

    def _met(self, cost: float) -> bool:
        """Whether nothing more is to be won."""
        return self.proven or cost - self._task.constant - self.best / SCALE < MET * abs(cost)

    def likely(self) -> Reals:
        """How much of each value the master takes."""
        found = np.zeros(len(self._task.cost))
        for column in self._master.columns:
            found[self._blocks[column.place].var] += column.part.solution_value() * column.own
        return found

    def count(self, var: Numbers) -> float | None:
        """How many of some variables that several own the master takes; None when it has no answer."""
        return None if self._master.solved() is None else self._master.count(var)

    def dive(self, goes_on: GoesOn, most: float, *, wild: bool = False) -> list[Column] | None:
        """A column for each doctor, in the order of the dive; None: no way on, dearer than the most, or no time.

        Where a choice makes the rest much dearer, it is taken back and the next best is made, twice at most.
        """
        had: dict[int, Column] = {}
        refused: list[Column] = []
        solved, again = self._master.solved(), 0
        try:
            while solved is not None and len(had) < len(self._blocks):
                chosen = self._next(had, wild)
                self._give(had, chosen)
                found = self._settle([k for k in self._all if k not in had], goes_on)
                if not goes_on():
                    return None
                if again < RETRIES and (found is None or found[1] - solved[1] > JUMP * abs(solved[1])):
                    self._take_back(had, chosen)
                    refused += chosen
                    found, again = self._settle([k for k in self._all if k not in had], goes_on), again + 1
                else:
                    again = 0
                solved = found
                if solved is None or solved[1] > most + 0.001:
                    return None
            return None if solved is None else list(had.values())
        finally:
            for column in [*had.values(), *refused]:
                column.part.SetBounds(0.0, pywraplp.Solver.infinity())

    @staticmethod
    def _give(had: dict[int, Column], chosen: Sequence[Column]) -> None:
        for column in chosen:
            had[column.place] = column
            column.part.SetLb(1.0)

    @staticmethod
    def _take_back(had: dict[int, Column], chosen: Sequence[Column]) -> None:
        for column in chosen:
            del had[column.place]
            column.part.SetBounds(0.0, 0.0)

    def _next(self, had: dict[int, Column], wild: bool) -> list[Column]:
        """The columns taken whole or nearly so; where there are none, the one taken most of."""
        best: dict[int, tuple[float, Column]] = {}
        for column in self._master.columns:
            part = column.part.solution_value()
            if column.place not in had and part > best.get(column.place, (0.0, column))[0]:
                best[column.place] = (part, column)
        sure = [column for part, column in best.values() if part > SURE]
        if sure or not best:
            return sure
        chance = WILD if wild else 0.0
        drawn = {k: part + chance * self._random.random() for k, (part, _) in best.items()}
        order = sorted(drawn, key=lambda k: drawn[k], reverse=True)
        early = len(order) - len(self._blocks) // 2
        several = [k for k in order[: max(0, early) // TOGETHER] if best[k][0] > LIKELY]
        return [best[k][1] for k in several or order[:1]]

    def _settle(self, rest: list[int], goes_on: Callable[[], bool]) -> tuple[Reals, float] | None:
        """The master, after those who have nothing yet were asked until little more is won."""
        solved = self._master.solved(tightened=True)
        gain = GAIN if 2 * len(rest) > len(self._blocks) else LATE_GAIN
        before: Reals | None = None
        for k in range(DIVE_ROUNDS):
            if solved is None or not rest or not goes_on():
                return solved
            prices = solved[0] if before is None or k % 2 else (solved[0] + before) / 2
            before = solved[0]
            _, new = self._ask(self._ties.rounded(prices), rest)
            cost, solved = solved[1], self._master.solved()
            if not new or (k > 2 and solved is not None and cost - solved[1] < gain * abs(cost)):
                return solved
        return solved

    def _ask(self, prices: Numbers, places: Sequence[int]) -> tuple[int | None, int]:
        """The bound at some prices (None: no time), and how many columns are new."""
        found = self._pricing.bound(self._part, prices, places)
        if found is not None and len(places) == len(self._blocks):
            self._hear(found)
        new = [k for k in places if self._master.learn(k, self._blocks[k])]
        for k in new:
            self._kept[k].append(self._blocks[k].best)
        return found, len(new)
