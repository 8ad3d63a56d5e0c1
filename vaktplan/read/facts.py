"""From rows to facts: references resolved, models made, and what pydantic refuses told in words with its cell."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from vaktplan.domain.base import Fact
from vaktplan.domain.days import Period
from vaktplan.domain.instance import (
    Carried,
    DayPlaces,
    FeastWorked,
    Instance,
    Municipality,
    PastShift,
    Succession,
    TypeLimit,
    YearToDate,
)
from vaktplan.domain.people import (
    Absence,
    Competence,
    Doctor,
    DutyShare,
    Exemption,
    Pairing,
    Supervision,
    Wish,
)
from vaktplan.domain.shifts import Line, Need, ShiftType
from vaktplan.i18n import _

from . import required, service_sheets
from . import sheets as s
from .cells import Bad
from .columns import Kind, Sheet
from .index import Index, index_rows
from .notes import Notes
from .tables import Row, Table

F = TypeVar("F", bound=Fact)
Placed = list[tuple[Row, F]]


class Facts:
    """Every fact of the workbook together with the row it came from."""

    def __init__(self, tables: Mapping[str, Table], municipality: str, notes: Notes) -> None:
        self.notes = notes
        self._tables, self._municipality = tables, municipality
        self._indexes: dict[Kind, Index] = {
            Kind.LINE: self._index(required.LINES, "unknown-line"),
            Kind.TYPE: self._index(required.TYPES, "unknown-shift-type"),
            Kind.DOCTOR: self._index(required.DOCTORS, "unknown-doctor", people=True),
        }
        self.lines: Placed[Line] = self._facts(required.LINES, Line)
        self.types: Placed[ShiftType] = self._facts(required.TYPES, ShiftType)
        self.shares: Placed[DutyShare] = self._facts(s.SHARES, DutyShare, skip=self._no_share)
        self.competence: Placed[Competence] = self._facts(s.COMPETENCE, Competence)
        self.doctors: Placed[Doctor] = self._doctors()
        self.exemptions: Placed[Exemption] = self._facts(s.EXEMPTIONS, Exemption)
        self.absences: Placed[Absence] = self._facts(s.ABSENCES, Absence)
        self.wishes: Placed[Wish] = self._facts(s.WISHES, Wish)
        self.history: Placed[PastShift] = self._facts(s.HISTORY, PastShift)
        self.feasts: Placed[FeastWorked] = self._facts(s.FEASTS, FeastWorked)
        self.carried: Placed[Carried] = self._facts(s.CARRIED, Carried)
        self.locks: Placed[s.LockRow] = self._facts(s.LOCKS, s.LockRow)
        self.municipalities: Placed[Municipality] = self._facts(service_sheets.MUNICIPALITIES, Municipality)
        self.pairings: Placed[Pairing] = self._facts(service_sheets.PAIRINGS, Pairing)
        self.supervisions: Placed[Supervision] = self._facts(service_sheets.SUPERVISIONS, Supervision)
        self.successions: Placed[Succession] = self._facts(service_sheets.SUCCESSIONS, Succession)
        self.type_limits: Placed[TypeLimit] = self._facts(service_sheets.TYPE_LIMITS, TypeLimit)
        self.day_places: Placed[DayPlaces] = self._facts(service_sheets.DAY_PLACES, DayPlaces)
        self.years: Placed[YearToDate] = self._facts(service_sheets.YEARS, YearToDate)
        self._once(s.COMPETENCE)
        self._once(s.CARRIED)
        self._once(service_sheets.YEARS, "year")
        self._once(service_sheets.TYPE_LIMITS, "shift_type")

    def dated(self, period: Period) -> Instance:
        """An Instance of the dates alone: the period, the lines with their red days, and the history."""
        return Instance(
            municipality="",
            book="",
            period=period,
            lines=tuple(f for _row, f in self.lines),
            shift_types=(),
            doctors=(),
            municipalities=tuple(f for _row, f in self.municipalities),
            history=tuple(f for _row, f in self.history),
        )

    def has(self, sheet: Sheet) -> bool:
        """Whether the workbook has the sheet."""
        return sheet.name in self._tables

    def rows(self, sheet: Sheet) -> list[Row]:
        """The rows of a sheet; none when it is missing."""
        table = self._tables.get(sheet.name)
        return table.rows if table else []

    def _index(self, sheet: Sheet, code: str, *, people: bool = False) -> Index:
        table = self._tables.get(sheet.name)
        return index_rows(code, sheet.name, table.rows if table else None, self.notes, people=people)

    def _facts(self, sheet: Sheet, model: type[F], skip: Any = None) -> Placed[F]:
        made = []
        for row in self.rows(sheet):
            fields, whole = self._resolved(sheet, row)
            if skip and skip(row):
                continue
            wanted = {k: v for k, v in fields.items() if k in model.model_fields}
            wanted |= self._implied(model, fields)
            fact = self._made(model, row, wanted)
            if fact is not None and whole:
                made.append((row, fact))
        return made

    def _implied(self, model: type[F], fields: dict[str, Any]) -> dict[str, Any]:
        """Fields that follow from the others."""
        if model is ShiftType:
            return {"on_demand": fields.get("need") is Need.BAKVAKT}
        if model is Doctor:
            return {
                "roles": fields.get("roles", ()),
                "municipality": fields.get("municipality", self._municipality),
            }
        return {}

    def _resolved(self, sheet: Sheet, row: Row) -> tuple[dict[str, Any], bool]:
        """A row's values with every known reference turned into an id, and whether all of it could be read."""
        fields, bad = dict(row.values), bool(row.bad)
        for column in sheet.columns:
            value = fields.get(column.field)
            bad |= column.required and column.field not in fields
            try:
                if value is not None and column.kind in self._indexes:
                    fields[column.field] = self._indexes[column.kind].resolve(value)
                elif value is not None and column.kind is Kind.LINES:
                    fields[column.field] = tuple(self._indexes[Kind.LINE].resolve(v) for v in value)
            except Bad as e:
                bad = True
                self.notes.fault(row.where(column.field), e.what, e.hint, e.code)
        return fields, not bad

    def _made(self, model: type[F], row: Row, fields: dict[str, Any]) -> F | None:
        """The fact of a row; None when it does not hold together, which is told as far as the row can be read."""
        try:
            return model(**fields)
        except ValidationError as e:
            errors = [error for error in e.errors() if _is_news(error, row)]
            for error in errors:
                what, hint, code = _in_words(error)
                location = error["loc"][0] if error["loc"] else _blamed(model)
                self.notes.fault(row.where(str(location)), what, hint, code)
            if model in _BACKWARDS and e.errors()[0]["loc"] and _is_backwards(fields):
                self.notes.fault(row.where(_blamed(model)), *_causes()[_BACKWARDS[model]])
            return None

    @staticmethod
    def _no_share(row: Row) -> bool:
        return row.values.get("share", 0) is None

    def _doctors(self) -> Placed[Doctor]:
        competence = {self._doctor_of(row): c for row, c in self.competence}
        shares: dict[str, list[DutyShare]] = {}
        for row in self.rows(s.SHARES):
            shares.setdefault(self._doctor_of(row), [])
        for row, share in self.shares:
            shares[self._doctor_of(row)].append(share)
        made = []
        for row, plain in self._facts(required.DOCTORS, Doctor):
            more: dict[str, Any] = {}
            if plain.id in competence:
                more["competence"] = competence[plain.id]
            if plain.id in shares:
                more["duty_shares"] = tuple(shares[plain.id])
            made.append((row, plain.model_copy(update=more)))
        return made

    def type_of(self, row: Row) -> str:
        """The id of the shift type that a row names, or an empty text."""
        return self._known(Kind.TYPE, row.values.get("shift_type", ""))

    def _doctor_of(self, row: Row) -> str:
        return self._known(Kind.DOCTOR, row.values.get("doctor", ""))

    def _known(self, kind: Kind, text: str) -> str:
        try:
            return self._indexes[kind].resolve(text)
        except Bad:
            return ""

    def _once(self, sheet: Sheet, *fields: str) -> None:
        """Note a doctor that has two rows (with the same fields) where one is allowed."""
        seen: dict[tuple[Any, ...], Row] = {}
        for row in self.rows(sheet):
            doctor = self._doctor_of(row)
            key = (doctor, *(row.values.get(f) for f in fields))
            first = seen.setdefault(key, row)
            if doctor and None not in key and first is not row:
                what = _("legen har også en rad i {celle}").format(celle=first.where("doctor"))
                hint = _("Slå sammen rad {a} og rad {b} til én.").format(a=first.number, b=row.number)
                self.notes.fault(row.where("doctor"), what, hint, "duplicate-row")


