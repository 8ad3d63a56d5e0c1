"""The workbook of a sweep: the matrix, its numbers, every detail, and what the colours mean."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export import sweepwords, words
from vaktplan.export.files import write_atomically
from vaktplan.export.sweepwords import Matrix
from vaktplan.i18n import _

from . import cells
from .cells import put
from .package import to_bytes

FIRST = 4  # the row of the headings
DETAILS = (26.0, 22.0, 44.0, 18.0, 28.0, 10.0, 10.0, 12.0, 34.0, 44.0, 30.0)


def write_matrix(document: Mapping[str, Any], target: Path, made_at: datetime) -> None:
    """Write a sweep, as its JSON document has it."""
    book = cells.new_book()
    book.properties.creator = book.properties.lastModifiedBy = "vaktplan"
    found = sweepwords.matrix(document)
    _matrix(book.create_sheet(_("Matrise")), document, found, _("Tall"))
    _legend(book.create_sheet(_("Tegnforklaring")))
    _details(book.create_sheet(_("Detaljer")), document)
    _numbers(book.create_sheet(_("Tall")), found)
    write_atomically(target, to_bytes(book, made_at))


def _matrix(sheet: Worksheet, document: Mapping[str, Any], found: Matrix, numbers: str) -> None:
    put(sheet, 1, 1, _("Hva om … – {sted}").format(sted=document["title"]), cells.TITLE)
    put(sheet, 2, 1, sweepwords.decider_note(), cells.SECTION.but(color=cells.RED))
    _frame(sheet, found)
    for row, (key, _title) in enumerate(found.rows, start=FIRST + 1):
        for column, (name, _head) in enumerate(found.columns, start=2):
            cell = found.cells.get((key, name))
            text = "" if cell is None else sweepwords.cell_text(cell, document["names"])
            put(sheet, row, column, text, cells.TEXT.but(across="center"))
    last = f"{cells.letter(len(found.columns) + 1)}{FIRST + len(found.rows)}"
    for grade in sweepwords.GRADES:
        fill = PatternFill("solid", bgColor=grade.color)
        rule = Rule(
            type="expression",
            formula=[f"'{numbers}'!B{FIRST + 1}={grade.number}"],
            dxf=DifferentialStyle(fill=fill),
        )
        sheet.conditional_formatting.add(f"B{FIRST + 1}:{last}", rule)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{FIRST}:{FIRST}"


def _frame(sheet: Worksheet, found: Matrix) -> None:
    """The headings and the names of the rows, the same in the matrix and in its numbers."""
    cells.heading(sheet, FIRST, (_("Endring"), *(title for _key, title in found.columns)))
    sheet.column_dimensions["A"].width = 30.0
    for column in range(2, len(found.columns) + 2):
        sheet.column_dimensions[cells.letter(column)].width = 26.0
    for row, (_key, title) in enumerate(found.rows, start=FIRST + 1):
        put(sheet, row, 1, title, cells.TEXT.but(bold=True))
    sheet.freeze_panes = f"B{FIRST + 1}"


def _legend(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 10.0, 100.0
    cells.heading(sheet, 1, (_("Farge"), _("Betydning")))
    for row, grade in enumerate(sweepwords.GRADES, start=2):
        put(sheet, row, 1, grade.number, cells.CODE.but(fill=grade.color))
        put(sheet, row, 2, _(grade.meaning), cells.TEXT)
    after = len(sweepwords.GRADES) + 3
    put(sheet, after, 2, sweepwords.assumed(), cells.NOTE)
    put(sheet, after + 1, 2, sweepwords.decider_note(), cells.NOTE.but(bold=True))
    cells.height(sheet, after, 3)


def _details(sheet: Worksheet, document: Mapping[str, Any]) -> None:
    for i, width in enumerate(DETAILS, start=1):
        sheet.column_dimensions[cells.letter(i)].width = width
    cells.heading(
        sheet,
        1,
        (
            *(_("Endring"), _("Kolonne"), _("Hva"), _("Svar"), _("I ruten"), _("Flere udekket"), _("Bevist")),
            *(_("Første dato"), _("Udekket"), _("Største økning i rettferdig andel"), _("Merknad")),
        ),
    )
    for row, cell in enumerate(document["cells"], start=2):
        for column, value in enumerate(_values(cell, document["names"]), start=1):
            put(sheet, row, column, value, cells.TEXT)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{cells.letter(len(DETAILS))}{max(2, len(document['cells']) + 1)}"


def _values(cell: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str | int | date | None, ...]:
    proven = {True: _("ja"), False: _("nei")}.get(cell["proven"], "")
    first = date.fromisoformat(cell["first_open"]) if cell["first_open"] else None
    state = sweepwords.STATES[cell["state"]]
    notes = (cell["told"], cell["reason"], *cell["disagreement"])
    return (
        *(cell["row"], sweepwords.column_title(cell), "; ".join(cell["changes"])),
        _(state),
        sweepwords.cell_text(cell, names),
        *(cell["extra"], proven, first),
        ", ".join(f"{o['shift']} ({o['places']})" for o in cell["open"]),
        "; ".join(_rise(rise, names) for rise in cell["most"]),
        "; ".join(note for note in notes if note),
    )


def _rise(rise: Mapping[str, Any], names: Mapping[str, str]) -> str:
    measure = words.MEASURES[rise["measure"]]
    return _("{mål} +{n} for {lege}").format(
        mål=_(measure),
        n=words.number(rise["more"], 2),
        lege=names.get(rise["doctor"], rise["doctor"]),
    )


def _numbers(sheet: Worksheet, found: Matrix) -> None:
    """How grave each cell of the matrix is: what its colours go by."""
    put(sheet, 1, 1, _("Tallene som fargene i Matrise går etter; se Tegnforklaring."), cells.NOTE)
    _frame(sheet, found)
    for row, (key, _title) in enumerate(found.rows, start=FIRST + 1):
        for column, (name, _head) in enumerate(found.columns, start=2):
            cell = found.cells.get((key, name))
            put(sheet, row, column, None if cell is None else sweepwords.grade(cell).number, cells.COUNT)
