"""What no roster can fill, told before anything is solved: lines that ask for more than their doctors have room for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vaktplan.domain.clock import at, overlap
from vaktplan.domain.days import DayClass, day_class
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Line, Shift
from vaktplan.i18n import _
from vaktplan.text import shown

from .facts import Placed
from .notes import Notes

_MOST_DATES = 5
_PRACTICE_CLASSES = (DayClass.WEEKDAY, DayClass.EVE)
Short = tuple[date, int, int]  # a date, the places at once, and the doctors there are for them


def warn(instance: Instance, lines: Placed[Line], notes: Notes) -> None:
    """Warn of each line with more places than its doctors can hold, in the period or at once on a date.

    Only shifts that are wanted count. On each date of service without absence a doctor can hold shifts that do not
    overlap: out of hours with a duty share, within them outside practice. Competence, fritak and rest only make the
    room smaller.
    """
    for row, line in lines:
        needed = room = 0
        short: list[Short] = []
        for day, shifts in _by_date(instance, line).items():
            outside = _outside_practice(instance, line, shifts)
            held = [
                outside if day.isoweekday() in d.practice_weekdays else shifts
                for d in _doctors_on(instance, line, day)
            ]
            needed += sum(s.places for s in shifts)
            room += sum(_most_held(own) for own in held)
            short += _short(day, shifts, held)
        if needed > room:
            what = _("linjen «{linje}» trenger {behov} økter, men legene har plass til høyst {plass}")
            what = what.format(linje=shown(line.name), behov=needed, plass=room)
            hint = _("Gi flere leger linjen i arket Leger, eller ha færre plasser. Ellers blir noen udekket.")
            notes.warn(row.where("id"), what, hint, "line-too-large")
        if short and room:
            _tell_dates(row.where("id"), line, short, notes)


def _tell_dates(where: str, line: Line, short: Sequence[Short], notes: Notes) -> None:
    told = ", ".join(
        _("{dato} ({plasser} mot {leger})").format(dato=f"{day:%d.%m.%Y}", plasser=places, leger=doctors)
        for day, places, doctors in short[:_MOST_DATES]
    )
    what = _("linjen «{linje}» har flere plasser på én gang enn leger: {dager}")
    if len(short) > _MOST_DATES:
        what = _("linjen «{linje}» har flere plasser på én gang enn leger {antall} dager: {dager} …")
    what = what.format(linje=shown(line.name), dager=told, antall=len(short))
    hint = _("Se Fravær, og Fra og Til i arket Leger. Ellers blir noen plasser udekket.")
    notes.warn(where, what, hint, "too-few-doctors")


def _by_date(instance: Instance, line: Line) -> Mapping[date, list[Shift]]:
    found: dict[date, list[Shift]] = {}
    for shift in instance.shifts:
        if shift.line.id == line.id and shift.wanted:
            found.setdefault(shift.date, []).append(shift)
    return found


def _doctors_on(instance: Instance, line: Line, day: date) -> list[Doctor]:
    """The doctors who can be on a line on a date."""
    away = {a.doctor for a in instance.absences if a.first <= day <= a.last}
    return [
        d
        for d in instance.doctors
        if d.id not in away
        and d.serves_on(day)
        and line.open_to(d)
        and (not line.out_of_hours or d.share_on(day) > 0)
    ]


def _outside_practice(instance: Instance, line: Line, shifts: list[Shift]) -> list[Shift]:
    """The shifts of a date that one with practice on it can hold; a line out of hours is never in its way."""
    day = shifts[0].date
    if line.out_of_hours or day_class(day) not in _PRACTICE_CLASSES:
        return shifts
    opens, closes = at(day, instance.practice_start), at(day, instance.practice_end)
    return [s for s in shifts if not overlap(s.start, s.end, opens, closes)]


def _most_held(shifts: Iterable[Shift]) -> int:
    """How many of a date's shifts one doctor can hold: always the next that ends first."""
    held: list[Shift] = []
    for shift in sorted(shifts, key=lambda s: s.end):
        if not held or shift.start >= held[-1].end:
            held.append(shift)
    return len(held)


def _short(day: date, shifts: list[Shift], held: list[list[Shift]]) -> list[Short]:
    """The instant of a date that lacks most doctors, when any does."""
    worst: Short = (day, 0, 0)
    for moment in sorted({s.start for s in shifts}):
        places = sum(s.places for s in shifts if s.start <= moment < s.end)
        there = sum(any(s.start <= moment < s.end for s in own) for own in held)
        if places - there > worst[1] - worst[2]:
            worst = (day, places, there)
    return [worst] if worst[1] else []
