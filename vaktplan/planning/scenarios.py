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

AS_TODAY_TITLE = N_("Som i dag")


def usual(facts: Facts) -> tuple[Scenario, ...]:
    """The choices that any municipality has, where it has written none of its own; what they cost is not known."""
    setting = facts.setting
    found = [
        Scenario(name="as-today", title=AS_TODAY_TITLE, yearly_cost=0),
        Scenario(name="two-duty-doctors", title=N_("To leger ansatt i legevakt"), employed_duty_doctors=2),
    ]
    if setting.lis1_posts:
        more = setting.lis1_posts + 1
        found.append(Scenario(name="one-more-lis1", title=N_("Én LIS-1-stilling til"), lis1_posts=more))
    if setting.list_length_goal and facts.hjemler:
        lists = sum(h.list_length for h in facts.hjemler)
        wanted = round(lists / setting.list_length_goal)
        found.append(
            Scenario(
                name="list-goal",
                title=N_("Ønsket listelengde"),
                list_length_goal=setting.list_length_goal,
                extra_hjemler=max(0, wanted - len(facts.hjemler)),
            )
        )
    found.append(Scenario(name="half-the-nights", title=N_("Dele nettene likt med en nabo"), nights_kept=0.5))
    return tuple(found)


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
        nights_each=ahead.nights(duty) / shared if duty and shared else None,
        bakvakter=row.bakvakter,
        yearly_cost=ahead.choice.yearly_cost,
    )
