"""The Excel rota: who is on, sessions, month grid, a sheet per doctor, accounts, breaches, rules, list."""

from pathlib import Path

from openpyxl import Workbook

from vaktplan.export import words
from vaktplan.export.files import write_atomically
from vaktplan.export.report import Audience, PlanReport
from vaktplan.export.view import View
from vaktplan.i18n import _

from . import accounts, breaches, cells, changed, doctor, grid, listing, opened, rules, sessions, wall, whyme
from .package import to_bytes


def write_rota(report: PlanReport, path: Path, *, audience: Audience | str = Audience.COORDINATOR) -> None:
    """Write the rota of a plan; the one for the wall has no accounts, breaches or personal sheets."""
    write_atomically(path, rota(report, audience=audience))


def rota(report: PlanReport, *, audience: Audience | str = Audience.COORDINATOR) -> bytes:
    """The rota of a plan as the bytes of a workbook."""
    view = View(report, Audience(audience))
    book = cells.new_book()
    book.properties.creator = "vaktplan"
    book.properties.lastModifiedBy = "vaktplan"
    book.properties.title = words.plan_title(view.instance)
    wall.write(book, view)
    if view.sessions:
        sessions.write(book.create_sheet(_("Økter")), view)
    grid.write(book.create_sheet(_("Leger × dager")), view)
    if not view.for_wall:
        _for_coordinator(book, view)
    rules.write(book.create_sheet(_("Regler")), view)
    listing.write(book.create_sheet(listing.SHEET), view)
    return to_bytes(book, report.made_at)


def _for_coordinator(book: Workbook, view: View) -> None:
    breaches.write(book.create_sheet(_("Brudd")), view)
    if view.said:
        opened.write(book.create_sheet(_("Udekket")), view)
    if view.report.why_me:
        whyme.write(book.create_sheet(_("Hvorfor meg")), view)
    if view.instance.base:
        changed.write(book.create_sheet(_("Endringer")), view)
    account = book.create_sheet(_("Vaktregnskap"))
    titles = doctor.write(book, view)
    accounts.write(account, view, titles)
