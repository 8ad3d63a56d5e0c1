"""The sheet Endringer: which duties have changed hands since the plan before."""

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export import changes
from vaktplan.export.view import View
from vaktplan.i18n import _

from . import cells, paper
from .cells import height, put, span

UNITS = (44.0, 52.0, 52.0)
LAST = len(UNITS)


def write(sheet: Worksheet, view: View) -> None:
    """Write the whole sheet."""
    cells.widths(sheet, UNITS)
    row = paper.top(sheet, paper.of(view), LAST, _("Endringer"))
    span(sheet, row, 1, LAST, changes.intro(view), cells.NOTE.but(bold=True))
    row += 1
    cells.heading(sheet, row, (_("Vakt"), _("Hadde vakten før"), _("Har vakten nå")))
    title_rows = row
    for line in changes.lines(view):
        row += 1
        texts = (line.when, line.left, line.came)
        for i, text in enumerate(texts, start=1):
            put(sheet, row, i, text, cells.TEXT)
        height(sheet, row, max(cells.lines_of(t, u) for t, u in zip(texts, UNITS, strict=True)))
    paper.page(sheet, paper.of(view), title_rows=title_rows, last_row=row, last_column=LAST)
