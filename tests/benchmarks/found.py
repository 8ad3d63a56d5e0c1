"""What an engine is asked and what it answers."""

from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from vaktplan.domain.roster import Roster

from .problems import Problem


@dataclass(frozen=True)
class Ask:
    """One run: an instance, and how long, on how many cores, from which seed."""

    problem: Problem
    seconds: float
    cores: int
    seed: int
    jars: Path | None = None  # of Timefold
    began: float = field(default_factory=monotonic)

    def left(self) -> float:
        """Seconds until the end."""
        return self.seconds - self.elapsed()

    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return monotonic() - self.began


@dataclass(frozen=True)
class Point:
    """The best cost and bound of a tier at a moment; None: none yet."""

    seconds: float
    tier: str
    cost: int | None
    bound: int | None


@dataclass
class Found:
    """The answer: a roster if any, what the engine itself says it costs, and what it proved."""

    status: str = "out-of-time"
    roster: Roster | None = None
    claimed: dict[str, int] = field(default_factory=dict)
    bounds: dict[str, int] = field(default_factory=dict)
    curve: list[Point] = field(default_factory=list)
    notes: dict[str, object] = field(default_factory=dict)
