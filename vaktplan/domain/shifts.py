"""Lines, shift types and dated shifts."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from types import MappingProxyType

from pydantic import Field, field_serializer, model_validator

from .base import Fact
from .clock import DAY, at
from .days import DayClass, Period, day_class
from .people import Doctor, Role


class LineKind(StrEnum):
    """The kinds of service line."""

    LEGEVAKT = "legevakt"
    TILKALLING = "tilkalling"
    BAKVAKT = "bakvakt"
    OEHD = "oehd"
    SYKEHJEM = "sykehjem"
    HELSESTASJON = "helsestasjon"
    BEREDSKAP = "beredskap"
    VEILEDNING = "veiledning"


SFS_KINDS = (LineKind.LEGEVAKT, LineKind.TILKALLING, LineKind.BAKVAKT)


class Need(StrEnum):
    """What the holder of a shift must be (kompetanseforskriften § 3a)."""

    NONE = "none"  # no requirement of standing alone
    ALONE = "alone"  # must be one who may stand alone
    ALONE_OR_BACKUP = "alone_or_backup"  # may stand alone, or has a bakvakt
    BAKVAKT = "bakvakt"  # must be one who may be bakvakt


class Line(Fact):
    """A service line."""

    id: str
    name: str
    kind: LineKind
    out_of_hours: bool = True  # outside opening hours: FLF § 33 (1) a, so exemptions and fair shares apply
    roles: tuple[Role, ...] = ()  # who may work it; none named: all
    municipalities: tuple[str, ...] = ()  # none named: all
    pool: str = ""  # lines of one pool are shared evenly by themselves; empty: the common pool
    sfs: bool | None = None  # inside SFS 2305 3.2-3.3; None: when the kind is legevakt, tilkalling or bakvakt

    @property
    def under_sfs(self) -> bool:
        """Whether the exception of SFS 2305 3.2-3.3 from AML ch. 10 holds for the line."""
        return self.kind in SFS_KINDS if self.sfs is None else self.sfs

    def open_to(self, doctor: Doctor) -> bool:
        """Whether a doctor may work the line at all: by the doctor's lines, and the line's roles and municipalities."""
        return (
            self.id in doctor.lines
            and (not self.roles or any(role in self.roles for role in doctor.roles))
            and (not self.municipalities or doctor.municipality in self.municipalities)
        )

    @property
    def shared(self) -> bool:
        """Whether the line's shifts are counted in the fair shares: out of hours, or a pool of their own."""
        return self.out_of_hours or bool(self.pool)


class ShiftType(Fact):
    """The pattern a shift comes from; an end not later than the start is on the next day."""

    id: str
    name: str
    line: str
    start: time
    end: time
    day_classes: tuple[DayClass, ...]
    places: int = Field(default=1, ge=1, le=20)
    on_site: bool = True  # tilstedevakt; False: hjemmevakt
    load: int = Field(default=1, ge=0, le=100)  # points
    need: Need = Need.NONE
    on_demand: bool = False  # bakvakt: staffed only when someone needs it
    optional: bool = False  # an offer: it may stand empty, and no place of it is missed
    letter: str = ""  # the code on a printed rota
    weekdays: tuple[int, ...] = ()  # 1 Monday .. 7 Sunday; none named: all
    in_month: tuple[int, ...] = ()  # the first (1) .. fifth (5) such weekday of the month; none named: all
    house: str = ""  # the nursing home or station
    ward: str = ""  # the unit in which the same doctor is wanted; unique by itself, not only within the house
    block: str = ""  # shifts of one block in a weekend belong together

    @model_validator(mode="after")
    def _on_demand_is_bakvakt(self) -> "ShiftType":
        if self.on_demand != (self.need is Need.BAKVAKT):
            raise ValueError("a shift type is on demand exactly when it needs a bakvakt doctor")
        return self

    def falls_on(self, day: date, class_: DayClass) -> bool:
        """Whether there is a shift of the type on a date of a class."""
        return (
            class_ in self.day_classes
            and (not self.weekdays or day.isoweekday() in self.weekdays)
            and (not self.in_month or (day.day + 6) // 7 in self.in_month)
        )

    @field_serializer("start", "end")
    def _clock(self, value: time) -> str:
        return value.strftime("%H:%M")


class Shift(Fact):
    """One dated piece of duty; `date` is the Oslo date on which it starts."""

    id: str
    date: date
    type: ShiftType
    line: Line
    start: datetime  # UTC
    end: datetime  # UTC
    places: int  # how many doctors it takes

    @property
    def on_site(self) -> bool:
        """Whether it is spent on site."""
        return self.type.on_site

    @property
    def need(self) -> Need:
        """What its holder must be."""
        return self.type.need

    @property
    def wanted(self) -> bool:
        """Whether a place that nobody holds is an open place: not on demand, and no mere offer."""
        return not (self.type.on_demand or self.type.optional)

    @property
    def on_demand(self) -> bool:
        """Whether it is staffed only when someone needs it."""
        return self.type.on_demand


def shift_id(day: date, type_id: str) -> str:
    """The id of a shift: its date and its type, as in "2027-01-04:natt"."""
    return f"{day.isoformat()}:{type_id}"


def make_shift(day: date, type_: ShiftType, line: Line, places: int | None = None) -> Shift:
    """The shift of a type on a date, with the type's places or others. Raises clock.NoSuchTime in a summer-time gap."""
    end_day = day if type_.end > type_.start else day + DAY
    return Shift(
        id=shift_id(day, type_.id),
        date=day,
        type=type_,
        line=line,
        start=at(day, type_.start),
        end=at(end_day, type_.end),
        places=type_.places if places is None else places,
    )


def expand(
    period: Period,
    types: tuple[ShiftType, ...],
    lines: dict[str, Line],
    class_of: Callable[[date, Line], DayClass] = lambda day, line: day_class(day),
    places: Mapping[tuple[date, str], int] = MappingProxyType({}),
) -> tuple[Shift, ...]:
    """Every shift that starts in the period, by start, end and id.

    `class_of` knows local red days, `places` what a type needs on a date when that is not the usual.
    """
    shifts = [
        make_shift(day, type_, lines[type_.line], places.get((day, type_.id)))
        for day in period.days
        for type_ in types
        if type_.falls_on(day, class_of(day, lines[type_.line]))
    ]
    return tuple(sorted(shifts, key=lambda s: (s.start, s.end, s.id)))
