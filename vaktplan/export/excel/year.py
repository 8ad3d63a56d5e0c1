"""The workbook of a year: what each doctor had beside the fair share, the spread, the months, the formula in words."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.domain.clock import DAY
from vaktplan.domain.instance import Instance
from vaktplan.domain.shifts import LineKind
from vaktplan.export import words
from vaktplan.export.files import write_atomically
from vaktplan.i18n import N_, _
from vaktplan.ledger.year import LOAD_WITHIN, NIGHTS_WITHIN, Month, YearMeasure, YearRow
from vaktplan.rulebook.rules import MEASURES

from . import cells, paper, year_more
from .cells import height, put, span
from .package import to_bytes
from .paper import Paper

NAME, NUMBER, WHY = 23.0, 4.7, 30.0  # widths of the first page: doctor, each number, why outside
SHIFTS, HOURS, KIND, FEW, WISHES, FEASTS, BOTH = 6.0, 7.5, 9.2, 6.5, 8.0, 22.0, 7.0  # of the second
FEAST_NAMES = {
    "jul": N_("jul"),
    "nyttaar": N_("nyttår"),
    "paaske": N_("påske"),
    "1mai": N_("1. mai"),
    "17mai": N_("17. mai"),
    "himmelfart": N_("himmelfart"),
    "pinse": N_("pinse"),
}
DIFFERENCE = cells.DECIMAL.but(format="+0.0;-0.0;0.0")
FIRST = 2  # column of the first measure
LAST_OF_PAGE = 1 + 4 * len(MEASURES) + 1  # the column of why, the last on the first page


def write_year(
    instance: Instance, rows: tuple[YearRow, ...], months: tuple[Month, ...], target: Path, made_at: datetime
) -> None:
    """Write the account of a year; the rows are the doctors', the months those that were planned."""
    sheet_of = paper.Paper(title=title(instance), place=words.where(instance), about="", made_at=made_at)
    book = cells.new_book()
    book.properties.creator = book.properties.lastModifiedBy = "vaktplan"
    book.properties.title = sheet_of.title
    names = year_more.names(rows)
    _write(book.create_sheet(_("Årsregnskap")), sheet_of, period(instance), rows, names)
    year_more.spread(book.create_sheet(_("Spredning")), sheet_of, rows, names)
    year_more.months(book.create_sheet(_("Måneder")), sheet_of, months)
    year_more.formula(book.create_sheet(_("Formel")), sheet_of)
    write_atomically(target, to_bytes(book, made_at))


def title(instance: Instance) -> str:
    """What the account of a year is called."""
    return _("Årsregnskap {periode} – {sted}").format(periode=period(instance), sted=words.where(instance))


def period(instance: Instance) -> str:
    """The year, or the dates of a period that is no calendar year."""
    first, last = instance.period.first, instance.period.last
    whole = (first.month, first.day) == (1, 1) and last + DAY == first.replace(year=first.year + 1)
    return str(first.year) if whole else words.period_name(first, last)


def _write(sheet: Worksheet, page: Paper, when: str, rows: Sequence[YearRow], names: dict[str, str]) -> None:
    kinds = [k for k in LineKind if any(r.hours_by_kind.get(k.value) for r in rows)]
    units = _units(kinds)
    for i, width in enumerate(units, start=1):
        sheet.column_dimensions[cells.letter(i)].width = width
    _top(sheet, f"{when} – {page.place}", units)
    _headings(sheet, 3, kinds)
    title_rows = 4
    row = title_rows
    for one in rows:
        row += 1
        _doctor(sheet, row, one, names[one.doctor], kinds, units)
    sheet.auto_filter.ref = f"A{title_rows}:{cells.letter(len(units))}{max(row, title_rows + 1)}"
    paper.page(sheet, page, title_rows=title_rows, last_row=row, last_column=len(units), title_cols=1)
    paper.break_before(sheet, ())
    sheet.col_breaks = ColBreak(brk=[Break(id=LAST_OF_PAGE, max=1048575)])


def _top(sheet: Worksheet, heading: str, units: Sequence[float]) -> None:
    """The title and what the words mean, on each of the two pages that a row is printed on."""
    put(sheet, 1, 1, _("Årsregnskap"), cells.TITLE)
    put(sheet, 2, 1, None, cells.NOTE)
    pages = ((2, LAST_OF_PAGE, _explained()), (LAST_OF_PAGE + 1, len(units), _explained_more()))
    most = 1
    for first, last, text in pages:
        span(sheet, 1, first, last, heading, cells.TITLE)
        span(sheet, 2, first, last, text, cells.NOTE)
        most = max(most, cells.lines_of(text, sum(units[first - 1 : last])))
    height(sheet, 1, 1, 14)
    height(sheet, 2, most)


def _explained_more() -> str:
    return _(
        "Røde dager: vakter på søndager, helligdager og helgeaftener. Ønsker: de som gjaldt en vakt eller økt."
    )


