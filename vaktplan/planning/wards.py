"""The wards of a nursing home: places, stay, and the doctor-years that each needs."""

from collections.abc import Sequence

from vaktplan.i18n import N_, _

from .facts import House, Unit
from .figure import Rounding
from .home_rows import HOUSE_ROWS, UNIT_STAY
from .reckoning import Reckoning, Row, key_part

ALL = "sykehjem"
WARD_FIGURES = ("long", "planned-long", "need", "planned-need", "exact-need", "older-need")
STAY_NEED = N_("Behov etter uavrundet norm og avdelingenes egne liggetider, dagens plasser")


def key_of(house: House) -> str:
    """The key that a house's figures begin with: its id, without what a reference in a formula is written with."""
    return f"{ALL}.{key_part(house.id)}"


def units_of(units: Sequence[Unit], house: House) -> tuple[Unit, ...]:
    """The wards of a house, in the order of the sheet."""
    return tuple(u for u in units if u.house == house.id)


def planned_short(unit: Unit) -> int:
    """Short-term places as planned; as today where no plan is stated."""
    return unit.short if unit.planned_short is None else unit.planned_short


def ward(reckoning: Reckoning, unit: Unit, prefix: str, house: House) -> str:
    """The ward's own figures; returns the term of its short-term places in the house's need, empty without any."""
    named = f"{house.name}, {unit.name}"
    _count(reckoning, unit, prefix, named)
    for row in HOUSE_ROWS:
        if row.key.removeprefix("HOUSE.") in WARD_FIGURES:
            row_of(reckoning, row, prefix, named)
    term = _stay(reckoning, unit, prefix, named) if unit.short else ""
    stay_need(reckoning, prefix, named, [term] if term else [])
    return term


def row_of(reckoning: Reckoning, row: Row, prefix: str, named: str) -> None:
    """A row of one house or ward, under its own key and name."""
    own = row._replace(key=row.key.replace("HOUSE", prefix), formula=row.formula.replace("HOUSE", prefix))
    reckoning.row(own, f"{named}: {_(row.title)}")


def stay_need(reckoning: Reckoning, prefix: str, named: str, terms: Sequence[str]) -> None:
    """The need when short-term places are reckoned by their own stays."""
    formula = " + ".join([f"{{{prefix}.long}} * {{nfas.long-week}}", *terms])
    row = Row(
        "HOUSE.stay-need", STAY_NEED, "posts", f"({formula}) / {{nfas.clinical-hours}}", Rounding.NEAREST, 2
    )
    row_of(reckoning, row, prefix, named)


def _count(reckoning: Reckoning, unit: Unit, prefix: str, named: str) -> None:
    wards, count = _("Enheter"), reckoning.count
    count(f"{prefix}.places", f"{named}: " + _("plasser"), "places", unit.places, wards)
    count(f"{prefix}.short", f"{named}: " + _("korttidsplasser"), "places", unit.short, wards)
    title = f"{named}: " + _("korttidsplasser, planlagt")
    count(f"{prefix}.planned-short", title, "places", planned_short(unit), wards)


def _stay(reckoning: Reckoning, unit: Unit, prefix: str, named: str) -> str:
    known = unit.stay_days is not None
    days = unit.stay_days if unit.stay_days is not None else reckoning.stay_weeks * 7
    title = _("{sted}: liggetid") if known else _("{sted}: liggetid, antatt")
    sheet = _("Enheter") if known else _("Planoppsett")
    reckoning.count(f"{prefix}.stay-days", title.format(sted=named), "days", days, sheet, verified=known)
    row_of(reckoning, UNIT_STAY, prefix, named)
    return f"{{{prefix}.short}} * {{{prefix}.stay-week}}"
