"""The sheet Økter: who is in which ward, house by house and week by week; made to be hung up in the house."""

from itertools import pairwise

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.domain.shifts import shift_id
from vaktplan.export import legend, words
from vaktplan.export.sessions import House, Row, Sessions, Week
from vaktplan.export.view import View
from vaktplan.i18n import _

from . import cells, paper
from .cells import height, put, span
from .remarks import remark

FIXED = (27.0, 10.0)  # ward, time
LEAST, TALLEST = 13.5, 20.0  # points of a row
GAP, SPARE = 4.0, 8.0  # points between two weeks, and left over on a page


def write(sheet: Worksheet, view: View) -> None:
    """Write the whole sheet, each house on pages of its own."""
    sessions = Sessions(view)
    count = len(sessions.weekdays)
    last = len(FIXED) + count
    day_units = (cells.PAGE_UNITS - sum(FIXED)) / count
    cells.widths(sheet, (*FIXED, *(day_units for _n in range(count))))
    row = paper.top(sheet, paper.of(view), last, _("Økter"))
    notes = "   ".join((*legend.days(), _("grå rute: ingen økt"), *legend.marks(view)))
    span(sheet, row, 1, last, notes, cells.NOTE)
    height(sheet, row, 1)
    title_rows = row
    row += 1
    room = paper.SCALED_POINTS - paper.points(sheet, 1, row)
    breaks: list[int] = []
    for house in sessions.houses:
        if row > title_rows + 1:
            breaks.append(row)
        row, more = _house(sheet, sessions, house, row, day_units, room)
        breaks += more
    paper.page(
        sheet,
        paper.of(view),
        title_rows=title_rows,
        last_row=row - 1,
        last_column=last,
        title_cols=len(FIXED),
    )
    paper.break_before(sheet, breaks)


def _house(
    sheet: Worksheet, sessions: Sessions, house: House, row: int, day_units: float, room: float
) -> tuple[int, list[int]]:
    """Write a house from a row on; returns the next free row, and where it needs new pages: no week lies on two."""
    last = len(FIXED) + len(sessions.weekdays)
    span(sheet, row, 1, last, _title(sessions, house), cells.SECTION.but(size=13))
    height(sheet, row, 1, 13)
    starts = [row]
    row += 1
    for week in sessions.weeks(house):
        starts.append(row)
        row = _week(sheet, sessions, house, week, row, day_units)
    tall = [paper.points(sheet, a, b) for a, b in pairwise((*starts, row))]
    breaks = [starts[i] for i in _pages(tall, room)]
    for begin, end in pairwise((starts[0], *breaks, row)):
        _stretch(sheet, begin, end, room)
    return row, breaks


def _pages(tall: list[float], room: float) -> list[int]:
    """Which weeks begin a new page, when the first of the blocks is the title: as many weeks on each, if they fit."""
    weeks = len(tall) - 1
    for count in range(1, weeks + 1):
        size = -(-weeks // count)
        begins = list(range(1 + size, weeks + 1, size))
        if all(sum(tall[a:b]) <= room for a, b in pairwise((0, *begins, weeks + 1))):
            return begins
    return list(range(2, weeks + 1))


def _title(sessions: Sessions, house: House) -> str:
    places, missing = sessions.count(house)
    said = _("{antall} økter").format(antall=places) if places != 1 else _("1 økt")
    if missing:
        said += ", " + _("{antall} udekket").format(antall=missing)
    return f"{house.name} ({said})"


def _week(sheet: Worksheet, sessions: Sessions, house: House, week: Week, row: int, day_units: float) -> int:
    """A week: its dates, and a row for each ward and time of day; returns the next free row."""
    title = f"{house.name} · " + _("Uke {nr}").format(nr=week.number)
    span(sheet, row, 1, len(FIXED), title, cells.HEADING.but(across="left"))
    most = cells.lines_of(title, sum(FIXED))
    for i, weekday in enumerate(sessions.weekdays, start=1 + len(FIXED)):
        date = week.days.get(weekday)
        day = sessions.view.day_on[date] if date else None
        text = f"{words.weekday_short(date)} {words.day_month(date)}" if date else None
        style = cells.HEADING if day is None else cells.day_heading(day, cells.HEADING)
        if day is not None and day.mark:
            text = " ".join(t for t in (text, day.mark, day.name) if t)
        most = max(most, cells.lines_of(text or "", day_units, 8.5))
        put(sheet, row, i, text, style)
    height(sheet, row, most, least=LEAST)
    row += 1
    if not week.rows:
        last = len(FIXED) + len(sessions.weekdays)
        span(sheet, row, 1, last, _("Ingen økter denne uken."), cells.TEXT.but(italic=True))
        height(sheet, row, 1, least=LEAST)
        row += 1
    first = row
    for line in week.rows:
        _row(sheet, sessions, week, line, row, day_units)
        row += 1
    _join_wards(sheet, week, first)
    sheet.row_dimensions[row].height = GAP
    return row + 1


def _row(sheet: Worksheet, sessions: Sessions, week: Week, line: Row, row: int, day_units: float) -> None:
    put(sheet, row, 1, line.ward, cells.TEXT.but(bold=True, box="thin"))
    put(sheet, row, 2, line.window, cells.TEXT.but(across="center", wrap=False))
    most = cells.lines_of(line.ward, FIXED[0], 8.5)
    for i, weekday in enumerate(sessions.weekdays, start=1 + len(FIXED)):
        places = sessions.cell(week, line, weekday)
        text, style = None, cells.TEXT.but(fill=cells.NO_SESSION)
        if places is not None:
            plain = cells.TEXT.but(size=8.5, italic=line.types[0].on_demand)
            text = cells.names(places) if places else "–"
            style = cells.named(places, plain) if places else plain.but(color=cells.GREY, across="center")
        cell, date = put(sheet, row, i, text, style), week.days.get(weekday)
        if date is not None:
            remark(cell, sessions.view, (shift_id(date, t.id) for t in line.types))
        most = max(most, cells.lines_of(text or "", day_units, 8.5))
    height(sheet, row, most, least=LEAST)


def _join_wards(sheet: Worksheet, week: Week, first: int) -> None:
    """A ward with several times of day has one cell for its name."""
    wards = [line.ward for line in week.rows]
    begin = 0
    for i in range(1, len(wards) + 1):
        if i == len(wards) or wards[i] != wards[begin]:
            for later in range(begin + 1, i):
                sheet.cell(first + later, 1).value = None
            cells.merge(sheet, first + begin, 1, first + i - 1, 1)
            begin = i


def _stretch(sheet: Worksheet, first: int, end: int, room: float) -> None:
    """Make the rows of a page taller, as far as the page goes."""
    sizes = sheet.row_dimensions
    rows = [r for r in range(first, end) if (sizes[r].height or 0) >= LEAST]
    rest = room - paper.points(sheet, first, end) - SPARE
    more = min(TALLEST - LEAST, max(0.0, rest / max(1, len(rows))))
    for row in rows:
        sizes[row].height = round((sizes[row].height or 0) + more, 1)
