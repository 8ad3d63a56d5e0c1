"""What `batch` answers: a line for each district, and how many went how."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vaktplan.fleet import Result

from .planning import PlanAnswer


class Holes(StrEnum):
    """What is known of the open places of a district."""

    NONE = "none"  # every place is filled
    UNAVOIDABLE = "unavoidable"  # proven: no roster leaves less open
    UNPROVEN = "unproven"  # another roster might fill more


def holes_of(answer: PlanAnswer) -> Holes:
    """What is known of the open places of a plan."""
    if not answer.open_places:
        return Holes.NONE
    cover = [t for t in answer.tiers if t.name == "cover"]
    proven = bool(cover) and all(t.cost == t.bound for t in cover)
    return Holes.UNAVOIDABLE if proven or answer.outcome.status == "impossible" else Holes.UNPROVEN


def district_document(answer: PlanAnswer, peak_mib: int | None) -> dict[str, Any]:
    """The answer of one district, with its roster, as it is stored."""
    plan = answer.document()
    same = (
        "status",
        "gap",
        "open_shifts",
        "open",
        "breaches",
        "doctors",
        "shifts",
        "roster",
        "seconds",
        "seed",
    )
    kept = {key: plan[key] for key in (*same, "book_sha256", "versions", "disagreement", "message")}
    tiers = [
        {"name": t.name, "cost": t.cost, "bound": t.bound, "gap": t.gap, "proven": t.cost == t.bound}
        for t in answer.tiers
    ]
    whose = {"municipality": answer.instance.municipality, "unit": answer.instance.unit}
    return {**whose, **kept, "tiers": tiers, "holes": holes_of(answer).value, "peak_mib": peak_mib}


@dataclass(frozen=True)
class District:
    """One district of a batch: its name, where its facts are, and how it went (None: not come to)."""

    name: str
    source: str
    result: Result | None

    @property
    def answer(self) -> dict[str, Any] | None:
        """What it was answered, or the best there was when its worker died."""
        return self.result.answer if self.result else None

    @property
    def failed(self) -> bool:
        """Whether the work itself failed, or the check and the solver disagree."""
        if self.result is None:
            return False
        return not self.result.done or bool(self.answer and self.answer["disagreement"])

    @property
    def state(self) -> str:
        """In one word: covered, unavoidable, unproven (holes), breaches, impossible, out-of-time, failed, missing."""
        if self.failed:
            return "failed"
        if self.answer is None:
            return "missing"
        if self.answer["status"] in ("impossible", "out-of-time"):
            return str(self.answer["status"])
        if self.answer["breaches"]["hard"]:
            return "breaches"
        return "covered" if self.answer["holes"] == "none" else str(self.answer["holes"])

    def document(self) -> dict[str, Any]:
        """The line for programs; the roster is in the file of the result."""
        told = {k: v for k, v in (self.answer or {}).items() if k != "roster"}
        ended = self.result
        return {
            "name": self.name,
            "source": self.source,
            "state": self.state,
            "result": f"{ended.hash}.json" if ended else None,
            "attempts": ended.attempts if ended else 0,
            "wall_seconds": ended.seconds if ended else None,
            "reason": ended.reason if ended else "",
            **told,
        }


@dataclass(frozen=True)
class BatchAnswer:
    """The answer of `batch`."""

    districts: tuple[District, ...]
    seconds: float
    resumed: int
    time_limit: float
    seed: int
    interrupted: bool = False
    lost: str = ""  # why the cluster went away
    folder: str = ""
    files: tuple[str, ...] = ()

    def count(self, *states: str) -> int:
        """How many districts are in one of some states."""
        return sum(d.state in states for d in self.districts)

    @property
    def failed(self) -> int:
        """Districts that a fault kept from an answer."""
        return self.count("failed")

    @property
    def publishable(self) -> bool:
        """Whether every district has everything covered and nothing forbidden."""
        return self.count("covered") == len(self.districts)

    @property
    def status(self) -> str:
        """How it went: ok, breaches (somewhere something lacks), failed, or stopped before the end."""
        if self.interrupted or self.lost:
            return "stopped"
        if self.failed:
            return "failed"
        return "ok" if self.publishable else "breaches"

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        states = [d.state for d in self.districts]
        return {
            "command": "batch",
            "status": self.status,
            "interrupted": self.interrupted,
            "lost": self.lost,
            "counts": {state: states.count(state) for state in sorted(set(states))},
            "time_limit": self.time_limit,
            "seed": self.seed,
            "seconds": round(self.seconds, 2),
            "resumed": self.resumed,
            "districts": [d.document() for d in self.districts],
            "folder": self.folder,
            "files": list(self.files),
        }
