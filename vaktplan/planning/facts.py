"""What a plan for the doctors is worked out from: the planning sheets, read once, checked once, frozen."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from vaktplan.domain.base import Fact


class Setting(Fact):
    """The single numbers of a plan (sheet Planoppsett); shares are fractions, never percent."""

    municipality: str
    status_on: date  # the day the sheets describe
    residents: int = Field(ge=1)
    first_year: int
    last_year: int
    list_length_goal: int | None = Field(default=None, ge=200, le=2500)  # patients a list, at the goal
    free_goal: float | None = Field(
        default=None, ge=0, le=1
    )  # share of the lists that should be free; None: the norm
    listed_elsewhere: int = Field(default=0, ge=0)  # residents with a GP in another municipality
    waiting: int = Field(default=0, ge=0)  # on waiting lists for another GP
    retire_at: int | None = Field(default=None, ge=50, le=80)  # None: the age of the law
    recruiting_months: int = Field(default=12, ge=0, le=60)  # from vacancy to a doctor in place
    stay_weeks: float | None = Field(
        default=None, gt=0, le=52
    )  # short-term stay where a unit tells none; None: the norm
    supervision_hours: float | None = Field(default=None, gt=0, le=40)  # a month and LIS-3; None: the norm
    lis1_posts: int = Field(default=0, ge=0)
    duties_a_year: float | None = Field(default=None, gt=0)  # goal per doctor; None: the norm
    grant_per_patient: float = Field(default=0, ge=0)  # basistilskudd, kr per listed patient and year


class Hjemmel(Fact):
    """One GP contract (sheet Hjemler): no names, only what planning needs."""

    id: str
    office: str = ""
    born: date | None = None  # None: vacant
    woman: bool | None = None
    specialist: bool = False
    list_length: int = Field(ge=0, le=5000)
    list_cap: int = Field(ge=0, le=5000)
    first: date | None = None
    last: date | None = None  # a known end, before the age limit


class House(Fact):
    """A nursing home as the municipality counts it (sheet Sykehjem)."""

    id: str
    name: str
    fte: float = Field(ge=0)  # doctor-years today
    places: int | None = Field(default=None, ge=0)  # the total that the plan states, where it does
    bought: int | None = Field(default=None, ge=0)  # places that the municipality pays for, where fewer
    planned_places: int | None = Field(default=None, ge=0)
    specialists: float | None = Field(default=None, ge=0)  # doctor-years by specialists; None: not told


class Unit(Fact):
    """A ward of a house (sheet Enheter)."""

    house: str
    name: str
    places: int = Field(ge=0)
    short: int = Field(default=0, ge=0)  # of them short-term or respite
    planned_short: int | None = Field(default=None, ge=0)  # None: as today
    stay_days: float | None = Field(default=None, gt=0, le=365)  # mean short-term stay


class Post(Fact):
    """Doctor-years by function (sheet Årsverk)."""

    id: str
    function: str
    fte: float = Field(ge=0)
    employed: bool = True  # employed by the municipality; False: done by GPs
    counted: bool = True  # whether the plan's own total has it
    planned_fte: float | None = Field(default=None, ge=0)


class TraineeKind(StrEnum):
    """Which part of the specialisation."""

    LIS1 = "lis1"
    LIS3 = "lis3"


class PlaceKind(StrEnum):
    """Where a trainee serves a half-year."""

    PRACTICE = "practice"
    NURSING_HOME = "nursing-home"
    HOSPITAL = "hospital"
    LEAVE = "leave"


class Service(Fact):
    """A trainee's half-years in one place (sheet LIS-løp)."""

    trainee: str  # an id, no name
    kind: TraineeKind
    place: PlaceKind
    where: str = ""
    first: date
    last: date
    percent: float = Field(default=100, gt=0, le=100)
    supervisor: str = ""  # an id; empty: none yet


class Supervisor(Fact):
    """Who supervises, and how many at a time (sheet Veiledere)."""

    id: str
    specialist: bool = True
    capacity: int = Field(default=1, ge=0, le=20)
    first: date | None = None
    last: date | None = None


class Projection(Fact):
    """Residents in a year under one alternative (SSB table 13600, or sheet Framskriving)."""

    year: int
    alternative: str  # "hovedalternativet", "lav", "høy"
    residents: int = Field(ge=0)


class CostKind(StrEnum):
    """How a measure's cost falls."""

    ONCE = "once"
    YEARLY = "yearly"
    NONE = "none"  # within the frame, or paid by others
    UNKNOWN = "unknown"  # "må beregnes"


class Measure(Fact):
    """A measure of the plan (sheet Tiltak)."""

    number: int = Field(ge=1)
    goal: str
    measure: str
    year: int | None = None
    kind: CostKind = CostKind.UNKNOWN
    low: float | None = Field(default=None, ge=0)  # kr
    high: float | None = Field(default=None, ge=0)
    fte: float | None = None
    note: str = ""


class Printed(Fact):
    """A figure as the municipality's own plan prints it (sheet Plantall), to be worked out again."""

    key: str  # of the Figure it should equal
    value: float
    digits: int = 0  # decimals printed
    about: bool = False  # "ca.", "i overkant av"
    step: float | None = Field(default=None, gt=0)  # counted in halves, quarters …; None: in decimals
    chapter: str = ""
    text: str = ""  # the plan's own words, short


class Facts(Fact):
    """Everything that one plan is worked out from."""

    setting: Setting
    hjemler: tuple[Hjemmel, ...] = ()
    houses: tuple[House, ...] = ()
    units: tuple[Unit, ...] = ()
    posts: tuple[Post, ...] = ()
    services: tuple[Service, ...] = ()
    supervisors: tuple[Supervisor, ...] = ()
    projections: tuple[Projection, ...] = ()
    measures: tuple[Measure, ...] = ()
    printed: tuple[Printed, ...] = ()
    inputs: dict[str, float] = Field(default_factory=dict)  # further single numbers of the plan, by key
