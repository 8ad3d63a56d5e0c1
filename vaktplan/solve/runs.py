"""Runs of work by where they start and end: rows that follow from run-length and rest-run, and that bound far better.

In words: a date begins a run, or ends one, or neither; while a run is shorter than it may be, it goes on.
In maths, with y[e] ⇔ the doctor works on date e: a[e] = y[e] ∧ ¬y[e − 1], b[e] = y[e − 1] ∧ ¬y[e],
a[e] − b[e] = y[e] − y[e − 1]; Σ a[e − least + 1 .. e] ≤ y[e]; Σ b[e − least + 1 .. e] ≤ 1 − y[e];
y[e] ≤ Σ b[e + 1 .. e + most]. Clauses on dates say the same of whole numbers and nearly nothing of halves.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from vaktplan.domain.clock import DAY

from .build import Build, Turns
from .model import Terms, Var
from .patterns import WorkDates


def no_short_run(build: Build, work: WorkDates, least: int) -> None:
    """A run that starts in the period, and not on its first date, lasts so many dates or to the end."""
    days = build.instance.period.days
    turns = _turns(build, work)
    for day in days if least > 1 else ():
        starts = _inside(turns.starts, day - timedelta(days=least - 1), day, days[0] + DAY)
        if starts:
            build.implies([*((v, 1) for v in starts), *_minus(work, day)], None, 0)


def no_short_rest(build: Build, work: WorkDates, least: int) -> None:
    """Dates off that begin in the period last so many dates or to the end."""
    days = build.instance.period.days
    turns = _turns(build, work)
    for day in days if least > 1 else ():
        ends = _inside(turns.ends, day - timedelta(days=least - 1), day, days[0])
        if ends and day in work:
            build.implies([*((v, 1) for v in ends), (work[day], 1)], None, 1)


def no_long_run(build: Build, work: WorkDates, most: int) -> None:
    """A date of work is followed by the end of its run within so many dates."""
    days = build.instance.period.days
    turns = _turns(build, work)
    for day in days:
        last = day + timedelta(days=most)
        if day in work and last <= days[-1]:
            ends = _inside(turns.ends, day + DAY, last, days[0])
            build.implies([*((v, 1) for v in ends), (work[day], -1)], 0, None)


def _turns(build: Build, work: WorkDates) -> Turns:
    key = tuple(v.index for v in work.values())
    if key not in build.turns:
        starts, ends = {}, {}
        for day in build.instance.period.days:
            now, before = work.get(day), work.get(day - DAY)
            start, end = build.turn(now, before), build.turn(before, now)
            if start is not None:
                starts[day] = start
            if end is not None:
                ends[day] = end
            change = [*_plus(start, 1), *_plus(end, -1), *_plus(now, -1), *_plus(before, 1)]
            build.implies(change, 0, 0)
        build.turns[key] = Turns(starts, ends)
    return build.turns[key]


def _inside(turns: dict[date, Var], first: date, last: date, earliest: date) -> list[Var]:
    begin = max(first, earliest)
    days = (begin + timedelta(days=k) for k in range((last - begin).days + 1))
    return [turns[day] for day in days if day in turns]


def _minus(work: WorkDates, day: date) -> Iterable[tuple[Var, int]]:
    return _plus(work.get(day), -1)


def _plus(var: Var | None, factor: int) -> Terms:
    return [] if var is None else [(var, factor)]