def _units(kinds: Sequence[LineKind]) -> tuple[float, ...]:
    second = (SHIFTS, HOURS, HOURS, *(KIND for _k in kinds), FEW, FEW, WISHES, FEASTS, BOTH)
    scale = min(1.0, (cells.PAGE_UNITS - NAME) / sum(second))
    first = (NAME, *(NUMBER for _n in range(4 * len(MEASURES))), WHY)
    return (*first, *(round(w * scale, 2) for w in second))


def _explained() -> str:
    return _(
        "Inn: skyldig da året begynte (negativt: til gode). Andel: summen av månedenes rettferdige andeler. Fått: det "
        "året ga. +/−: fått minus inn og andel. Utenfor er den som har mer enn {netter} natt eller {prosent} % "
        "belastning fra andelen; da står grunnen."
    ).format(
        netter=words.number(NIGHTS_WITHIN, 1, trim=True),
        prosent=words.number(100 * LOAD_WITHIN, 1, trim=True),
    )


def _headings(sheet: Worksheet, row: int, kinds: Sequence[LineKind]) -> None:
    _tall(sheet, row, 1, _("Lege"))
    for m, measure in enumerate(MEASURES):
        first = FIRST + 4 * m
        span(sheet, row, first, first + 3, _(words.MEASURES[measure]), cells.HEADING)
        for i, text in enumerate((_("Inn"), _("Andel"), _("Fått"), _("+/−"))):
            put(sheet, row + 1, first + i, text, cells.HEADING.but(size=7))
    _tall(sheet, row, LAST_OF_PAGE, _("Hvorfor utenfor"))
    column = LAST_OF_PAGE + 1
    for text in (_("Vakter og økter"), _("Timer tilstede"), _("Timer hjemme")):
        _tall(sheet, row, column, text)
        column += 1
    if kinds:
        span(sheet, row, column, column + len(kinds) - 1, _("Timer etter slag tjeneste"), cells.HEADING)
    for kind in kinds:
        put(sheet, row + 1, column, _(words.LINE_KINDS[kind]), cells.HEADING.but(size=7))
        column += 1
    for text in (
        *(_("Røde dager"), _("Praksis-dager tapt"), _("Ønsker innfridd")),
        *(_("Høytider"), _("Både jul og nyttår")),
    ):
        _tall(sheet, row, column, text)
        column += 1
    height(sheet, row, 2)
    height(sheet, row + 1, 2)


def _tall(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """A heading over both rows of headings."""
    put(sheet, row, column, text, cells.HEADING.but(size=7.5))
    put(sheet, row + 1, column, None, cells.HEADING)
    cells.merge(sheet, row, column, row + 1, column)


def _doctor(
    sheet: Worksheet,
    row: int,
    one: YearRow,
    name: str,
    kinds: Sequence[LineKind],
    units: Sequence[float],
) -> None:
    put(sheet, row, 1, name, cells.TEXT.but(bold=True))
    for m, measure in enumerate(MEASURES):
        _measure(sheet, row, FIRST + 4 * m, one.of(measure), cells.PALE if m % 2 else "")
    why = "; ".join(_(reason) for reason in one.reasons)
    put(sheet, row, LAST_OF_PAGE, why, cells.TEXT.but(indent=1))
    column = LAST_OF_PAGE + 1
    hours = (one.hours_on_site, one.hours_home, *(one.hours_by_kind.get(k.value) for k in kinds))
    put(sheet, row, column, one.shifts, cells.COUNT)
    for i, value in enumerate(hours, start=1):
        put(sheet, row, column + i, value or None, cells.DECIMAL.but(format="# ##0.0"))
    column += 1 + len(hours)
    wishes = _("{innfridd} av {antall}").format(innfridd=one.wishes_met, antall=one.wishes_asked)
    feasts = ", ".join(_feast(f) for f in one.feasts)
    both = _("JA") if one.jul_and_nyttaar else ""
    put(sheet, row, column, one.red_days, cells.COUNT)
    put(sheet, row, column + 1, one.practice_days_lost, cells.COUNT)
    put(sheet, row, column + 2, wishes if one.wishes_asked else None, cells.TEXT.but(across="center"))
    put(sheet, row, column + 3, feasts, cells.TEXT)
    put(sheet, row, column + 4, both, cells.OPEN if both else cells.TEXT)
    texts = ((name, NAME * 0.93), (why, WHY - 2), (feasts, units[column + 2]))
    height(sheet, row, max(cells.lines_of(t, u) for t, u in texts))


def _measure(sheet: Worksheet, row: int, column: int, measure: YearMeasure, fill: str) -> None:
    brought, share = round(measure.brought, 2), round(measure.share, 2)
    difference = round(measure.difference, 1) + 0.0
    for i, (value, style) in enumerate(
        (
            (brought, cells.DECIMAL),
            (share, cells.DECIMAL),
            (measure.count, cells.COUNT.but(bold=True)),
            (difference, DIFFERENCE),
        )
    ):
        put(sheet, row, column + i, value, style.but(fill=fill))


def _feast(text: str) -> str:
    """A feast and its year, as people say it."""
    name, year = text.rsplit(" ", 1)
    return f"{_(FEAST_NAMES[name]) if name in FEAST_NAMES else name} {year}"
