"""From rows of the planning sheets to facts: references resolved, models made, refusals told with their cell."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from vaktplan.domain.base import Fact
from vaktplan.i18n import _

from . import planning_sheets as p
from .cells import Bad
from .columns import Sheet
from .index import Index, index_rows
from .notes import Notes
from .tables import Row, Table

F = TypeVar("F", bound=Fact)
Placed = list[tuple[Row, F]]
_REFERENCES = {(p.UNITS.name, "house"): p.HOUSES, (p.SERVICES.name, "supervisor"): p.SUPERVISORS}


class PlanningRows:
    """Every fact of the planning sheets together with the row it came from."""

    def __init__(self, tables: Mapping[str, Table], notes: Notes) -> None:
        self._tables, self._notes = tables, notes
        self._indexes = {
            p.HOUSES.name: self._index(p.HOUSES, "unknown-house", named=True),
            p.SUPERVISORS.name: self._index(p.SUPERVISORS, "unknown-supervisor"),
        }
        for sheet in (p.HJEMLER, p.POSTS, p.INPUTS):
            self._index(sheet, "")

    def _index(self, sheet: Sheet, code: str, *, named: bool = False) -> Index:
        return index_rows(code, sheet.name, self.rows(sheet), self._notes, people=named)

    def has(self, sheet: Sheet) -> bool:
        """Whether the workbook has the sheet."""
        return sheet.name in self._tables

    def rows(self, sheet: Sheet) -> list[Row]:
        """The rows of a sheet; none when it is missing."""
        table = self._tables.get(sheet.name)
        return table.rows if table else []

    def facts(self, sheet: Sheet, model: type[F]) -> Placed[F]:
        """The facts of a sheet; a row that does not hold together is noted and left out."""
        made = []
        for row in self.rows(sheet):
            fields, whole = self._resolved(sheet, row)
            fact = made_of(model, fields, row.where, self._notes)
            if fact is not None and whole:
                made.append((row, fact))
        return made

    def _resolved(self, sheet: Sheet, row: Row) -> tuple[dict[str, Any], bool]:
        """A row's values with references turned into ids, and whether all of it could be read."""
        fields, whole = dict(row.values), not row.bad
        for (name, field), other in _REFERENCES.items():
            if name == sheet.name and field in fields:
                try:
                    fields[field] = self._indexes[other.name].resolve(fields[field])
                except Bad as e:
                    whole = False
                    self._notes.fault(row.where(field), e.what, e.hint, e.code)
        return fields, whole


def made_of(model: type[F], fields: Mapping[str, Any], where: Any, notes: Notes) -> F | None:
    """The fact of some fields, or None; what it refuses is noted at `where(field)`, a missing field is told already."""
    try:
        return model(**fields)
    except ValidationError as error:
        for one in error.errors():
            if one["type"] != "missing":
                notes.fault(where(str(one["loc"][0]) if one["loc"] else ""), *_in_words(one))
        return None


def _in_words(error: Any) -> tuple[str, str, str]:
    """What pydantic says, in Norwegian: what is wrong, what to write, and the code."""
    context = error.get("ctx", {})
    if "ge" in context or "gt" in context:
        hint = _("Skriv {tall} eller mer.").format(tall=f"{context.get('ge', 0):g}")
        if "gt" in context:
            hint = _("Skriv et tall større enn 0.")
        return _("tallet er for lite"), hint, "out-of-range"
    if "le" in context:
        hint = _("Skriv {tall} eller mindre.").format(tall=f"{context['le']:g}")
        return _("tallet er for stort"), hint, "out-of-range"
    return _("verdien kan ikke brukes her"), _("Rett opp cellen."), "wrong-value"
