"""A table of Statistics Norway as a grid of texts: the headings over each column, and the rows of one municipality."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.text import key, shown

from .cells import Cell, Form
from .guard import MIB, text_of
from .raw import RawSheet, load, place

Grid = list[list[str]]
MOST_LINES = 20_000


@dataclass(frozen=True)
class Stand:
    """Where the cells of a grid stand: the file, and the sheet of a workbook."""

    file: str
    sheet: str = ""

    def at(self, row: int, column: int) -> str:
        """The place of a cell, counted from 0: sheet and cell, or file and line."""
        return place(self.sheet, row + 1, column + 1) if self.sheet else f"{self.file}:{row + 1}"


def read_grid(path: Path) -> tuple[Grid, Stand]:
    """The texts of a CSV file or of a workbook's first sheet. Raises InvalidInput in words."""
    if path.suffix.casefold() == ".xlsx":
        sheets = [s for s in load(path).sheets if s.visible and s.cells]
        if not sheets:
            raise InvalidInput.one(path.name, _("filen er tom"), _hint(), "empty-file")
        return _of_sheet(sheets[0]), Stand(path.name, sheets[0].name)
    text = text_of(path, path.name, MIB, older="latin-1")
    separator = max(";\t,", key=text.count)
    try:
        rows = list(csv.reader(text.split("\n"), delimiter=separator))
    except csv.Error:
        raise InvalidInput.one(path.name, _("filen er ikke en CSV-fil"), _hint(), "bad-csv") from None
    if len(rows) > MOST_LINES:
        what = _("filen har {antall} linjer").format(antall=len(rows))
        raise InvalidInput.one(path.name, what, _("Velg bare egen kommune i tabellen."), "too-many-rows")
    return [[cell.strip() for cell in row] for row in rows], Stand(path.name)


def _hint() -> str:
    return _("Last ned SSB-tabell 13600 på nytt som semikolonseparert CSV eller som Excel.")


def _of_sheet(sheet: RawSheet) -> Grid:
    height, width = max(r for r, _c in sheet.cells), max(c for _r, c in sheet.cells)
    return [[_text(sheet.cells.get((r, c))) for c in range(1, width + 1)] for r in range(1, height + 1)]


def _text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.form is Form.NUMBER and float(cell.value) == int(float(cell.value)):
        return str(int(float(cell.value)))
    return str(cell.value).strip()


def region_key(text: str) -> str:
    """A region for matching: "K-3907 Sandefjord (2020-)" is "sandefjord"."""
    return key(re.sub(r"^\s*(K-)?\d{4}\s+|\s*\([^)]*\)\s*$", "", text))


def rows_of(grid: Grid, municipality: str, stand: Stand) -> list[int]:
    """The rows of a municipality; a region stands in the first column, or holds for the rows below it.

    Raises InvalidInput when there are none, or when two regions have the name.
    """
    wanted, current, found, names = region_key(municipality), "", [], set()
    for number, row in enumerate(grid):
        first = row[0] if row else ""
        current = first or (current if any(row) else "")
        if any(row[1:]) and region_key(current) == wanted:
            found.append(number)
            names.add(current)
    if not found:
        what = _("filen har ingen rader for {kommune}").format(kommune=shown(municipality))
        hint = _("Velg kommunen i tabellen hos SSB, med region i første kolonne, og last ned på nytt.")
        raise InvalidInput.one(stand.file, what, hint, "projection-of-another")
    if len(names) > 1:
        what = _("filen har flere regioner som heter {kommune}").format(kommune=shown(municipality))
        hint = _("Behold bare én av dem: {navn}.").format(navn=", ".join(shown(n) for n in sorted(names)))
        raise InvalidInput.one(stand.file, what, hint, "ambiguous-name")
    return found


def headings(grid: Grid, above: int) -> list[str]:
    """The heading of each column: the texts above the first row of data, each holding to the right until the next."""
    width = max((len(row) for row in grid), default=0)
    lines = [row for row in grid[:above] if sum(1 for cell in row if cell) > 1]
    if lines and any(key(cell) == "region" for cell in lines[-1][:1]):
        lines = lines[-1:]  # one line of headings, as in a CSV file
    return [" ".join(filter(None, (_held(line, n) for line in lines))) for n in range(width)]


def _held(line: Sequence[str], column: int) -> str:
    return next((cell for cell in reversed(line[: column + 1]) if cell), "")
