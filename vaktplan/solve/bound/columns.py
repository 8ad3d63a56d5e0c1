"""Column generation where it is cheap: what each doctor may have, priced until no better column is left, and dived in.

Each round solves the master over the columns known, and asks every doctor for a column at prices between the master's
and those that gave the best bound so far (Pessoa et al. 2018: smoothing). A dive then gives one doctor after another
the column that the master takes most of, and prices the others anew after each (Sadykov et al. 2019): what comes out is
a whole roster near the bound.
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random

import numpy as np
from ortools.linear_solver import pywraplp

from vaktplan.solve.corner import as_cp
from vaktplan.solve.linear import Linear, Numbers
from vaktplan.solve.presolve import Impossible, propagated

from .blocks import SCALE, SOLVED, Block, Ties
from .master import Column, Master
from .relaxation import Reals
from .solver import proof_solver
from .task import Task

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
WILD = 0.1  # how much chance changes what a later dive takes first
LAST = 8  # doctors of a dive who are solved again together: to the last it leaves what nobody wants
MEND_SECONDS = 8.0  # for that
WHOLE_SECONDS = 5.0  # for the variables that several own, when all doctors' are known

Price = Callable[
    [Numbers, Sequence[int]], int | None
]  # ask some doctors; the bound of all when all were asked


class Columns:
    """Column generation on a task; `price` asks doctors at row prices and lets them remember their best answers."""

    def __init__(self, task: Task, blocks: list[Block], ties: Ties, price: Price) -> None:
        self._task, self._blocks, self._ties, self._price = task, blocks, ties, price
        self._master = Master(task, blocks, ties)
        self._random = Random(task.seed)
        self._all = range(len(blocks))
        for values in task.earlier:
            for place, block in enumerate(blocks):
                if block.keeps(values):
                    self._master.know(place, block, values[block.var])

    def converge(self, center: Numbers, best: int, goes_on: Callable[[], bool]) -> bool:
        """Price from a center and its bound, until master and bound meet or nobody has anything new.

        False when so many rounds in a row raised no bound that columns lead nowhere.
        """
        vain = 0
        while goes_on():
            solved = self._master.solved()
            if solved is None or self._met(solved[1], best):
                return solved is not None
            smooth = self._ties.rounded(NEAR * center / SCALE + (1 - NEAR) * solved[0])
            found, new = self._ask(smooth, self._all)
            if found is None:
                return True
            if found <= best and not new:  # the master's own prices are the last to try
                smooth = self._ties.rounded(solved[0])
                found, new = self._ask(smooth, self._all)
                if found is None or not new:
                    return True
            vain = 0 if found > best else vain + 1
            if found > best:
                center, best = smooth, found
            elif vain >= PATIENCE:
                return False
        return True

    def _met(self, cost: float, bound: int) -> bool:
        """Whether the master's cost and a bound, in thousandths and without the constant, are near enough."""
        return cost - self._task.constant - bound / SCALE < MET * abs(cost)

    def dive(self, goes_on: Callable[[], bool], *, wild: bool = False) -> Iterator[Numbers]:
        """The values of a roster, one doctor's column after another's, and of the same with its last doctors mended.

        Nothing when there was none or no time.
        """
        had = self._had(goes_on, wild)
        values = None if had is None else self._solved(had, (), WHOLE_SECONDS)
        if had is None or values is None:
            return
        yield values
        last = [column.place for column in had][-LAST:]
        mended = self._solved(had, last, MEND_SECONDS, values)
        if mended is not None and self._task.cost @ mended < self._task.cost @ values:
            yield mended

    def _had(self, goes_on: Callable[[], bool], wild: bool) -> list[Column] | None:
        """A column for each doctor, in the order of the dive; None when there was no way on, or no time.

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
                if solved is None or solved[1] >= self._task.ceiling + self._slack():
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

    def _slack(self) -> float:
        """How much dearer than the best known roster a dive may be: the search mends what is near."""
        return 0.1 * abs(self._task.ceiling)

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
        solved = self._master.solved()
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
        found = self._price(prices, places)
        return found, sum(self._master.learn(k, self._blocks[k]) for k in places)

    def _solved(
        self, had: Sequence[Column], free: Sequence[int], seconds: float, hint: Numbers | None = None
    ) -> Numbers | None:
        """All values when each doctor has a column but some are free; None when there are none, or no time."""
        lower, upper = self._task.model.lower.copy(), self._task.model.upper.copy()
        for column in had:
            if column.place not in free:
                var = self._blocks[column.place].var
                lower[var] = upper[var] = column.own
        try:
            model = propagated(Linear(self._task.model.rows, lower, upper))
        except Impossible:
            return None
        solver = proof_solver(self._task.seed)
        solver.parameters.max_time_in_seconds = seconds
        if solver.solve(as_cp(model, self._task.cost, hint)) not in SOLVED:
            return None
        return np.array(solver.response_proto.solution, dtype=np.int64)
