"""The sheet Oppsett: which municipality, which period, which book."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from vaktplan.domain.clock import DAY
from vaktplan.domain.days import Period
from vaktplan.i18n import _
from vaktplan.text import did_you_mean, shown

from .cells import Bad, Cell
from .columns import Column
from .fields import read_field
from .notes import Notes
from .raw import place
from .required import SETUP, SETUP_FIELDS
from .tables import Row, Table, heading_key

LONGEST_PERIOD = 400


@dataclass
class Setup:
    """The values of Oppsett by field, and where each stands."""

    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def where(self, name: str) -> str:
        """The place of a field."""
        return self.places.get(name, f"{SETUP.name}!A1")

    @property
    def municipality(self) -> str:
        """The municipality, or an empty text when it is not known."""
        return str(self.values.get("municipality", ""))

    @property
    def period(self) -> Period | None:
        """The period, when both its ends are known and in order."""
        first, last = self.values.get("first"), self.values.get("last")
        if (
            isinstance(first, date)
            and isinstance(last, date)
            and first <= last < first + LONGEST_PERIOD * DAY
        ):
            return Period(first=first, last=last)
        return None

    def clock(self, name: str) -> time | None:
        """A clock time of the setup, when it is given."""
        value = self.values.get(name)
        return value if isinstance(value, time) else None


def read_setup(table: Table, notes: Notes) -> Setup:
    """The setup of a workbook; everything missing or wrong is noted."""
    setup = Setup()
    read_lines(table, SETUP_FIELDS, setup, notes)
    _check_period(setup, notes)
    return setup


def read_lines(
    table: Table,
    fields: Sequence[Column],
    setup: Setup,
    notes: Notes,
    convert: Callable[[Column, Cell], object] = read_field,
) -> None:
    """Fill a setup from the lines of a sheet, a field and its value each; everything missing or wrong is noted."""
    known = {heading_key(c.heading): c for c in fields}
    for row in table.rows:
        name = str(row.values.get("field", ""))
        column = known.get(heading_key(name))
        if column is not None:
            _read_line(row, name, column, setup, notes, convert)
        elif name:
            what = _("feltet «{felt}» er ukjent og blir ikke lest").format(felt=shown(name))
            hint = did_you_mean(name, [c.heading for c in fields])
            notes.warn(row.where("field"), what, hint, "unknown-field")
    for column in fields:
        if column.required and column.field not in setup.places:
            what = _("feltet «{felt}» mangler").format(felt=column.heading)
            hint = _("Legg til en rad med «{felt}» i kolonnen Felt.").format(felt=column.heading)
            notes.fault(place(table.name, table.heading, 1), what, hint, "missing-field")


def _read_line(
    row: Row,
    name: str,
    column: Column,
    setup: Setup,
    notes: Notes,
    convert: Callable[[Column, Cell], object],
) -> None:
    if column.field in setup.places:
        what = _("feltet «{felt}» står også i {celle}").format(felt=name, celle=setup.where(column.field))
        notes.fault(row.where("field"), what, _("Slett den ene raden."), "duplicate-field")
        return
    setup.places[column.field] = row.where("value")
    cell = row.values.get("value")
    try:
        if cell is not None:
            setup.values[column.field] = convert(column, cell)
        elif column.required:
            what = _("«{kolonne}» er tom").format(kolonne=column.heading)
            raise Bad(what, _("Fyll ut cellen."), "blank")
    except Bad as e:
        notes.fault(row.where("value"), e.what, e.hint, e.code)


def _check_period(setup: Setup, notes: Notes) -> None:
    first, last = setup.values.get("first"), setup.values.get("last")
    if not (isinstance(first, date) and isinstance(last, date)) or setup.period:
        return
    if last < first:
        what, hint = _("perioden slutter før den begynner"), _("Bytt om datoene.")
        notes.fault(setup.where("last"), what, hint, "ends-before-start")
        return
    what = _("perioden er på {antall} dager").format(antall=(last - first).days + 1)
    hint = _("Planlegg høyst {antall} dager om gangen.").format(antall=LONGEST_PERIOD)
    notes.fault(setup.where("last"), what, hint, "period-too-long")
