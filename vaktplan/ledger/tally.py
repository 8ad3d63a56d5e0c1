"""Plain sums over some of a doctor's shifts: what a row of the account and a calendar year are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vaktplan.domain import clock
from vaktplan.domain.days import DayClass, day_class, is_eve
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, Wish, WishKind
from vaktplan.domain.shifts import LineKind, Shift
from vaktplan.rulebook.book import Book, days_of, weekends_of
from vaktplan.rulebook.rules import MEASURES

from .pools import values

DUTY_KINDS = (LineKind.LEGEVAKT, LineKind.TILKALLING)


@dataclass(frozen=True)
class Tally:
    """What some shifts of a doctor come to."""

    days_worked: int  # distinct dates with a shift
    duties: int  # regular shifts of legevakt and tilkalling out of hours
    counts: dict[str, int]  # by measure of fairness
    minutes_on_site: int
    minutes_home: int
    hours_by_kind: dict[str, float]  # by kind of line, on site and at home together
    weekends: int  # distinct weekends
    red_days: int  # shifts dated on a red day or an eve
    practice_lost: int
    wishes_asked: int
    wishes_met: int


def tally(
    instance: Instance,
    book: Book,
    doctor: Doctor,
    held: Sequence[Shift],
    of: Sequence[Shift],
    wishes: Sequence[Wish],
) -> Tally:
    """The sums over a doctor's shifts `held`; what the wishes may be about are the shifts `of` the same time."""
    worth = [values(book, s) for s in held]
    asked = [w for w in wishes if any(matches(w, s) for s in of)]
    return Tally(
        days_worked=len({s.date for s in held}),
        duties=sum(is_duty(s) for s in held),
        counts={m: sum(w[m] for w in worth) for m in MEASURES},
        minutes_on_site=_minutes(s for s in held if s.on_site),
        minutes_home=_minutes(s for s in held if not s.on_site),
        hours_by_kind=_by_kind(held),
        weekends=len({w for s in held for w in weekends_of(s)}),
        red_days=sum(_red(instance, s) for s in held),
        practice_lost=_practice_lost(instance, book, doctor, held),
        wishes_asked=len(asked),
        wishes_met=sum(any(matches(w, s) for s in held) == (w.kind is WishKind.LIKE) for w in asked),
    )


def is_duty(shift: Shift) -> bool:
    """Whether a shift is a duty, by which one learns and keeps the competence of legevakt."""
    return not shift.on_demand and shift.line.out_of_hours and shift.line.kind in DUTY_KINDS


def matches(wish: Wish, shift: Shift) -> bool:
    """Whether a shift has all that a wish names: for duty by its date, for days off by some day it touches."""
    if wish.shift_type is not None and wish.shift_type != shift.type.id:
        return False
    if wish.first is not None and shift.date + clock.DAY < wish.first:
        return False  # a shift touches no later date than the day after its own
    if wish.last is not None and shift.date > wish.last:
        return False
    days = (shift.date,) if wish.kind is WishKind.LIKE else days_of(shift)
    return any(
        (wish.first is None or wish.first <= day)
        and (wish.last is None or day <= wish.last)
        and (not wish.weekdays or day.isoweekday() in wish.weekdays)
        for day in days
    )


def hours(minutes: int) -> float:
    """Minutes as hours, to two decimals."""
    return round(minutes / 60, 2)


def _minutes(shifts: Iterable[Shift]) -> int:
    return sum(clock.minutes(s.start, s.end) for s in shifts)


def _by_kind(held: Sequence[Shift]) -> dict[str, float]:
    found = {kind.value: _minutes(s for s in held if s.line.kind is kind) for kind in LineKind}
    return {kind: hours(minutes) for kind, minutes in found.items() if minutes}


def _red(instance: Instance, shift: Shift) -> bool:
    return instance.class_of(shift.date, shift.line) is DayClass.RED_DAY or is_eve(shift.date)


def _practice_lost(instance: Instance, book: Book, doctor: Doctor, held: Sequence[Shift]) -> int:
    """Practice days on which an on-site night of the roster ends."""
    mornings = {clock.day_of(s.end) for s in held if s.on_site and book.is_night(s)}
    away = [a for a in instance.absences if a.doctor == doctor.id]
    return sum(
        _has_practice(doctor, day) and not any(a.first <= day <= a.last for a in away) for day in mornings
    )


def _has_practice(doctor: Doctor, day: date) -> bool:
    usual = day.isoweekday() in doctor.practice_weekdays and doctor.serves_on(day)
    return usual and day_class(day) in (DayClass.WEEKDAY, DayClass.EVE)
