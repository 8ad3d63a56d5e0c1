"""The sheet Hvorfor meg: who else could have had a doctor's duties and what that would cost, for the doctor to read."""

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export.view import View
from vaktplan.export.whymelines import WhyMine, instead_head, why_mine
from vaktplan.i18n import _

from . import cells, paper
from .blocks import across, beside

UNITS = (40.0, 28.0, 80.0)
LAST = len(UNITS)
BEFORE = 6.0  # points between two duties


def write(sheet: Worksheet, view: View) -> None:
    """Write the whole sheet."""
    cells.widths(sheet, UNITS)
    row = paper.top(sheet, paper.of(view), LAST, _("Hvorfor meg"))
    row = across(sheet, row, UNITS, instead_head(), cells.NOTE.but(bold=True))
    cells.heading(sheet, row, (_("Lege"), _("Pris"), _("Hva prisen kommer av")))
    title_rows = row
    row += 1
    for why in view.report.why_me:
        row = _duty(sheet, row, why_mine(view.instance, why))
    paper.page(sheet, paper.of(view), title_rows=title_rows, last_row=row - 1, last_column=LAST)


def _duty(sheet: Worksheet, row: int, told: WhyMine) -> int:
    """All that is said of a duty; returns the next free row."""
    row = across(sheet, row, UNITS, told.head, cells.TEXT.but(bold=True, size=9, fill=cells.HEAD, box="thin"))
    if told.unable:
        row = across(sheet, row, UNITS, told.unable, cells.TEXT)
    for other in told.instead:
        row = beside(sheet, row, UNITS, (other.doctor, other.price, other.changes))
    for text in (told.more, told.unknown):
        if text:
            row = across(sheet, row, UNITS, text, cells.TEXT.but(italic=True))
    sheet.row_dimensions[row].height = BEFORE
    return row + 1
