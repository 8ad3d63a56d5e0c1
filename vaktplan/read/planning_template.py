"""The empty template of a plan for the doctors, and planning facts written as the same sheets."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.planning.facts import Facts, Setting

from . import planning_sheets as p
from .columns import Sheet
from .planning_instructions import write_instructions
from .render import checked, model_defaults
from .saving import to_bytes, write_new
from .template import workbook_of, write_fields, write_sheet

_SPARE, _FEWEST = 20, 60


def write_planning_template(path: Path, *, overwrite: bool = False) -> None:
    """Write the empty template. Raises UsageError when the file exists and may not be replaced."""
    write_new(path, planning_bytes(None), overwrite=overwrite)


def planning_bytes(facts: Facts | None) -> bytes:
    """The bytes of a workbook with the planning sheets alone, empty without facts."""
    book = Workbook()
    write_instructions(book.active or book.create_sheet())
    add_planning(book, facts)
    return to_bytes(book)


def write_with_planning(instance: Instance, facts: Facts, path: Path) -> None:
    """Write a roster workbook that has the planning sheets too. Raises InvalidInput as `write_workbook` does."""
    write_new(path, with_planning_bytes(instance, facts), overwrite=True)


def with_planning_bytes(instance: Instance, facts: Facts) -> bytes:
    """The bytes of a roster workbook that has the planning sheets too."""
    book = workbook_of(instance)
    add_planning(book, facts)
    return to_bytes(book)


def add_planning(book: Workbook, facts: Facts | None) -> None:
    """Add the planning sheets to a workbook. Raises InvalidInput for a value that no cell can carry."""
    known = model_defaults(Setting)
    setting = facts.setting if facts else None
    lines = [
        (c, getattr(setting, c.field), known.get(c.field)) if setting else (c, None, None)
        for c in p.SETUP_FIELDS
    ]
    write_fields(book.create_sheet(p.SETUP.name), p.SETUP, lines)
    for sheet, rows in _rows(facts):
        cells = [checked(sheet, n, row, model_defaults(sheet.model)) for n, row in enumerate(rows, 2)]
        write_sheet(book.create_sheet(sheet.name), sheet, cells, max(_FEWEST, len(rows) + _SPARE))


def _rows(facts: Facts | None) -> Iterable[tuple[Sheet, list[dict[str, Any]]]]:
    """Each sheet of rows with its rows, field by field."""
    for sheet in p.TABLES:
        yield sheet, [{c.field: getattr(f, c.field) for c in sheet.columns} for f in _facts(sheet, facts)]


def _facts(sheet: Sheet, facts: Facts | None) -> Iterable[Fact]:
    if facts is None:
        return ()
    if sheet is p.INPUTS:
        return tuple(p.Input(id=key, value=value) for key, value in facts.inputs.items())
    found: tuple[Fact, ...] = getattr(facts, p.FIELDS[sheet.name])
    return found
