"""The Instance: all that one planning needs."""

from datetime import date, time
from functools import cached_property

from pydantic import Field, field_serializer

from .base import Fact
from .days import DayClass, Feast, Period, day_class
from .people import Absence, Doctor, Exemption, Pairing, Supervision, Wish
from .shifts import Line, Shift, ShiftType, expand, make_shift


class PastShift(Fact):
    """A shift worked before the period: rest, runs and caps reach back to it."""

    doctor: str
    date: date
    shift_type: str


class FeastWorked(Fact):
    """That a doctor worked a named feast of a year (nyttår: the year of the 31st)."""

    doctor: str
    feast: Feast
    year: int


class Carried(Fact):
    """What a doctor brings into the period: what is owed per measure, and duties done so far.

    `owed` is in the measure's own unit and positive when the doctor owes duty to the others.
    """

    doctor: str
    load: float = 0
    nights: float = 0
    weekends: float = 0
    feasts: float = 0
    bakvakt: float = 0
    duties_done: int = Field(default=0, ge=0)


class YearToDate(Fact):
    """The account: what a doctor has worked in a calendar year before the period begins."""

    doctor: str
    year: int
    days_present: int = Field(default=0, ge=0)  # dates in the service and present, of those before the period
    days_worked: int = Field(default=0, ge=0)  # dates with any shift
    duties: int = Field(default=0, ge=0)  # regular shifts on out-of-hours lines
    load: int = Field(default=0, ge=0)
    hours_on_site: float = Field(default=0, ge=0)
    hours_home: float = Field(default=0, ge=0)
    nights: int = Field(default=0, ge=0)
    weekends: int = Field(default=0, ge=0)  # weekend shifts
    red_days: int = Field(default=0, ge=0)
    bakvakt: int = Field(default=0, ge=0)
    practice_lost: int = Field(default=0, ge=0)
    wishes_asked: int = Field(default=0, ge=0)
    wishes_met: int = Field(default=0, ge=0)


class Succession(Fact):
    """A shift type that may not follow another so many dates later, for the same doctor."""

    first: str  # shift type
    then: str  # shift type
    days: int = Field(default=1, ge=0, le=14)


class DayPlaces(Fact):
    """How many doctors a shift type takes on a date, when it is not the usual number."""

    date: date
    shift_type: str
    places: int = Field(ge=0, le=1000)


class TypeLimit(Fact):
    """The most shifts of a type that a doctor has in the period."""

    doctor: str
    shift_type: str
    most: int = Field(ge=0)


class Municipality(Fact):
    """One of the municipalities that share duty: its agreed share, its book, and its own red days."""

    name: str
    share_percent: float | None = Field(default=None, ge=0, le=100)
    book: str = ""  # its doctors' own rules; empty: the common book
    red_days: tuple[date, ...] = ()  # besides the law's, for lines of this municipality alone


class Lock(Fact):
    """An assignment that must stand."""

    doctor: str
    shift: str


class Instance(Fact):
    """All that one planning needs, frozen. Ids are unique; every reference is known (read sees to it)."""

    municipality: str
    unit: str = "Legevakt"
    book: str
    period: Period
    practice_start: time = time(8)
    practice_end: time = time(15, 30)
    lines: tuple[Line, ...]
    shift_types: tuple[ShiftType, ...]
    day_places: tuple[DayPlaces, ...] = ()  # at most one for a date and a type
    doctors: tuple[Doctor, ...]
    exemptions: tuple[Exemption, ...] = ()
    absences: tuple[Absence, ...] = ()
    wishes: tuple[Wish, ...] = ()
    history: tuple[PastShift, ...] = ()
    feasts_worked: tuple[FeastWorked, ...] = ()
    carried: tuple[Carried, ...] = ()
    year_to_date: tuple[YearToDate, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    successions: tuple[Succession, ...] = ()
    type_limits: tuple[TypeLimit, ...] = ()
    supervisions: tuple[Supervision, ...] = ()
    discussed: date | None = None  # the day the plan is discussed (AML § 10-3)
    published: date | None = None  # the day it is published
    locks: tuple[Lock, ...] = ()
    base: tuple[Lock, ...] = ()  # the roster that is replanned, when there is one

    @field_serializer("practice_start", "practice_end")
    def _clock(self, value: time) -> str:
        return value.strftime("%H:%M")

    @cached_property
    def line_by_id(self) -> dict[str, Line]:
        """Lines by id."""
        return {line.id: line for line in self.lines}

    @cached_property
    def type_by_id(self) -> dict[str, ShiftType]:
        """Shift types by id."""
        return {t.id: t for t in self.shift_types}

    @cached_property
    def doctor_by_id(self) -> dict[str, Doctor]:
        """Doctors by id."""
        return {d.id: d for d in self.doctors}

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """Every shift of the period, by start, end and id."""
        places = {(p.date, p.shift_type): p.places for p in self.day_places}
        return expand(self.period, self.shift_types, self.line_by_id, self.class_of, places)

    def class_of(self, day: date, line: Line) -> DayClass:
        """The class of a date on a line: red on its one municipality's own red days too."""
        own = self._red_days.get(line.municipalities[0], ()) if len(line.municipalities) == 1 else ()
        return DayClass.RED_DAY if day in own else day_class(day)

    @cached_property
    def _red_days(self) -> dict[str, tuple[date, ...]]:
        return {m.name: m.red_days for m in self.municipalities}

    @cached_property
    def ytd_by_doctor(self) -> dict[str, YearToDate]:
        """What each doctor has worked before the period in the year of its last date; nothing when not named."""
        year = self.period.last.year
        named = {y.doctor: y for y in self.year_to_date if y.year == year}
        return {d.id: named.get(d.id, YearToDate(doctor=d.id, year=year)) for d in self.doctors}

    @cached_property
    def shift_by_id(self) -> dict[str, Shift]:
        """The period's shifts by id."""
        return {s.id: s for s in self.shifts}

    @cached_property
    def past(self) -> dict[str, tuple[Shift, ...]]:
        """Each doctor's shifts before the period, by start (every doctor has an entry)."""
        worked: dict[str, list[Shift]] = {d.id: [] for d in self.doctors}
        for p in self.history:
            type_ = self.type_by_id[p.shift_type]
            worked[p.doctor].append(make_shift(p.date, type_, self.line_by_id[type_.line]))
        return {d: tuple(sorted(s, key=lambda x: (x.start, x.end, x.id))) for d, s in worked.items()}

    @cached_property
    def carried_by_doctor(self) -> dict[str, Carried]:
        """What each doctor brings; nothing when not named."""
        named = {c.doctor: c for c in self.carried}
        return {d.id: named.get(d.id, Carried(doctor=d.id)) for d in self.doctors}
