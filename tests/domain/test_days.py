"""Red days, eves, feasts, weekends: against a library and against the table of the trade."""

from datetime import date, timedelta

import holidays as library
import pytest
from dateutil.easter import easter as other_easter

from vaktplan.domain import days
from vaktplan.domain.days import DayClass, Feast, Period


def every_day(year: int) -> list[date]:
    return [
        date(year, 1, 1) + timedelta(days=i) for i in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]


@pytest.mark.parametrize("year", range(1961, 2101))
def test_easter(year: int) -> None:
    assert days.easter(year) == other_easter(year)


@pytest.mark.parametrize("year", range(2020, 2041))
def test_red_days_are_the_librarys(year: int) -> None:
    known = library.country_holidays("NO", years=year, language="no")
    assert [d for d in every_day(year) if days.is_red(d)] == [
        d for d in every_day(year) if d.weekday() == 6 or d in known
    ]


@pytest.mark.parametrize(
    ("year", "on_weekdays", "working"), [(2026, 8, 253), (2027, 6, 255), (2028, 9, 251), (2029, 10, 251)]
)
def test_working_days(year: int, on_weekdays: int, working: int) -> None:
    weekdays = [d for d in every_day(year) if d.weekday() < 5]
    red = [d for d in weekdays if days.is_red(d)]
    assert (len(red), len(weekdays) - len(red)) == (on_weekdays, working)


def test_every_date_has_one_class() -> None:
    assert days.day_class(date(2026, 12, 24)) is DayClass.EVE  # a Thursday
    assert days.day_class(date(2026, 12, 26)) is DayClass.RED_DAY  # a Saturday, and red
    assert days.day_class(date(2027, 3, 27)) is DayClass.SATURDAY  # påskeaften
    assert days.day_class(date(2027, 1, 2)) is DayClass.SATURDAY
    assert days.day_class(date(2027, 1, 3)) is DayClass.RED_DAY
    assert days.day_class(date(2027, 1, 4)) is DayClass.WEEKDAY


def test_17_may_2027_is_two_feasts() -> None:
    assert set(days.feasts_of(date(2027, 5, 17))) == {(Feast.MAI17, 2027), (Feast.PINSE, 2027)}
    assert days.day_name(date(2027, 5, 17)) == "17. mai, 2. pinsedag"


def test_nyttaar_belongs_to_the_year_of_its_eve() -> None:
    assert days.feasts_of(date(2027, 1, 1)) == ((Feast.NYTTAAR, 2026),)
    assert days.feasts_of(date(2026, 12, 31)) == ((Feast.NYTTAAR, 2026),)


def test_feasts_have_their_dates() -> None:
    assert days.feast_dates(Feast.PAASKE, 2027) == tuple(date(2027, 3, d) for d in range(25, 30))
    assert days.feast_dates(Feast.HIMMELFART, 2027) == (date(2027, 5, 6),)
    assert days.feast_dates(Feast.PINSE, 2027) == tuple(date(2027, 5, d) for d in (15, 16, 17))


def test_a_weekend_is_named_by_its_saturday() -> None:
    for offset in range(7):
        assert days.saturday_of(date(2027, 1, 4) + timedelta(days=offset)) == date(2027, 1, 9)


def test_iso_weeks_over_new_year() -> None:
    assert days.iso_week(date(2026, 12, 31)) == 53
    assert days.iso_week(date(2027, 1, 1)) == 53
    assert days.iso_week(date(2029, 12, 31)) == 1


def test_a_period_knows_its_days() -> None:
    period = Period(first=date(2028, 2, 28), last=date(2028, 3, 1))
    assert len(period.days) == 3
    assert date(2028, 2, 29) in period
    assert date(2028, 3, 2) not in period
    with pytest.raises(ValueError, match="ends before it begins"):
        Period(first=date(2028, 3, 1), last=date(2028, 2, 1))
