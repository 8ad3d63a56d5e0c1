"""What a doctor's time is besides the roster: practice, days at work, weeks; and minutes weighed exactly."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from vaktplan.domain.clock import dates, minutes
from vaktplan.domain.days import DayClass, Period, day_class
from vaktplan.domain.people import Absence, Doctor, RestProfile
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.norms import Value

AML = (RestProfile.AML, RestProfile.AML_AGREED)
WEEK = timedelta(days=7)
Away = Sequence[Absence]  # the doctor's own


def at_work(doctor: Doctor, absences: Away, day: date) -> bool:
    """Whether the doctor serves on a date and has no absence."""
    away = any(a.first <= day <= a.last for a in absences)
    return doctor.serves_on(day) and not away


def present_on(doctor: Doctor, absences: Away, day: date) -> bool:
    """Whether the doctor serves on a date, and is not away in a way that lessens the fair share."""
    away = any(a.first <= day <= a.last and not a.counts_as_presence for a in absences)
    return doctor.serves_on(day) and not away


def practice_day(doctor: Doctor, absences: Away, day: date) -> bool:
    """Whether the doctor has practice on a date."""
    return (
        day.isoweekday() in doctor.practice_weekdays
        and day_class(day) in (DayClass.WEEKDAY, DayClass.EVE)
        and at_work(doctor, absences, day)
    )


def monday_of(day: date) -> date:
    """The Monday of the week that a date lies in: the name of the week."""
    return day - timedelta(days=day.weekday())


def week_of(monday: date) -> tuple[date, ...]:
    """The dates of a week."""
    return dates(monday, monday + timedelta(days=6))


def weeks_of(period: Period) -> tuple[date, ...]:
    """The weeks with a date in the period, by their Mondays."""
    return tuple(sorted({monday_of(day) for day in period.days}))


def exact(number: Value) -> Fraction:
    """A number of a book or a workbook as it is written."""
    return Fraction(str(number))


def decimals(number: Value, places: int) -> Fraction:
    """A number rounded to so many decimals."""
    return Fraction(str(round(float(str(number)), places)))


def weighed(shift: Shift, home_divisor: Fraction) -> Fraction:
    """The minutes of a shift: on site in full, at home divided."""
    whole = Fraction(minutes(shift.start, shift.end))
    return whole if shift.on_site else whole / home_divisor
