"""Not too many, and not too few, working days in a row.

In words: among any limit + 1 dates in a row that end in the period, one is without work; a run of work that ends before
the period does has at least so many dates. Past dates count, and without any a run that begins with the period may have
begun before it; a doctor's own numbers come before the book's.
In maths: y[d, e] ⇔ some shift of d has date e; too_many: not all of y[d, e − limit .. e];
too_few: not (all of y[d, i .. j] and neither y[d, i − 1] nor y[d, j + 1]) for j − i + 1 = k < least, j of the period
and before its last date, and i after its first when nothing is known before it; priced: the windows, and least − k.
Source: the municipality's own (and the benchmarks').
"""

from datetime import timedelta

from vaktplan.domain.clock import DAY, dates
from vaktplan.domain.people import Doctor
from vaktplan.rulebook.rules import Level, RunLength
from vaktplan.solve.build import Build
from vaktplan.solve.patterns import WorkDates, against, work_dates
from vaktplan.solve.runs import no_long_run, no_short_run


def add(build: Build, rule: RunLength) -> None:
    """Forbid or price runs of work that are too long or too short."""
    for doctor in build.doctors:
        work = work_dates(build, doctor.id, rule.on_site_only)
        if build.level(rule, "too_many"):
            _too_many(build, rule, doctor, work)
        if build.level(rule, "too_few"):
            _too_few(build, rule, doctor, work)
        _imply(build, rule, doctor, work)


def _too_many(build: Build, rule: RunLength, doctor: Doctor, work: WorkDates) -> None:
    for end in build.instance.period.days:
        limit = doctor.max_run or rule.max_days.whole(end)
        window = dates(end - timedelta(days=limit), end)
        against(build, rule, "too_many", doctor.id, work, window, ())


def _too_few(build: Build, rule: RunLength, doctor: Doctor, work: WorkDates) -> None:
    least = doctor.min_run or rule.min_days
    first = build.instance.period.first
    known = any(day < first for day in work)
    for end in build.instance.period.days[:-1]:
        for k in range(1, least):
            run = dates(end - timedelta(days=k - 1), end)
            around = (run[0] - DAY, end + DAY)
            if known or run[0] != first:
                against(build, rule, "too_few", doctor.id, work, run, around, least - k)


def _imply(build: Build, rule: RunLength, doctor: Doctor, work: WorkDates) -> None:
    least = doctor.min_run or rule.min_days
    if build.level(rule, "too_few") is Level.HARD and least > 1:
        no_short_run(build, work, least)
        if build.level(rule, "too_many") is Level.HARD:
            no_long_run(
                build, work, doctor.max_run or max(map(rule.max_days.whole, build.instance.period.days))
            )