_BLAMED: Mapping[type[Fact], str] = {
    Exemption: "last",
    Absence: "last",
    Wish: "first",
    Pairing: "other",
    Supervision: "supervisor",
}
_LIMITS = "a limit's least is more than its most"
_PAIR_OF_ONE = "a pairing names two doctors"
_OWN_SUPERVISOR = "a supervision names two doctors"
_EMPTY_WISH = "the wish names no date, shift type or weekday"
_BACKWARDS: Mapping[type[Fact], str] = {
    Exemption: "the exemption ends before it begins",
    Absence: "the absence ends before it begins",
    Wish: "the wish ends before it begins",
}


def _is_backwards(fields: Mapping[str, Any]) -> bool:
    first, last = fields.get("first"), fields.get("last")
    return first is not None and last is not None and last < first


def _is_news(error: Any, row: Row) -> bool:
    """Whether an error is more than the echo of a cell that is told as bad or missing already."""
    if error["type"] == "missing":
        return False
    if _cause(error) == _LIMITS:
        return False  # told limit by limit, with its own cell
    return not (row.bad and _cause(error) == _EMPTY_WISH)


def _cause(error: Any) -> str:
    return str(error.get("ctx", {}).get("error", ""))


def _blamed(model: type[Fact]) -> str:
    """The field to point at when a whole row does not hold together."""
    return _BLAMED.get(model, "")


