"""How a cell and a column look; the one way any text enters a sheet."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any, Literal
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export import words
from vaktplan.export.seen import Day, Place

PAGE_UNITS = 148.0  # widths of all columns that fill A4 landscape at full size
LONGEST = 32000  # characters a cell may hold, with room to spare
LIVE = tuple("=+-@\t\r\n|＝＋－＠")

BLACK, RED, GREY, WHITE = "000000", "B00000", "595959", "FFFFFF"
HEAD, RED_DAY, SATURDAY, EVE, PALE = "E3E8ED", "FBE2E2", "E9E9E9", "FFF1CC", "F6F8FA"
NO_SESSION = "E4E4E4"
_EMS = {
    **dict.fromkeys("ijl", 0.23),
    **dict.fromkeys("ftIr.,:;'|()!/ -", 0.33),
    **dict.fromkeys("sckvxyzJ", 0.51),
    **dict.fromkeys("mwMW@%", 0.9),
}  # widths of letters in Arial, in parts of its size
Plain = str | int | float | date | time | None


@dataclass(frozen=True)
class Style:
    """The looks of a cell."""

    size: float = 8
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = BLACK
    fill: str = ""
    across: str = "left"
    up: str = "center"
    wrap: bool = False
    box: Literal["", "hair", "thin", "medium"] = "hair"
    box_color: str = "9A9A9A"
    format: str = ""
    indent: int = 0

    def but(self, **changes: object) -> "Style":
        """The same looks with something changed."""
        return Style(**{**self.__dict__, **changes})


TITLE = Style(size=14, bold=True, box="")
BANNER = Style(size=11, bold=True, color=RED, box="medium", box_color=RED, across="center", wrap=True)
NOTE = Style(size=8, box="", wrap=True, up="top")
SMALL = NOTE.but(color=GREY)
HEADING = Style(size=8, bold=True, fill=HEAD, across="center", wrap=True, box="thin")
SECTION = Style(size=11, bold=True, box="")
TEXT = Style(wrap=True)
CODE = Style(across="center")
COUNT = Style(across="right", format="0")
DECIMAL = Style(across="right", format="0.0")
OPEN = Style(bold=True, color=WHITE, fill=BLACK, across="center", wrap=True, box="thin", box_color=BLACK)


_DRESSED: WeakKeyDictionary[Workbook, dict[tuple[Style, bool], StyleArray]] = WeakKeyDictionary()


@lru_cache(maxsize=512)
def _parts(s: Style) -> tuple[Font, PatternFill, Alignment, Border]:
    side = Side(style=s.box, color=s.box_color) if s.box else Side()
    return (
        Font(
            name="Arial",
            size=s.size,
            bold=s.bold,
            italic=s.italic,
            underline="single" if s.underline else None,
            color=s.color,
        ),
        PatternFill("solid", fgColor=s.fill) if s.fill else PatternFill(),
        Alignment(horizontal=s.across, vertical=s.up, wrap_text=s.wrap, indent=s.indent),
        Border(left=side, right=side, top=side, bottom=side),
    )


def new_book() -> Workbook:
    """A workbook without sheets whose normal font is Arial 10: it decides how wide a column unit is."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    normal = Font(name="Arial", size=10, family=2)
    inner = vars(book)  # openpyxl has no public way to say this
    inner["_fonts"] = IndexedList([normal])
    inner["_named_styles"]["Normal"].font = normal
    return book


