"""The one value that every exporter takes, so that the same facts appear in all of them."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.ledger import LedgerRow
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Verdict

from .explained import Explanation, WhyMe


class Audience(StrEnum):
    """Who reads an export: the coordinator sees the accounts, the wall only who is on duty."""

    COORDINATOR = "coordinator"
    WALL = "wall"


class TierLine(Fact):
    """What one tier costs, and what no roster can go below."""

    name: str
    cost: int
    bound: int

    @property
    def gap(self) -> float:
        """How far from the best it can be, as a part of its cost."""
        return (self.cost - self.bound) / max(1, self.cost)

    @property
    def proven(self) -> bool:
        """Whether cost and bound have met."""
        return self.cost == self.bound


class Moment(Fact):
    """How far the search for the plan had come; no cost before the first roster."""

    seconds: float
    tier: str
    cost: int | None
    bound: int


class PlanReport(Fact):
    """A planned roster with everything that is known about it."""

    instance: Instance
    roster: Roster
    book: Book
    verdict: Verdict
    ledger: tuple[LedgerRow, ...] = ()
    status: str  # "proven", "feasible", "impossible", "out-of-time", "given" (read, not sought)
    state: Literal["draft", "published"] = "draft"
    gap: float = 0
    tiers: tuple[TierLine, ...] = ()
    curve: tuple[Moment, ...] = ()  # in order of time
    seed: int = 0
    seconds: float = 0
    input_sha256: str = ""
    versions: dict[str, str] = Field(default_factory=dict)
    made_at: datetime  # UTC; never read from the clock here
    explained: tuple[Explanation, ...] = ()  # why some places are open
    why_me: tuple[WhyMe, ...] = ()  # why some duties are one doctor's

    @property
    def draft(self) -> bool:
        """Whether it is still a draft."""
        return self.state == "draft"
