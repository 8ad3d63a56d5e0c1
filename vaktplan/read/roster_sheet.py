"""Who takes what, from the sheet Vaktliste of an Excel rota, exported or made by hand."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import shift_id
from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.text import did_you_mean, key, nearest, shown

from .cells import Bad
from .columns import Column, Kind, Sheet
from .cross import shown_date
from .index import Index
from .notes import Notes
from .raw import RawBook, RawSheet, load
from .tables import Row, read_table

OPEN = "UDEKKET"
TYPE = ("shift_type", "type_name")  # each by its id, by its name, or by both
DOCTOR = ("doctor", "doctor_name")


class RosterRow(Fact):
    """A row of Vaktliste."""

    date: date
    shift_type: str = ""
    type_name: str = ""
    doctor: str = ""
    doctor_name: str = ""


ROSTER = Sheet(
    "Vaktliste",
    "tblVaktliste",
    RosterRow,
    (
        Column("Dato", "date", Kind.DATE, True),
        Column("Vakttype", "shift_type", Kind.TYPE),
        Column("Vakt", "type_name", Kind.TYPE),
        Column("Lege", "doctor", Kind.DOCTOR),
        Column("Navn", "doctor_name", Kind.DOCTOR),
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
    for name in ("shift_type", "doctor"):
        if name not in table.columns:
            heading = ROSTER.column(name).heading
            what = _("kolonnen «{navn}» mangler").format(navn=heading)
            hint = _("Skriv «{navn}» i overskriftsraden.").format(navn=heading)
            notes.fault(f"{table.name}!A{table.heading}", what, hint, "missing-column")
    known = _Known(
        instance,
        _index("unknown-doctor", "Leger", [(d.id, d.name) for d in instance.doctors], (OPEN, key(OPEN))),
        _index("unknown-shift-type", "Vakttyper", [(t.id, t.name) for t in instance.shift_types]),
    )
    pairs: dict[tuple[str, str], Row] = {}
    for row in table.rows:
        _take(row, known, pairs, notes)
    notes.warnings = [
        w for w in notes.warnings if w.code != "unknown-column" or w.hint
    ]  # a rota may say more
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


def _index(code: str, sheet: str, named: list[tuple[str, str]], none: tuple[str, ...] = ()) -> Index:
    """Ids and names; `none` are the words for nobody."""
    index = Index(code, sheet, ids=dict.fromkeys(none, OPEN))
    for id_, name in named:
        index.ids.setdefault(id_, id_)
        index.ids.setdefault(key(id_), id_)
        index.names.setdefault(key(name), []).append(id_)
        index.written += [id_, name]
    return index


def _take(row: Row, known: _Known, pairs: dict[tuple[str, str], Row], notes: Notes) -> None:
    """Add the assignment of a row, or note what is wrong with it; an open place adds nothing."""
    shift = _shift(row, known, notes)
    doctor = _meant(row, DOCTOR, known.doctors, notes)
    if not shift or not doctor or doctor == OPEN:
        return
    first = pairs.setdefault((doctor, shift), row)
    if first is not row:
        what = _("legen står også på denne vakten i {celle}").format(
            celle=first.where(_filled(first, DOCTOR))
        )
        notes.fault(row.where(_filled(row, DOCTOR)), what, _("Slett den ene raden."), "duplicate-row")


def _filled(row: Row, fields: tuple[str, str]) -> str:
    """The field in which a row says which it means: the id's, or the name's when that is blank."""
    return fields[0] if fields[0] in row.values else fields[1]


def _meant(row: Row, fields: tuple[str, str], index: Index, notes: Notes) -> str:
    """The id that a row's cells, the one for ids and the one for names, mean together; empty when noted or blank."""
    given = [f for f in fields if f in row.values]
    if not given or row.bad.intersection(fields):
        return ""
    texts = [row.values[f] for f in given]
    means = [index.meanings(text) for text in texts]
    common = [id_ for id_ in means[0] if id_ in means[-1]]
    if len(common) == 1:
        return common[0]
    if means[0] and not common:
        what = _("«{verdi}» her og «{annen}» i {celle} er ikke det samme").format(
            verdi=shown(texts[0]), annen=shown(texts[1]), celle=row.where(given[1])
        )
        meant = "" if means[1] else did_you_mean(texts[1], index.written)
        hint = _("Rett begge, eller tøm den ene.")
        notes.fault(row.where(given[0]), what, f"{meant} {hint}".strip(), "id-and-name-differ")
        return ""
    try:
        return index.resolve(texts[0])
    except Bad as e:
        notes.fault(row.where(given[0]), e.what, e.hint, e.code)
        return ""


def _shift(row: Row, known: _Known, notes: Notes) -> str:
    """The id of a row's shift, or an empty text."""
    day, field = row.values.get("date"), _filled(row, TYPE)
    type_id = _meant(row, TYPE, known.types, notes)
    if "shift_type" in row.columns and not row.bad.intersection(TYPE) and field not in row.values:
        what = _("«{kolonne}» er tom").format(kolonne=ROSTER.column("shift_type").heading)
        notes.fault(row.where("shift_type"), what, _("Fyll ut cellen, eller tøm hele raden."), "blank")
    if not isinstance(day, date):
        return ""
    period = known.instance.period
    if day not in period:
        what = _("{dato} er utenfor perioden").format(dato=shown_date(day))
        hint = _("Perioden er {fra} til {til}.").format(
            fra=shown_date(period.first), til=shown_date(period.last)
        )
        notes.fault(row.where("date"), what, hint, "outside-period")
    elif type_id and shift_id(day, type_id) not in known.instance.shift_by_id:
        what = _("vakttypen «{navn}» finnes ikke {dato}").format(navn=shown(type_id), dato=shown_date(day))
        notes.fault(row.where(field), what, _("Rett datoen eller vakttypen."), "no-such-shift")
    elif type_id:
        return shift_id(day, type_id)
    return ""
