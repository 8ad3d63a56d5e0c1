"""How much of a measure one doctor can have at most: the range over which a convex price is drawn."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from heapq import heappop, heappush

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
    ended: list[tuple[datetime, int]] = []  # a duty's end, and the greatest sum of which it is the last
    best = 0  # the greatest sum over the duties that have ended
    for duty, value in sorted(worth, key=lambda w: w[0].shift.start):
        while ended and ended[0][0] <= duty.shift.start:
            best = max(best, heappop(ended)[1])
        heappush(ended, (duty.shift.end, best + value))
    return max([best, *(total for _, total in ended)])


def _capped(build: Build, cap: Cap, worth: Worth) -> int:
    """The greatest sum when every stretch of `days` dates has at most `max` duties."""
    period = build.instance.period
    parts: dict[int, list[int]] = {}
    for duty, value in worth:
        parts.setdefault((duty.shift.date - period.first).days // cap.days, []).append(value)
    total = 0
    for part, values in parts.items():
        last = min(period.first + timedelta(days=(part + 1) * cap.days - 1), period.last)
        total += sum(sorted(values, reverse=True)[: cap.max.whole(last)])
    return total
