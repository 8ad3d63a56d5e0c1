"""The sheet Brudd: open places first, then what is required, then avvik."""

from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export.breachwords import kind, rule_text, summary
from vaktplan.export.view import View
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Level

from . import cells, paper
from .cells import height, put, span

UNITS = (10.0, 20.0, 19.0, 29.0, 7.5, 6.5, 35.0, 21.0)
LAST = len(UNITS)


def write(sheet: Worksheet, view: View) -> None:
    """Write the whole sheet."""
    cells.widths(sheet, UNITS)
    row = paper.top(sheet, paper.of(view), LAST, _("Brudd"))
    span(sheet, row, 1, LAST, summary(view), cells.NOTE.but(bold=True))
    row += 1
    cells.heading(
        sheet,
        row,
        (_("Slag"), _("Regel"), _("Lege"), _("Vakter"), _("Mengde"), _("Pris"), _("Hva"), _("Hjemlet i")),
    )
    title_rows = row
    for breach in view.breaches:
        row += 1
        _breach(sheet, view, row, breach)
    if not view.breaches:
        row += 1
        span(sheet, row, 1, LAST, _("Ingen brudd."), cells.TEXT)
    paper.page(sheet, paper.of(view), title_rows=title_rows, last_row=row, last_column=LAST)


def _breach(sheet: Worksheet, view: View, row: int, breach: Breach) -> None:
    style = cells.TEXT.but(up="top")
    loud = cells.OPEN if breach.is_open_place else style.but(bold=True, color=cells.RED)
    doctor = view.names.get(breach.doctor, breach.doctor) if breach.doctor else ""
    texts = (
        kind(view, breach),
        rule_text(breach),
        doctor,
        "\n".join(view.when(s) for s in breach.shifts),
    )
    for i, text in enumerate(texts, start=1):
        hard = breach.level is Level.HARD or breach.is_open_place
        put(sheet, row, i, text, loud if i == 1 and hard else style)
    put(sheet, row, 5, breach.amount, cells.COUNT.but(up="top"))
    put(sheet, row, 6, breach.cost if breach.level is Level.SOFT else None, cells.COUNT.but(up="top"))
    put(sheet, row, 7, breach.text, style)
    put(sheet, row, 8, breach.cite, style)
    shown = (*texts, "", "", breach.text, breach.cite)
    height(sheet, row, max(cells.lines_of(t, u) for t, u in zip(shown, UNITS, strict=True)))
