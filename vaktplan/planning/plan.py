"""What a plan says: figures with their formulas, years with their spans, houses, trainees, and where it contradicts."""

from collections.abc import Sequence
from enum import StrEnum

from vaktplan.domain.base import Fact

from .facts import Facts, TraineeKind
from .figure import Figure


class Span(Fact):
    """A number that is not known exactly: what is likely, and between what."""

    low: float
    likely: float
    high: float

    def moved(self, by: float) -> "Span":
        """The same span, higher by a number."""
        return Span(low=self.low + by, likely=self.likely + by, high=self.high + by)

    def over(self, each: float) -> "Span":
        """How many it takes when each has so much; nothing when each has none."""
        if each <= 0:
            return Span(low=0, likely=0, high=0)
        return Span(low=self.low / each, likely=self.likely / each, high=self.high / each)


class YearRow(Fact):
    """One year ahead, 31 December."""

    year: int
    residents: Span
    on_lists: Span  # persons on the municipality's lists
    hjemler: int  # contracts there are
    in_place: Span  # doctors in them, after retirements and the time it takes to recruit
    needed_as_today: Span  # contracts, at today's mean list
    needed_at_goal: Span  # at the goal's list
    needed_with_margin: Span  # at the goal's list and with the free share
    retiring: int
    free_places: Span
    sharing_duty: int  # GPs who share duty, those over the age of the right left out
    duties_each: (
        float | None
    )  # places of duty a year, shared evenly among them; None: no pattern of duty is known
    bakvakter: int


class HouseNeed(Fact):
    """Doctor-years that a house, or one of its wards, needs by the norm; all but `today` are for all its places."""

    house: str
    unit: str  # empty: the whole house; house "" and unit "": all houses
    long: int
    short: int
    planned_long: int
    planned_short: int
    need: float  # rounded norm, today's places
    planned_need: float
    exact_need: float  # unrounded norm
    stay_need: float  # short-term by their own stays
    older_need: float  # Legeforeningen's norm of 2002
    today: float | None  # doctor-years there are; None for a ward
    sessions: int  # half days a week, by the planned need


class RotationRow(Fact):
    """Where a trainee is in each half-year, and what is missing."""

    trainee: str
    kind: TraineeKind
    cells: tuple[str, ...]  # one a half-year: the place, empty when not in service
    supervisor: tuple[str, ...]  # one a half-year; "" when none and needed
    missing: tuple[str, ...]  # in words: a place, a supervisor, two years of open practice


class ContradictionKind(StrEnum):
    """How a printed figure fails."""

    VALUE = "value"  # worked out again, it is another
    PARTS = "parts"  # its parts do not add up to it
    SOURCES = "sources"  # two places of the plan, or the plan and the law, differ


class Contradiction(Fact):
    """A figure that does not reproduce, or that another contradicts; both sides stand."""

    key: str  # of the figure
    kind: ContradictionKind
    printed: str
    worked_out: str
    chapter: str
    note: str = ""


class Plan(Fact):
    """Everything that is said of one plan."""

    facts: Facts
    year: int
    figures: tuple[Figure, ...]
    years: tuple[YearRow, ...] = ()
    houses: tuple[HouseNeed, ...] = ()
    half_years: tuple[str, ...] = ()  # "2021-1", …: the columns of the rotation
    rotation: tuple[RotationRow, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def figure(self, key: str) -> Figure:
        """A figure by its key. Raises KeyError."""
        return {f.key: f for f in self.figures}[key]


class Scenario(Fact):
    """A choice that changes the facts; what is None stays as it is."""

    name: str
    title: str
    employed_duty_doctors: int = 0  # more full-time legevakt doctors
    lis1_posts: int | None = None
    list_length_goal: int | None = None
    nights_kept: float = 1.0  # share of the nights that the municipality's own doctors have
    alternative: str | None = None  # of the projection
    retire_at: int | None = None
    extra_hjemler: int = 0
    yearly_cost: float | None = None  # kr, where it is known
    cost_note: str = ""


class Outcome(Fact):
    """What a scenario comes to in one year."""

    year: int
    hjemler_missing: float  # needed at the goal with margin, less those in place; negative: too many
    free_places: float
    duties_each: float | None  # None: no pattern of duty is known
    nights_each: float | None
    bakvakter: int
    yearly_cost: float | None  # kr beyond today's; None: not known


class ScenarioResult(Fact):
    """A scenario over the years."""

    scenario: Scenario
    outcomes: tuple[Outcome, ...]


class Comparison(Fact):
    """Scenarios side by side; the first is as today."""

    municipality: str
    results: tuple[ScenarioResult, ...]

    @property
    def years(self) -> Sequence[int]:
        """The years compared."""
        return [o.year for o in self.results[0].outcomes]
