"""Doctors, their dated competence, exemptions, absences and wishes."""

from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator

from .base import Fact


class Role(StrEnum):
    """What a doctor is employed or contracted as; one may have several."""

    FASTLEGE = "fastlege"
    LIS1 = "lis1"
    LIS3 = "lis3"
    LEGEVAKTSLEGE = "legevaktslege"
    SYKEHJEMSLEGE = "sykehjemslege"
    HELSESTASJONSLEGE = "helsestasjonslege"
    KOMMUNEOVERLEGE = "kommuneoverlege"
    VIKAR = "vikar"


class RestProfile(StrEnum):
    """Which rest rules a doctor's duty falls under (SFS 2305 3.2-3.3, AML §§ 10-8 and 10-12)."""

    SFS = "sfs"  # legevakt under SFS 2305: the 8-hour main rule of 7.4
    AML = "aml"  # arbeidsmiljøloven § 10-8 (1): 11 hours
    AML_AGREED = "aml_agreed"  # § 10-8 (3): 8 hours by written agreement


class Scope(StrEnum):
    """What an exemption releases from."""

    ALL = "all"  # all out-of-hours duty
    NIGHT = "night"
    WEEKEND = "weekend"
    FEAST = "feast"
    BAKVAKT = "bakvakt"


class Specialty(Fact):
    """A specialist approval and the date it holds from."""

    name: str  # "allmennmedisin", "samfunnsmedisin", ...
    since: date


class Competence(Fact):
    """What a doctor is, as dated facts; each date is the first day on which it is true (None: not true).

    Source: kompetanseforskriften FOR-2017-02-17-192 §§ 3, 3a, 5 and, until 2025, akuttmedisinforskriften § 7.
    """

    authorised: date | None = None
    specialties: tuple[Specialty, ...] = ()
    specialising_since: date | None = None  # under specialisation in part 2 or 3
    specialising_until: date | None = None  # last day; None: still
    approved_gp: date | None = None  # godkjenning som allmennlege (FOR-2005-12-19-1653)
    lis1_done: date | None = None
    turnus_done: date | None = None
    course_acute: date | None = None  # kurs i akuttmedisin
    course_violence: date | None = None  # kurs i volds- og overgrepshåndtering
    courses_until: date | None = None  # last day both count, where the municipality asks for repetition
    transition_2017: bool = False  # KOMP § 5: post, hjemmel or agreement on 1 March 2017
    service_30_months: date | None = None  # 30 months of clinical service reached (rules until 2025)
    duty_experience: date | None = None  # one year as allmennlege or 40 legevakter reached (rules until 2025)


class DutyShare(Fact):
    """The part of a full duty share a doctor carries between two dates (None: open)."""

    share: float = Field(ge=0, le=10)
    first: date | None = None
    last: date | None = None


class Doctor(Fact):
    """A doctor, as one row of the workbook."""

    id: str
    name: str
    born: date
    roles: tuple[Role, ...]
    municipality: str
    position_percent: float = Field(default=100, ge=0, le=200)
    duty_shares: tuple[DutyShare, ...] = (DutyShare(share=1),)
    office: str = ""
    lines: tuple[str, ...] = ()  # ids of the lines that may be worked
    rest_profile: RestProfile = RestProfile.SFS
    practice_weekdays: tuple[int, ...] = ()  # 1 Monday .. 7 Sunday: days with own practice
    competence: Competence = Competence()
    age_claim: Scope | None = None  # the age right of FLF § 33 (4) a, when claimed, and how much of it
    first_day: date | None = None  # in the municipality's service from; None: always
    last_day: date | None = None  # last day in the service; None: still
    other_hours: float = Field(default=0, ge=0, le=60)  # a week of the post that the roster does not show
    wards: tuple[str, ...] = ()  # the wards where the doctor is the regular one
    min_minutes: int | None = Field(default=None, ge=0)  # rostered minutes in the period, at least
    max_minutes: int | None = Field(default=None, ge=0)  # at most
    max_run: int | None = Field(default=None, ge=1)  # working days in a row; None: as the book says
    min_run: int | None = Field(default=None, ge=1)
    max_rest_run: int | None = Field(default=None, ge=1)  # days off in a row
    min_rest_run: int | None = Field(default=None, ge=1)
    max_weekends: int | None = Field(
        default=None, ge=0
    )  # in the book's window of weeks; None: as the book says

    @model_validator(mode="after")
    def _limits_in_order(self) -> "Doctor":
        for low, high in (
            (self.first_day, self.last_day),
            (self.min_minutes, self.max_minutes),
            (self.min_run, self.max_run),
            (self.min_rest_run, self.max_rest_run),
        ):
            if low is not None and high is not None and high < low:  # type: ignore[operator]
                raise ValueError("a limit's least is more than its most")
        return self

    def serves_on(self, day: date) -> bool:
        """Whether the doctor is in the municipality's service on a date."""
        return (self.first_day is None or self.first_day <= day) and (
            self.last_day is None or day <= self.last_day
        )

    def share_on(self, day: date) -> float:
        """The duty share in force on a date; 0 when none is."""
        return sum(
            s.share
            for s in self.duty_shares
            if (s.first is None or s.first <= day) and (s.last is None or day <= s.last)
        )


