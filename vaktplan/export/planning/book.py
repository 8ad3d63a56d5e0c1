"""The Excel of a staffing plan: what was told in yellow cells, everything else live formulas of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export.excel import cells
from vaktplan.export.excel.cells import put
from vaktplan.export.excel.package import to_bytes
from vaktplan.i18n import _
from vaktplan.planning.figure import Figure
from vaktplan.planning.plan import Comparison, Plan

from . import live, themes
from .tables import Listing, listings

GIVEN = "FFF8DC"  # of cells that a reader may change
ROW = 4  # the first of a sheet's figures
WIDTHS = (58.0, 14.0, 14.0, 16.0, 60.0, 46.0, 14.0, 30.0)
VALUE = "B"
PLAIN = cells.TEXT.but(across="right", format="#,##0.00##")


def book_bytes(plan: Plan, comparison: Comparison | None, made_at: datetime) -> bytes:
    """The workbook."""
    book = cells.new_book()
    book.properties.creator = book.properties.lastModifiedBy = "vaktplan"
    groups = themes.by_theme(plan)
    sheets = {theme: book.create_sheet(themes.title_of(theme)[:31]) for theme in groups}
    basis = book.create_sheet(_("Grunnlag"))
    places = _places(groups, sheets)
    inputs = _inputs(plan, places, basis)
    for theme, figures in groups.items():
        _figures(sheets[theme], themes.title_of(theme), figures, places, inputs)
    for listing in listings(plan, comparison):
        _listing(book, listing)
    return to_bytes(book, made_at)


Place = tuple[str, int]  # a sheet's title and a row


def _places(groups: Mapping[str, Sequence[Figure]], sheets: Mapping[str, Worksheet]) -> dict[str, Place]:
    """Where each figure stands, by its key."""
    return {
        figure.key: (sheets[theme].title, row)
        for theme, figures in groups.items()
        for row, figure in enumerate(figures, start=ROW)
    }


def _cell(place: Place, column: str) -> str:
    return f"'{place[0]}'!${column}${place[1]}"


def _inputs(plan: Plan, places: Mapping[str, Place], sheet: Worksheet) -> dict[tuple[str, str], str]:
    """Where each input of each figure stands, by (key, name): another figure's cell, or one of the basis."""
    _head(
        sheet,
        _("Grunnlag: normer og tall som ikke er egne rader"),
        (_("Hva"), _("Tall"), "", _("Enhet"), _("Navn"), _("Kilde")),
    )
    figures = {f.key: f for f in plan.figures}
    found: dict[tuple[str, str], str] = {}
    told: dict[tuple[str, float], str] = {}
    row = ROW
    for figure in plan.figures:
        for each in figure.inputs:
            other = figures.get(each.source)
            if other is not None:
                found[figure.key, each.name] = _cell(places[other.key], VALUE)
                continue
            at = (each.name, each.value)
            if at not in told:
                told[at] = _cell((sheet.title, row), VALUE)
                put(sheet, row, 1, each.title, cells.TEXT)
                put(sheet, row, 2, each.value, PLAIN.but(fill=GIVEN))
                for column_, text in ((4, each.unit), (5, each.name), (6, each.source)):
                    put(sheet, row, column_, text, cells.TEXT)
                row += 1
            found[figure.key, each.name] = told[at]
    return found


def _figures(
    sheet: Worksheet,
    title: str,
    figures: Sequence[Figure],
    places: Mapping[str, Place],
    inputs: Mapping[tuple[str, str], str],
) -> None:
    _head(
        sheet,
        title,
        (_("Hva"), _("Tall"), _("Avrundet"), _("Enhet"), _("Formel"), _("Kilde"), _("Status"), _("Nøkkel")),
    )
    for row, figure in enumerate(figures, start=ROW):
        place = places[figure.key]
        put(sheet, row, 1, figure.title, cells.TEXT)
        value = put(sheet, row, 2, figure.value, PLAIN.but(fill=GIVEN) if live.is_given(figure) else PLAIN)
        if not live.is_given(figure):
            known = {each.name: inputs[figure.key, each.name] for each in figure.inputs}
            value.value = live.in_cells(figure.formula, known)
        put(sheet, row, 3, 0, PLAIN.but(bold=True)).value = live.rounded_in(_cell(place, VALUE), figure)
        formula = "" if live.is_given(figure) else figure.formula
        status = _("verifisert") if figure.status == "verified" else _("ikke verifisert")
        texts = (
            figure.unit,
            formula,
            "; ".join(t for t in (figure.source, figure.note) if t),
            status,
            figure.key,
        )
        for column, text in enumerate(texts, start=4):
            put(sheet, row, column, text, cells.TEXT)
    sheet.freeze_panes = f"B{ROW}"


def _head(sheet: Worksheet, title: str, headings: tuple[str, ...]) -> None:
    put(sheet, 1, 1, title, cells.TITLE)
    put(sheet, 2, 1, _("Gule celler kan endres; resten regner seg om."), cells.TEXT)
    cells.heading(sheet, ROW - 1, headings)
    cells.widths(sheet, WIDTHS[: len(headings)])
    _print(sheet)


def _listing(book: Workbook, listing: Listing) -> None:
    """A table as it is, without formulas."""
    sheet = book.create_sheet(listing.title[:31])
    put(sheet, 1, 1, listing.title, cells.TITLE)
    put(sheet, 2, 1, listing.note, cells.TEXT)
    cells.heading(sheet, ROW - 1, listing.headings)
    cells.widths(sheet, listing.widths)
    for row, values in enumerate(listing.rows, start=ROW):
        for column, value in enumerate(values, start=1):
            put(sheet, row, column, value, PLAIN if isinstance(value, float) else cells.TEXT)
    sheet.freeze_panes = f"B{ROW}"
    _print(sheet)


def _print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{ROW - 1}:{ROW - 1}"
