"""The tables of a staffing plan as they are, without formulas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaktplan.export import words
from vaktplan.i18n import N_, _
from vaktplan.planning.facts import CostKind
from vaktplan.planning.plan import Comparison, Contradiction, ContradictionKind, HouseNeed, Plan, Span

Value = str | int | float | None

KINDS = {
    ContradictionKind.VALUE: N_("regnes tallet ut igjen, blir det et annet"),
    ContradictionKind.PARTS: N_("delene blir ikke summen"),
    ContradictionKind.SOURCES: N_("to steder, eller planen og loven, sier ulikt"),
}
COSTS = {
    CostKind.ONCE: N_("én gang"),
    CostKind.YEARLY: N_("årlig"),
    CostKind.NONE: N_("innenfor rammen"),
    CostKind.UNKNOWN: N_("må beregnes"),
}


@dataclass(frozen=True)
class Listing:
    """A table: its title, a note, its headings with widths, and its rows."""

    title: str
    note: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Value, ...], ...]


def listings(plan: Plan, comparison: Comparison | None) -> Iterator[Listing]:
    """Every table that has rows."""
    made = [years(plan), houses(plan), rotation(plan), contradictions(plan), measures(plan)]
    if comparison is not None:
        made.append(scenarios(comparison))
    yield from (listing for listing in made if listing.rows)


def contradictions(plan: Plan) -> Listing:
    """What the plan itself says that does not hold."""
    return Listing(
        _("Motsigelser"),
        _("Begge sider står som de er; ingen av dem er valgt."),
        (_("Planen sier"), _("Regnet ut"), _("Hva er galt"), _("Kapittel"), _("Merknad"), _("Nøkkel")),
        (36.0, 36.0, 36.0, 16.0, 60.0, 30.0),
        tuple(_contradiction(c) for c in plan.contradictions),
    )


def _contradiction(found: Contradiction) -> tuple[Value, ...]:
    return (found.printed, found.worked_out, _(KINDS[found.kind]), found.chapter, found.note, found.key)


def span(of: Span, digits: int = 0) -> str:
    """A number that is not known exactly: "62 (60–64)"; the number alone where it is."""
    low, likely, high = (words.number(x, digits) for x in (of.low, of.likely, of.high))
    return likely if low == high else f"{likely} ({low}–{high})"


def years(plan: Plan) -> Listing:
    """Year by year, each with what is likely and between what."""
    rows = tuple(
        (
            y.year,
            span(y.residents),
            y.hjemler,
            span(y.in_place, 1),
            span(y.needed_as_today, 1),
            span(y.needed_at_goal, 1),
            span(y.needed_with_margin, 1),
            y.retiring,
            span(y.free_places),
            y.sharing_duty,
            y.duties_each,
            y.bakvakter,
        )
        for y in plan.years
    )
    headings = (
        _("År"),
        _("Innbyggere"),
        _("Hjemler"),
        _("Leger på plass"),
        _("Trengs med dagens lister"),
        _("Trengs med ønsket liste"),
        _("… og ledige plasser"),
        _("Når aldersgrensen"),
        _("Ledige plasser"),
        _("Deler vakt"),
        _("Vakter hver"),
        _("Bakvakter"),
    )
    note = _("Tall i parentes er spennet: lav til høy framskriving, og hvor lang tid det tar å rekruttere.")
    return Listing(_("År for år"), note, headings, (8.0, *(20.0,) * 11), rows)


def houses(plan: Plan) -> Listing:
    """What each house needs, beside what it has."""
    headings = (
        _("Hus"),
        _("Enhet"),
        _("Langtid"),
        _("Korttid"),
        _("Langtid planlagt"),
        _("Korttid planlagt"),
        _("Behov i dag"),
        _("Behov planlagt"),
        _("Uavrundet norm"),
        _("Med egne liggetider"),
        _("Normen fra 2002"),
        _("Årsverk i dag"),
        _("Økter i uken"),
    )
    note = _(
        "Årsverk etter Nfas-normen (80 langtid og 12 korttid per årsverk), dagens og planlagt fordeling."
    )
    rows = tuple(_house(plan, h) for h in plan.houses)
    return Listing(_("Hus og enheter"), note, headings, (30.0, 22.0, *(12.0,) * 11), rows)


def house_name(plan: Plan, need: HouseNeed) -> str:
    """A house by name; all of them together."""
    names = {h.id: h.name for h in plan.facts.houses}
    return names.get(need.house, need.house) or _("Alle sykehjem")


def _house(plan: Plan, h: HouseNeed) -> tuple[Value, ...]:
    needs = (h.need, h.planned_need, h.exact_need, h.stay_need, h.older_need)
    return (
        house_name(plan, h),
        h.unit,
        h.long,
        h.short,
        h.planned_long,
        h.planned_short,
        *(round(n, 2) for n in needs),
        h.today,
        h.sessions,
    )


def rotation(plan: Plan) -> Listing:
    """Where each trainee is, half-year by half-year."""
    rows = tuple((r.trainee, r.kind.value.upper(), *r.cells, "; ".join(r.missing)) for r in plan.rotation)
    headings = (_("Lege"), _("Løp"), *plan.half_years, _("Mangler"))
    return Listing(
        _("Rotasjon"),
        _("Hvor hver lege i spesialisering er hvert halvår, og hva som mangler."),
        headings,
        (12.0, 8.0, *(16.0,) * len(plan.half_years), 60.0),
        rows,
    )


def measures(plan: Plan) -> Listing:
    """The plan's own measures with what they cost."""
    rows = tuple(
        (m.number, m.goal, m.measure, m.year, _(COSTS[m.kind]), m.low, m.high, m.fte, m.note)
        for m in plan.facts.measures
    )
    headings = (
        *(_("Mål"), _("Målet"), _("Tiltak"), _("År"), _("Kostnad")),
        *(_("kr, fra"), _("kr, til"), _("Årsverk"), _("Merknad")),
    )
    return Listing(
        _("Tiltak"),
        _("Som planen har dem."),
        headings,
        (6.0, 36.0, 60.0, 8.0, 16.0, 14.0, 14.0, 10.0, 40.0),
        rows,
    )


def scenarios(comparison: Comparison) -> Listing:
    """Every scenario in every year."""
    rows: Sequence[tuple[Value, ...]] = [
        (
            result.scenario.title,
            o.year,
            round(o.hjemler_missing, 1),
            round(o.free_places),
            None if o.duties_each is None else round(o.duties_each, 1),
            None if o.nights_each is None else round(o.nights_each, 1),
            o.bakvakter,
            o.yearly_cost,
            result.scenario.cost_note,
        )
        for result in comparison.results
        for o in result.outcomes
    ]
    headings = (
        *(_("Scenario"), _("År"), _("Hjemler som mangler"), _("Ledige plasser"), _("Vakter hver")),
        *(_("Netter hver"), _("Bakvakter"), _("kr i året utover i dag"), _("Om kostnaden")),
    )
    widths = (36.0, 8.0, 14.0, 14.0, 12.0, 12.0, 12.0, 18.0, 60.0)
    return Listing(
        _("Scenarier"), _("Under null: flere hjemler enn det trengs."), headings, widths, tuple(rows)
    )
