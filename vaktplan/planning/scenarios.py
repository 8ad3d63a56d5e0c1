"""Choices side by side: what each buys in contracts, free places and duties, and what it is known to cost."""

from collections.abc import Sequence

from vaktplan.domain.instance import Instance
from vaktplan.i18n import N_, _
from vaktplan.rulebook.norms import Norm

from .ahead import Ahead
from .facts import Facts
from .plan import Comparison, Outcome, Scenario, ScenarioResult
from .reckoning import Reckoning
from .staffing import ahead_of, duty_year

STANDARD: tuple[Scenario, ...] = (
    Scenario(name="as-today", title=N_("Som i dag"), yearly_cost=0, cost_note=N_("Ingen endring")),
    Scenario(
        name="two-duty-doctors",
        title=N_("To leger ansatt i legevakt"),
        employed_duty_doctors=2,
        yearly_cost=0,
        cost_note=N_("Planen sier selvfinansierende, og viser til egen sak"),
    ),
    Scenario(
        name="six-lis1",
        title=N_("Seks LIS-1"),
        lis1_posts=6,
        yearly_cost=140_000,
        cost_note=N_("Planens tiltak 20, forutsatt kommunalt fastlegekontor"),
    ),
    Scenario(
        name="list-1000",
        title=N_("Listelengde 1000"),
        list_length_goal=1000,
        extra_hjemler=8,
        cost_note=N_("Åtte hjemler til; basistilskuddet følger pasientene, resten må beregnes"),
    ),
    Scenario(
        name="share-nights",
        title=N_("Dele nettene med Larvik"),
        nights_kept=0.57,
        cost_note=N_("Etter folketall, 57 av 100 netter; må avtales og beregnes"),
    ),
)


def compare(
    facts: Facts,
    norms: Sequence[Norm],
    instance: Instance | None,
    scenarios: Sequence[Scenario],
    years: Sequence[int],
) -> Comparison:
    """Each scenario in each year. A scenario without a list length keeps today's mean list.

    Raises InvalidInput when a norm has no value on the day of the facts.
    """
    today = facts.model_copy(update={"setting": facts.setting.model_copy(update={"list_length_goal": None})})
    reckoning = Reckoning(today, norms, facts.setting.status_on)
    results = []
    for scenario in scenarios:
        ahead = ahead_of(reckoning, scenario)
        outcomes = tuple(_outcome(ahead, instance, year) for year in years)
        said = scenario.model_copy(
            update={"title": _(scenario.title), "cost_note": scenario.cost_note and _(scenario.cost_note)}
        )
        results.append(ScenarioResult(scenario=said, outcomes=outcomes))
    return Comparison(municipality=facts.setting.municipality, results=tuple(results))


def _outcome(ahead: Ahead, instance: Instance | None, year: int) -> Outcome:
    duty = duty_year(ahead.facts, instance, year)
    row = ahead.row(year, duty)
    shared = row.sharing_duty
    return Outcome(
        year=year,
        hjemler_missing=row.needed_with_margin.likely - row.in_place.likely,
        free_places=row.free_places.likely,
        duties_each=row.duties_each,
        nights_each=ahead.nights(duty) / shared if duty and shared else 0.0,
        bakvakter=row.bakvakter,
        yearly_cost=ahead.choice.yearly_cost,
    )
