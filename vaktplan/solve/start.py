"""A first complete roster, one doctor after another, for models on which the whole solver finds none in time.

Each doctor gets the best month there is beside those who have theirs already; who has not, has nothing yet. Where the
rows that tie doctors together allow that, what comes out keeps every row. As many doctors at a time as there are
workers: who then does not fit beside the others tries again.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from ortools.sat.python import cp_model

from .corner import Corner, as_cp, cut
from .ground import Ground
from .linear import Numbers
from .presolve import Impossible

Solver = Callable[[], cp_model.CpSolver | None]
Renew = Callable[[Numbers, Numbers], Numbers]
Month = tuple[Corner, Numbers]  # a doctor's own problem, and its solution
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)
NEAR_ENOUGH = 0.01  # of a doctor's best


class OneByOne:
    """A start on a ground, at the cost of each variable.

    `solver` gives a solver with its limits, or None when time is out; `spend` is told of the deterministic time of
    each; `renew` gives all values anew after some variables' takes were changed.
    """

    def __init__(
        self,
        ground: Ground,
        cost: Numbers,
        solver: Solver,
        spend: Callable[[float], None],
        renew: Renew,
    ) -> None:
        self._ground, self._cost, self._solver = ground, cost, solver
        self._spend, self._renew = spend, renew

    def roster(self, values: Numbers, together: int = 1) -> Numbers | None:
        """The values of a complete roster; None when some doctor has no month beside the others, or time is out.

        `values` is the roster in which nobody has anything.
        """
        with ThreadPoolExecutor(together) as pool:
            for some in self._some(together):
                before = values
                months = pool.map(lambda takes, now=before: self._month(takes, now, eager=True), some)
                for takes, month in zip(some, months, strict=True):
                    found = None if month is None else self._beside(values, before, month)
                    if found is None:
                        month = self._month(takes, values, eager=False)
                        found = None if month is None else _with(values, month)
                    if found is None:
                        return None
                    values = found
        return values if bool(self._ground.model.rows.kept(values).all()) else None

    def _some(self, together: int) -> Iterator[Sequence[Numbers]]:
        """The takes of each doctor who has any, some doctors at a time."""
        takes = self._ground.takes
        each = [takes.var[takes.doctor == doctor] for doctor in np.unique(takes.doctor)]
        return (each[k : k + together] for k in range(0, len(each), together))

    def _month(self, takes: Numbers, values: Numbers, eager: bool) -> Month | None:
        """The best month of one doctor beside the others; None when there is none, or none was found."""
        solver = self._solver()
        if solver is None:
            return None
        try:
            corner = cut(self._ground, takes, values)
        except Impossible:
            return None
        parameters = solver.parameters
        parameters.relative_gap_limit = NEAR_ENOUGH
        if eager:  # the whole relaxation at once and no cuts: one doctor's rows bind hard; measured, four times as fast
            parameters.add_lp_constraints_lazily = False
            parameters.cut_level = 0
        status = solver.solve(as_cp(corner.model, self._cost[corner.var]))
        self._spend(solver.deterministic_time)
        if status not in SOLVED:
            return None
        return corner, np.array(solver.response_proto.solution, dtype=np.int64)

    def _beside(self, values: Numbers, before: Numbers, month: Month) -> Numbers | None:
        """A month made beside `before` put beside `values`; None when it does not fit there."""
        if values is before:
            return _with(values, month)
        corner, _found = month
        both = self._renew(_with_takes(self._ground, values, month), corner.var)
        touched = np.unique(self._ground.rows_of.of(corner.var))
        return both if bool(self._ground.model.rows.kept(both)[touched].all()) else None


def _with_takes(ground: Ground, values: Numbers, month: Month) -> Numbers:
    """The values with the takes of a month alone."""
    corner, month_values = month
    found, mine = values.copy(), np.isin(corner.var, ground.takes.var)
    found[corner.var[mine]] = month_values[mine]
    return found


def _with(values: Numbers, month: Month) -> Numbers:
    found = values.copy()
    found[month[0].var] = month[1]
    return found
