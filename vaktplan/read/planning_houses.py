"""Nursing homes and their wards: what the two sheets say must fit."""

from vaktplan.i18n import _
from vaktplan.text import key, shown

from . import planning_sheets as p
from .notes import Notes
from .planning_rows import PlanningRows
from .tables import Row


def check_houses(rows: PlanningRows, notes: Notes) -> None:
    """Note houses without wards, totals that are not the sum of the wards, and parts that are more than the whole."""
    for row in rows.rows(p.HOUSES):
        wards = _wards(row, rows)
        if not wards and row.values.get("id"):
            what = _("sykehjemmet har ingen enheter")
            hint = _("Skriv minst én rad i arket {ark} med «{id}» i Sykehjem.")
            hint = hint.format(ark=p.UNITS.name, id=shown(row.values["id"]))
            notes.fault(row.where("id"), what, hint, "house-without-wards")
        _check_total(row, wards, notes)
        _check_part(row, "specialists", "fte", notes)
        _check_part(row, "bought", "places", notes)


def _wards(house: Row, rows: PlanningRows) -> list[Row]:
    names = {key(house.values[n]) for n in ("id", "name") if house.values.get(n)}
    return [u for u in rows.rows(p.UNITS) if key(str(u.values.get("house", ""))) in names]


def _check_total(house: Row, wards: list[Row], notes: Notes) -> None:
    stated, places = house.values.get("places"), [w.values.get("places") for w in wards]
    if stated is None or not places or None in places or stated == sum(n for n in places if n is not None):
        return
    what = _("sykehjemmet oppgir {antall} plasser, men enhetene har {sum}")
    what = what.format(antall=stated, sum=sum(n for n in places if n is not None))
    notes.warn(
        house.where("places"), what, _("Kontroller begge. Normen regnes av enhetene."), "places-differ"
    )


def check_units(rows: PlanningRows, notes: Notes) -> None:
    """Note short-term places that are more than the ward has, and wards that stand twice."""
    seen: dict[tuple[str, str], Row] = {}
    for row in rows.rows(p.UNITS):
        _check_part(row, "short", "places", notes)
        _check_part(row, "planned_short", "places", notes)
        name = key(str(row.values.get("house", ""))), key(str(row.values.get("name", "")))
        first = seen.setdefault(name, row)
        if all(name) and first is not row:
            what = _("enheten står også i {celle}").format(celle=first.where("name"))
            hint = _("Slå sammen rad {a} og rad {b} til én.").format(a=first.number, b=row.number)
            notes.fault(row.where("name"), what, hint, "duplicate-row")


def _check_part(row: Row, part: str, whole: str, notes: Notes) -> None:
    one, all_ = row.values.get(part), row.values.get(whole)
    if one is not None and all_ is not None and one > all_:
        what = _("{del_} er mer enn {alt} i {celle}")
        what = what.format(del_=f"{one:g}", alt=f"{all_:g}", celle=row.where(whole)).replace(".", ",")
        notes.fault(row.where(part), what, _("Rett opp det ene tallet."), "part-over-whole")
