"""The folder a coordinator gets: the rota, the sheet for the wall, the page, a calendar per doctor."""

from pathlib import Path

from .excel import write_rota
from .html import write_page
from .ical import write_calendars
from .report import Audience, PlanReport


def write_bundle(report: PlanReport, folder: Path) -> tuple[Path, ...]:
    """Write every file of a plan and name them in order; calendars of doctors no longer there are removed."""
    rota, wall = folder / "vaktplan.xlsx", folder / "oppslag.xlsx"
    page, wall_page = folder / "vaktplan.html", folder / "oppslag.html"
    write_rota(report, rota)
    write_rota(report, wall, audience=Audience.WALL)
    write_page(report, page)
    write_page(report, wall_page, audience=Audience.WALL)
    calendars = write_calendars(report, folder / "kalender")
    for stale in set((folder / "kalender").glob("*.ics")) - set(calendars):
        stale.unlink()
    return (rota, wall, page, wall_page, *calendars)
