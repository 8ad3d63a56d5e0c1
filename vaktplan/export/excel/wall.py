"""The sheets Dager × vakter: who is on, with the bakvakt beside; the one on the wall."""

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.domain import days
from vaktplan.domain.shifts import shift_id
from vaktplan.export import legend, words
from vaktplan.export.columns import Column, pieces
from vaktplan.export.seen import Day
from vaktplan.export.view import View
from vaktplan.i18n import _

from . import cells, paper
from .cells import height, put, span
from .remarks import remark

MOST_COLUMNS = 11
FIXED = (5.0, 3.5, 26.0)  # week, weekday, date
TALLEST = 22.0  # points of a row, when there is room


def write(book: Workbook, view: View) -> None:
    """Write one sheet, or several when one page has no room for all columns; none when there are sessions alone."""
    found = pieces(view.columns, MOST_COLUMNS)
    for number, piece in enumerate(found or ((),), start=1):
        if piece or not view.sessions:
            name = _("Dager × vakter")
            _write(book.create_sheet(name if len(found) < 2 else f"{name} {number}"), view, piece)


def _write(sheet: Worksheet, view: View, columns: tuple[Column, ...]) -> None:
    last = len(FIXED) + max(1, len(columns))
    units = (cells.PAGE_UNITS - sum(FIXED)) / max(4, len(columns))
    cells.widths(sheet, (*FIXED, *(units for _i in range(max(1, len(columns))))))
    row = _signs(sheet, view, paper.top(sheet, paper.of(view), last), last)
    row = _headings(sheet, columns, row, units)
    title_rows = row - 1
    size = _size(view, columns, units)
    for day in view.days:
        _day_row(sheet, view, row, day, columns, units, size)
        row += 1
    _fill_the_page(sheet, title_rows, row)
    row -= 1
    paper.page(
        sheet, paper.of(view), title_rows=title_rows, last_row=row, last_column=last, title_cols=len(FIXED)
    )


def _size(view: View, columns: tuple[Column, ...], units: float) -> float:
    """The largest letters in which no cell needs a second line for a single name; else plain 8."""
    held = {d for c in columns for s in view.instance.shifts if s.type in c.types
            for d in view.report.roster.doctors_of.get(s.id, ())}  # fmt: skip
    names = [view.names[d] for d in sorted(held)]
    for size in (9.5, 9.0, 8.5, 8.0, 7.5, 7.0):
        if all(cells.lines_of(name, units, size) == 1 for name in names):
            return size
    return 8.0


def _headings(sheet: Worksheet, columns: tuple[Column, ...], row: int, units: float) -> int:
    for i, text in enumerate((_("Uke"), _("Dag"), _("Dato"))):
        put(sheet, row, 1 + i, text, cells.HEADING)
        put(sheet, row + 1, 1 + i, None, cells.HEADING)
        cells.merge(sheet, row, 1 + i, row + 1, 1 + i)
    most = 1
    for i, column in enumerate(columns):
        style = cells.HEADING.but(italic=column.on_demand)
        put(sheet, row, 1 + len(FIXED) + i, column.names, style)
        place = words.place(column.types[0].on_site)
        put(sheet, row + 1, 1 + len(FIXED) + i, f"{column.window} {place}", style.but(bold=False))
        most = max(most, cells.lines_of(column.names, units, 9))
    height(sheet, row, most)
    height(sheet, row + 1, 1)
    return row + 2


def _day_row(
    sheet: Worksheet, view: View, row: int, day: Day, columns: tuple[Column, ...], units: float, size: float
) -> None:
    first = day.date == view.days[0].date or day.date.weekday() == 0
    week = _("Uke {nr}").format(nr=days.iso_week(day.date)) if first else None
    put(sheet, row, 1, week, cells.CODE.but(size=7, wrap=True, box="thin" if first else "hair"))
    head = cells.day_heading(day, cells.TEXT.but(bold=True))
    put(sheet, row, 2, words.weekday_short(day.date), head.but(across="center"))
    date_text = " ".join(t for t in (words.day_month(day.date), day.mark, day.name) if t)
    put(sheet, row, 3, date_text, head)
    most = cells.lines_of(date_text, FIXED[2], 8.5)
    for i, column in enumerate(columns):
        text, style = _who(view, day, column)
        cell = put(sheet, row, 1 + len(FIXED) + i, text, style.but(size=size))
        remark(cell, view, (shift_id(day.date, t.id) for t in column.types))
        most = max(most, cells.lines_of(text or "", units, size))
    height(sheet, row, most, size)


def _who(view: View, day: Day, column: Column) -> tuple[str | None, cells.Style]:
    plain = cells.day_style(day, cells.TEXT)
    if not any((day.date, t.id) in view.shift_on for t in column.types):
        return None, plain
    places = view.on(day.date, column.types)
    if not places:
        return "–", plain.but(color=cells.GREY, across="center")
    return cells.names(places), cells.named(places, plain.but(italic=column.on_demand))


def _signs(sheet: Worksheet, view: View, row: int, last: int) -> int:
    notes = (*legend.days(), _("– ikke behov for bakvakt"), *legend.marks(view))
    span(sheet, row, 1, last, "   ".join(notes), cells.NOTE)
    height(sheet, row, 1)
    return row + 1


def _fill_the_page(sheet: Worksheet, title_rows: int, end: int) -> None:
    """Make the rows of days as tall as lets them all stand on one page, when they can."""
    sizes = sheet.row_dimensions
    room = paper.PAGE_POINTS - sum(sizes[r].height or 0 for r in range(1, title_rows + 1))
    needed = {r: sizes[r].height or 0 for r in range(title_rows + 1, end)}
    tall = TALLEST
    while tall > 10 and sum(max(tall, h) for h in needed.values()) > room:
        tall -= 0.2
    for row, least in needed.items():
        sizes[row].height = round(max(tall, least), 1)
