"""Why a place is open, and why a shift is one doctor's: the facts that the exports put into words."""

from dataclasses import dataclass
from typing import Literal

from vaktplan.domain.base import Fact
from vaktplan.domain.roster import Change, Roster


class Cause(Fact):
    """A rule that stands in the way, whom it holds (a doctor; for coverage a shift; "" for all), and its paragraph."""

    rule: str
    who: str
    cite: str = ""


class WayOut(Fact):
    """A change by which the place can be filled: who decides, what, whose, and on which shift alone (None: wholly).

    Of a limit, its rule and by how much it is passed.
    """

    decider: str
    kind: str
    doctor: str | None = None
    shift: str | None = None
    rule: str | None = None
    more: int = 0


class Swap(Fact):
    """How an open place can be filled by few changes, and how much dearer each tier but the first becomes."""

    changes: tuple[Change, ...]
    dearer: dict[str, int]


class Explanation(Fact):
    """Why a shift cannot have one doctor more; `minimal` when each cause was shown to be needed.

    `all_tried` when every way out was tried before the time was out.
    """

    shift: str
    answer: Literal["conflict", "possible", "out-of-time"]
    minimal: bool = False
    causes: tuple[Cause, ...] = ()
    ways: tuple[WayOut, ...] = ()
    swaps: tuple[Swap, ...] = ()  # where nothing forbids it, the fewest changes first
    all_tried: bool = True
    disagreement: tuple[str, ...] = ()  # where the check refuses a roster by which a way or a swap was found


@dataclass(frozen=True)
class CostChange:
    """How much dearer a rule becomes for a doctor, or (None) for all together; below 0: cheaper."""

    doctor: str | None
    rule: str
    change: int


@dataclass(frozen=True)
class Alternative:
    """A doctor who could have had the shift instead, what that would cost more, and the roster by which it is so."""

    doctor: str
    change: int
    changes: tuple[CostChange, ...]
    roster: Roster


@dataclass(frozen=True)
class WhyMe:
    """Why a shift is a doctor's: who else could have had it, the cheapest first, and the rules that keep the others.

    `unknown` are those for whom the time did not suffice.
    """

    doctor: str
    shift: str
    alternatives: tuple[Alternative, ...]
    unable: tuple[tuple[str, tuple[str, ...]], ...]
    unknown: tuple[str, ...] = ()
