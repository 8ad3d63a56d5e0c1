"""The printed page of a sheet: A4 landscape, title, header, footer, and the mark of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from vaktplan.export import words
from vaktplan.export.view import View
from vaktplan.i18n import _

from .cells import BANNER, RED, TITLE, height, span

PAGE_POINTS = 514.0  # height of a page between its margins
SCALE = 95  # per cent, of a sheet with page breaks
SCALED_POINTS = 535.0  # height of its page
ROW_POINTS = 12.75  # height of a row that has none of its own


@dataclass(frozen=True)
class Paper:
    """What stands on every page of a workbook."""

    title: str
    place: str
    about: str  # how sure the plan is; may be empty
    made_at: datetime
    draft: bool = False
    published: bool = False


def of(view: View) -> Paper:
    """The paper of a plan."""
    report = view.report
    return Paper(
        title=words.plan_title(view.instance),
        place=words.where(view.instance),
        about="" if view.for_wall else words.status(report.status, report.gap),
        made_at=report.made_at,
        draft=report.draft,
        published=not report.draft,
    )


def top(sheet: Worksheet, paper: Paper, last: int, what: str = "") -> int:
    """The title across the page, and the banner of a draft; returns the next free row."""
    span(sheet, 1, 1, last, f"{what} – {paper.title}" if what else paper.title, TITLE)
    height(sheet, 1, 1, 14)
    if not paper.draft:
        return 2
    span(sheet, 2, 1, last, banner(), BANNER)
    height(sheet, 2, 1, 12)
    return 3


def banner() -> str:
    """What a draft says of itself."""
    return _("UTKAST – ikke publisert, kan bli endret")


def page(
    sheet: Worksheet, paper: Paper, *, title_rows: int, last_row: int, last_column: int, title_cols: int = 0
) -> None:
    """A4 landscape, one page wide, repeated titles, header and footer in our own words."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.3
    margins.top, margins.bottom = (0.5 if paper.draft else 0.4), 0.55
    margins.header, margins.footer = 0.15, 0.25
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"1:{title_rows}"
    if title_cols:
        sheet.print_title_cols = f"A:{get_column_letter(title_cols)}"
    sheet.print_area = f"A1:{get_column_letter(last_column)}{max(last_row, title_rows + 1)}"
    sheet.freeze_panes = sheet.cell(title_rows + 1, title_cols + 1).coordinate
    sheet.sheet_view.showGridLines = False
    _edges(sheet, paper)


def break_before(sheet: Worksheet, rows: Sequence[int]) -> None:
    """Begin a new page at some rows. Excel does so only where a sheet is not fitted to a page: a scale does it here."""
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = SCALE
    for row in rows:
        sheet.row_breaks.append(Break(id=row - 1))


def points(sheet: Worksheet, first: int, end: int) -> float:
    """How tall the rows from `first` to before `end` are together."""
    return sum(sheet.row_dimensions[r].height or ROW_POINTS for r in range(first, end))


def _edges(sheet: Worksheet, paper: Paper) -> None:
    """Header and footer."""
    if paper.draft and sheet.oddHeader is not None:
        sheet.oddHeader.center.text = _("UTKAST")
        sheet.oddHeader.center.font = "Arial,Bold"
        sheet.oddHeader.center.size = 14
        sheet.oddHeader.center.color = RED
    if sheet.oddFooter is None:
        return
    state = _("UTKAST") if paper.draft else _("PUBLISERT") if paper.published else ""
    made = _("laget {tid}").format(tid=words.moment(paper.made_at))
    for part, text in (
        (sheet.oddFooter.left, _literal(paper.place[:72])),
        (sheet.oddFooter.center, _literal(" · ".join(t for t in (state, paper.about, made) if t))),
        (sheet.oddFooter.right, _("Side {nr} av {antall}").format(nr="&P", antall="&N")),
    ):
        part.text = text
        part.font = "Arial,Regular"
        part.size = 7


def _literal(text: str) -> str:
    """A text in a footer, where & and [ have meanings of their own."""
    return words.clean(text).replace("&", "&&")
