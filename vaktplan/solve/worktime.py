"""Working time beside the roster: practice, unless a night takes it away, and other hours of the post."""

from datetime import date
from fractions import Fraction
from math import floor

from vaktplan.domain.clock import day_of
from vaktplan.domain.people import Doctor

from .build import Build, Duty
from .model import Var
from .work import at_work, exact, practice_minutes, week_of

Parts = list[tuple[Var, Fraction]]


def outside(
    build: Build, doctor: Doctor, duties: tuple[Duty, ...], weeks: list[date]
) -> tuple[Fraction, Parts]:
    """The minutes of some weeks beside the roster, and what nights of the period take away from them."""
    practice, lost = _practice(build, doctor, duties, weeks)
    return practice + sum(_other(build, doctor, monday) for monday in weeks), lost


def _practice(
    build: Build, doctor: Doctor, duties: tuple[Duty, ...], weeks: list[date]
) -> tuple[Fraction, Parts]:
    """The practice of the weeks that no past night takes away, and what nights of the period take of it."""
    ending: dict[date, list[Duty]] = {}
    for duty in duties:
        if duty.shift.on_site and build.book.is_night(duty.shift):
            ending.setdefault(day_of(duty.shift.end), []).append(duty)
    total, lost = Fraction(0), Parts()
    for day in (day for monday in weeks for day in week_of(monday)):
        minutes, nights = practice_minutes(build.instance, doctor, day), ending.get(day, [])
        if minutes and not any(n.past for n in nights):
            total += minutes
            if nights:
                lost.append((build.any_of(n.on for n in nights), Fraction(-minutes)))
    return total, lost


def _other(build: Build, doctor: Doctor, monday: date) -> int:
    """The minutes of the post in a week that the roster does not show."""
    days = sum(at_work(build.instance, doctor, day) for day in week_of(monday)[:5])
    return floor(60 * exact(doctor.other_hours) * days / 5 + Fraction(1, 2))
