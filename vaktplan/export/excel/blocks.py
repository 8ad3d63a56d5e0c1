"""Rows of plain text, as tall as the text asks for; each returns the next free row."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from . import cells
from .cells import height, put, span


def across(sheet: Worksheet, row: int, units: Sequence[float], text: str, style: cells.Style) -> int:
    """A text over all columns, whose widths are `units`."""
    span(sheet, row, 1, len(units), text, style)
    height(sheet, row, cells.lines_of(text, sum(units), style.size), style.size)
    return row + 1


def beside(sheet: Worksheet, row: int, units: Sequence[float], texts: Sequence[str]) -> int:
    """A text in each column."""
    for i, text in enumerate(texts, start=1):
        put(sheet, row, i, text, cells.TEXT.but(up="top"))
    height(sheet, row, max(cells.lines_of(t, u) for t, u in zip(texts, units, strict=True)))
    return row + 1
