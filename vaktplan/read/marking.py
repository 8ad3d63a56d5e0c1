"""Marks faults in a copy of a workbook; runs in the limited process."""

import io
import textwrap
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell as XlCell
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.text import has_refused, key, shown

from . import style
from .page import cell_at, link_to, print_on_a4, set_text
from .saving import to_bytes
from .sheets import FAULTS, LISTS, REASON_HEADINGS

_TALLEST = 409  # points; no program draws a taller row
MARK = "vaktplan-feilkopi"
_HEADINGS = (("Ark", 18), ("Celle", 10), ("Verdi", 28), ("Melding", 60), ("Forslag", 70))


def mark(data: bytes, faults: Sequence[dict[str, str]]) -> bytes:
    """A copy of a workbook with red cells, comments and a sheet of faults."""
    book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    for page in book.worksheets:
        _disarm(page)
    return _finish(book, faults)


def list_only(faults: Sequence[dict[str, str]]) -> bytes:
    """A workbook with nothing but the sheet of faults, for a file that cannot be opened."""
    book = Workbook()
    for page in book.worksheets:
        book.remove(page)
    return _finish(book, faults)


def _finish(book: Workbook, faults: Sequence[dict[str, str]]) -> bytes:
    if FAULTS in book.sheetnames:
        book.remove(book[FAULTS])
    page = book.create_sheet(FAULTS, 0)
    _headings(page)
    for number, fault in enumerate(faults, 2):
        _fault(book, page, number, fault)
    book.active = 0
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page
    book.properties.keywords = MARK
    return to_bytes(book)


def _disarm(page: Worksheet) -> None:
    """Show what is hidden, make formulas texts, and leave out columns that tell reasons."""
    if key(page.title) != key(LISTS):
        page.sheet_state = "visible"
    _unhide(page)
    reasons = set()
    for row in page.iter_rows():
        for cell in row:
            if not isinstance(cell, XlCell) or cell.value is None:
                continue
            if cell.column in reasons:
                cell.value = None
            elif isinstance(cell.value, str):
                if any(word in key(cell.value) for word in REASON_HEADINGS) and cell.row <= 10:
                    reasons.add(cell.column)
                set_text(cell, _visible(cell.value))
            elif cell.data_type == "f":
                set_text(cell, "=" + str(getattr(cell.value, "text", "") or "").removeprefix("="))


def _unhide(page: Worksheet) -> None:
    """Show every row and column; a filter that would hide them again is opened."""
    for dimension in (*page.row_dimensions.values(), *page.column_dimensions.values()):
        dimension.hidden = False
    for chosen in (page.auto_filter, *(table.autoFilter for table in page.tables.values())):
        if chosen is not None:
            chosen.filterColumn = []


def _visible(text: str) -> str:
    return "".join("?" if has_refused(c) and c not in "\n\t" else c for c in text)


def _headings(page: Worksheet) -> None:
    for at, (heading, width) in enumerate(_HEADINGS, 1):
        cell = cell_at(page, 1, at)
        set_text(cell, heading)
        cell.font, cell.fill, cell.border = style.HEAD, style.REQUIRED_FILL, style.BORDER
        cell.alignment = style.HEAD_ALIGNMENT
        page.column_dimensions[cell.column_letter].width = width
    page.freeze_panes = "A2"
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = "C00000"
    print_on_a4(page, "landscape")
    page.print_title_rows = "1:1"


def _fault(book: Workbook, page: Worksheet, number: int, fault: dict[str, str]) -> None:
    sheet, _mark, ref = fault["where"].rpartition("!")
    found = _target(book, sheet, ref)
    value = "" if found is None or found.value is None else shown(found.value)
    texts = (sheet or fault["where"], ref if sheet else "", value, fault["what"], fault["hint"])
    page.row_dimensions[number].height = _height(texts)
    for at, text in enumerate(texts, 1):
        cell = cell_at(page, number, at)
        set_text(cell, text)
        cell.font, cell.alignment, cell.border = style.BODY, style.WRAPPED, style.BORDER
    if found is not None:
        link = cell_at(page, number, 2)
        link_to(link, sheet, ref)
        link.font = style.LINK
        _redden(found, f"{fault['what']}\n{fault['hint']}".strip())


def _height(texts: Sequence[str]) -> float:
    """The height of a row whose texts wrap in their columns: no program works it out the same way."""
    wide = [max(4, width - 3) for _heading, width in _HEADINGS]  # the indent and the margins take their part
    lines = [len(textwrap.wrap(text, width)) for text, width in zip(texts, wide, strict=True)]
    return min(_TALLEST, 4 + 13.5 * max(1, *lines))


def _target(book: Workbook, sheet: str, ref: str) -> XlCell | None:
    try:
        page: Any = book[sheet]
        cell = page[ref]
    except (KeyError, ValueError, IndexError):
        return None
    return cell if isinstance(cell, XlCell) else None


def _redden(cell: XlCell, text: str) -> None:
    cell.fill = style.FAULT_FILL
    before = cell.comment.text + "\n" if cell.comment and cell.comment.author == "vaktplan" else ""
    cell.comment = Comment(before + text, "vaktplan", height=110, width=320)
