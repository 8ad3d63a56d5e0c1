"""From an Instance to rows of cells: the mirror of reading, and checked against it cell by cell."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Competence, Doctor, DutyShare
from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.text import shown

from . import required, service_sheets
from . import sheets as s
from .cells import Bad, Cell, Form
from .columns import Column, Kind, Sheet
from .fields import NO_SHARE, read_field
from .raw import place
from .words import word_of

Value = str | float | date | time | None
_HOURS = Column("", "", Kind.NUMBER)


def render(column: Column, value: Any) -> Value:
    """What stands in a cell for a value; None when the cell is blank."""
    if column.kind is Kind.SHARE and value is None:
        return NO_SHARE
    if value is None or value in ("", ()):
        return None
    if column.kind in (Kind.WORD, Kind.YES_NO):
        return word_of(column.words or {}, value)
    if column.kind is Kind.WORDS:
        return ", ".join(word_of(column.words or {}, v) for v in value)
    if column.kind is Kind.HOURS:
        return render(_HOURS, value / 60)
    if column.kind is Kind.ORDINALS:
        return ", ".join(str(v) for v in value)
    if column.kind is Kind.DATES:
        return ", ".join(f"{v:%d.%m.%Y}" for v in value)
    if column.kind in (Kind.TEXTS, Kind.LINES):
        return ", ".join(value)
    if column.kind is Kind.SPECIALTIES:
        return "; ".join(f"{x.name} {x.since:%d.%m.%Y}" for x in value)
    if isinstance(value, float):
        exact = float(f"{value:.16g}") == value  # what the file format carries
        return value if exact else repr(value).replace(".", ",")
    return value  # type: ignore[no-any-return]


def as_cell(value: str | float | date | time) -> Cell:
    """A written value as the reader will meet it."""
    if isinstance(value, str):
        return Cell(Form.TEXT, value)
    if isinstance(value, time):
        return Cell(
            Form.CLOCK, (value.hour * 60 + value.minute) * 60 + value.second + value.microsecond / 1e6
        )
    if isinstance(value, date):
        return Cell(Form.DATE, datetime.combine(value, time(0)).isoformat())
    return Cell(Form.NUMBER, float(value))


def setup_values(instance: Instance) -> list[tuple[Column, Any]]:
    """The lines of Oppsett with their values."""
    values = {"first": instance.period.first, "last": instance.period.last}
    return [(c, values.get(c.field, getattr(instance, c.field, None))) for c in required.SETUP_FIELDS]


def rows_of(instance: Instance) -> dict[str, list[dict[str, Any]]]:
    """The values of every sheet but Oppsett, row by row, by field."""
    return {
        required.LINES.name: _plain(required.LINES, instance.lines),
        required.TYPES.name: _plain(required.TYPES, instance.shift_types),
        required.DOCTORS.name: _plain(required.DOCTORS, instance.doctors),
        s.SHARES.name: [row for d in instance.doctors for row in _shares(d)],
        s.COMPETENCE.name: [
            {"doctor": d.id, **{n: getattr(d.competence, n) for n in Competence.model_fields}}
            for d in instance.doctors
            if d.competence != Competence()
        ],
        s.EXEMPTIONS.name: _plain(s.EXEMPTIONS, instance.exemptions),
        s.ABSENCES.name: _plain(s.ABSENCES, instance.absences),
        s.WISHES.name: _plain(s.WISHES, instance.wishes),
        s.HISTORY.name: _plain(s.HISTORY, instance.history),
        s.FEASTS.name: _plain(s.FEASTS, instance.feasts_worked),
        s.CARRIED.name: _plain(s.CARRIED, instance.carried),
        s.LOCKS.name: [_lock(lock.doctor, lock.shift) for lock in instance.locks],
        service_sheets.MUNICIPALITIES.name: _plain(service_sheets.MUNICIPALITIES, instance.municipalities),
        service_sheets.PAIRINGS.name: _plain(service_sheets.PAIRINGS, instance.pairings),
        service_sheets.SUPERVISIONS.name: _plain(service_sheets.SUPERVISIONS, instance.supervisions),
        service_sheets.SUCCESSIONS.name: _plain(service_sheets.SUCCESSIONS, instance.successions),
        service_sheets.TYPE_LIMITS.name: _plain(service_sheets.TYPE_LIMITS, instance.type_limits),
        service_sheets.DAY_PLACES.name: _plain(service_sheets.DAY_PLACES, instance.day_places),
        service_sheets.YEARS.name: _plain(service_sheets.YEARS, instance.year_to_date),
    }


def _plain(sheet: Sheet, facts: Iterable[Fact]) -> list[dict[str, Any]]:
    return [{c.field: getattr(f, c.field) for c in sheet.columns} for f in facts]


def _shares(doctor: Doctor) -> list[dict[str, Any]]:
    if doctor.duty_shares == (DutyShare(share=1),):
        return []
    if not doctor.duty_shares:
        return [{"doctor": doctor.id, "share": None}]
    return [
        {"doctor": doctor.id, **{n: getattr(x, n) for n in DutyShare.model_fields}}
        for x in doctor.duty_shares
    ]


def _lock(doctor: str, shift: str) -> dict[str, Any]:
    day, _colon, type_ = shift.partition(":")
    return {"doctor": doctor, "date": date.fromisoformat(day), "shift_type": type_}


def checked(sheet: Sheet, row: int, values: Mapping[str, Any], default: Mapping[str, Any]) -> list[Value]:
    """The cells of a row, each of which reads back as the value it came from. Raises InvalidInput."""
    cells = []
    for number, column in enumerate(sheet.columns, 1):
        value = values.get(column.field)
        cells.append(
            check_cell(column, value, default.get(column.field, value), place(sheet.name, row, number))
        )
    return cells


def check_cell(column: Column, value: Any, default: Any, where: str) -> Value:
    """The cell of a value, which reads back as that value. Raises InvalidInput when no cell can."""
    cell = render(column, value)
    try:
        blank = not column.required and value == default
        kept = blank if cell is None else read_field(column, as_cell(cell)) == value
        reason = _("Verdien ville ikke bli lest tilbake slik den er.")
    except Bad as e:
        kept, reason = False, e.what
    if not kept:
        what = _("«{verdi}» kan ikke skrives i kolonnen {kolonne}").format(
            verdi=shown(value), kolonne=column.heading
        )
        raise InvalidInput.one(where, what, reason, "not-writable")
    return cell


def defaults(sheet: Sheet, instance: Instance) -> dict[str, Any]:
    """What the reader takes a blank cell of each column to be."""
    found = model_defaults(sheet.model)
    if sheet is required.DOCTORS:
        found |= {"municipality": instance.municipality, "roles": ()}
    return found


def model_defaults(model: type[Fact]) -> dict[str, Any]:
    """The defaults of a fact's fields."""
    return {
        name: info.get_default(call_default_factory=False)
        for name, info in model.model_fields.items()
        if not info.is_required()
    }
