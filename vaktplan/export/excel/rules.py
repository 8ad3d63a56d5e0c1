"""The sheet Regler: what holds, how hard, with which numbers, from which source."""

from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export import rulelines, words
from vaktplan.export.view import View
from vaktplan.i18n import _

from . import cells, paper
from .cells import height, put, span

UNITS = (26.0, 23.0, 10.0, 11.0, 6.0, 30.0, 20.0, 10.0, 12.0)
LAST = len(UNITS)


def write(sheet: Worksheet, view: View) -> None:
    """Write the whole sheet."""
    cells.widths(sheet, UNITS)
    book = view.report.book
    named = replace(paper.of(view), title=_("Regelbok: {navn}").format(navn=words.clean(book.title)))
    row = paper.top(sheet, named, LAST)
    span(sheet, row, 1, LAST, rulelines.intro(), cells.NOTE)
    height(sheet, row, cells.lines_of(rulelines.intro(), cells.PAGE_UNITS))
    title_rows = row
    row = _rules(sheet, view, row + 1)
    row = _norms(sheet, view, row + 2)
    paper.page(sheet, paper.of(view), title_rows=title_rows, last_row=row, last_column=LAST)


def _rules(sheet: Worksheet, view: View, row: int) -> int:
    titles = (_("Regel"), _("Del"), _("Nivå"), _("Trinn"), _("Vekt"), _("Tall"), _("Paragraf"))
    cells.heading(sheet, row, titles)
    span(sheet, row, 7, LAST, _("Paragraf"), cells.HEADING)
    for line in rulelines.rule_lines(view.report):
        row += 1
        style = cells.TEXT.but(up="top")
        put(sheet, row, 1, line.rule, style.but(bold=True))
        for i, text in enumerate((line.part, line.level, line.tier, line.weight, line.numbers), start=2):
            put(sheet, row, i, text, style)
        span(sheet, row, 7, LAST, line.cite, style)
        long = (
            (line.rule, UNITS[0]),
            (line.part, UNITS[1]),
            (line.numbers, UNITS[5]),
            (line.cite, sum(UNITS[6:])),
        )
        height(sheet, row, max(cells.lines_of(t, u) for t, u in long))
    return row


def _norms(sheet: Worksheet, view: View, row: int) -> int:
    span(sheet, row, 1, LAST, _("Tall som gjelder i perioden, og hvor de er fra"), cells.SECTION)
    height(sheet, row, 1, 11)
    row += 1
    titles = (
        _("Norm"),
        _("Verdi"),
        _("Fra"),
        _("Til"),
        "",
        _("Kilde"),
        _("Paragraf"),
        _("Lest"),
        _("Kontroll"),
    )
    cells.heading(sheet, row, titles)
    span(sheet, row, 4, 5, _("Til"), cells.HEADING)
    for line in rulelines.norm_lines(view.report):
        row += 1
        style = cells.TEXT.but(up="top")
        put(sheet, row, 1, line.title, style.but(bold=True))
        put(sheet, row, 2, line.value, style)
        put(sheet, row, 3, line.first, style)
        span(sheet, row, 4, 5, line.last or _("fortsatt"), style)
        for i, text in enumerate((line.source, line.cite, line.read_on), start=6):
            put(sheet, row, i, text, style)
        put(sheet, row, 9, line.mark, style.but(bold=not line.verified))
        long = (line.title, line.value, "", "", "", line.source, line.cite, "", line.mark)
        height(sheet, row, max(cells.lines_of(t, u) for t, u in zip(long, UNITS, strict=True)))
    return row
