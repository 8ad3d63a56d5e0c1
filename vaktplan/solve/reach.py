"""How much of a measure one doctor can have at most: the range over which a convex price is drawn."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from vaktplan.rulebook.rules import Cap, DutyCap, OnePlace

from .build import Build, Duty

Worth = Sequence[tuple[Duty, int]]


def most(build: Build, worth: Worth) -> int:
    """A bound on the sum of the values of the duties that one doctor can have in a lawful roster."""
    bound = sum(v for _, v in worth)
    if build.forbids(OnePlace):
        bound = min(bound, _disjoint(worth))
    caps = build.book.get(DutyCap)
    if caps is not None and build.forbids(DutyCap):
        for cap in caps.caps:
            if cap.kind == "all" or (cap.kind == "duty" and all(d.shift.line.out_of_hours for d, _ in worth)):
                bound = min(bound, _capped(build, cap, worth))
    return bound


def _disjoint(worth: Worth) -> int:
    """The greatest sum over duties of which no two overlap."""
    ends: list[datetime] = []
    best = [0]  # best[k]: the greatest sum over the first k duties by end
    for duty, value in sorted(worth, key=lambda w: w[0].shift.end):
        before = best[bisect_right(ends, duty.shift.start)]
        ends.append(duty.shift.end)
        best.append(max(before + value, best[-1]))
    return best[-1]


def _capped(build: Build, cap: Cap, worth: Worth) -> int:
    """The greatest sum when every stretch of `days` dates has at most `max` duties."""
    days = build.instance.period.days
    total = 0
    for k in range(0, len(days), cap.days):
        first, last = days[k], min(days[k] + timedelta(days=cap.days - 1), days[-1])
        inside = sorted((v for d, v in worth if first <= d.shift.date <= last), reverse=True)
        total += sum(inside[: cap.max.whole(last)])
    return total
