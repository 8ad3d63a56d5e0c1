"""The planning sheets: a workbook in, the facts of a plan out, or every fault in it at once."""

from pathlib import Path
from typing import TypeVar

from vaktplan.domain.base import Fact
from vaktplan.errors import Fault, InvalidInput
from vaktplan.planning import facts as f

from . import planning_sheets as p
from .columns import Sheet
from .notes import Notes
from .planning_checks import check
from .planning_projection import read_projection
from .planning_rows import Placed, PlanningRows
from .planning_setup import PlanningSetup, read_setup
from .raw import load
from .sheets import SHEETS
from .source import workbook_in
from .tables import match_sheets, read_table

F = TypeVar("F", bound=Fact)


def read_planning(source: Path, *, projection: Path | None = None) -> tuple[f.Facts, tuple[Fault, ...]]:
    """The facts of a workbook (or of the one in a folder), and what the user should know about it.

    A `projection` file is read in place of the sheet Framskriving. Raises InvalidInput with all faults at once.
    """
    raw, notes = load(workbook_in(source)), Notes()
    found = match_sheets(raw, notes, p.PLANNING_SHEETS, SHEETS)
    tables = {s.name: read_table(found[s.name], s, notes) for s in p.PLANNING_SHEETS if s.name in found}
    setup, setting = PlanningSetup(), None
    if p.SETUP.name in tables:
        setup, setting = read_setup(tables[p.SETUP.name], notes)
    rows = PlanningRows(tables, notes)
    placed = {s.name: rows.facts(s, s.model) for s in p.TABLES}
    if projection is not None:
        placed[p.PROJECTIONS.name] = []
    check(rows, placed, setup, notes)
    given = _given(projection, setting, notes)
    notes.settle()
    if setting is None:
        raise notes.error()
    facts = _facts(setting, placed)
    facts = facts if given is None else facts.model_copy(update={"projections": given})
    return facts, tuple(notes.warnings)


def _given(
    projection: Path | None, setting: f.Setting | None, notes: Notes
) -> tuple[f.Projection, ...] | None:
    """The projections of a file; None without one, or without a setting to read it by. Its faults are noted."""
    if projection is None or setting is None:
        return None
    try:
        return read_projection(projection, setting.municipality, setting.status_on, setting.last_year)
    except InvalidInput as error:
        notes.take(error)
        return None


def _facts(setting: f.Setting, placed: dict[str, Placed[Fact]]) -> f.Facts:
    def of(sheet: Sheet, _model: type[F]) -> tuple[F, ...]:
        return tuple(fact for _row, fact in placed[sheet.name])  # type: ignore[misc]

    return f.Facts(
        setting=setting,
        hjemler=of(p.HJEMLER, f.Hjemmel),
        houses=of(p.HOUSES, f.House),
        units=of(p.UNITS, f.Unit),
        posts=of(p.POSTS, f.Post),
        services=of(p.SERVICES, f.Service),
        supervisors=of(p.SUPERVISORS, f.Supervisor),
        projections=of(p.PROJECTIONS, f.Projection),
        measures=of(p.MEASURES, f.Measure),
        printed=of(p.PRINTED, f.Printed),
        inputs={i.id: i.value for i in of(p.INPUTS, p.Input)},
    )
