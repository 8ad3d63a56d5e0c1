"""Red days, eves, the named feasts, day classes, weekends and the Period.

Sources: LOV-1995-02-24-12 § 2 and LOV-1947-04-26-1 § 1; the feasts are the customary ones that a roster remembers.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from pydantic import model_validator

from .base import Fact
from .clock import DAY, dates


class DayClass(StrEnum):
    """What kind of day a shift type applies to; every date has exactly one."""

    WEEKDAY = "weekday"  # Monday-Friday, neither red nor an eve
    EVE = "eve"  # Monday-Friday, the day before a great feast
    SATURDAY = "saturday"  # Saturday that is not red
    RED_DAY = "red_day"  # Sundays and holidays


class Feast(StrEnum):
    """The named feasts that fairness remembers from year to year."""

    JUL = "jul"  # 24-26 December
    NYTTAAR = "nyttaar"  # 31 December and 1 January; the year is that of the 31st
    PAASKE = "paaske"  # skjærtorsdag to 2. påskedag
    MAI1 = "1mai"
    MAI17 = "17mai"
    HIMMELFART = "himmelfart"
    PINSE = "pinse"  # pinseaften to 2. pinsedag


@lru_cache
def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache
def holidays(year: int) -> dict[date, str]:
    """The public holidays of a year, with their Norwegian names (Sundays are not listed)."""
    e = easter(year)
    named = [
        (date(year, 1, 1), "1. nyttårsdag"),
        (e - 3 * DAY, "skjærtorsdag"),
        (e - 2 * DAY, "langfredag"),
        (e, "1. påskedag"),
        (e + DAY, "2. påskedag"),
        (date(year, 5, 1), "1. mai"),
        (date(year, 5, 17), "17. mai"),
        (e + 39 * DAY, "Kristi himmelfartsdag"),
        (e + 49 * DAY, "1. pinsedag"),
        (e + 50 * DAY, "2. pinsedag"),
        (date(year, 12, 25), "1. juledag"),
        (date(year, 12, 26), "2. juledag"),
    ]
    found: dict[date, str] = {}
    for day, name in named:
        found[day] = f"{found[day]}, {name}" if day in found else name
    return found


@lru_cache
def eves(year: int) -> dict[date, str]:
    """The eves of a year: påskeaften, pinseaften, julaften and nyttårsaften."""
    e = easter(year)
    return {
        e - DAY: "påskeaften",
        e + 48 * DAY: "pinseaften",
        date(year, 12, 24): "julaften",
        date(year, 12, 31): "nyttårsaften",
    }


def is_red(day: date) -> bool:
    """Sundays and public holidays."""
    return day.weekday() == 6 or day in holidays(day.year)


def is_eve(day: date) -> bool:
    """Whether the date is the day before a great feast."""
    return day in eves(day.year)


def day_name(day: date) -> str:
    """The holiday's or eve's name, or an empty text."""
    return holidays(day.year).get(day, "") or eves(day.year).get(day, "")


def day_class(day: date) -> DayClass:
    """The one class of a date: red before Saturday before eve before weekday."""
    if is_red(day):
        return DayClass.RED_DAY
    if day.weekday() == 5:
        return DayClass.SATURDAY
    return DayClass.EVE if is_eve(day) else DayClass.WEEKDAY


@lru_cache
def feast_dates(feast: Feast, year: int) -> tuple[date, ...]:
    """The dates of a feast in a year; nyttår of a year is 31.12 of it and 1.1 of the next."""
    e = easter(year)
    match feast:
        case Feast.JUL:
            return dates(date(year, 12, 24), date(year, 12, 26))
        case Feast.NYTTAAR:
            return (date(year, 12, 31), date(year + 1, 1, 1))
        case Feast.PAASKE:
            return dates(e - 3 * DAY, e + DAY)
        case Feast.MAI1:
            return (date(year, 5, 1),)
        case Feast.MAI17:
            return (date(year, 5, 17),)
        case Feast.HIMMELFART:
            return (e + 39 * DAY,)
        case Feast.PINSE:
            return dates(e + 48 * DAY, e + 50 * DAY)


def feasts_of(day: date) -> tuple[tuple[Feast, int], ...]:
    """The feasts a date belongs to, each with its year; 17.5.2027 belongs to two."""
    return tuple(
        (feast, year)
        for feast in Feast
        for year in (day.year - 1, day.year)
        if day in feast_dates(feast, year)
    )


def iso_week(day: date) -> int:
    """The ISO week number."""
    return day.isocalendar().week


def saturday_of(day: date) -> date:
    """The Saturday of the Monday-Sunday week that a date lies in: the name of its weekend."""
    return day + timedelta(days=5 - day.weekday())


class Period(Fact):
    """The dates that are planned, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _ordered(self) -> "Period":
        if self.last < self.first:
            raise ValueError("the period ends before it begins")
        return self

    @property
    def days(self) -> tuple[date, ...]:
        """Every date of the period."""
        return dates(self.first, self.last)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last
