"""What no single cell of the planning sheets shows: rows and sheets that do not fit each other."""

from collections.abc import Mapping
from datetime import date

from vaktplan.domain.base import Fact
from vaktplan.i18n import _
from vaktplan.planning import facts as f
from vaktplan.planning.reckoning import RETIRE_AT

from . import planning_sheets as p
from .models import load_norms
from .notes import Notes
from .planning_houses import check_houses, check_units
from .planning_rows import Placed, PlanningRows
from .planning_setup import PlanningSetup
from .planning_years import check_projection_rows, check_services
from .raw import place
from .tables import Row


def check(rows: PlanningRows, placed: Mapping[str, Placed[Fact]], setup: PlanningSetup, notes: Notes) -> None:
    """Note everything that does not fit."""
    if rows.has(p.HJEMLER) and not rows.rows(p.HJEMLER):
        what = _("arket har ingen hjemler")
        notes.fault(place(p.HJEMLER.name, 2, 1), what, _("Skriv én rad for hver fastlegehjemmel."), "no-rows")
    for sheet in (p.HJEMLER, p.SERVICES, p.SUPERVISORS):
        _check_dates(rows.rows(sheet), notes)
    limit = _age_limit(setup)
    for row in rows.rows(p.HJEMLER):
        _check_hjemmel(row, setup, limit, notes)
    check_houses(rows, notes)
    check_units(rows, notes)
    check_services(placed[p.SERVICES.name], notes)
    projected = placed[p.PROJECTIONS.name]
    whole = len(projected) == len(rows.rows(p.PROJECTIONS))
    check_projection_rows(projected, setup, notes, whole=whole)
    for row in rows.rows(p.MEASURES):
        _check_measure(row, notes)


def _check_dates(rows: list[Row], notes: Notes) -> None:
    for row in rows:
        first, last = row.values.get("first"), row.values.get("last")
        if first is not None and last is not None and last < first:
            notes.fault(
                row.where("last"), _("slutter før det begynner"), _("Bytt om datoene."), "ends-before-start"
            )


def _age_limit(setup: PlanningSetup) -> int:
    """The age at which GPs leave: as the sheet tells it, else that of the law today."""
    told = setup.values.get("retire_at")
    return told if isinstance(told, int) else int(str(load_norms()[RETIRE_AT].values[-1].value))


def _check_hjemmel(row: Row, setup: PlanningSetup, limit: int, notes: Notes) -> None:
    _check_lists(row, notes)
    status, born = setup.values.get("status_on"), row.values.get("born")
    if not isinstance(status, date):
        return
    if born is not None and born >= status:
        what, hint = _("legen er født etter statusdatoen"), _("Rett opp fødselsdatoen.")
        notes.fault(row.where("born"), what, hint, "born-after-status")
    elif born is not None and (born.year + limit, born.month, born.day) <= _ymd(status):
        what = _("legen har fylt {år} år på statusdatoen og regnes som sluttet").format(år=limit)
        hint = _("Tøm Født hvis hjemmelen er ledig, eller hev Aldersgrense i Planoppsett.")
        notes.fault(row.where("born"), what, hint, "retired-at-status")
    last = row.values.get("last")
    if last is not None and last < status:
        what = _("hjemmelen slutter før statusdatoen")
        notes.fault(row.where("last"), what, _("Slett raden, eller rett opp datoen."), "ended-at-status")


def _ymd(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _check_lists(row: Row, notes: Notes) -> None:
    for field in ("list_length", "list_cap"):
        if row.values.get(field, 0) > p.LARGEST_LIST:
            what = _("{tall} er mer enn en liste kan ha").format(tall=row.values[field])
            hint = _("Skriv {tall} eller mindre.").format(tall=p.LARGEST_LIST)
            notes.fault(row.where(field), what, hint, "list-over-limit")
    length, cap = row.values.get("list_length"), row.values.get("list_cap")
    if length is not None and cap is not None and p.LARGEST_LIST >= length > cap:
        what = _("listen har {antall} flere enn taket").format(antall=length - cap)
        notes.warn(row.where("list_length"), what, _("Kontroller begge tallene."), "list-over-own-cap")


def _check_measure(row: Row, notes: Notes) -> None:
    low, high, kind = (row.values.get(n) for n in ("low", "high", "kind"))
    if low is not None and high is not None and low > high:
        what = _("laveste kostnad er større enn høyeste")
        notes.fault(row.where("low"), what, _("Bytt om tallene."), "low-over-high")
    if kind in (f.CostKind.ONCE, f.CostKind.YEARLY) and low is None and high is None and not row.bad:
        what = _("tiltaket har ikke noe beløp")
        hint = _("Skriv beløpet, eller «ukjent» i Kostnad.")
        notes.warn(row.where("kind"), what, hint, "cost-without-amount")
