"""The template, and an Instance written as the same workbook."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.domain.instance import Instance
from vaktplan.i18n import _

from . import required, style, words
from .columns import Column, Kind, Sheet
from .example import example
from .instructions import write_instructions
from .page import cell_at, print_on_a4, set_text
from .render import check_cell, checked, defaults, rows_of, setup_values
from .required import SETUP
from .saving import to_bytes, write_new
from .sheets import LISTS, LISTS_MARK, SHEETS, TEMPLATE_VERSION

_SPARE, _FEWEST = 20, 40
_FORMATS = {
    Kind.DATE: "dd.mm.yyyy",
    Kind.CLOCK: "hh:mm",
    Kind.WHOLE: "0",
    Kind.NUMBER: "General",
    Kind.HOURS: "General",
    Kind.SHARE: "General",
    Kind.PERCENT: "General",
}
_LISTS: Mapping[str, Mapping[str, object]] = {
    "liste_slag": words.LINE_KINDS,
    "liste_sted": words.PLACES,
    "liste_krever": words.NEEDS,
    "liste_hvileregler": words.REST_PROFILES,
    "liste_omfang": words.SCOPES,
    "liste_fritakstype": words.EXEMPTION_KINDS,
    "liste_fravaersslag": words.ABSENCE_KINDS,
    "liste_onske": words.WISH_KINDS,
    "liste_hoytid": words.FEASTS,
    "liste_ja_nei": words.YES_NO,
    "liste_sammen": words.PAIRING_KINDS,
}
_REFERENCES = {
    Kind.DOCTOR: ("liste_leger", required.DOCTORS),
    Kind.LINE: ("liste_tjenestelinjer", required.LINES),
    Kind.TYPE: ("liste_vakttyper", required.TYPES),
}


def write_template(path: Path, *, overwrite: bool = False) -> None:
    """Write the template with its example. Raises UsageError when the file exists and may not be replaced."""
    write_new(path, workbook_bytes(example()), overwrite=overwrite)


def write_workbook(instance: Instance, path: Path) -> None:
    """Write an Instance (its base left out) as a workbook that reads back as the same Instance.

    Raises InvalidInput for a value that no cell can carry, such as an id with a comma.
    """
    write_new(path, workbook_bytes(instance), overwrite=True)


def workbook_bytes(instance: Instance) -> bytes:
    """The bytes of the workbook of an Instance; the same Instance gives the same bytes."""
    return to_bytes(workbook_of(instance))


def workbook_of(instance: Instance) -> Workbook:
    """The workbook of an Instance."""
    book = Workbook()
    write_instructions(book.active or book.create_sheet())
    rows = rows_of(instance)
    sizes = {sheet.name: max(_FEWEST, len(rows.get(sheet.name, ())) + _SPARE) for sheet in SHEETS}
    _write_setup(book.create_sheet(SETUP.name), instance)
    for sheet in SHEETS[1:]:
        cells = [
            checked(sheet, n, row, defaults(sheet, instance)) for n, row in enumerate(rows[sheet.name], 2)
        ]
        write_sheet(book.create_sheet(sheet.name), sheet, cells, sizes[sheet.name])
    _write_lists(book, sizes)
    return book


def write_sheet(page: Worksheet, sheet: Sheet, rows: list[list[Any]], size: int) -> None:
    """Write a sheet of rows, with room for `size` of them."""
    _write_headings(page, sheet)
    for number in range(2, size + 2):
        page.row_dimensions[number].height = 17
        values = rows[number - 2] if number - 2 < len(rows) else [None] * len(sheet.columns)
        for at, (column, value) in enumerate(zip(sheet.columns, values, strict=True), 1):
            put(cell_at(page, number, at), value, _FORMATS.get(column.kind, "@"))
    for at, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(at)
        _validate(page, column, f"{letter}2:{letter}{size + 1}")
    _mark_missing(page, sheet, size)
    _finish(page, sheet, size + 1)


def put(cell: XlCell, value: str | float | date | time | None, number_format: str) -> None:
    """Write a body cell; a text is always a text, never a formula."""
    if isinstance(value, str):
        set_text(cell, value)
    else:
        cell.value = value
    cell.number_format = number_format
    cell.font, cell.border, cell.fill = style.BODY, style.BORDER, style.BODY_FILL
    cell.alignment = style.BODY_ALIGNMENT if number_format == "@" else style.CENTRED
    cell.protection = style.UNLOCKED


def _write_headings(page: Worksheet, sheet: Sheet) -> None:
    for at, column in enumerate(sheet.columns, 1):
        cell = page.cell(1, at, column.heading)
        cell.font, cell.alignment, cell.border = style.HEAD, style.HEAD_ALIGNMENT, style.BORDER
        cell.fill = style.REQUIRED_FILL if column.required else style.OPTIONAL_FILL
        page.column_dimensions[get_column_letter(at)].width = column.width
    page.row_dimensions[1].height = 32


def _write_setup(page: Worksheet, instance: Instance) -> None:
    unit = Instance.model_fields["unit"].default
    lines = [(c, v, unit if c.field == "unit" else v) for c, v in setup_values(instance)]
    write_fields(page, SETUP, lines)


def write_fields(page: Worksheet, sheet: Sheet, lines: Sequence[tuple[Column, Any, Any]]) -> None:
    """Write a sheet of fields, each with its value and what a blank cell means, and its help where there is room.

    Raises InvalidInput for a value that no cell can carry; a value and a default of None leave the cell blank.
    """
    _write_headings(page, sheet)
    for number, (column, value, default) in enumerate(lines, 2):
        label, answer = cell_at(page, number, 1), cell_at(page, number, 2)
        put(label, column.heading, "@")
        label.protection, label.font = style.LOCKED, style.BOLD
        blank = value is None and default is None
        shown = None if blank else check_cell(column, value, default, f"{sheet.name}!B{number}")
        put(answer, shown, _FORMATS.get(column.kind, "@"))
        answer.alignment = style.BODY_ALIGNMENT
        _validate(page, column, f"B{number}")
        if len(sheet.columns) > 2:
            put(cell_at(page, number, 3), _(column.note) if column.note else None, "@")
    _finish(page, sheet, len(lines) + 1)


def _finish(page: Worksheet, sheet: Sheet, last_row: int) -> None:
    """The table, the frozen and locked heading, and the page set-up."""
    last = get_column_letter(len(sheet.columns))
    table = Table(displayName=sheet.table, ref=f"A1:{last}{last_row}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    page.add_table(table)
    page.freeze_panes = "A2"
    page.sheet_view.showGridLines = False
    page.sheet_properties.tabColor = style.NAVY if sheet.required else style.TEAL
    protection = page.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.sort = protection.autoFilter = False
    print_on_a4(page, "landscape")
    page.print_title_rows = "1:1"


def _mark_missing(page: Worksheet, sheet: Sheet, size: int) -> None:
    """Colour a required cell that is blank in a row that is begun."""
    last = get_column_letter(len(sheet.columns))
    for at, column in enumerate(sheet.columns, 1):
        if column.required:
            letter = get_column_letter(at)
            formula = f'AND(COUNTA($A2:${last}2)>0,TRIM({letter}2)="")'
            rule = FormulaRule(  # type: ignore[no-untyped-call]
                formula=[formula], fill=style.MISSING_FILL
            )
            page.conditional_formatting.add(f"{letter}2:{letter}{size + 1}", rule)


def _validate(page: Worksheet, column: Column, span: str) -> None:
    """The dropdown, the limits and the help of a column's cells."""
    rule = _validation(column)
    rule.allow_blank = True
    rule.errorTitle, rule.error = (
        column.heading,
        _("Verdien passer ikke i kolonnen «{navn}».").format(navn=column.heading),
    )
    if column.note:
        rule.promptTitle, rule.prompt, rule.showInputMessage = column.heading[:32], _(column.note)[:255], True
    rule.add(span)
    page.add_data_validation(rule)


