"""The pages of a staffing plan: the figures with charts, and the scenarios side by side on one sheet."""

from datetime import datetime
from pathlib import Path

from vaktplan.export import words
from vaktplan.export.pages import pages
from vaktplan.i18n import _, language
from vaktplan.planning.plan import Comparison, Outcome, Plan

from . import themes
from .bars import Chart, Row, bars, chart
from .tables import contradictions, house_name, measures, rotation, years

TEMPLATES = Path(__file__).parent / "templates"


def plan_page(plan: Plan, made_at: datetime) -> str:
    """The figures, what grows, what each house lacks, and what contradicts."""
    environment = pages(TEMPLATES, themes=themes, number=words.number)
    return environment.get_template("plan.html.j2").render(
        lang=language(),
        plan=plan,
        groups=themes.by_theme(plan),
        charts=_charts(plan),
        houses=_house_rows(plan),
        listings=[x for x in (years(plan), rotation(plan), measures(plan)) if x.rows],
        wrong=contradictions(plan),
        made=words.moment(made_at),
    )


def _charts(plan: Plan) -> tuple[Chart, ...]:
    if len(plan.years) < 2:
        return ()
    at = [y.year for y in plan.years]
    return (
        chart(
            _("Leger på plass, og hjemler som trengs"),
            at,
            [
                (_("på plass"), [y.in_place for y in plan.years]),
                (_("trengs, ønsket liste"), [y.needed_at_goal for y in plan.years]),
                (_("… og ledige plasser"), [y.needed_with_margin for y in plan.years]),
            ],
        ),
        chart(_("Ledige listeplasser"), at, [(_("ledige"), [y.free_places for y in plan.years])]),
    )


def _house_rows(plan: Plan) -> tuple[Row, ...]:
    """Today and the planned need of each house."""
    rows = [h for h in plan.houses if h.house and not h.unit]
    return bars([(house_name(plan, h), (h.today or 0.0, h.planned_need)) for h in rows], 2)


MEASURES = (
    ("hjemler_missing", 1),
    ("free_places", 0),
    ("duties_each", 1),
    ("nights_each", 1),
    ("bakvakter", 0),
)


def comparison_page(comparison: Comparison, made_at: datetime) -> str:
    """What each choice buys by the last year, and how it comes along: one page."""
    environment = pages(TEMPLATES, number=words.number, kroner=themes.kroner)
    titles = {
        "hjemler_missing": _("Hjemler som mangler"),
        "free_places": _("Ledige listeplasser"),
        "duties_each": _("Vakter i året for hver"),
        "nights_each": _("Netter i året for hver"),
        "bakvakter": _("Bakvakter i året"),
    }
    known = [(n, digits) for n, digits in MEASURES if _all_known(comparison, n)]
    panels = [(titles[name], _panel(comparison, name, digits)) for name, digits in known]
    return environment.get_template("scenarios.html.j2").render(
        lang=language(),
        comparison=comparison,
        first=comparison.years[0],
        last=comparison.years[-1],
        sayings=[
            (r.scenario, _saying(comparison.results[0].outcomes[-1], r.outcomes[-1]))
            for r in comparison.results
        ],
        panels=panels,
        made=words.moment(made_at),
    )


def _all_known(comparison: Comparison, name: str) -> bool:
    """Whether a measure is known in the last year of every scenario."""
    return all(getattr(r.outcomes[-1], name) is not None for r in comparison.results)


def _panel(comparison: Comparison, name: str, digits: int) -> tuple[Row, ...]:
    """One measure in the last year, a bar for each scenario."""
    return bars(
        [(r.scenario.title, (float(getattr(r.outcomes[-1], name)),)) for r in comparison.results], digits
    )


def _saying(today: Outcome, then: Outcome) -> str:
    """What a scenario changes by the last year, in a sentence."""
    parts = []
    for name, digits, more, less in (
        ("hjemler_missing", 1, _("{n} flere hjemler mangler"), _("{n} færre hjemler mangler")),
        ("free_places", 0, _("{n} flere ledige listeplasser"), _("{n} færre ledige listeplasser")),
        ("duties_each", 1, _("{n} flere vakter på hver"), _("{n} færre vakter på hver")),
        ("nights_each", 1, _("{n} flere netter på hver"), _("{n} færre netter på hver")),
        ("bakvakter", 0, _("{n} flere bakvakter"), _("{n} færre bakvakter")),
    ):
        before, after = getattr(today, name), getattr(then, name)
        change = 0.0 if before is None or after is None else float(after) - float(before)
        if round(abs(change), digits):
            parts.append((more if change > 0 else less).format(n=words.number(abs(change), digits)))
    return ", ".join(parts) or _("ingen endring i disse tallene")
