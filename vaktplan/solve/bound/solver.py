"""The solver of the proof, with its settings."""

from ortools.sat.python import cp_model


def proof_solver(seed: int) -> cp_model.CpSolver:
    """One worker, the whole relaxation, little presolve."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.linearization_level = 2
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.max_presolve_iterations = 1
    parameters.random_seed = seed
    return solver


def pricing_solver(seed: int) -> cp_model.CpSolver:
    """For one doctor's problem: no cuts, which measured a third faster."""
    solver = proof_solver(seed)
    solver.parameters.cut_level = 0
    return solver
