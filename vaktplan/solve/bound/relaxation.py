"""The linear relaxation: what each row is worth."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from ortools.math_opt import model_pb2, result_pb2, sparse_containers_pb2
from ortools.math_opt.core.python import solver
from ortools.math_opt.python import mathopt

from vaktplan.solve.linear import FAR, Linear, Numbers, Reals

ENTRY = 4e-5  # seconds that an entry of a row takes, measured from 7 to 80 doctors
MANY = 2_000_000  # entries: 4.7 million had no answer in 490 s, 1.6 million took 217 s


@dataclass(frozen=True)
class Relaxed:
    """The solution of a relaxation: its cost, the value of each variable, and what each row is worth (its dual)."""

    cost: float
    values: Reals
    worths: Reals


def reduced_costs(model: Linear, cost: Numbers, found: Relaxed) -> Reals:
    """What each variable costs beside what its rows are worth: 0 for what the relaxation takes a part of."""
    rows = model.rows
    worth = np.bincount(rows.var, weights=rows.factor * found.worths[rows.row], minlength=len(cost))
    return (cost - worth).astype(np.float64)


def expected_seconds(model: Linear) -> float:
    """About how many seconds the relaxation takes; told by its size alone."""
    return ENTRY * len(model.rows.var)


def too_large(model: Linear) -> bool:
    """Whether the relaxation of all rows has no answer in any useful time."""
    return len(model.rows.var) > MANY


def ends(numbers: Numbers) -> Reals:
    """Row ends as reals, the far ones as infinite."""
    found = numbers.astype(np.float64)
    found[numbers >= FAR] = np.inf
    found[numbers <= -FAR] = -np.inf
    return found


def as_linear_program(model: Linear, cost: Numbers, *, whole: bool = False) -> model_pb2.ModelProto:
    """The model as a linear program, or with whole numbers."""
    rows, size = model.rows, len(model.lower)
    proto = model_pb2.ModelProto()
    proto.variables.ids.extend(range(size))
    proto.variables.lower_bounds.extend(model.lower.astype(float).tolist())
    proto.variables.upper_bounds.extend(model.upper.astype(float).tolist())
    proto.variables.integers.extend([whole] * size)
    proto.linear_constraints.ids.extend(range(len(rows.low)))
    proto.linear_constraints.lower_bounds.extend(ends(rows.low).tolist())
    proto.linear_constraints.upper_bounds.extend(ends(rows.high).tolist())
    places, where = np.unique(rows.row * size + rows.var, return_inverse=True)
    factors = np.bincount(where, weights=rows.factor.astype(float), minlength=len(places))
    matrix = proto.linear_constraint_matrix
    matrix.row_ids.extend((places // size).tolist())
    matrix.column_ids.extend((places % size).tolist())
    matrix.coefficients.extend(factors.tolist())
    dear = np.nonzero(cost)[0]
    proto.objective.linear_coefficients.ids.extend(dear.tolist())
    proto.objective.linear_coefficients.values.extend(cost[dear].astype(float).tolist())
    return proto


def relaxed(model: Linear, cost: Numbers, seconds: float) -> Relaxed | None:
    """The linear relaxation; None when time ran out."""
    limits = mathopt.SolveParameters(
        time_limit=timedelta(seconds=seconds), lp_algorithm=mathopt.LPAlgorithm.BARRIER
    )
    answer = _solved(as_linear_program(model, cost), limits)
    if answer.termination.reason != mathopt.TerminationReason.OPTIMAL.value:
        return None
    primal, dual = answer.solutions[0].primal_solution, answer.solutions[0].dual_solution
    return Relaxed(
        primal.objective_value,
        _spread(primal.variable_values, len(model.lower)),
        _spread(dual.dual_values, len(model.rows.low)),
    )


def _solved(program: model_pb2.ModelProto, limits: mathopt.SolveParameters) -> result_pb2.SolveResultProto:
    """As `mathopt.solve`, without its own copy of the program: 300 MB for a year of 91 doctors."""
    return solver.solve(
        program,
        mathopt.SolverType.HIGHS.value,
        mathopt.StreamableSolverInitArguments().to_proto(),
        limits.to_proto(),
        mathopt.ModelSolveParameters().to_proto(),
        None,
        mathopt.CallbackRegistration().to_proto(),
        None,
        None,
    )


def _spread(some: sparse_containers_pb2.SparseDoubleVectorProto, size: int) -> Reals:
    """A vector of which only some places are told."""
    found = np.zeros(size)
    found[some.ids] = some.values
    return found
