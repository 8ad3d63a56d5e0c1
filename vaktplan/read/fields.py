"""What a cell means in its column: the one place where kinds of column meet forms of cell."""

from collections.abc import Callable, Mapping
from typing import Any

from vaktplan.domain.people import Specialty
from vaktplan.i18n import _
from vaktplan.text import key, shown

from .cells import (
    LONGEST_LIST,
    Bad,
    Cell,
    Form,
    read_clock,
    read_date,
    read_dates,
    read_hours,
    read_id,
    read_number,
    read_ordinals,
    read_part,
    read_text,
    read_whole,
    read_word,
    read_words,
    split_list,
)
from .columns import Column, Kind

NO_SHARE = "ingen"

_PLAIN: Mapping[Kind, Callable[[Cell], Any]] = {
    Kind.ID: read_id,
    Kind.TEXT: read_text,
    Kind.WHOLE: read_whole,
    Kind.NUMBER: read_number,
    Kind.HOURS: read_hours,
    Kind.ORDINALS: read_ordinals,
    Kind.DATES: read_dates,
    Kind.DATE: read_date,
    Kind.CLOCK: read_clock,
    Kind.DOCTOR: read_text,
    Kind.LINE: read_text,
    Kind.TYPE: read_text,
}


def read_field(column: Column, cell: Cell) -> Any:
    """The value of a cell in its column. Raises Bad."""
    if column.kind is Kind.ANY:
        return cell
    if column.kind in _PLAIN:
        return _within(column, _PLAIN[column.kind](cell))
    if column.kind in (Kind.WORD, Kind.YES_NO):
        return read_word(cell, column.words or {})
    if column.kind is Kind.WORDS:
        return read_words(cell, column.words or {})
    if column.kind in (Kind.TEXTS, Kind.LINES):
        return split_list(read_text(cell, LONGEST_LIST))
    if column.kind is Kind.PERCENT:
        return read_part(cell, 100)
    if column.kind is Kind.SHARE:
        none = cell.form is Form.TEXT and key(str(cell.value)) == NO_SHARE
        return None if none else read_part(cell, 1)
    return _specialties(cell)


def _within(column: Column, value: Any) -> Any:
    """The value, when it is within the limits that a column keeps. Raises Bad."""
    if column.firm and column.limits and value < column.limits[0]:
        hint = _("Skriv {tall} eller mer.").format(tall=column.limits[0])
        raise Bad(_("tallet er for lite"), hint, "out-of-range")
    if column.firm and column.limits and value > column.limits[1]:
        hint = _("Skriv {tall} eller mindre.").format(tall=column.limits[1])
        raise Bad(_("tallet er for stort"), hint, "out-of-range")
    return value


def _specialties(cell: Cell) -> tuple[Specialty, ...]:
    """Specialties with the date each holds from: "allmennmedisin 01.02.2010; …"."""
    return tuple(_specialty(part) for part in split_list(read_text(cell, LONGEST_LIST), ";"))


def _specialty(text: str) -> Specialty:
    name, _space, day = text.rpartition(" ")
    if not name.strip():
        what = _("«{verdi}» har ikke både spesialitet og dato").format(verdi=shown(text))
        hint = _("Skriv for eksempel «allmennmedisin 01.02.2010», med semikolon mellom flere.")
        raise Bad(what, hint, "bad-specialty")
    return Specialty(name=name.strip().removesuffix(" fra"), since=read_date(Cell(Form.TEXT, day)))
