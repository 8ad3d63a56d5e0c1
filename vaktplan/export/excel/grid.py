"""The sheet Leger × dager: the month at a glance."""

from itertools import groupby

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.domain import days
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Need, Shift, shift_id
from vaktplan.export import legend, words
from vaktplan.export.seen import Day
from vaktplan.export.view import View
from vaktplan.i18n import _

from . import cells, paper
from .cells import height, put, span
from .remarks import remark

NAME_UNITS, SUM_UNITS = 22.0, 5.2
NIGHT, ON_SITE, HOME, BACK, SESSION = "B9CBE8", "DCE9F5", "E2F0DA", "E6DFF0", "FFFFFF"


def write(sheet: Worksheet, view: View) -> None:
    """Write the whole sheet."""
    last = 1 + len(view.days) + len(_sums(view))
    room = cells.PAGE_UNITS - NAME_UNITS - SUM_UNITS * len(_sums(view))
    day_units = min(5.0, room / len(view.days))
    cells.widths(sheet, (NAME_UNITS, *(day_units for _d in view.days), *(SUM_UNITS for _s in _sums(view))))
    row = paper.top(sheet, paper.of(view), last)
    row = _legend(sheet, view, row, last)
    first_head = row
    row = _day_headings(sheet, view, row)
    title_rows = row - 1
    _sum_headings(sheet, view, first_head, title_rows)
    for doctor in view.doctors:
        _doctor_row(sheet, view, row, doctor)
        row += 1
    row = _open_row(sheet, view, row)
    row = _holidays(sheet, view, row + 1, last)
    if not legend.short(view):
        row = _legend_below(sheet, view, row + 2, last)
    paper.page(sheet, paper.of(view), title_rows=title_rows, last_row=row, last_column=last, title_cols=1)


def _legend(sheet: Worksheet, view: View, row: int, last: int) -> int:
    """What the letters mean; when they are many, they are told below the table instead."""
    signs = [*legend.days(), *legend.marks(view)]
    if view.unavailable:
        signs.append(_("– ikke tilgjengelig"))
    if legend.short(view):
        signs = [*(str(e) for e in legend.entries(view)), *signs]
    else:
        signs.append(_("Bokstavene er forklart etter tabellen."))
    text = "   ".join(signs)
    span(sheet, row, 1, last, text, cells.NOTE)
    height(sheet, row, cells.lines_of(text.replace("   ", " · "), cells.PAGE_UNITS))
    return row + 1


def _legend_below(sheet: Worksheet, view: View, row: int, last: int) -> int:
    """A row for each service line and each house; returns the last row used."""
    span(sheet, row, 1, last, _("Bokstavene"), cells.SECTION)
    height(sheet, row, 1, 11)
    units = cells.PAGE_UNITS - NAME_UNITS
    for group in legend.groups(view):
        row += 1
        text = "   ".join(str(e) for e in group.entries)
        put(sheet, row, 1, group.name, cells.TEXT.but(bold=True, up="top"))
        span(sheet, row, 2, last, text, cells.TEXT.but(up="top"))
        lines = cells.lines_of(text.replace("   ", " · "), units)
        height(sheet, row, max(lines, cells.lines_of(group.name, NAME_UNITS, 8.5)))
    if legend.parts(view):
        row += 1
        span(sheet, row, 1, last, legend.parts(view), cells.NOTE)
        height(sheet, row, 1)
    return row


def _day_headings(sheet: Worksheet, view: View, row: int) -> int:
    bands = (
        (_("Måned"), lambda day: words.month(day.date)),
        (_("Uke"), lambda day: str(days.iso_week(day.date))),
    )
    for label, key in bands:
        put(sheet, row, 1, label, cells.HEADING.but(across="left"))
        column = 2
        for name, group in groupby(view.days, key=key):
            width = len(list(group))
            text = _("Uke {nr}").format(nr=name) if label == _("Uke") and width > 2 else name
            span(sheet, row, column, column + width - 1, text, cells.HEADING)
            column += width
        row += 1
    plain = cells.HEADING.but(wrap=False)
    for label, text_of in (
        (_("Dag"), lambda day: words.weekday_short(day.date)),
        (_("Dato"), lambda day: day.date.day),
        ("", lambda day: day.mark),
    ):
        put(sheet, row, 1, label or _("Lege"), cells.HEADING.but(across="left"))
        for i, day in enumerate(view.days):
            put(sheet, row, 2 + i, text_of(day), cells.day_heading(day, plain))
        height(sheet, row, 1)
        row += 1
    return row


