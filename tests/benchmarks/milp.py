"""HiGHS on the same model as whole-number rows, through OR-Tools' own MathOpt: tier after tier, as plain CP-SAT.

MathOpt lets nobody choose the number of threads: HiGHS takes what it takes by itself, on the cores of the run.
"""

from datetime import timedelta
from math import ceil, isfinite

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from vaktplan.rulebook.rules import Tier
from vaktplan.solve.build import Build
from vaktplan.solve.linear import FAR, Linear, linear
from vaktplan.solve.rulelist import assemble

from .found import Ask, Found, Point

Numbers = NDArray[np.int64]


def solve(ask: Ask) -> Found:
    """Improve each tier in turn, and hold what it reached while the next is improved."""
    build, found = assemble(ask.problem.instance, ask.problem.book), Found()
    rows = linear(build.cp)
    held: list[tuple[Numbers, int]] = []  # the cost of each tier before, and what it may be
    values: list[int] | None = None
    for tier in build.tiers:
        weights, constant = _cost(build, tier, len(rows.lower))
        result = _solved(ask, _proto(rows, weights, held), _slice(ask, last=tier is build.tiers[-1]))
        bound = result.termination.objective_bounds.dual_bound
        if isfinite(bound):
            found.bounds[tier.value] = ceil(bound - 1e-6) + constant
        if not result.has_primal_feasible_solution():
            if result.termination.reason is mathopt.TerminationReason.INFEASIBLE and values is None:
                found.status = "impossible"
            break
        ordered = result.variable_values(list(result.variable_values()))
        values = [round(v) for v in ordered]
        cost = int(weights @ np.array(values))
        found.claimed[tier.value] = cost + constant
        found.curve.append(Point(ask.elapsed(), tier.value, cost + constant, found.bounds.get(tier.value)))
        held.append((weights, cost))
    if values is not None:
        found.roster = build.roster(values)
        met = [found.bounds.get(t.value) == found.claimed.get(t.value) for t in build.tiers]
        found.status = "proven" if all(met) else "feasible"
    return found


def _slice(ask: Ask, *, last: bool) -> float:
    """The time a tier gets: all that is left for the last, half of it for the others."""
    return max(0.01, ask.left() if last else ask.left() / 2)


def _cost(build: Build, tier: Tier, size: int) -> tuple[Numbers, int]:
    """The cost of a tier as a weight for each variable, and a constant."""
    weights, constant = np.zeros(size, dtype=np.int64), 0
    for price in build.prices:
        if price.tier is tier:
            constant += price.weight * price.constant
            if price.on is not None:
                weights[price.on.index] += price.weight * price.amount
    return weights, constant


def _proto(rows: Linear, weights: Numbers, held: list[tuple[Numbers, int]]) -> model_pb2.ModelProto:
    """The rows, an objective, and a row for each cost that is held."""
    proto = model_pb2.ModelProto()
    count = len(rows.lower)
    proto.variables.ids.extend(range(count))
    proto.variables.lower_bounds.extend(rows.lower.astype(float).tolist())
    proto.variables.upper_bounds.extend(rows.upper.astype(float).tolist())
    proto.variables.integers.extend([True] * count)
    priced = np.flatnonzero(weights)
    proto.objective.linear_coefficients.ids.extend(priced.tolist())
    proto.objective.linear_coefficients.values.extend(weights[priced].astype(float).tolist())
    inner, matrix = rows.rows, proto.linear_constraint_matrix
    low = np.where(inner.low <= -FAR, -np.inf, inner.low)
    high = np.where(inner.high >= FAR, np.inf, inner.high)
    row, var, factor = _ordered(inner.row, inner.var, inner.factor)
    for number, (cost, most) in enumerate(held, start=len(low)):
        used = np.flatnonzero(cost)
        row = np.concatenate((row, np.full(len(used), number)))
        var, factor = np.concatenate((var, used)), np.concatenate((factor, cost[used]))
        low, high = np.append(low, -np.inf), np.append(high, most)
    proto.linear_constraints.ids.extend(range(len(low)))
    proto.linear_constraints.lower_bounds.extend(low.tolist())
    proto.linear_constraints.upper_bounds.extend(high.tolist())
    matrix.row_ids.extend(row.tolist())
    matrix.column_ids.extend(var.tolist())
    matrix.coefficients.extend(factor.astype(float).tolist())
    return proto


def _ordered(row: Numbers, var: Numbers, factor: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Entries by row and variable, with those of the same place added."""
    order = np.lexsort((var, row))
    row, var, factor = row[order], var[order], factor[order]
    fresh = np.ones(len(row), dtype=bool)
    fresh[1:] = (row[1:] != row[:-1]) | (var[1:] != var[:-1])
    begins = np.flatnonzero(fresh)
    total = np.add.reduceat(factor, begins) if len(begins) else factor
    return row[begins], var[begins], total


def _solved(ask: Ask, proto: model_pb2.ModelProto, seconds: float) -> mathopt.SolveResult:
    model = mathopt.Model.from_model_proto(proto)
    parameters = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds), random_seed=ask.seed)
    return mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
