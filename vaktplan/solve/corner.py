"""A small problem cut from the whole: some takes free, all the rest as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from .ground import Ground, Mask, places
from .linear import FAR, Linear, Numbers, Rows, summed
from .presolve import propagated

OPEN_END = 1 << 62


@dataclass(frozen=True)
class Corner:
    """The free variables of a cut, and the problem over them, numbered from 0."""

    var: Numbers
    model: Linear


def freed(ground: Ground, takes: Numbers) -> Numbers:
    """Some takes' variables, and all that follows from them, in order."""
    return ground.followers.reached(takes)


def cut(ground: Ground, takes: Numbers, values: Numbers) -> Corner:
    """The problem in which only some takes, and what follows from them, may change.

    Raises Impossible when the values do not keep the rows.
    """
    var = freed(ground, takes)
    return Corner(var, beside(ground.model, np.unique(ground.rows_of.of(var)), var, values))


def unfixed(corner: Corner) -> Corner:
    """A cut without the variables that have only one value left: in a roster that keeps the rows they have it."""
    model = corner.model
    moving = model.lower < model.upper
    place, rows = np.cumsum(moving) - 1, model.rows
    own = Rows(rows.start, place[rows.var], rows.factor, rows.low, rows.high)
    return Corner(corner.var[moving], Linear(own, model.lower[moving], model.upper[moving]))


def beside(model: Linear, touched: Numbers, var: Numbers, values: Numbers) -> Linear:
    """Some rows over some variables, numbered from 0, beside all others at their values. Raises Impossible."""
    place = np.full(len(model.lower), -1, dtype=np.int64)
    place[var] = np.arange(len(var))
    own = held(model.rows, touched, place >= 0, values)
    small = Rows(own.start, place[own.var], own.factor, own.low, own.high)
    return propagated(Linear(small, model.lower[var], model.upper[var]))


def held(rows: Rows, touched: Numbers, free: Mask, values: Numbers) -> Rows:
    """Some rows over the free variables alone, beside all others at their values."""
    inside = places(rows.start, touched)
    sizes = rows.start[touched + 1] - rows.start[touched]
    start = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes)))
    index, factor = rows.var[inside], rows.factor[inside]
    moving = free[index]
    shift = summed(start, np.where(moving, 0, factor * values[index]))
    kept = summed(start, moving.astype(np.int64))
    low, high = rows.low[touched], rows.high[touched]
    return Rows(
        np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(kept))),
        index[moving],
        factor[moving],
        np.where(low > -FAR, low - shift, low),
        np.where(high < FAR, high - shift, high),
    )


def as_cp(model: Linear, cost: Numbers, hint: Numbers | None = None) -> cp_model.CpModel:
    """A model for the solver; fixed variables stand alone, and the objective is the cost."""
    cp = cp_model.CpModel()
    variables, constraints, rows = cp.proto.variables, cp.proto.constraints, model.rows
    for ends in np.column_stack((model.lower, model.upper)).tolist():
        variables.add().domain.extend(ends)
    var, factor, first = rows.var.tolist(), rows.factor.tolist(), 0
    low = np.where(rows.low > -FAR, rows.low, -OPEN_END)
    high = np.where(rows.high < FAR, rows.high, OPEN_END)
    for after, ends in zip(rows.start[1:].tolist(), np.column_stack((low, high)).tolist(), strict=True):
        row = constraints.add().linear
        row.vars.extend(var[first:after])
        row.coeffs.extend(factor[first:after])
        row.domain.extend(ends)
        first = after
    price(cp, cost)
    if hint is not None:
        suggest(cp, hint.tolist())
    return cp


def price(cp: cp_model.CpModel, cost: Numbers) -> None:
    """Give a model another objective."""
    proto = cp.proto
    proto.clear_objective()
    dear = np.nonzero(cost)[0]
    proto.objective.vars.extend(dear.tolist())
    proto.objective.coeffs.extend(cost[dear].tolist())


def suggest(cp: cp_model.CpModel, values: Sequence[int]) -> None:
    """Hand a whole solution to the next solve."""
    proto = cp.proto
    proto.clear_solution_hint()
    proto.solution_hint.vars.extend(range(len(values)))
    proto.solution_hint.values.extend(values)
