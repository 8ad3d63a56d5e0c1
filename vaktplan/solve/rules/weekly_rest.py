"""A long rest in every week, by profile.

In words: in each week with a date in the period some stretch of so many hours is free of counted shifts and, under the
law's own rest rules, of practice; a week that the past and practice alone fill is a breach only when the period adds to it.
In maths: some [t, t + hours) within the week, t its start or the end of some work, meets no practice, no past shift and no
x[d, s] = 1, or no x[d, s] of the week is 1; priced: hours − the longest free stretch.
Source: arbeidsmiljøloven § 10-8 (2) and (3); SFS 2305 3.2-3.3 excepts legevakt from it.
"""

from datetime import date, datetime, timedelta

from vaktplan.domain.clock import at, midnight, minutes
from vaktplan.domain.people import Doctor, RestProfile
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import Level, WeeklyRest
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.work import AML, WEEK, practice_day, week_of, weeks_of

Span = tuple[datetime, datetime]
Option = tuple[int, tuple[int, ...]]  # missing minutes; which own duties are in the way


def add(build: Build, rule: WeeklyRest) -> None:
    """Forbid or price weeks without the long rest."""
    if build.level(rule, "main") is None:
        return
    for doctor in build.doctors:
        counted = [d for d in build.duties(doctor.id) if _counts(rule, doctor, d.shift)]
        for monday in weeks_of(build.instance.period) if any(not d.past for d in counted) else ():
            begin, end = midnight(monday), midnight(monday + WEEK)
            inside = [d for d in counted if d.shift.start < end and begin < d.shift.end]
            own = [d for d in inside if not d.past]
            busy = [(d.shift.start, d.shift.end) for d in inside if d.past]
            if doctor.rest_profile in AML:
                busy += _practice(build, doctor, monday)
            _week(build, rule, doctor, (begin, end), own, busy, _need(build, rule, doctor, monday))


def _counts(rule: WeeklyRest, doctor: Doctor, shift: Shift) -> bool:
    excepted = doctor.rest_profile is RestProfile.SFS and shift.line.under_sfs
    return (shift.on_site or rule.home_counts) and not excepted


def _need(build: Build, rule: WeeklyRest, doctor: Doctor, monday: date) -> timedelta:
    agreed = doctor.rest_profile is RestProfile.AML_AGREED
    day = max(monday, build.instance.period.first)
    return timedelta(hours=(rule.aml_agreed_hours if agreed else rule.aml_hours).whole(day))


def _practice(build: Build, doctor: Doctor, monday: date) -> list[Span]:
    opens, closes = build.instance.practice_start, build.instance.practice_end
    days = [day for day in week_of(monday) if practice_day(build.instance, doctor, day)]
    return [(at(day, opens), at(day, closes)) for day in days]


def _week(
    build: Build, rule: WeeklyRest, doctor: Doctor, week: Span, own: list[Duty], busy: list[Span], need: timedelta
) -> None:
    options = _options(week, own, busy, need, every=build.level(rule, "main") is Level.SOFT)
    if not own or options[0] == (0, ()):
        return
    if build.level(rule, "main") is Level.SOFT:
        priced = build.cheapest([([own[k].on for k in off], missing) for missing, off in options])
        build.soft(rule, "main", doctor.id, priced)
    elif len(options) == 1:
        for k in options[0][1]:
            build.ban(doctor.id, own[k].shift.id)
    else:
        met = [build.any_of(own[k].on for k in off).negated() for _, off in options]
        build.hard(rule, "main", doctor.id, build.cp.add_bool_or(met))


def _options(week: Span, own: list[Duty], busy: list[Span], need: timedelta, every: bool) -> list[Option]:
    """The stretches that may be the week's rest, those with the least missing first; none says less than another."""
    begin, end = week
    spans = [*busy, *((d.shift.start, d.shift.end) for d in own)]
    found = [(0, tuple(range(len(own))))]  # nothing of the period in the week
    if every:
        found.append((minutes(begin, begin + need), ()))
    for start in sorted({begin, *(e for _, e in spans if e < end)}):
        ends = {end, *(s for s, _ in spans)} if every else set()
        for stop in sorted(u for u in {start + need, *ends} if start < u <= min(end, start + need)):
            if not any(s < stop and start < e for s, e in busy):
                off = tuple(k for k, d in enumerate(own) if d.shift.start < stop and start < d.shift.end)
                found.append((minutes(start, start + need) - minutes(start, stop), off))
    kept: list[Option] = []
    for missing, off in sorted(found, key=lambda o: (o[0], len(o[1]), o[1])):
        if not any(set(better) <= set(off) for _, better in kept):
            kept.append((missing, off))
    return kept
