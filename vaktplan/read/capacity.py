"""What no roster can fill, told before anything is solved: lines that ask for more than their doctors have room for."""

from collections.abc import Sequence
from datetime import date

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Line, Shift
from vaktplan.i18n import _

from .facts import Placed
from .notes import Notes
from .pairings import may_work
from .text import shown

_MOST_DATES = 5


def warn(instance: Instance, lines: Placed[Line], notes: Notes) -> None:
    """Warn of each line with more places than its doctors can hold, in the period or at once on a date.

    Only regular shifts count, and a doctor counts on every date of service without absence (and with a duty share, out
    of hours): competence, fritak and rest only make the room smaller.
    """
    for row, line in lines:
        by_date: dict[date, list[Shift]] = {}
        for shift in instance.shifts:
            if shift.line.id == line.id and not shift.on_demand:
                by_date.setdefault(shift.date, []).append(shift)
        there = {day: _doctors_on(instance, line, day) for day in by_date}
        needed = sum(s.places for shifts in by_date.values() for s in shifts)
        room = sum(there[day] * _most_held(shifts) for day, shifts in by_date.items())
        if needed > room:
            what = _("linjen «{linje}» trenger {behov} økter, men legene har plass til høyst {plass}")
            what = what.format(linje=shown(line.name), behov=needed, plass=room)
            hint = _(
                "Gi flere leger linjen i arket Leger, eller ha færre plasser i Vakttyper. Ellers blir noen udekket."
            )
            notes.warn(row.where("id"), what, hint, "line-too-large")
        short = [(day, _at_once(shifts), there[day]) for day, shifts in by_date.items()]
        short = [(day, places, doctors) for day, places, doctors in short if places > doctors]
        if short and room:
            _tell_dates(row.where("id"), line, short, notes)


def _tell_dates(where: str, line: Line, short: list[tuple[date, int, int]], notes: Notes) -> None:
    told = [
        _("{dato} ({plasser} mot {leger})").format(dato=f"{day:%d.%m.%Y}", plasser=places, leger=doctors)
        for day, places, doctors in short[:_MOST_DATES]
    ]
    what = _("linjen «{linje}» har flere plasser på én gang enn leger: {dager}")
    what = what.format(linje=shown(line.name), dager=", ".join(told))
    if len(short) > _MOST_DATES:
        what = _("{dager} og {antall} datoer til").format(dager=what, antall=len(short) - _MOST_DATES)
    hint = _("Se Fravær, og Fra og Til i arket Leger. Ellers blir noen plasser udekket.")
    notes.warn(where, what, hint, "too-few-doctors")


def _doctors_on(instance: Instance, line: Line, day: date) -> int:
    """How many doctors can be on a line on a date."""
    away = {a.doctor for a in instance.absences if a.first <= day <= a.last}
    return sum(d.id not in away and _there(d, line, day) for d in instance.doctors)


def _there(doctor: Doctor, line: Line, day: date) -> bool:
    shares = not line.out_of_hours or doctor.share_on(day) > 0
    return shares and doctor.serves_on(day) and may_work(doctor, line)


def _most_held(shifts: Sequence[Shift]) -> int:
    """How many of a date's shifts one doctor can hold: always the next that ends first."""
    held, free_from = 0, min(s.start for s in shifts)
    for shift in sorted(shifts, key=lambda s: s.end):
        if shift.start >= free_from:
            held, free_from = held + 1, shift.end
    return held


def _at_once(shifts: Sequence[Shift]) -> int:
    """The most places that are on at one instant of a date's shifts."""
    return max(sum(s.places for s in shifts if s.start <= t.start < s.end) for t in shifts)
