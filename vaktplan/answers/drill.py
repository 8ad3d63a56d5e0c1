"""What `drill` answers: for each date and doctor, what becomes of the shifts that the doctor cannot take."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vaktplan.domain.instance import Instance


class Outlook(StrEnum):
    """What becomes of a shift whose doctor is away."""

    STEPS_IN = "steps-in"  # somebody can take it as the roster stands
    SWAP = "swap"  # it can be filled when others change duties too
    HOLE = "hole"  # proven: it cannot be filled beside the others
    UNKNOWN = "unknown"  # the time did not suffice
    IDLE = "idle"  # a bakvakt that nobody on duty needs


@dataclass(frozen=True)
class DrillAnswer:
    """The answer of `drill`; a drill is a document: date, doctor, and each lost shift with its outlook."""

    instance: Instance
    drills: tuple[dict[str, Any], ...]
    dates: int
    missing: tuple[str, ...]  # dates that failed, with the reason, or were not come to
    seconds: float
    disagreement: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many lost shifts have which outlook."""
        found = Counter(lost["outlook"] for d in self.drills for lost in d["lost"])
        return {o.value: found[o.value] for o in Outlook}

    @property
    def holes(self) -> tuple[dict[str, Any], ...]:
        """The drills after which a shift stays open, or may."""
        grave = (Outlook.HOLE.value, Outlook.UNKNOWN.value)
        return tuple(d for d in self.drills if any(lost["outlook"] in grave for lost in d["lost"]))

    @property
    def status(self) -> str:
        """How it went: ok (every absence can be met), holes, failed, or stopped before the end."""
        if self.interrupted:
            return "stopped"
        if self.missing or self.disagreement:
            return "failed"
        return "holes" if self.holes else "ok"

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "command": "drill",
            "status": self.status,
            "interrupted": self.interrupted,
            "dates": self.dates,
            "missing": list(self.missing),
            "counts": self.counts,
            "drills": list(self.drills),
            "disagreement": list(self.disagreement),
            "seconds": round(self.seconds, 2),
        }