class ExemptionKind(StrEnum):
    """Whether an exemption is a right or was granted by discretion (FLF § 33 (3)-(4))."""

    RIGHT = "right"
    DISCRETION = "discretion"


class Exemption(Fact):
    """Fritak: its effect, never its reason."""

    doctor: str
    kind: ExemptionKind
    scope: Scope
    first: date
    last: date | None = None
    decided: date | None = None
    case: str = ""  # reference to the case file

    @model_validator(mode="after")
    def _ordered(self) -> "Exemption":
        if self.last is not None and self.last < self.first:
            raise ValueError("the exemption ends before it begins")
        return self


class AbsenceKind(StrEnum):
    """Why a doctor is away, as far as anyone needs to know; illness is `other`."""

    HOLIDAY = "holiday"
    COURSE = "course"
    OTHER = "other"


class Absence(Fact):
    """Away from first to last, both included."""

    doctor: str
    first: date
    last: date
    kind: AbsenceKind = AbsenceKind.OTHER
    counts_as_presence: bool = True  # whether the fair share is owed all the same

    @model_validator(mode="after")
    def _ordered(self) -> "Absence":
        if self.last < self.first:
            raise ValueError("the absence ends before it begins")
        return self


class PairingKind(StrEnum):
    """What two doctors are to each other on the roster."""

    NEVER_TOGETHER = "never_together"
    NEVER_BACK_TO_BACK = "never_back_to_back"
    ALWAYS_WITH = "always_with"  # the first has duty only while one of the others is there


class Pairing(Fact):
    """Two doctors kept apart or together, on one line or (None) on all."""

    doctor: str
    other: str
    kind: PairingKind
    line: str | None = None

    @model_validator(mode="after")
    def _two(self) -> "Pairing":
        if self.doctor == self.other:
            raise ValueError("a pairing names two doctors")
        return self


class Supervision(Fact):
    """The time a month that a doctor and a supervisor have together, in the shifts of a line that both take."""

    doctor: str
    supervisor: str
    line: str
    minutes_a_month: int = Field(ge=1, le=6000)

    @model_validator(mode="after")
    def _two(self) -> "Supervision":
        if self.doctor == self.supervisor:
            raise ValueError("a supervision names two doctors")
        return self


class WishKind(StrEnum):
    """How much a wish is meant."""

    MUST_OFF = "must_off"
    RATHER_OFF = "rather_off"
    LIKE = "like"


class Wish(Fact):
    """A doctor's wish about dates, shift types or weekdays; what is left out matches everything."""

    doctor: str
    kind: WishKind
    strength: int = Field(default=1, ge=1, le=100)
    first: date | None = None
    last: date | None = None
    shift_type: str | None = None
    weekdays: tuple[int, ...] = ()  # 1 Monday .. 7 Sunday

    @model_validator(mode="after")
    def _says_something(self) -> "Wish":
        if self.first is None and self.last is None and self.shift_type is None and not self.weekdays:
            raise ValueError("the wish names no date, shift type or weekday")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError("the wish ends before it begins")
        return self
