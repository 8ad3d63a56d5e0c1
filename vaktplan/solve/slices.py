"""Parts of a list that is in order of start, found without walking the whole list."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime

from vaktplan.domain.clock import DAY
from vaktplan.domain.shifts import Shift

from .build import Duty

LONGEST = DAY  # no shift lasts longer


def dated(duties: Sequence[Duty], first: date, last: date) -> Sequence[Duty]:
    """The duties with a date from first to last."""
    begin = bisect_left(duties, first, key=lambda d: d.shift.date)
    return duties[begin : bisect_right(duties, last, begin, key=lambda d: d.shift.date)]


def starting(duties: Sequence[Duty], since: datetime, until: datetime) -> Sequence[Duty]:
    """The duties that start from one instant to another, both included."""
    begin = bisect_left(duties, since, key=lambda d: d.shift.start)
    return duties[begin : bisect_right(duties, until, begin, key=lambda d: d.shift.start)]


def meeting(duties: Sequence[Duty], shift: Shift) -> Sequence[Duty]:
    """The duties that may share time with a shift, or end as it starts or start as it ends, and some before them."""
    return starting(duties, shift.start - LONGEST, shift.end)


def near(shifts: Sequence[Shift], first: date | None, last: date | None) -> Sequence[Shift]:
    """The shifts that may touch a date from first to last (None: open), and some around them."""
    begin = 0 if first is None else bisect_left(shifts, first - 2 * DAY, key=lambda s: s.date)
    if last is None:
        return shifts[begin:]
    return shifts[begin : bisect_right(shifts, last + DAY, begin, key=lambda s: s.date)]
