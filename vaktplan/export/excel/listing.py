"""The sheet Vaktliste: the roster as a plain list, which `vaktplan check --roster` reads back.

Its name and headings are a contract between programs, so they are the same in every language.
"""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.domain import clock
from vaktplan.domain.shifts import Shift
from vaktplan.export import words
from vaktplan.export.view import View

from . import cells, paper
from .cells import put

SHEET = "Vaktliste"
COLUMNS = ("Dato", "Ukedag", "Vakttype", "Vakt", "Fra", "Til", "Lege", "Navn")
OPEN = "UDEKKET"
UNITS = (12.0, 12.0, 22.0, 30.0, 9.0, 9.0, 22.0, 32.0)


def write(sheet: Worksheet, view: View) -> None:
    """Write a row for each assignment and each open place."""
    cells.widths(sheet, UNITS)
    cells.heading(sheet, 1, COLUMNS)
    row = 1
    for shift, doctor in rows(view):
        row += 1
        _row(sheet, view, row, shift, doctor)
    sheet.auto_filter.ref = f"A1:H{max(row, 2)}"
    paper.page(sheet, paper.of(view), title_rows=1, last_row=row, last_column=len(COLUMNS))


def rows(view: View) -> Iterator[tuple[Shift, str]]:
    """Every (shift, doctor id) by start, and (shift, UDEKKET) once per open place."""
    for shift in view.instance.shifts:
        for doctor in view.report.roster.doctors_of.get(shift.id, ()):
            yield shift, doctor
        for _i in range(view.missing.get(shift.id, 0)):
            yield shift, OPEN


def _row(sheet: Worksheet, view: View, row: int, shift: Shift, doctor: str) -> None:
    center = cells.TEXT.but(across="center", wrap=False)
    put(sheet, row, 1, shift.date, center.but(format="dd.mm.yyyy"))
    put(sheet, row, 2, words.weekday(shift.date), cells.TEXT)
    put(sheet, row, 3, shift.type.id, cells.TEXT)
    put(sheet, row, 4, shift.type.name, cells.TEXT)
    put(sheet, row, 5, clock.oslo(shift.start).time(), center.but(format="hh:mm"))
    put(sheet, row, 6, clock.oslo(shift.end).time(), center.but(format="hh:mm"))
    style = cells.OPEN.but(across="left") if doctor == OPEN else cells.TEXT
    put(sheet, row, 7, doctor, style)
    put(sheet, row, 8, view.names.get(doctor, ""), style)
