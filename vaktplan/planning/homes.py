"""Nursing homes: places, doctor-years needed by the norms, per ward, house and altogether."""

from collections.abc import Sequence

from vaktplan.i18n import N_, _

from .facts import House, Unit
from .figure import Rounding
from .home_rows import EXTRA_ROWS, HOUSE_ROWS
from .needs import sessions
from .nfas_rows import ROWS as NFAS_ROWS
from .reckoning import STAY_WEEKS, Reckoning, Row
from .wards import ALL, STAY_NEED, key_of, planned_short, row_of, stay_need, units_of, ward

SUMMED = ("places", "short", "planned-short", "fte", "specialists")
STAY = Row(
    "sykehjem.stay-weeks",
    N_("Korttidsopphold der liggetiden ikke er kjent"),
    "weeks",
    f"{{law:{STAY_WEEKS}}}",
)
SESSIONS = N_("Økter i uken, lagt sammen av husene")
ADDED = N_("Lagt sammen av husene")


def homes(reckoning: Reckoning) -> None:
    """Every figure of the norm and of the houses."""
    reckoning.rows(NFAS_ROWS)
    facts = reckoning.facts
    if not facts.houses:
        return
    told = facts.setting.stay_weeks
    if told is None:
        reckoning.row(STAY)
    else:
        reckoning.count(STAY.key, _(STAY.title), "weeks", told, _("Planoppsett"))
    for house in facts.houses:
        _house(reckoning, house)
    _total(reckoning)
    _stays(reckoning)
    reckoning.rows(EXTRA_ROWS)


def _house(reckoning: Reckoning, house: House) -> None:
    units = units_of(reckoning.facts.units, house)
    prefix = key_of(house)
    _count_house(reckoning, house, units, prefix)
    for row in HOUSE_ROWS:
        if house.specialists is not None or "specialist" not in row.key:
            row_of(reckoning, row, prefix, house.name)
    terms = [ward(reckoning, unit, f"{prefix}.enhet-{n}", house) for n, unit in enumerate(units, start=1)]
    stay_need(reckoning, prefix, house.name, [term for term in terms if term])


def _count_house(reckoning: Reckoning, house: House, units: Sequence[Unit], prefix: str) -> None:
    rows = sum(u.places for u in units)
    sheet, wards = _("Sykehjem"), _("Enheter")
    named = f"{house.name}: "
    count = reckoning.count
    count(f"{prefix}.rows", named + _("plasser, lagt sammen av enhetene"), "places", rows, wards)
    if house.places is None:
        count(f"{prefix}.places", named + _("plasser"), "places", rows, wards)
    else:
        count(f"{prefix}.places", named + _("plasser"), "places", house.places, sheet)
    if house.bought is not None:
        count(f"{prefix}.bought", named + _("plasser som kommunen kjøper"), "places", house.bought, sheet)
    count(f"{prefix}.fte", named + _("legeårsverk i dag"), "posts", house.fte, sheet)
    count(f"{prefix}.short", named + _("korttidsplasser"), "places", sum(u.short for u in units), wards)
    planned = sum(planned_short(u) for u in units)
    count(f"{prefix}.planned-short", named + _("korttidsplasser, planlagt"), "places", planned, wards)
    if house.planned_places is not None:
        title = named + _("plasser, planlagt")
        count(f"{prefix}.planned-places", title, "places", house.planned_places, sheet)
    if house.specialists is not None:
        title = named + _("legeårsverk ved spesialister")
        count(f"{prefix}.specialists", title, "posts", house.specialists, sheet)


def _total(reckoning: Reckoning) -> None:
    """All houses together: counted numbers and sessions added up, the rest worked out as for a house."""
    houses = reckoning.facts.houses
    titles = {
        "places": N_("Sykehjemsplasser"),
        "short": N_("Korttidsplasser"),
        "planned-short": N_("Korttidsplasser, planlagt"),
        "fte": N_("Legeårsverk i sykehjem i dag"),
        "specialists": N_("Legeårsverk ved spesialister i sykehjem"),
    }
    told = all(h.specialists is not None for h in houses)
    for name in SUMMED:
        if name == "specialists" and not told:
            continue
        formula = " + ".join(f"{{{key_of(h)}.{name}}}" for h in houses)
        unit = "posts" if name in ("fte", "specialists") else "places"
        reckoning.row(Row(f"{ALL}.{name}", titles[name], unit, formula, note=ADDED))
    for row in HOUSE_ROWS:
        if "sessions" not in row.key and (told or "specialist" not in row.key):
            row_of(reckoning, row, ALL, _("Alle sykehjem"))
    for name, title, unit in (("stay-need", STAY_NEED, "posts"),):
        formula = " + ".join(f"{{{key_of(h)}.{name}}}" for h in houses)
        reckoning.row(Row(f"{ALL}.{name}", title, unit, formula, Rounding.NEAREST, 2, note=ADDED))
    _span(reckoning)
    whole = sum(sessions(reckoning, h) for h in houses)
    source = _("Økter i uken for hvert sykehjem")
    reckoning.count(f"{ALL}.sessions", _(SESSIONS), "sessions", whole, source, verified=False)


def _span(reckoning: Reckoning) -> None:
    """The need and what is missing, between the least and the most that the norm's readings give."""
    names = ("need", "planned-need", "exact-need", "exact-planned-need", "stay-need")
    needs = [reckoning.figures[f"{ALL}.{name}"].value for name in names]
    today = reckoning.figures[f"{ALL}.fte"].value
    reckoning.span(f"{ALL}.need", min(needs), max(needs))
    reckoning.span(f"{ALL}.missing", min(needs) - today, max(needs) - today)


def _stays(reckoning: Reckoning) -> None:
    """Places and stays in the wards whose mean stay is known."""
    units = [u for u in reckoning.facts.units if u.short]
    known = [(u.short, u.stay_days) for u in units if u.stay_days is not None]
    unknown = sum(u.short for u in units if u.stay_days is None)
    wards = _("Enheter")
    count = reckoning.count
    places = sum(n for n, _days in known)
    count("sykehjem.short-known", _("Korttidsplasser med kjent liggetid"), "places", places, wards)
    count("sykehjem.short-unknown", _("Korttidsplasser uten kjent liggetid"), "places", unknown, wards)
    days, stays = sum(n * d for n, d in known), sum(n / d for n, d in known)
    count("sykehjem.stay-place-days", _("Plasser ganger liggetid"), "days", days, wards)
    count(
        "sykehjem.stays-a-day",
        _("Nye opphold i døgnet med fullt belegg"),
        "stays",
        stays,
        wards,
    )
