"""What a view of a plan is made of: days, duties, places, and who else is on."""

from dataclasses import dataclass
from datetime import date

from vaktplan.domain import clock, days
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Shift

from . import letters, words


@dataclass(frozen=True)
class Colleague:
    """Somebody else on duty at the same time."""

    name: str
    shift: Shift

    def __str__(self) -> str:
        if self.shift.type.house:
            return f"{self.name} ({letters.unit(self.shift.type)})"
        return f"{self.name} ({words.clean(self.shift.type.name)} {words.window(self.shift)})"


@dataclass(frozen=True)
class Duty:
    """One doctor's shift, with who else is on."""

    shift: Shift
    doctor: Doctor
    others: tuple[Colleague, ...]
    bakvakt: tuple[Colleague, ...]

    @property
    def hours(self) -> float:
        """Real hours, summer time or not."""
        return clock.minutes(self.shift.start, self.shift.end) / 60


@dataclass(frozen=True)
class Place:
    """A place of a shift, as a rota prints it: the doctor's id and name; no id, but the shift, when nobody holds it."""

    doctor: str
    name: str
    broken: bool  # stands in a hard breach
    shift: str = ""


@dataclass(frozen=True)
class Day:
    """A date as a rota prints it."""

    date: date
    red: bool
    saturday: bool
    eve: bool
    name: str  # of the holiday or eve

    @property
    def week(self) -> int:
        """The ISO week number."""
        return days.iso_week(self.date)

    @property
    def mark(self) -> str:
        """The sign that says red day or eve without colour."""
        return "●" if self.red else "○" if self.eve else ""
