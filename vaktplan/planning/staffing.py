"""A plan for the doctors of a municipality, worked out from its sheets: figures, years, houses, contradictions."""

from collections.abc import Sequence

from vaktplan.domain.instance import Instance
from vaktplan.rulebook.norms import Norm

from .ahead import AS_TODAY, Ahead
from .contracts import contracts
from .contradictions import contradictions
from .duty import DutyYear, from_inputs, from_instance
from .facts import Facts
from .homes import homes
from .money import money
from .needs import house_needs
from .plan import Plan, Scenario
from .posts import duty, duty_years, posts, trainees
from .reckoning import Reckoning
from .rotation import half_years, rotation

AGE_RIGHT = "fastlegeforskriften.age-right"
BAKVAKTER = "planlegging.bakvakter-a-lis1"
DUTY_WEEKS = "planlegging.duty-doctor-weeks"
WEEK = "nfas.week"
PRACTICE_YEARS = "spesialistforskriften.open-practice"
PRACTICE_PERCENT = "planlegging.open-practice-percent"


def staffing(
    facts: Facts, norms: Sequence[Norm], instance: Instance | None = None, *, year: int | None = None
) -> Plan:
    """What the facts say, by the norms on their day; `instance` gives the pattern of duty, where there is one.

    Raises InvalidInput when a norm has no value on the day.
    """
    setting = facts.setting
    at = year or setting.status_on.year
    reckoning = Reckoning(facts, norms, setting.status_on)
    ahead = ahead_of(reckoning)
    contracts(reckoning)
    homes(reckoning)
    posts(reckoning)
    trainees(reckoning)
    counted = instance is not None and from_inputs(facts) is None
    duty(reckoning, duty_year(facts, instance, at), ahead, at, counted=counted)
    money(reckoning)
    years = range(setting.first_year, setting.last_year + 1)
    rows = tuple(ahead.row(y, duty_year(facts, instance, y)) for y in years)
    duty_years(reckoning, rows)
    return Plan(
        facts=facts,
        year=at,
        figures=tuple(reckoning.figures.values()),
        years=rows,
        houses=house_needs(reckoning),
        half_years=half_years(facts),
        rotation=rotation(facts, reckoning.law_value(PRACTICE_YEARS), reckoning.norm_value(PRACTICE_PERCENT)),
        contradictions=contradictions(reckoning),
    )


def duty_year(facts: Facts, instance: Instance | None, year: int) -> DutyYear | None:
    """The year's duty by the pattern that the plan states, else by the roster's shift types."""
    stated = from_inputs(facts)
    return from_instance(instance, year) if stated is None and instance is not None else stated


def ahead_of(reckoning: Reckoning, choice: Scenario = AS_TODAY) -> Ahead:
    """What the years rest on, by the norms on the day of the facts."""
    return Ahead(
        reckoning.facts,
        age_right=int(reckoning.norm_value(AGE_RIGHT)),
        bakvakter_a_post=reckoning.norm_value(BAKVAKTER),
        retire_at=reckoning.retire_at if choice.retire_at is None else choice.retire_at,
        free_goal=reckoning.free_goal,
        duty_doctor_hours=reckoning.norm_value(DUTY_WEEKS) * reckoning.norm_value(WEEK),
        choice=choice,
    )