def _in_words(error: Any) -> tuple[str, str, str]:
    """What pydantic says, in Norwegian: what is wrong, what to write, and the code."""
    context = error.get("ctx", {})
    unit = 60 if str(error["loc"][-1:]).count("minutes") else 1  # the cell has hours
    if error["type"] == "greater_than_equal" and unit == 60 and context["ge"] > 0:
        return _("tallet er for lite"), _("Skriv et tall større enn 0."), "out-of-range"
    if error["type"] == "greater_than_equal":
        hint = _("Skriv {tall} eller mer.").format(tall=f"{context['ge']:g}")
        return _("tallet er for lite"), hint, "out-of-range"
    if error["type"] == "less_than_equal":
        hint = _("Skriv {tall} eller mindre.").format(tall=f"{context['le'] / unit:g}")
        return _("tallet er for stort"), hint, "out-of-range"
    unusable = (_("verdien kan ikke brukes her"), _("Rett opp cellen."), "wrong-value")
    return _causes().get(_cause(error), unusable)


def _causes() -> Mapping[str, tuple[str, str, str]]:
    """What the facts themselves refuse, in Norwegian."""
    return {
        _BACKWARDS[Exemption]: (
            _("fritaket slutter før det begynner"),
            _("Bytt om datoene, eller la Til stå tom."),
            "ends-before-start",
        ),
        _BACKWARDS[Absence]: (
            _("fraværet slutter før det begynner"),
            _("Bytt om datoene."),
            "ends-before-start",
        ),
        _BACKWARDS[Wish]: (
            _("ønsket slutter før det begynner"),
            _("Bytt om datoene, eller la Til stå tom."),
            "ends-before-start",
        ),
        _PAIR_OF_ONE: (
            _("legen er satt sammen med seg selv"),
            _("Skriv en annen lege i Annen lege, eller slett raden."),
            "pair-of-one",
        ),
        _OWN_SUPERVISOR: (
            _("legen er satt til å veilede seg selv"),
            _("Skriv en annen lege i Veileder, eller slett raden."),
            "pair-of-one",
        ),
        _EMPTY_WISH: (
            _("ønsket nevner verken dato, vakttype eller ukedag"),
            _("Fyll ut minst én av Fra, Til, Vakttype og Ukedager."),
            "empty-wish",
        ),
    }
