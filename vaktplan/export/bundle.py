"""Everything that a plan leaves in its folder."""

from pathlib import Path

from . import excel, html, ical
from .report import Audience, PlanReport

CALENDARS = "kalendere"


def write_bundle(report: PlanReport, folder: Path, *, sequence: int = 0) -> tuple[Path, ...]:
    """Write the rota and the page, each for the coordinator and for the wall, and a calendar per doctor."""
    written: list[Path] = []
    for name, audience in (("vaktplan", Audience.COORDINATOR), ("oppslag", Audience.WALL)):
        excel.write_rota(report, folder / f"{name}.xlsx", audience=audience)
        html.write_page(report, folder / f"{name}.html", audience=audience)
        written += [folder / f"{name}.xlsx", folder / f"{name}.html"]
    written += ical.write_calendars(report, folder / CALENDARS, sequence=sequence)
    return tuple(written)
