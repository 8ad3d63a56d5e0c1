"""What is left of the clock or, when asked for, of the solver's own deterministic time."""

from dataclasses import dataclass
from time import monotonic

from ortools.sat.python import cp_model


@dataclass
class Budget:
    """What is left of the clock or, when asked for, of the solver's own deterministic time.

    With deterministic time the clock ends the whole and divides nothing: how fast the machine is decides no roster.
    """

    deadline: float
    whole: float
    deterministic: float | None = None
    spent: float = 0.0

    def left(self) -> float:
        """Seconds until the deadline."""
        return self.deadline - monotonic()

    def give(self, solver: cp_model.CpSolver, part: float) -> None:
        """Limit a solve to a part of the whole, and never more than is left."""
        seconds = self.left()
        if self.deterministic is None:
            seconds = min(seconds, part * self.whole)
        else:
            rest = self.deterministic - self.spent
            solver.parameters.max_deterministic_time = max(0.001, min(rest, part * self.deterministic))
        solver.parameters.max_time_in_seconds = max(0.01, seconds)

    def spend(self, deterministic: float) -> None:
        """Count what a solve has used."""
        self.spent += deterministic

    def part_left(self) -> float:
        """What part of the whole is left."""
        if self.over():
            return 0.0
        if self.deterministic is not None:
            return (self.deterministic - self.spent) / self.deterministic
        return self.left() / self.whole

    def over(self) -> bool:
        """Whether nothing is left."""
        spent = self.deterministic is not None and self.spent >= self.deterministic
        return spent or self.left() <= 0
