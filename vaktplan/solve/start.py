"""A first complete roster, one doctor after another, for models on which the whole solver finds none in time.

Each doctor gets the best month there is beside those who have theirs already; who has not, has nothing yet. Where the
rows that tie doctors together allow that, what comes out keeps every row.
"""

from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from .corner import as_cp, cut
from .ground import Ground
from .linear import Numbers
from .presolve import Impossible

Solver = Callable[[], cp_model.CpSolver | None]
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)
NEAR_ENOUGH = 0.05  # of a doctor's best


def one_by_one(
    ground: Ground, values: Numbers, solver: Solver, spend: Callable[[float], None]
) -> Numbers | None:
    """The values of a complete roster; None when some doctor has no month beside the others, or time is out.

    `values` is the roster in which nobody has anything; `solver` gives a solver with its limits, or None when
    time is out; `spend` is told of the deterministic time of each.
    """
    found = values.copy()
    for doctor in range(len(ground.takes.doctors)):
        takes = ground.takes.var[ground.takes.doctor == doctor]
        if len(takes) and not _placed(ground, takes, found, solver, spend):
            return None
    rows = ground.model.rows
    sums = rows.activity(found)
    return found if bool(((rows.low <= sums) & (sums <= rows.high)).all()) else None


def _placed(
    ground: Ground, takes: Numbers, values: Numbers, solver: Solver, spend: Callable[[float], None]
) -> bool:
    """Give one doctor a month, in place; whether there is one."""
    at_work = solver()
    if at_work is None:
        return False
    try:
        corner = cut(ground, takes, values)
    except Impossible:
        return False
    at_work.parameters.relative_gap_limit = NEAR_ENOUGH
    status = at_work.solve(as_cp(corner.model, ground.cost[corner.var]))
    spend(at_work.deterministic_time)
    if status not in SOLVED:
        return False
    values[corner.var] = np.array(at_work.response_proto.solution, dtype=np.int64)
    return True
