"""Half-years and years: trainees' places that overlap, and projections with gaps."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from vaktplan.i18n import _
from vaktplan.planning.facts import Projection, Service

from . import planning_sheets as p
from .notes import Notes
from .planning_rows import Placed
from .planning_setup import PlanningSetup
from .raw import place


def check_services(placed: Placed[Any], notes: Notes) -> None:
    """Note posts that look like shares, and trainees that are in more than one full post at a time."""
    for row, service in placed:
        if service.percent < 1:
            what = _("stillingen er {tall} prosent").format(tall=f"{service.percent:g}".replace(".", ","))
            whole = f"{service.percent * 100:g}".replace(".", ",")
            hint = _("Mente du {tall}? Skriv prosenten, ikke andelen.").format(tall=whole)
            notes.fault(row.where("percent"), what, hint, "percent-or-share")
    by_trainee: dict[str, list[Any]] = {}
    for row, service in placed:
        by_trainee.setdefault(service.trainee, []).append((row, service))
    for services in by_trainee.values():
        for row, service in services:
            others = [s for _row, s in services if s.first <= service.first <= s.last]
            if sum(s.percent for s in others) > 100:
                _tell_overlap(row, service, [r for r, s in services if s in others and r is not row], notes)


def _tell_overlap(row: Any, service: Service, others: list[Any], notes: Notes) -> None:
    what = _("{id} er i mer enn full stilling fra {dag}").format(
        id=service.trainee, dag=f"{service.first:%d.%m.%Y}"
    )
    cells = ", ".join(o.where("first") for o in others)
    hint = _("Rett opp datoene eller prosenten her eller i {celler}.").format(celler=cells)
    notes.fault(row.where("first"), what, hint, "overlapping-services")


def check_projection_rows(
    placed: Placed[Any], setup: PlanningSetup, notes: Notes, *, whole: bool = True
) -> None:
    """Note what is wrong with the sheet Framskriving; years are missed only when every row was read (`whole`)."""
    firsts: dict[tuple[str, int], Any] = {}
    for row, fact in placed:
        first = firsts.setdefault((fact.alternative, fact.year), row)
        if first is not row:
            what = _("{år} står to ganger for {alternativ}").format(år=fact.year, alternativ=fact.alternative)
            hint = _("Slett den ene raden: se også {celle}.").format(celle=first.where("year"))
            notes.fault(row.where("year"), what, hint, "duplicate-row")

    def where(fact: Projection) -> str:
        return str(firsts[fact.alternative, fact.year].where("year"))

    if whole:
        found = [f for _row, f in placed]
        check_projection(found, setup.values, where, place(p.PROJECTIONS.name, 2, 1), notes)


def check_projection(
    found: Iterable[Projection],
    setting: Mapping[str, object],
    where: Callable[[Projection], str],
    file: str,
    notes: Notes,
    hint: str = "",
) -> None:
    """Note years that a projection leaves out, between its ends or of the plan's own, which `setting` has."""
    by_alternative: dict[str, dict[int, Projection]] = {}
    for fact in found:
        by_alternative.setdefault(fact.alternative, {})[fact.year] = fact
    if by_alternative and p.MAIN not in by_alternative:
        what = _("framskrivingen mangler hovedalternativet")
        notes.fault(
            file, what, _("Ta med hovedalternativet fra SSB-tabell 13600."), "projection-without-main"
        )
    for name, years in by_alternative.items():
        last = years[max(years)]
        gap = range(min(years), max(years))
        _tell_missing(name, gap, years, (where(last), "projection-gap", hint), notes)
        wanted = _plan_years(setting)
        beyond = [y for y in wanted if not min(years) <= y <= max(years)]
        _tell_missing(name, beyond, years, (where(last), "projection-too-short", hint), notes)


def _plan_years(setting: Mapping[str, object]) -> range:
    status, last = setting.get("status_on"), setting.get("last_year")
    if not isinstance(status, date) or not isinstance(last, int):
        return range(0)
    return range(status.year + 1, last + 1)


def _tell_missing(
    name: str,
    wanted: Iterable[int],
    years: Mapping[int, Projection],
    told: tuple[str, str, str],
    notes: Notes,
) -> None:
    """Note the wanted years that there is no number for; `told` is place, code and hint."""
    missing = [y for y in wanted if y not in years]
    if missing:
        where, code, hint = told
        named = ", ".join(str(y) for y in missing[:10]) + (" …" if len(missing) > 10 else "")
        what = _("{alternativ} mangler {år}").format(alternativ=name, år=named)
        notes.fault(where, what, hint or _("Ta med alle årene til og med planens siste år."), code)
