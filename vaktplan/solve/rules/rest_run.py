"""Not too few, and not too many, days off in a row.

In words: between two working dates, the later one in the period, are no dates off or at least so many; among any
limit + 1 dates in a row that end in the period, one is worked. Nothing before the last past working date is looked
at, and nothing before the period when there is none; a doctor's own numbers come before the book's.
In maths: y[d, e] ⇔ some shift of d has date e; too_few: not (y[d, i − 1] and y[d, j + 1] and none of y[d, i .. j]) for
j − i + 1 = k < least; too_many: some of y[d, e − limit .. e]; priced: least − k, and the windows.
Source: the municipality's own (and the benchmarks').
"""

from datetime import date, timedelta

from vaktplan.domain.clock import DAY, dates
from vaktplan.domain.people import Doctor
from vaktplan.rulebook.rules import Level, RestRun
from vaktplan.solve.build import Build
from vaktplan.solve.patterns import WorkDates, against, work_dates
from vaktplan.solve.runs import no_short_rest


def add(build: Build, rule: RestRun) -> None:
    """Forbid or price stretches off that are too short or too long."""
    for doctor in build.doctors:
        work = work_dates(build, doctor.id, rule.on_site_only)
        before = [day for day in work if day < build.instance.period.first]
        start = max(before) + DAY if before else build.instance.period.first
        if build.level(rule, "too_few"):
            _too_few(build, rule, doctor, work, start)
            if build.level(rule, "too_few") is Level.HARD:
                no_short_rest(build, work, doctor.min_rest_run or rule.min_days)
        if build.level(rule, "too_many"):
            _too_many(build, rule, doctor, work, start)


def _too_few(build: Build, rule: RestRun, doctor: Doctor, work: WorkDates, start: date) -> None:
    least = doctor.min_rest_run or rule.min_days
    for after in build.instance.period.days:
        for k in range(1, least):
            first = after - timedelta(days=k)
            if first >= start:
                off = dates(first, after - DAY)
                around = (first - DAY, after)
                against(build, rule, "too_few", doctor.id, work, around, off, least - k)


def _too_many(build: Build, rule: RestRun, doctor: Doctor, work: WorkDates, start: date) -> None:
    limit = doctor.max_rest_run or rule.max_days
    if limit is None:
        return
    for end in build.instance.period.days:
        first = end - timedelta(days=limit)
        if first >= start:
            against(build, rule, "too_many", doctor.id, work, (), dates(first, end))
