"""Time: UTC inside, the Oslo wall clock at the edge, elapsed time always in real minutes."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
DAY = timedelta(days=1)


class NoSuchTime(ValueError):
    """A wall-clock time that does not exist, or exists twice, on that date (summer time)."""


def at(day: date, clock: time) -> datetime:
    """The UTC instant of a wall-clock time in Oslo.

    Raises NoSuchTime for a time inside the hour that summer time skips or repeats.
    """
    local = datetime.combine(day, clock, tzinfo=OSLO)
    instant = local.astimezone(UTC)
    if instant.astimezone(OSLO).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(f"{day} {clock:%H:%M}")
    if local.replace(fold=1).astimezone(UTC) != instant:
        raise NoSuchTime(f"{day} {clock:%H:%M}")
    return instant


@lru_cache(maxsize=65536)
def midnight(day: date) -> datetime:
    """The instant at which a date begins in Oslo."""
    return at(day, time(0))


def oslo(instant: datetime) -> datetime:
    """The wall-clock reading of an instant."""
    return instant.astimezone(OSLO)


def day_of(instant: datetime) -> date:
    """The date in Oslo of an instant."""
    return oslo(instant).date()


def minutes(start: datetime, end: datetime) -> int:
    """Real minutes from start to end, summer time or not; negative when end comes first."""
    return round((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 60)


def overlap(a: datetime, b: datetime, c: datetime, d: datetime) -> int:
    """Real minutes that [a, b) and [c, d) share."""
    return max(0, minutes(max(a, c), min(b, d)))


def dates(first: date, last: date) -> tuple[date, ...]:
    """Every date from first to last, both included."""
    return tuple(first + i * DAY for i in range((last - first).days + 1))


def touches(start: datetime, end: datetime, first: date | None, last: date | None) -> bool:
    """Whether [start, end) shares any time with the dates first..last (None: open)."""
    begins_before_the_end = last is None or start < midnight(last + DAY)
    ends_after_the_start = first is None or end > midnight(first)
    return begins_before_the_end and ends_after_the_start


@lru_cache(maxsize=65536)
def minutes_in_window(start: datetime, end: datetime, opens: time, closes: time) -> int:
    """Real minutes of [start, end) inside a daily wall-clock window that may cross midnight."""
    total = 0
    for day in dates(day_of(start) - DAY, day_of(end)):
        close_day = day if closes > opens else day + DAY
        total += overlap(start, end, at(day, opens), at(close_day, closes))
    return total


def anniversary(born: date, years: int) -> date:
    """The birthday `years` years after `born`; 29 February becomes 1 March in common years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
