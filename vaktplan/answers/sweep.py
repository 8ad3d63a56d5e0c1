"""What `sweep` answers: a cell for each scenario, held against the plan without any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vaktplan.fleet import Result

HARMLESS = 0.05  # of a night, a weekend or a feast: what is less is written as 0,0
HARMLESS_LOAD = 0.05  # of the share of load that one has
COUNTED = ("nights", "weekends", "feasts", "bakvakt")


class State(StrEnum):
    """What is known of a scenario."""

    FREE = "free"  # as much covered as without it, and nobody's share rises to speak of
    BURDEN = "burden"  # as much covered, and somebody carries more
    BREAKS = "breaks"  # proven: more stays open, whatever the roster
    UNPROVEN = "unproven"  # no roster that covers as much was found in time, and none is ruled out
    IMPOSSIBLE = "impossible"  # proven: no roster keeps what is forbidden
    SETTLED = "settled"  # nothing to decide: a right, granted already, no duty
    FAILED = "failed"
    MISSING = "missing"


@dataclass(frozen=True)
class Cell:
    """One scenario: where it stands in the matrix, and how it went beside the same period without it."""

    id: str
    row: str
    column: str
    titles: tuple[str, ...]
    month: str
    doctor: str = ""
    scope: str = ""
    settled: str = ""
    told: str = ""
    result: Result | None = None
    base: Mapping[str, Any] = field(default_factory=dict)

    @property
    def answer(self) -> Mapping[str, Any]:
        """What was answered; empty when nothing was."""
        return (self.result.answer if self.result else None) or {}

    @property
    def state(self) -> State:
        """What is known."""
        if self.settled:
            return State.SETTLED
        if self.result is None:
            return State.MISSING
        if not self.result.done or self.answer["disagreement"]:
            return State.FAILED
        return self._found()

    def _found(self) -> State:
        now, was = self.answer, self.base
        if now["impossible"]:
            return State.IMPOSSIBLE
        if was.get("cost") is not None and now["cost"] is not None and now["cost"] <= was["cost"]:
            return State.BURDEN if self.felt else State.FREE
        if was.get("cost") is not None and now["bound"] > was["cost"]:
            return State.BREAKS
        return State.UNPROVEN

    @property
    def felt(self) -> Mapping[str, Any] | None:
        """The greatest rise of what is counted in duties, else of load; None when neither is worth a mention."""
        told = [r for r in self.most if r["measure"] in COUNTED and r["more"] >= HARMLESS]
        load = [r for r in self.most if r["measure"] == "load" and r["more"] >= HARMLESS_LOAD * r["before"]]
        return max(told or load, key=lambda r: float(r["more"]), default=None)

    @property
    def most(self) -> Sequence[Mapping[str, Any]]:
        """In each measure the greatest rise, of anybody but the doctor of the question."""
        first: dict[str, Mapping[str, Any]] = {}
        for rise in self.answer.get("rises", ()):
            if rise["doctor"] != self.doctor:
                first.setdefault(rise["measure"], rise)
        return tuple(first.values())

    @property
    def newly_open(self) -> list[Mapping[str, Any]]:
        """Shifts with more open places in the roster found than in the one without the scenario, by date."""
        was = {p["shift"]: int(p["places"]) for p in self.base.get("open") or ()}
        more = [{**p, "places": p["places"] - was.get(p["shift"], 0)} for p in self.answer.get("open") or ()]
        return [p for p in more if p["places"] > 0]

    @property
    def extra(self) -> int | None:
        """How many places more are open in the roster found than without the scenario; None: no roster."""
        if self.answer.get("open") is None or self.base.get("open") is None:
            return None
        return _places(self.answer["open"]) - _places(self.base["open"])

    def document(self) -> dict[str, Any]:
        """The cell for programs; every share that rises is in the file of the result."""
        new = self.newly_open if self.state in (State.BREAKS, State.UNPROVEN) else []
        return {
            "id": self.id,
            "row": self.row,
            "column": self.column,
            "changes": list(self.titles),
            "month": self.month,
            "doctor": self.doctor or None,
            "scope": self.scope or None,
            "state": self.state.value,
            "settled": self.settled,
            "told": self.told,
            "extra": self.extra,
            "open": new,
            "first_open": new[0]["date"] if new else None,
            "cost": self.answer.get("cost"),
            "bound": self.answer.get("bound"),
            "proven": self.answer.get("proven"),
            "most": [dict(r) for r in self.most],
            "felt": dict(self.felt) if self.felt else None,
            "result": f"{self.result.hash}.json" if self.result else None,
            "reason": self.result.reason if self.result else "",
            "disagreement": list(self.answer.get("disagreement", ())),
        }


def _places(shifts: Sequence[Mapping[str, Any]]) -> int:
    return sum(int(p["places"]) for p in shifts)


@dataclass(frozen=True)
class SweepAnswer:
    """The answer of `sweep`."""

    title: str
    cells: tuple[Cell, ...]
    names: Mapping[str, str]  # of the doctors that rises name
    bases: Mapping[str, Mapping[str, Any]]  # by month: what the plan without any change leaves open
    asked: int  # scenarios that were searched
    seconds: float
    resumed: int
    time_limit: float
    seed: int
    interrupted: bool = False
    lost: str = ""
    folder: str = ""
    files: tuple[str, ...] = ()

    def count(self, *states: State) -> int:
        """How many cells are in one of some states."""
        return sum(c.state in states for c in self.cells)

    @property
    def status(self) -> str:
        """How it went: ok, unproven (somewhere nothing is known for certain), failed, stopped before the end."""
        if self.interrupted or self.lost:
            return "stopped"
        if self.count(State.FAILED):
            return "failed"
        return "unproven" if self.count(State.UNPROVEN) else "ok"

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        states = [c.state.value for c in self.cells]
        return {
            "command": "sweep",
            "status": self.status,
            "title": self.title,
            "interrupted": self.interrupted,
            "lost": self.lost,
            "counts": {state: states.count(state) for state in sorted(set(states))},
            "asked": self.asked,
            "time_limit": self.time_limit,
            "seed": self.seed,
            "seconds": round(self.seconds, 2),
            "resumed": self.resumed,
            "without": [
                {"month": month, "open": list(b.get("open") or ()), "proven": b.get("proven")}
                for month, b in self.bases.items()
            ],
            "cells": [c.document() for c in self.cells],
            "names": dict(self.names),
            "folder": self.folder,
            "files": list(self.files),
        }
