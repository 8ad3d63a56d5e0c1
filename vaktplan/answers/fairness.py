"""What `explain` answers of fairness: the least a doctor can have, what one fewer costs, and shares against wishes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vaktplan.domain.roster import Roster
from vaktplan.ledger import MeasureLine

from .documents import planned


@dataclass(frozen=True)
class Least:
    """The least of a measure that a doctor was found to have, by which roster, and the least that is possible."""

    count: int
    bound: int
    roster: Roster

    @property
    def proven(self) -> bool:
        """Whether no roster gives the doctor less."""
        return self.count == self.bound


@dataclass(frozen=True)
class Moved:
    """What a doctor has of the measure before and after."""

    doctor: str
    before: int
    after: int


@dataclass(frozen=True)
class Fewer:
    """The best roster found in which the doctor has at most so many: what it costs more, and does at least.

    `at_least` is the bound of all such rosters less what the roster at hand costs; 0 or below proves no price.
    """

    most: int
    change: int
    at_least: int
    moved: tuple[Moved, ...]  # the doctor first, then those who get more, the most first, then the rest
    roster: Roster

    @property
    def others_with_more(self) -> tuple[Moved, ...]:
        """Who gets more instead."""
        return tuple(m for m in self.moved if m.after > m.before)


@dataclass(frozen=True)
class FairnessProof:
    """What a doctor has in a measure, the fair share of it, the least possible, and the price of one fewer.

    `least` and `fewer` are None when the time did not reach them; `fewer` also when nobody found such a roster.
    """

    doctor: str
    line: MeasureLine
    least: Least | None
    fewer: Fewer | None
    interrupted: bool = False

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        least, fewer = self.least, self.fewer
        return {
            "doctor": self.doctor,
            "measure": self.line.measure,
            "count": self.line.count,
            "target": self.line.target,
            "least": None
            if least is None
            else {
                "count": least.count,
                "bound": least.bound,
                "proven": least.proven,
                "roster": planned(least.roster),
            },
            "fewer": None
            if fewer is None
            else {
                "most": fewer.most,
                "change": fewer.change,
                "at_least": fewer.at_least,
                "moved": [{"doctor": m.doctor, "before": m.before, "after": m.after} for m in fewer.moved],
                "roster": planned(fewer.roster),
            },
            "interrupted": self.interrupted,
        }


@dataclass(frozen=True)
class Balance:
    """What a roster pays for wishes unmet and for distance from the fair shares, as the book weighs them."""

    wishes: int
    fairness: int
    met: int
    asked: int
    farthest: str | None  # the doctor whose load is farthest from the fair share
    distance: float  # in points


@dataclass(frozen=True)
class Point:
    """The best fairness found where wishes cost at most so much, and what fairness then costs at least."""

    most: int
    bound: int
    balance: Balance
    roster: Roster

    @property
    def proven(self) -> bool:
        """Whether no such roster is fairer."""
        return self.bound == self.balance.fairness


@dataclass(frozen=True)
class Frontier:
    """Points from the best for wishes to the best for fairness, and where the roster at hand lies.

    All keep what the roster at hand covers, and cost no more than it in everything else.
    """

    points: tuple[Point, ...]
    here: Balance
    least_wishes: int  # what wishes cost at least in any such roster
    left_out: int = 0  # points that the time did not reach
    interrupted: bool = False

    @property
    def nearest(self) -> Point | None:
        """The fairest point with wishes no dearer than in the roster at hand."""
        within = [p for p in self.points if p.balance.wishes <= self.here.wishes]
        return min(within, key=lambda p: p.balance.fairness, default=None)

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "here": _balance_document(self.here),
            "least_wishes": self.least_wishes,
            "points": [_point_document(p) for p in self.points],
            "left_out": self.left_out,
            "interrupted": self.interrupted,
        }


def undominated(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points of which no other is as good in both; wishes first."""
    found: list[Point] = []
    for point in sorted(points, key=lambda p: (p.balance.wishes, p.balance.fairness)):
        if not found or point.balance.fairness < found[-1].balance.fairness:
            found.append(point)
    return tuple(found)


def _balance_document(balance: Balance) -> dict[str, Any]:
    return {
        "wishes": balance.wishes,
        "fairness": balance.fairness,
        "met": balance.met,
        "asked": balance.asked,
        "farthest": balance.farthest,
        "distance": balance.distance,
    }


def _point_document(point: Point) -> dict[str, Any]:
    return {
        "most": point.most,
        "bound": point.bound,
        "proven": point.proven,
        **_balance_document(point.balance),
        "roster": planned(point.roster),
    }