def put(sheet: Worksheet, row: int, column: int, value: Plain, style: Style = TEXT) -> Cell:
    """Write a value; a text is always text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{sheet.title}: row {row}, column {column} lies inside a merged cell")
    text = ""
    if isinstance(value, str):
        text = words.clean(value, lines=True)[:LONGEST]
        cell.value = text
        cell.data_type = "s"
    else:
        cell.value = value
    _dress(sheet, cell, style, quoted=text.lstrip(" ").startswith(LIVE))
    return cell


def _dress(sheet: Worksheet, cell: Cell, style: Style, *, quoted: bool) -> None:
    """Give a cell its looks; what a workbook has seen before is copied, which is far cheaper."""
    known = _DRESSED.setdefault(sheet.parent, {}) if sheet.parent is not None else {}
    raw: Any = cell  # openpyxl has no public name for a cell's looks as numbers
    if (style, quoted) not in known:
        cell.font, cell.fill, cell.alignment, cell.border = _parts(style)
        if style.format:
            cell.number_format = style.format
        cell.quotePrefix = quoted
        known[style, quoted] = raw._style  # noqa: SLF001
    raw._style = copy(known[style, quoted])  # noqa: SLF001


def span(sheet: Worksheet, row: int, first: int, last: int, value: Plain, style: Style) -> None:
    """Write a value across columns first..last."""
    for column in range(first, last + 1):
        put(sheet, row, column, None, style)
    put(sheet, row, first, value, style)
    merge(sheet, row, first, row, last)


def merge(sheet: Worksheet, row: int, column: int, last_row: int, last_column: int) -> None:
    """Merge cells that are dressed already; the first holds the value."""
    if (last_row, last_column) != (row, column):
        area = CellRange(min_row=row, min_col=column, max_row=last_row, max_col=last_column)
        sheet.merged_cells.add(area)


def heading(sheet: Worksheet, row: int, titles: tuple[str, ...], first: int = 1) -> None:
    """A row of headings."""
    for i, title in enumerate(titles):
        put(sheet, row, first + i, title, HEADING)


def widths(sheet: Worksheet, units: tuple[float, ...]) -> None:
    """Set column widths, shrunk together when they would not fit one page."""
    scale = min(1.0, PAGE_UNITS / sum(units))
    for i, width in enumerate(units, start=1):
        sheet.column_dimensions[get_column_letter(i)].width = round(width * scale, 2)


def letter(column: int) -> str:
    """The letters of a column."""
    return get_column_letter(column)


def height(sheet: Worksheet, row: int, lines: int, size: float = 8, least: float = 0.0) -> None:
    """Set a row's height to a number of lines of text, and to no less than some points."""
    sheet.row_dimensions[row].height = round(max(least, max(1, lines) * size * 1.25 + 3.5), 1)


def lines_of(text: str, units: float, size: float = 8) -> int:
    """How many lines a text takes in a column of a width, counted a little generously."""
    room = max(4.0, units * 7 - 4)
    total = 0
    for line in text.split("\n"):
        used, count = 0.0, 1
        for word in line.split(" "):
            need = _pixels(word, size)
            if used and used + need + size * 0.37 > room:
                count, used = count + 1, 0.0
            used += need + (size * 0.37 if used else 0)
            while used > room:
                count, used = count + 1, used - room
        total += count
    return total


def _pixels(word: str, size: float) -> float:
    """About how wide a word is in Arial at 96 dots an inch."""
    return sum(_EMS.get(c, 0.72 if c.isupper() else 0.56) for c in word) * size * 96 / 72


def names(places: Sequence[Place]) -> str:
    """Who holds some places, a line for each; ! for one in a hard breach."""
    return "\n".join(p.name + (" !" if p.broken else "") for p in places)


def named(places: Sequence[Place], style: Style) -> Style:
    """The looks of a cell of names: loud when a place is open, framed when one stands in a hard breach."""
    if any(not p.doctor for p in places):
        return OPEN
    return style.but(box="medium", box_color=RED) if any(p.broken for p in places) else style


def day_style(day: Day, style: Style) -> Style:
    """A cell of a red day, a Saturday or an eve."""
    if day.red:
        return style.but(fill=RED_DAY)
    if day.saturday:
        return style.but(fill=SATURDAY)
    return style.but(fill=EVE) if day.eve else style


def day_heading(day: Day, style: Style) -> Style:
    """The heading of a date; red text on red days, italic and underlined on eves."""
    if day.red:
        return style.but(fill=RED_DAY, color=RED)
    if day.eve:
        return style.but(fill=EVE, italic=True, underline=True)
    return style.but(fill="D2D2D2") if day.saturday else style
