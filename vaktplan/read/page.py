"""Small helpers for a sheet that is being written: a plain cell, and how the page prints."""

from openpyxl.cell.cell import Cell as XlCell
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.i18n import _


def cell_at(page: Worksheet, row: int, column: int) -> XlCell:
    """A cell that can be written; the sheets written here have no merged cells."""
    cell = page.cell(row, column)
    if not isinstance(cell, XlCell):
        raise TypeError(f"{page.title}!{cell.coordinate} is merged")
    return cell


def set_text(cell: XlCell, text: str) -> None:
    """Write a text that is always a text, never a formula."""
    cell.value = text
    cell.data_type = "s"


def link_to(cell: XlCell, sheet: str, ref: str) -> None:
    """Make a cell a link to a place in the same workbook."""
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{ref}")


def print_on_a4(page: Worksheet, orientation: str) -> None:
    """One A4 page wide, with the sheet's name and page numbers below."""
    page.page_setup.orientation = "landscape" if orientation == "landscape" else "portrait"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = page.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.8, 0.35
    footer = page.oddFooter
    if footer is not None and footer.left is not None and footer.right is not None:
        footer.left.text = "vaktplan – &A"
        footer.right.text = _("Side &P av &N")
