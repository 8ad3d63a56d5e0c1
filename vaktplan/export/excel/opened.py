"""The sheet Udekket: why each open place is open, reason by reason, and who may decide what would help."""

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export import opened
from vaktplan.export.view import View
from vaktplan.export.whylines import Said, ways_head
from vaktplan.i18n import _

from . import cells, paper
from .blocks import across, beside

UNITS = (78.0, 70.0)
LAST = len(UNITS)
BEFORE = 6.0  # points between two shifts


def write(sheet: Worksheet, view: View) -> None:
    """Write the whole sheet."""
    cells.widths(sheet, UNITS)
    row = paper.top(sheet, paper.of(view), LAST, _("Udekket"))
    row = across(sheet, row, UNITS, opened.intro(view), cells.NOTE.but(bold=True))
    cells.heading(sheet, row, (_("Hva"), _("Hjemlet i, eller hvem som bestemmer")))
    title_rows = row
    row += 1
    for told in view.said.values():
        row = _shift(sheet, row, told)
    if opened.rest(view):
        row = across(sheet, row, UNITS, opened.rest(view), cells.NOTE)
    paper.page(sheet, paper.of(view), title_rows=title_rows, last_row=row - 1, last_column=LAST)


def _shift(sheet: Worksheet, row: int, told: Said) -> int:
    """All that is said of a shift; returns the next free row."""
    row = across(sheet, row, UNITS, told.head, cells.TEXT.but(bold=True, size=9, fill=cells.HEAD, box="thin"))
    for reason in told.reasons:
        row = beside(sheet, row, UNITS, (reason.told, reason.cite))
    for swap in told.swaps:
        row = across(sheet, row, UNITS, swap, cells.TEXT)
    if told.proof:
        row = across(sheet, row, UNITS, told.proof, cells.TEXT.but(italic=True))
    if told.ways:
        row = across(sheet, row, UNITS, ways_head(), cells.TEXT.but(bold=True))
    for way in told.ways:
        row = beside(sheet, row, UNITS, (way.told, way.decider))
    if told.untried:
        row = across(sheet, row, UNITS, told.untried, cells.TEXT.but(italic=True))
    sheet.row_dimensions[row].height = BEFORE
    return row + 1
