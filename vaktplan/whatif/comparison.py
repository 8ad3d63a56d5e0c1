"""What two twin plans say of a decision: as it is (refused) and as it would be (granted), month by month.

A difference between two good rosters is mostly noise; so each carries a bound over every best roster of both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Role
from vaktplan.domain.roster import Roster
from vaktplan.ledger.rows import LedgerRow

from .scenario import Scenario

ORDER = ("nights", "weekends", "bakvakt", "feasts", "load")  # in which measures are bounded and told
NOTICEABLE = 0.5  # of one duty: a fair share that rises by so much is a disadvantage, whatever the roster


class Effect(StrEnum):
    """The answer in one word."""

    HARMLESS = "harmless"  # as much is covered, and nobody is certain to carry noticeably more
    HARM = "harm"  # as much is covered, and somebody carries more
    BREAKS = "breaks"  # proven: more is left open than before
    UNKNOWN = "unknown"  # the time did not suffice to tell


@dataclass(frozen=True)
class Range:
    """The least and the most that something can be; both included."""

    least: int
    most: int


@dataclass(frozen=True)
class Side:
    """One twin of one month: a roster, what must stay open, and what the best rosters keep within."""

    instance: Instance
    roster: Roster | None
    open_cost: int  # the weight of the open places found
    open_bound: int  # and the least of any lawful roster
    impossible: bool = False  # no roster keeps what is forbidden, whatever stays open
    rows: tuple[LedgerRow, ...] = ()
    hard: int = 0  # breaches of what is required
    law: int = 0  # the cost of the tier of law and agreement
    rest: float | None = None  # the shortest rest between two duties, in hours
    ranges: Mapping[tuple[str, str], Range] = field(default_factory=dict)  # by doctor and measure
    sure: bool = False  # the ranges hold for every best roster; else for those as good as this in every tier

    @property
    def open(self) -> tuple[tuple[str, int], ...]:
        """The shifts with open places in the roster, and how many."""
        places = () if self.roster is None else self.roster.open_places(self.instance)
        return tuple((shift.id, n) for shift, n in places)

    @property
    def locum_nights(self) -> int:
        """Nights held by those who are nothing but locums."""
        locums = {d.id for d in self.instance.doctors if d.roles == (Role.VIKAR,)}
        return sum(r.nights for r in self.rows if r.doctor in locums)

    def total(self, name: str) -> int:
        """A field of the account summed over all doctors."""
        return sum(getattr(row, name) for row in self.rows)


@dataclass(frozen=True)
class Difference:
    """One doctor and one measure: in the two rosters, by the fair share alone, and over all best rosters.

    The fair shares are the month's own, without what is owed from before.
    """

    doctor: str
    measure: str
    before: int
    after: int
    share_before: float
    share_after: float
    least: int | None = None
    most: int | None = None

    @property
    def share_change(self) -> float:
        """How much the fair share rises."""
        return round(self.share_after - self.share_before, 4)

    @property
    def certain(self) -> bool:
        """Whether the bound leaves out that nothing changes."""
        return self.least is not None and self.most is not None and not self.least <= 0 <= self.most

    @property
    def more(self) -> bool:
        """Whether more is certain."""
        return self.least is not None and self.least >= 1


@dataclass(frozen=True)
class Twins:
    """A month as it is and as it would be. Not `whole`: only places and fair shares were compared."""

    period: Period
    refused: Side
    granted: Side
    differences: tuple[Difference, ...]
    whole: bool

    @property
    def open_more(self) -> Range | None:
        """How much more weight of places stays open, at least and at most; None without both rosters."""
        before, after = self.refused, self.granted
        if before.roster is None or after.roster is None:
            return None
        return Range(after.open_bound - before.open_cost, after.open_cost - before.open_bound)

    @property
    def broken(self) -> bool:
        """Whether it is proven that more stays open than before, or that nothing lawful is left."""
        if self.granted.impossible:
            return not self.refused.impossible
        return self.refused.roster is not None and self.granted.open_bound > self.refused.open_cost

    @property
    def as_covered(self) -> bool:
        """Whether it is proven that no more stays open than before."""
        return self.open_more is not None and self.open_more.most <= 0


@dataclass(frozen=True)
class Comparison:
    """The months that a scenario touches, and what follows from them."""

    scenario: Scenario
    months: tuple[Twins, ...]
    touched: tuple[str, ...]  # the doctors whose own facts change
    breaks_from: date | None = None  # so far no roster covers as much as before
    breaks_exact: bool = False  # and to the day before, some roster does
    unseen: int = 0  # months touched for which there was no time
    facts_from: Period | None = None  # the period of the workbook, when the months are later than it
    locum_price: float | None = None  # kr a night, where it was told

    @property
    def effect(self) -> Effect:
        """The answer in one word."""
        if any(m.broken for m in self.months):
            return Effect.BREAKS
        if not self.months or not all(m.as_covered for m in self.months):
            return Effect.UNKNOWN
        return Effect.HARM if any(self.harms(m) for m in self.months) else Effect.HARMLESS

    def locum_cost(self, side: Side) -> float | None:
        """What the locum nights of a side's roster cost, in kr; None without a price."""
        return None if self.locum_price is None else side.locum_nights * self.locum_price

    @property
    def breaks(self) -> bool:
        """Whether more is left open than before, proven."""
        return self.effect is Effect.BREAKS

    def colleagues(self, month: Twins) -> tuple[Difference, ...]:
        """What differs for the others: what is certain first, then measure by measure, by the rise of the share."""
        found = [d for d in month.differences if d.doctor not in self.touched]
        return tuple(
            sorted(found, key=lambda d: (not d.more, ORDER.index(d.measure), -d.share_change, d.doctor))
        )

    def harms(self, month: Twins) -> tuple[Difference, ...]:
        """The others who are certain to have more, or whose fair share rises noticeably."""
        return tuple(d for d in self.colleagues(month) if d.more or d.share_change >= _noticeable(month, d))


def _noticeable(month: Twins, difference: Difference) -> float:
    """Half a duty: in load, half of what a counted shift weighs on the average."""
    if difference.measure != "load":
        return NOTICEABLE
    loads = [s.type.load for s in month.refused.instance.shifts if s.line.shared and not s.on_demand]
    return NOTICEABLE * sum(loads) / max(1, len(loads)) if loads else NOTICEABLE
