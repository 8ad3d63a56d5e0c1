"""What is asked of the solver and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from vaktplan.domain.roster import Roster
from vaktplan.errors import VaktplanError
from vaktplan.rulebook.rules import Tier

from .aim import Aim


class Status(StrEnum):
    """Four different answers."""

    PROVEN = "proven"  # no roster is better
    FEASIBLE = "feasible"  # a roster, and how far from the best it can be
    IMPOSSIBLE = "impossible"  # no roster keeps what is forbidden; two configurations agree
    OUT_OF_TIME = "out-of-time"  # no roster was found, and none was proven missing


@dataclass(frozen=True)
class TierResult:
    """What a tier costs, and what it costs at least with the tiers above held at their cost."""

    name: str
    cost: int
    bound: int

    @property
    def gap(self) -> float:
        """How far from the best it can be."""
        return (self.cost - self.bound) / max(1, self.cost)


@dataclass(frozen=True)
class Progress:
    """How far the search has come; `cost` is None before the first roster."""

    seconds: float
    tier: str
    cost: int | None
    bound: int


@dataclass(frozen=True)
class Options:
    """Limits and choices; the same seed with one worker and a deterministic limit gives the same roster."""

    time_limit: float = 60.0
    workers: int = 2
    seed: int = 0
    deterministic_limit: float | None = None  # in CP-SAT's own time, which no clock disturbs
    hint: Roster | None = None
    target_gap: float | None = None  # a fraction: stop when the largest gap of a tier is at or below it
    on_progress: Callable[[Progress], None] | None = None
    aim: Aim | None = (
        None  # asked instead of the book's prices, of rosters reached from `hint`, which keeps it
    )


@dataclass(frozen=True)
class Outcome:
    """The answer of a solve."""

    status: Status
    roster: Roster | None
    tiers: tuple[TierResult, ...]
    seconds: float
    seed: int
    curve: tuple[Progress, ...] = ()
    interrupted: bool = False
    crashed: bool = False  # the solving process died: this is what it had found
    message: str = ""  # what was odd: configurations that disagree, a bound above a cost

    @property
    def gap(self) -> float:
        """The largest gap over the tiers."""
        return max((t.gap for t in self.tiers), default=0.0)


class Listener:
    """Told of every better roster and every better bound; the base hears nothing."""

    def roster(self, roster: Roster, costs: dict[Tier, int]) -> None:
        """A better roster with its true cost per tier."""

    def progress(self, tier: Tier, cost: int | None, bound: int) -> None:
        """The best cost and bound of the tier at work."""


class SolverCrashed(VaktplanError):
    """The solving process died; `outcome` holds what it had found."""

    def __init__(self, text: str, outcome: Outcome) -> None:
        super().__init__(text)
        self.outcome = outcome
