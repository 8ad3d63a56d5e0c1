"""How a model is asked whether something is possible at all, and which of some things forbid it together."""

from collections.abc import Callable, Collection
from typing import TypeVar

from ortools.sat.python import cp_model

T = TypeVar("T")


def asker(seconds: float, plain: float | None, linearization: int = 2, seed: int = 0) -> cp_model.CpSolver:
    """A solver of one thread, so that the same question has the same answer.

    With `plain`, so much deterministic time without presolve or linear rows: from a roster at hand little is needed,
    and on a month of 80 doctors it takes 0.1 s instead of 1.9 s. Without it, all that presolve can do.
    """
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.max_time_in_seconds = max(seconds, 0.0)
    parameters.symmetry_level = 0
    parameters.cp_model_probing_level = 0
    parameters.linearization_level = linearization if plain is None else 0
    if plain is not None:
        parameters.cp_model_presolve = False
        parameters.max_deterministic_time = plain
    return solver


def needed(held: list[T], grown: bool, among: list[T], possible: Callable[[Collection[T]], bool]) -> list[T]:
    """A least part of some things that, beside those held, is impossible (QuickXplain, Junker 2004).

    `grown`: something was put among the held since it was last asked. What `possible` raises goes through.
    """
    if grown and not possible(held):
        return []
    if len(among) <= 1:
        return among
    first, second = among[: len(among) // 2], among[len(among) // 2 :]
    later = needed([*held, *first], bool(first), second, possible)
    earlier = needed([*held, *later], bool(later), first, possible)
    return [*earlier, *later]