def _validation(column: Column) -> DataValidation:
    for name, among in _LISTS.items():
        if column.words is among and column.kind in (Kind.WORD, Kind.YES_NO):
            return DataValidation(type="list", formula1=f"={name}", showErrorMessage=True)
    if column.words and column.kind in (Kind.WORD, Kind.YES_NO):
        written = ",".join(column.words)
        return DataValidation(type="list", formula1=f'"{written}"', showErrorMessage=True)
    if column.kind in _REFERENCES:
        name, _sheet = _REFERENCES[column.kind]
        return DataValidation(type="list", formula1=f"={name}", showErrorMessage=False)
    if column.kind is Kind.DATE:
        return DataValidation(
            type="date",
            operator="between",
            formula1="367",
            formula2="109574",
            showErrorMessage=True,
            errorStyle="warning",
        )
    if column.limits:
        low, high = column.limits
        return DataValidation(
            type="whole" if column.kind is Kind.WHOLE else "decimal",
            operator="between",
            formula1=str(low),
            formula2=str(high),
            showErrorMessage=True,
        )
    return DataValidation()


def _write_lists(book: Workbook, sizes: Mapping[str, int]) -> None:
    """The hidden sheet of lists, and a name for each list."""
    page = book.create_sheet(LISTS)
    page.sheet_state = "hidden"
    page["A1"], page["A2"] = LISTS_MARK, TEMPLATE_VERSION
    for at, (name, among) in enumerate(_LISTS.items(), 2):
        page.cell(1, at, name)
        for number, word in enumerate(among, 2):
            page.cell(number, at, word)
        letter = get_column_letter(at)
        _name(book, name, LISTS, f"${letter}$2:${letter}${len(among) + 1}")
    for name, sheet in _REFERENCES.values():
        _name(book, name, sheet.name, f"$A$2:$A${sizes[sheet.name] + 1}")
    for row in page.iter_rows():
        for cell in row:
            cell.font = style.BODY
    page.protection.sheet = True


def _name(book: Workbook, name: str, sheet: str, span: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=f"{quote_sheetname(sheet)}!{span}")
