"""The sheet Planoppsett: the single numbers of a plan, each with its cell."""

from vaktplan.i18n import _
from vaktplan.planning.facts import Setting
from vaktplan.text import did_you_mean, shown

from .cells import Bad
from .fields import read_field
from .notes import Notes
from .planning_rows import made_of
from .planning_sheets import SETUP, SETUP_FIELDS
from .raw import place
from .setup import Setup
from .tables import Row, Table, heading_key

_KNOWN = {heading_key(c.heading): c for c in SETUP_FIELDS}


class PlanningSetup(Setup):
    """The values of Planoppsett by field, and where each stands."""

    def where(self, name: str) -> str:
        """The place of a field."""
        return self.places.get(name, f"{SETUP.name}!A1")


def read_setup(table: Table, notes: Notes) -> tuple[PlanningSetup, Setting | None]:
    """The setting of a plan and where its values stand; everything missing or wrong is noted."""
    setup = PlanningSetup()
    for row in table.rows:
        _read_line(row, setup, notes)
    for column in SETUP_FIELDS:
        if column.required and column.field not in setup.places:
            what = _("feltet «{felt}» mangler").format(felt=column.heading)
            hint = _("Legg til en rad med «{felt}» i kolonnen Felt.").format(felt=column.heading)
            notes.fault(place(table.name, table.heading, 1), what, hint, "missing-field")
    _check_years(setup, notes)
    return setup, made_of(Setting, setup.values, setup.where, notes)


def _read_line(row: Row, setup: PlanningSetup, notes: Notes) -> None:
    name = str(row.values.get("field", ""))
    column = _KNOWN.get(heading_key(name))
    if not name:
        return
    if column is None:
        what = _("feltet «{felt}» er ukjent og blir ikke lest").format(felt=shown(name))
        hint = did_you_mean(name, [c.heading for c in SETUP_FIELDS])
        notes.warn(row.where("field"), what, hint, "unknown-field")
        return
    if column.field in setup.places:
        what = _("feltet «{felt}» står også i {celle}").format(felt=name, celle=setup.where(column.field))
        notes.fault(row.where("field"), what, _("Slett den ene raden."), "duplicate-field")
        return
    setup.places[column.field] = row.where("value")
    cell = row.values.get("value")
    try:
        if cell is not None:
            setup.values[column.field] = _share_asked(column.field, read_field(column, cell))
        elif column.required:
            what = _("«{kolonne}» er tom").format(kolonne=column.heading)
            raise Bad(what, _("Fyll ut cellen."), "blank")
    except Bad as e:
        notes.fault(row.where("value"), e.what, e.hint, e.code)


def _share_asked(field: str, value: object) -> object:
    """The value; a share above 1 is asked about. Raises Bad."""
    if field == "free_goal" and isinstance(value, float) and value > 1:
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
