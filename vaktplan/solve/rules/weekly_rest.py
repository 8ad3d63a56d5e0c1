"""A long rest in every week, by profile.

In words: in each week with a date in the period some stretch of so many hours is free of counted shifts and, under
the law's own rules of rest, of practice; a week that the past and practice alone fill is a breach only when the period
adds to it.
In maths: some [t, t + hours) within the week, t its start or the end of some work, meets no practice, no past shift
and no x[d, s] = 1, or no x[d, s] of the week is 1; priced: hours − the longest free stretch.
Source: arbeidsmiljøloven § 10-8 (2) and (3); SFS 2305 3.2-3.3 excepts legevakt from it.
"""

from datetime import date, timedelta

from vaktplan.domain.clock import at, midnight
from vaktplan.domain.people import Doctor, RestProfile
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import Level, WeeklyRest
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.slices import LONGEST, starting
from vaktplan.solve.stretches import Span, options_of
from vaktplan.solve.work import AML, WEEK, week_of, weeks_of


def add(build: Build, rule: WeeklyRest) -> None:
    """Forbid or price weeks without the long rest."""
    if build.level(rule, "main") is None:
        return
    for doctor in build.doctors:
        counted = [d for d in build.duties(doctor.id) if _counts(rule, doctor, d.shift)]
        for monday in weeks_of(build.instance.period) if any(not d.past for d in counted) else ():
            _week(build, rule, doctor, counted, monday)


def _counts(rule: WeeklyRest, doctor: Doctor, shift: Shift) -> bool:
    excepted = doctor.rest_profile is RestProfile.SFS and shift.line.under_sfs
    return (shift.on_site or rule.home_counts) and not excepted


def _need(build: Build, rule: WeeklyRest, doctor: Doctor, monday: date) -> timedelta:
    agreed = doctor.rest_profile is RestProfile.AML_AGREED
    day = max(monday, build.instance.period.first)
    return timedelta(hours=(rule.aml_agreed_hours if agreed else rule.aml_hours).whole(day))


def _practice(build: Build, doctor: Doctor, monday: date) -> list[Span]:
    if doctor.rest_profile not in AML:
        return []
    opens, closes = build.instance.practice_start, build.instance.practice_end
    known = [
        day for day in week_of(monday) if day <= build.instance.period.last
    ]  # what comes after counts as free
    days = [day for day in known if build.known.practice_day(doctor, day)]
    return [(at(day, opens), at(day, closes)) for day in days]


def _week(build: Build, rule: WeeklyRest, doctor: Doctor, counted: list[Duty], monday: date) -> None:
    begin, end = midnight(monday), midnight(monday + WEEK)
    around = starting(counted, begin - LONGEST, end)
    inside = [d for d in around if d.shift.start < end and begin < d.shift.end]
    own, past = [d for d in inside if not d.past], [d for d in inside if d.past]
    busy = [*((d.shift.start, d.shift.end) for d in past), *_practice(build, doctor, monday)]
    soft, need = build.level(rule, "main") is Level.SOFT, _need(build, rule, doctor, monday)
    options = options_of((begin, end), own, busy, need, every=soft)
    if not own or options[0] == (0, ()):
        return
    if soft:
        priced = build.cheapest([([own[k].on for k in off], missing) for missing, off in options])
        build.soft(rule, "main", doctor.id, priced)
    elif len(options) == 1:
        for k in options[0][1]:
            build.ban(doctor.id, own[k].shift.id)
    else:
        met = [build.any_of(own[k].on for k in off).negated() for _, off in options]
        build.hard(rule, "main", doctor.id, build.cp.add_bool_or(met))
