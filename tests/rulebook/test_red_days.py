"""Red days, eves and feasts: the data of models/, the days module and foreign libraries say the same."""

from datetime import date, timedelta

import holidays as foreign
import pytest
from dateutil.easter import easter as foreign_easter

from vaktplan.domain import days
from vaktplan.domain.clock import dates
from vaktplan.domain.days import Feast
from vaktplan.read.models import load_norms

NORMS = load_norms()
YEARS = range(2024, 2041)


def _named(norm: str, year: int) -> set[date]:
    """The dates of a year that a norm's list of days names."""
    value = NORMS[f"helligdager.{norm}"].at(date(year, 1, 1)).value
    assert isinstance(value, tuple)
    found: set[date] = set()
    for day in value:
        if day == "sunday":
            found |= {d for d in dates(date(year, 1, 1), date(year, 12, 31)) if d.weekday() == 6}
        elif day.startswith("easter"):
            found.add(foreign_easter(year) + timedelta(days=int(day.removeprefix("easter") or 0)))
        else:
            found.add(date.fromisoformat(f"{year}-{day}"))
    return found


@pytest.mark.parametrize("year", YEARS)
def test_red_days_are_those_of_the_law(year: int) -> None:
    every = dates(date(year, 1, 1), date(year, 12, 31))
    assert {d for d in every if days.is_red(d)} == _named("red-days", year)


@pytest.mark.parametrize("year", YEARS)
def test_holidays_are_those_of_the_holidays_library(year: int) -> None:
    theirs = foreign.country_holidays("NO", years=year, language="no", include_sundays=False)
    assert set(days.holidays(year)) == set(theirs)
    assert _named("may-days", year) <= set(theirs)


@pytest.mark.parametrize("year", YEARS)
def test_eves_are_those_of_the_models(year: int) -> None:
    assert set(days.eves(year)) == _named("eves", year)


@pytest.mark.parametrize("feast", Feast)
@pytest.mark.parametrize("year", YEARS)
def test_feasts_are_those_of_the_models(feast: Feast, year: int) -> None:
    ours = {d.replace(year=year) for d in days.feast_dates(feast, year)}
    assert ours == _named(f"feast-{feast.value}", year)


def test_easter_is_that_of_dateutil_for_140_years() -> None:
    assert [days.easter(year) for year in range(1961, 2101)] == [foreign_easter(y) for y in range(1961, 2101)]
