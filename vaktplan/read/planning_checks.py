"""What no single cell of the planning sheets shows: rows and sheets that do not fit each other."""

from collections.abc import Mapping

from vaktplan.domain.base import Fact
from vaktplan.i18n import _

from . import planning_sheets as p
from .notes import Notes
from .planning_rows import Placed, PlanningRows
from .planning_setup import PlanningSetup
from .raw import place


def check(rows: PlanningRows, placed: Mapping[str, Placed[Fact]], setup: PlanningSetup, notes: Notes) -> None:
    """Note everything that does not fit."""
    if rows.has(p.HJEMLER) and not rows.rows(p.HJEMLER):
        what = _("arket har ingen hjemler")
        notes.fault(place(p.HJEMLER.name, 2, 1), what, _("Skriv én rad for hver fastlegehjemmel."), "no-rows")
