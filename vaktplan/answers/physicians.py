"""What the 24-month physician set answers: a line for each month, and how far apart the doctors are by then."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vaktplan.ledger.spread import Spreads


@dataclass(frozen=True)
class TierLine:
    """What a tier cost, and what it costs at least."""

    name: str
    cost: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether the two have met."""
        return self.cost == self.bound


@dataclass(frozen=True)
class MonthLine:
    """One month: how good its roster is, and how far apart the doctors are over the months so far."""

    name: str
    first: date
    last: date
    open_places: int
    hard: int
    tiers: tuple[TierLine, ...]
    gap: float
    seconds: float
    kept: bool  # planned before, and not planned again
    spreads: Spreads

    def tier(self, name: str) -> TierLine:
        """A tier; at 0 when nothing in it can cost anything."""
        return next((t for t in self.tiers if t.name == name), TierLine(name, 0, 0))

    def document(self) -> dict[str, Any]:
        """The line for programs."""
        return {
            "name": self.name,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "open_shifts": self.open_places,
            "hard": self.hard,
            "tiers": [
                {"name": t.name, "cost": t.cost, "bound": t.bound, "proven": t.proven} for t in self.tiers
            ],
            "cost": self.tier("people").cost,
            "bound": self.tier("people").bound,
            "gap": self.gap,
            "seconds": self.seconds,
            "kept": self.kept,
            "spread_so_far": self.spreads.model_dump(),
        }


@dataclass(frozen=True)
class PhysiciansAnswer:
    """The answer of `bench physicians`."""

    months: tuple[MonthLine, ...]
    asked: int  # how many months there are to plan
    time_limit: float
    workers: int
    seed: int
    versions: dict[str, str]
    folder: str
    stopped: str = ""  # how the month ended that has no roster, or was interrupted
    interrupted: bool = False
    disagreement: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """What the search took in all the months, also in those kept."""
        return round(sum(m.seconds for m in self.months), 2)

    @property
    def open_places(self) -> int:
        """Places nobody holds, of all months."""
        return sum(m.open_places for m in self.months)

    @property
    def hard(self) -> int:
        """Hard breaches of all months."""
        return sum(m.hard for m in self.months)

    @property
    def complete(self) -> bool:
        """Whether every month has its roster."""
        return not self.stopped and len(self.months) == self.asked

    @property
    def status(self) -> str:
        """How it went: ok, breaches (something lacks), or how the month ended at which it stopped."""
        if self.stopped:
            return self.stopped
        return "breaches" if self.hard or self.open_places else "ok"

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "command": "bench physicians",
            "status": self.status,
            "interrupted": self.interrupted,
            "months_asked": self.asked,
            "months": [m.document() for m in self.months],
            "open_shifts": self.open_places,
            "breaches": {"hard": self.hard},
            "seconds": self.seconds,
            "time_limit": self.time_limit,
            "workers": self.workers,
            "seed": self.seed,
            "versions": self.versions,
            "disagreement": list(self.disagreement),
            "folder": self.folder,
            "files": list(self.files),
        }
