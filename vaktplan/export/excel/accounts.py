"""The sheet Vaktregnskap: every doctor and measure, what is carried on, and charts against the fair share."""

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export import carry, formula, words
from vaktplan.export.view import View
from vaktplan.i18n import _
from vaktplan.ledger import LedgerRow
from vaktplan.rulebook.rules import MEASURES

from . import cells, charts, paper
from .cells import height, put, span

FIXED = (20.0, 9.6, 6.2, 6.2, 7.8, 9.0)  # wide enough for what is carried on, too
NUMBER = 5.3
FIRST = len(FIXED) + 1  # column of the first measure
SHARE, GOT = 1, 2  # of the four columns of a measure: owed, share, got, owed after
MOST_IN_CHART, CHART_ROWS = 27, 14
CHART_SIZE = (6.4, 27)  # height and width in cm


def write(sheet: Worksheet, view: View, sheets: dict[str, str]) -> None:
    """Write the table and the charts; doctors' names lead to their sheets."""
    last = FIRST - 1 + 4 * len(MEASURES)
    cells.widths(sheet, (*FIXED, *(NUMBER for _i in range(4 * len(MEASURES)))))
    row = paper.top(sheet, paper.of(view), last, _("Vaktregnskap"))
    span(sheet, row, 1, last, _explained(), cells.NOTE)
    height(sheet, row, cells.lines_of(_explained(), cells.PAGE_UNITS))
    _headings(sheet, row + 1)
    title_rows = row + 2
    row = first = title_rows + 1
    for doctor in view.doctors:
        account = view.ledger.get(doctor.id)
        if account is None:
            continue
        _account(sheet, row, view.names[doctor.id], account, carry.duties_done(view, doctor.id))
        _link(sheet, row, sheets.get(doctor.id))
        row += 1
    if row > first:
        end = _carried(sheet, view, row + 1, last)
        row = _charts(sheet, first, row - 1, end)
    paper.page(sheet, paper.of(view), title_rows=title_rows, last_row=row, last_column=last, title_cols=1)


def _explained() -> str:
    return _(
        "Før: skyldig fra før denne perioden (negativt: til gode). Andel: rettferdig andel, {formel}. "
        "Fått: i denne planen. Etter: skyldig etterpå. Vakter utført: legevakter til og med denne planen."
    ).format(formel=formula.general().partition(" = ")[2])


def _headings(sheet: Worksheet, row: int) -> None:
    fixed = (
        _("Lege"),
        _("Vakter"),
        _("Timer tilst."),
        _("Timer hjem."),
        _("Praksis-dager tapt"),
        _("Vakter utført"),
    )
    for i, text in enumerate(fixed, start=1):
        put(sheet, row, i, text, cells.HEADING)
        put(sheet, row + 1, i, None, cells.HEADING)
        cells.merge(sheet, row, i, row + 1, i)
    for m, measure in enumerate(MEASURES):
        first = FIRST + 4 * m
        span(sheet, row, first, first + 3, _(words.MEASURES[measure]), cells.HEADING)
        for i, text in enumerate((_("Før"), _("Andel"), _("Fått"), _("Etter"))):
            put(sheet, row + 1, first + i, text, cells.HEADING.but(size=7))
    height(sheet, row, 1)
    height(sheet, row + 1, 3)


def _account(sheet: Worksheet, row: int, name: str, account: LedgerRow, done: int) -> None:
    put(sheet, row, 1, name, cells.TEXT.but(bold=True))
    put(sheet, row, 2, account.shifts, cells.COUNT)
    put(sheet, row, 3, round(account.hours_on_site, 1), cells.DECIMAL)
    put(sheet, row, 4, round(account.hours_home, 1), cells.DECIMAL)
    put(sheet, row, 5, account.practice_days_lost, cells.COUNT)
    put(sheet, row, 6, done, cells.COUNT)
    lines = {line.measure: line for line in account.measures}
    for m, measure in enumerate(MEASURES):
        line = lines.get(measure)
        fill = cells.PALE if m % 2 else ""
        values: tuple[cells.Plain, ...] = (None,) * 4
        if line is not None:
            owed, share, after = (round(float(x), 2) for x in (line.owed, line.target, line.owed_after))
            values = (owed, share, line.count, after)
        for i, value in enumerate(values):
            style = cells.COUNT if i == GOT else cells.DECIMAL
            put(sheet, row, FIRST + 4 * m + i, value, style.but(fill=fill, bold=i == GOT))
    height(sheet, row, cells.lines_of(name, FIXED[0]))


def _carried(sheet: Worksheet, view: View, row: int, last: int) -> int:
    """The rows of the next workbook's Regnskap, each value in a cell of its own; returns the last row used."""
    span(sheet, row, 1, last, carry.title(), cells.SECTION)
    height(sheet, row, 1, 11)
    row += 1
    for i, text in enumerate(carry.COLUMNS, start=1):
        put(sheet, row, i, text, cells.HEADING.but(size=7))
    height(sheet, row, 2)
    for line in carry.lines(view):
        row += 1
        put(sheet, row, 1, line.doctor, cells.TEXT)
        for i, owed in enumerate(line.owed, start=2):
            put(sheet, row, i, owed, cells.DECIMAL.but(format="0.00"))
        put(sheet, row, len(carry.COLUMNS), line.duties_done, cells.COUNT)
    return row


def _link(sheet: Worksheet, row: int, target: str | None) -> None:
    if target is not None:
        cell = sheet.cell(row, 1)
        place = "'" + target.replace("'", "''") + "'!A1"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)


def _charts(sheet: Worksheet, first: int, last: int, end: int) -> int:
    """Two charts on a page of their own, below a row, for each group of doctors; returns the last row they cover."""
    groups = -(-(last - first + 1) // MOST_IN_CHART)
    size = -(-(last - first + 1) // groups)
    for start in range(first, last + 1, size):
        sheet.row_breaks.append(Break(id=end + 1))
        row = end + 3
        for measure in ("load", "nights"):
            column = FIRST + 4 * MEASURES.index(measure)
            text = _("{mål}: rettferdig andel og fått").format(mål=_(words.MEASURES[measure]))
            chart = charts.columns(
                sheet, text, (start, min(start + size - 1, last)), (column + SHARE, column + GOT), first - 1
            )
            chart.height, chart.width = CHART_SIZE
            sheet.add_chart(chart, f"A{row}")
            row += CHART_ROWS
        end = row
    return end
