"""Who takes what, from the sheet Vaktliste of an Excel rota, exported or made by hand."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vaktplan.domain.base import Fact
from vaktplan.domain.days import day_class
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import shift_id
from vaktplan.errors import InvalidInput
from vaktplan.i18n import _

from .cells import Bad
from .columns import Column, Kind, Sheet
from .cross import shown_date
from .index import Index
from .notes import Notes
from .raw import RawBook, RawSheet, load
from .tables import Row, read_table
from .text import key, nearest, shown

OPEN = "UDEKKET"


class RosterRow(Fact):
    """A row of Vaktliste."""

    date: date
    shift_type: str
    doctor: str = ""


ROSTER = Sheet(
    "Vaktliste",
    "tblVaktliste",
    RosterRow,
    (
        Column("Dato", "date", Kind.DATE, True),
        Column("Vakttype", "shift_type", Kind.TYPE, True),
        Column("Lege", "doctor", Kind.DOCTOR),
    ),
    True,
)


@dataclass(frozen=True)
class _Known:
    """What the instance knows: doctors and shift types, by id and name."""

    instance: Instance
    doctors: Index
    types: Index


def read_roster(path: Path, instance: Instance) -> Roster:
    """The roster in an Excel rota, for an Instance. Raises InvalidInput with all faults at once."""
    book, notes = load(path), Notes()
    table = read_table(_find(book, path), ROSTER, notes)
    if "doctor" not in table.columns:
        what, hint = _("kolonnen «Lege» mangler"), _("Skriv «Lege» i overskriftsraden.")
        notes.fault(f"{table.name}!A{table.heading}", what, hint, "missing-column")
    known = _Known(
        instance,
        _index("unknown-doctor", "Leger", [(d.id, d.name) for d in instance.doctors]),
        _index("unknown-shift-type", "Vakttyper", [(t.id, t.name) for t in instance.shift_types]),
    )
    pairs: dict[tuple[str, str], Row] = {}
    for row in table.rows:
        _take(row, known, pairs, notes)
    notes.settle()
    return Roster.of(pairs)


def _find(book: RawBook, path: Path) -> RawSheet:
    visible = [s for s in book.sheets if s.visible]
    for sheet in visible:
        if key(sheet.name) == key(ROSTER.name):
            return sheet
    what = _("arket «{navn}» mangler").format(navn=ROSTER.name)
    meant = nearest(ROSTER.name, [s.name for s in visible], 1)
    hint = _("Legg til arket «{navn}» med kolonnene Dato, Vakttype og Lege.").format(navn=ROSTER.name)
    if meant:
        hint = _("Gi arket «{ark}» navnet «{navn}».").format(ark=shown(meant[0]), navn=ROSTER.name)
    raise InvalidInput.one(path.name, what, hint, "missing-sheet")


def _index(code: str, sheet: str, named: list[tuple[str, str]]) -> Index:
    index = Index(code, sheet)
    for id_, name in named:
        index.ids.setdefault(id_, id_)
        index.ids.setdefault(key(id_), id_)
        index.names.setdefault(key(name), []).append(id_)
        index.written += [id_, name]
    return index


def _take(row: Row, known: _Known, pairs: dict[tuple[str, str], Row], notes: Notes) -> None:
    """Add the assignment of a row, or note what is wrong with it; an open place adds nothing."""
    shift = _shift(row, known, notes)
    name = row.values.get("doctor", "")
    if not name or key(name) == key(OPEN):
        return
    try:
        doctor = known.doctors.resolve(name)
    except Bad as e:
        notes.fault(row.where("doctor"), e.what, e.hint, e.code)
        return
    if not shift:
        return
    first = pairs.setdefault((doctor, shift), row)
    if first is not row:
        what = _("legen står også på denne vakten i {celle}").format(celle=first.where("doctor"))
        notes.fault(row.where("doctor"), what, _("Slett den ene raden."), "duplicate-row")


def _shift(row: Row, known: _Known, notes: Notes) -> str:
    """The id of a row's shift, or an empty text."""
    type_id, day = "", row.values.get("date")
    if "shift_type" in row.values:
        try:
            type_id = known.types.resolve(row.values["shift_type"])
        except Bad as e:
            notes.fault(row.where("shift_type"), e.what, e.hint, e.code)
    if not isinstance(day, date):
        return ""
    period = known.instance.period
    if day not in period:
        what = _("{dato} er utenfor perioden").format(dato=shown_date(day))
        hint = _("Perioden er {fra} til {til}.").format(
            fra=shown_date(period.first), til=shown_date(period.last)
        )
        notes.fault(row.where("date"), what, hint, "outside-period")
    elif type_id and day_class(day) not in known.instance.type_by_id[type_id].day_classes:
        what = _("vakttypen «{navn}» finnes ikke {dato}").format(navn=shown(type_id), dato=shown_date(day))
        notes.fault(row.where("shift_type"), what, _("Rett datoen eller vakttypen."), "no-such-shift")
    elif type_id:
        return shift_id(day, type_id)
    return ""
