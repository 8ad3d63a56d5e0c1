"""A doctor's own wishes and whether each was granted; told to nobody but the coordinator and that doctor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaktplan.domain.people import Wish, WishKind
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.book import days_of

from . import words
from .view import View

MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class WishLine:
    """One wish, what it is about, and the answer."""

    kind: str
    about: str
    strength: str
    answer: str
    granted: bool | None  # None: no shift of the plan is what it is about


def lines(view: View, doctor: str) -> tuple[WishLine, ...]:
    """Every wish of a doctor, in the workbook's order; none for the wall."""
    if view.for_wall:
        return ()
    return tuple(_line(view, w) for w in view.instance.wishes if w.doctor == doctor)


def _line(view: View, wish: Wish) -> WishLine:
    met = granted(view, wish)
    answer = _("innfridd") if met else _("ikke innfridd")
    return WishLine(
        kind=words.part_title(wish.kind.value),
        about=_about(view, wish),
        strength="" if wish.kind is WishKind.MUST_OFF else str(wish.strength),
        answer=_("gjelder ingen vakt i planen") if met is None else answer,
        granted=met,
    )


def granted(view: View, wish: Wish) -> bool | None:
    """Whether the roster does as a wish asks; None when no shift of the plan is what it is about."""
    if not _met(wish, view.instance.shifts):
        return None
    met = _met(wish, view.shifts_of[wish.doctor])
    return met if wish.kind is WishKind.LIKE else not met


def _met(wish: Wish, shifts: Sequence[Shift]) -> bool:
    """Whether a wish is about one of some shifts: for duty by the date it starts on, for days off by every date."""
    return any(
        wish.shift_type in (None, s.type.id)
        and any(_names(wish, day) for day in ((s.date,) if wish.kind is WishKind.LIKE else days_of(s)))
        for s in shifts
    )


def _names(wish: Wish, day: date) -> bool:
    late_enough = wish.first is None or wish.first <= day
    early_enough = wish.last is None or day <= wish.last
    return late_enough and early_enough and (not wish.weekdays or day.isoweekday() in wish.weekdays)


def _about(view: View, wish: Wish) -> str:
    """Dates, weekdays and shift type, as far as the wish names them."""
    said = [_dates(wish.first, wish.last)]
    said.append(", ".join(words.weekday(MONDAY + timedelta(days=n - 1)) for n in sorted(wish.weekdays)))
    if wish.shift_type is not None:
        said.append(words.clean(view.instance.type_by_id[wish.shift_type].name))
    return " · ".join(s for s in said if s)


def _dates(first: date | None, last: date | None) -> str:
    if first is not None and first == last:
        return f"{words.weekday(first)} {words.short_date(first)}"
    if first is not None and last is not None:
        return f"{words.short_date(first)}–{words.short_date(last)}"
    if first is not None:
        return _("fra {dato}").format(dato=words.short_date(first))
    return _("til {dato}").format(dato=words.short_date(last)) if last is not None else ""
