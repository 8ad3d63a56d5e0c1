"""Time: real minutes across summer time, windows, gaps."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit import doctor, instance_of
from vaktplan.domain import clock
from vaktplan.domain.days import Period
from vaktplan.domain.shifts import DayClass, Line, LineKind, ShiftType, expand, make_shift


def night(day: date) -> tuple[datetime, datetime]:
    return clock.at(day, time(23)), clock.at(day + clock.DAY, time(8))


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 3, 28), 8),
        (date(2026, 10, 24), 10),
        (date(2027, 3, 27), 8),
        (date(2027, 10, 30), 10),
        (date(2028, 3, 25), 8),
        (date(2028, 10, 28), 10),
        (date(2027, 1, 1), 9),
    ],
)
def test_a_night_has_its_real_hours(day: date, hours: int) -> None:
    assert clock.minutes(*night(day)) == hours * 60


def test_rest_over_the_march_night_is_an_hour_short() -> None:
    a, b = clock.at(date(2026, 3, 28), time(20, 30)), clock.at(date(2026, 3, 29), time(7, 30))
    assert clock.minutes(a, b) == 10 * 60
    assert clock.minutes(clock.oslo(a), clock.oslo(b)) == 10 * 60


@pytest.mark.parametrize(
    "day", [date(2026, 3, 29), date(2027, 3, 28), date(2026, 10, 25), date(2027, 10, 31)]
)
def test_a_time_that_is_not_or_is_twice_is_refused(day: date) -> None:
    with pytest.raises(clock.NoSuchTime):
        clock.at(day, time(2, 30))


def test_the_hour_after_the_gap_is_fine() -> None:
    assert clock.at(date(2027, 3, 28), time(3)) == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_night_minutes_follow_the_real_clock() -> None:
    for day, expected in [
        (date(2027, 3, 27), 6 * 60),
        (date(2027, 10, 30), 8 * 60),
        (date(2027, 1, 1), 7 * 60),
    ]:
        assert clock.minutes_in_window(*night(day), time(21), time(6)) == expected


def test_an_evening_is_two_hours_of_night() -> None:
    day = date(2027, 1, 4)
    start, end = clock.at(day, time(15, 30)), clock.at(day, time(23))
    assert clock.minutes_in_window(start, end, time(21), time(6)) == 120


def test_touching_dates_is_about_time_shared() -> None:
    start, end = night(date(2027, 1, 4))
    assert clock.touches(start, end, date(2027, 1, 5), date(2027, 1, 5))
    assert not clock.touches(start, end, date(2027, 1, 6), None)
    assert not clock.touches(start, end, None, date(2027, 1, 3))
    midnight_shift = clock.at(date(2027, 1, 4), time(16)), clock.midnight(date(2027, 1, 5))
    assert not clock.touches(*midnight_shift, date(2027, 1, 5), None)


def test_anniversaries() -> None:
    assert clock.anniversary(date(1967, 1, 31), 60) == date(2027, 1, 31)
    assert clock.anniversary(date(1968, 2, 29), 60) == date(2028, 2, 29)
    assert clock.anniversary(date(1968, 2, 29), 59) == date(2027, 3, 1)


@given(
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2037, 1, 1)),
    st.integers(min_value=0, max_value=100_000),
)
def test_minutes_are_elapsed_time(moment: datetime, length: int) -> None:
    start = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    assert clock.minutes(clock.oslo(start), clock.oslo(start + timedelta(minutes=length))) == length


def test_a_period_expands_by_day_class() -> None:
    line = Line(id="l", name="L", kind=LineKind.LEGEVAKT)
    evening = ShiftType(
        id="k",
        name="K",
        line="l",
        start=time(15, 30),
        end=time(23),
        day_classes=(DayClass.WEEKDAY, DayClass.EVE),
    )
    christmas = Period(first=date(2026, 12, 21), last=date(2026, 12, 27))
    assert [s.date.day for s in expand(christmas, (evening,), {"l": line})] == [21, 22, 23, 24]


def test_a_shift_that_ends_when_it_starts_lasts_a_day() -> None:
    line = Line(id="l", name="L", kind=LineKind.LEGEVAKT)
    whole = ShiftType(id="d", name="D", line="l", start=time(8), end=time(8), day_classes=tuple(DayClass))
    assert [
        clock.minutes(s.start, s.end) // 60
        for s in (
            make_shift(date(2027, 3, 27), whole, line),
            make_shift(date(2027, 10, 30), whole, line),
            make_shift(date(2027, 6, 1), whole, line),
        )
    ] == [23, 25, 24]


def test_a_changed_copy_forgets_what_was_worked_out() -> None:
    whole = Period(first=date(2027, 1, 1), last=date(2027, 1, 31))
    town = instance_of(whole.first, whole.last, ["natt"], [doctor("Kari")])
    assert len(town.shifts) == 31
    half = town.model_copy(update={"period": Period(first=whole.first, last=date(2027, 1, 15))})
    assert len(half.shifts) == 15
    assert len(town.shifts) == 31
