"""Plain CP-SAT, the baseline: the model that vaktplan builds, tier after tier, with the solver's own settings."""

from vaktplan.solve.plain import solve_plain

from .found import Ask, Found
from .own import answer


def solve(ask: Ask) -> Found:
    """The baseline's answer."""
    return answer(solve_plain(ask.problem.instance, ask.problem.book, ask.left(), ask.cores, ask.seed))