def _sums(view: View) -> tuple[str, ...]:
    if not view.ledger:
        return ()
    shifts = _("Vakter og økter") if view.sessions else _("Vakter")
    return (shifts, _("Netter"), _("Helger"), _("Timer tilst."), _("Timer hjem."))


def _sum_headings(sheet: Worksheet, view: View, first: int, last: int) -> None:
    for i, text in enumerate(_sums(view)):
        column = 2 + len(view.days) + i
        for row in range(first, last + 1):
            put(sheet, row, column, None, cells.HEADING)
        put(sheet, first, column, text, cells.HEADING.but(size=7))
        cells.merge(sheet, first, column, last, column)


def _doctor_row(sheet: Worksheet, view: View, row: int, doctor: Doctor) -> None:
    name = view.names[doctor.id]
    put(sheet, row, 1, name, cells.TEXT.but(bold=True))
    lines = cells.lines_of(name, NAME_UNITS)
    for i, day in enumerate(view.days):
        held = view.held(doctor.id, day.date)
        lines = max(lines, len(held))
        _duty_cell(sheet, view, row, 2 + i, doctor, day, held)
    _sum_cells(sheet, view, row, doctor)
    height(sheet, row, lines, 8.5, least=min(21.0, 340 / max(1, len(view.doctors))))


def _duty_cell(
    sheet: Worksheet, view: View, row: int, column: int, doctor: Doctor, day: Day, held: tuple[Shift, ...]
) -> None:
    style = cells.day_style(day, cells.CODE.but(wrap=True, size=8.5, bold=True))
    if not held:
        away = (doctor.id, day.date) in view.unavailable
        put(sheet, row, column, "–" if away else None, style.but(bold=False, color=cells.GREY))
        return
    broken = [(doctor.id, s.id) in view.marked for s in held]
    text = "\n".join(view.letters[s.type.id] + ("!" if b else "") for s, b in zip(held, broken, strict=True))
    style = style.but(fill=_fill(view, held[0]))
    if any(broken):
        style = style.but(box="medium", box_color=cells.RED)
    put(sheet, row, column, text, style)


def _fill(view: View, shift: Shift) -> str:
    if shift.need is Need.BAKVAKT:
        return BACK
    if view.is_session(shift.type):
        return SESSION
    if not shift.on_site:
        return HOME
    return NIGHT if view.report.book.is_night(shift) else ON_SITE


def _sum_cells(sheet: Worksheet, view: View, row: int, doctor: Doctor) -> None:
    account = view.ledger.get(doctor.id)
    if not _sums(view):
        return
    values: tuple[float | None, ...] = (None,) * 5
    if account is not None:
        counts = (account.shifts, account.nights, account.weekends)
        values = (*counts, round(account.hours_on_site, 1), round(account.hours_home, 1))
    for i, value in enumerate(values):
        whole = value is None or value == int(value)
        put(sheet, row, 2 + len(view.days) + i, value, cells.COUNT if whole else cells.DECIMAL)


def _open_row(sheet: Worksheet, view: View, row: int) -> int:
    if not view.missing:
        return row
    put(sheet, row, 1, _("UDEKKET"), cells.OPEN.but(across="left"))
    most = 1
    for i, day in enumerate(view.days):
        letters = view.open_letters(day.date)
        most = max(most, len(letters))
        style = cells.OPEN if letters else cells.day_style(day, cells.CODE)
        cell = put(sheet, row, 2 + i, "\n".join(letters) or None, style)
        remark(cell, view, (shift_id(day.date, t.id) for t in view.types))
    height(sheet, row, most, 8.5)
    return row + 1


def _holidays(sheet: Worksheet, view: View, row: int, last: int) -> int:
    named = [f"{words.day_month(d.date)}: {d.name}" for d in view.days if d.name]
    if not named:
        return row
    text = _("Røde dager og helgeaftener: {liste}").format(liste=" · ".join(named))
    span(sheet, row, 1, last, text, cells.NOTE)
    height(sheet, row, cells.lines_of(text, cells.PAGE_UNITS))
    return row
