"""The sheet Planoppsett: the single numbers of a plan, each with its cell."""

from vaktplan.i18n import _
from vaktplan.planning.facts import Setting

from .cells import Bad, Cell
from .columns import Column
from .fields import read_field
from .notes import Notes
from .planning_rows import made_of
from .planning_sheets import SETUP, SETUP_FIELDS
from .setup import Setup, read_lines
from .tables import Table


class PlanningSetup(Setup):
    """The values of Planoppsett by field, and where each stands."""

    def where(self, name: str) -> str:
        """The place of a field."""
        return self.places.get(name, f"{SETUP.name}!A1")


def read_setup(table: Table, notes: Notes) -> tuple[PlanningSetup, Setting | None]:
    """The setting of a plan and where its values stand; everything missing or wrong is noted."""
    setup = PlanningSetup()
    read_lines(table, SETUP_FIELDS, setup, notes, _share_asked)
    _check_years(setup, notes)
    return setup, made_of(Setting, setup.values, setup.where, notes)


def _share_asked(column: Column, cell: Cell) -> object:
    """The value of a field; a share above 1 is asked about. Raises Bad."""
    value = read_field(column, cell)
    if column.field == "free_goal" and isinstance(value, float) and value > 1:
        what = _("andelen er {tall}, altså mer enn alt").format(tall=f"{value:g}".replace(".", ","))
        hint = _("Mente du {tall} %? Skriv prosenttegnet.").format(tall=f"{value:g}".replace(".", ","))
        raise Bad(what, hint, "percent-or-share")
    return value


def _check_years(setup: PlanningSetup, notes: Notes) -> None:
    first, last, status = (setup.values.get(n) for n in ("first_year", "last_year", "status_on"))
    if first is not None and last is not None and last < first:
        what = _("siste år er før første år")
        notes.fault(setup.where("last_year"), what, _("Bytt om årene."), "ends-before-start")
    if first is not None and status is not None and first < status.year:
        what = _("første år er før statusdatoen")
        hint = _("Skriv {år} eller senere.").format(år=status.year)
        notes.fault(setup.where("first_year"), what, hint, "first-year-before-status")
