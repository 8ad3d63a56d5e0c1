"""Working time of all lines and practice together, averaged over weeks.

In words: over the weeks that end with each week of the period, shifts (at home divided), practice that no night takes
away and other hours of the post are on average at most so many hours a week.
In maths: F + Σ m(s) · x[d, s] − Σ practice(D) · y[d, D] ≤ L over the window, F being what is certain, y[d, D] ⇔ some
on-site night of d ends on D; when F > L only if something is taken: (F − L) · [some x[d, s]] + Σ … − Σ … ≤ 0;
priced: what is above, a begun minute counted whole.
Source: arbeidsmiljøloven §§ 10-4 (3), 10-5, 10-6 (8); for the profile sfs the municipality's own number.
"""

from datetime import date
from fractions import Fraction
from math import ceil, floor, lcm

from vaktplan.domain.clock import DAY, day_of
from vaktplan.domain.people import Doctor
from vaktplan.rulebook.rules import Level, WorkingHours
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.model import Var, weighted
from vaktplan.solve.reach import most
from vaktplan.solve.work import AML, WEEK, at_work, exact, monday_of, practice_minutes, week_of, weeks_of, weighed

Parts = list[tuple[Var, Fraction]]


def add(build: Build, rule: WorkingHours) -> None:
    """Forbid or price windows of weeks with too much work."""
    instance = build.instance
    earliest = monday_of(min((p.date for p in instance.history), default=instance.period.first))
    for doctor in build.doctors:
        part = "aml" if doctor.rest_profile in AML else "sfs"
        if build.level(rule, part):
            duties = build.duties(doctor.id)
            for end in weeks_of(instance.period):
                weeks = [end - k * WEEK for k in range(rule.weeks) if end - k * WEEK >= earliest]
                _window(build, rule, part, doctor, duties, weeks)


def _window(
    build: Build, rule: WorkingHours, part: str, doctor: Doctor, duties: tuple[Duty, ...], weeks: list[date]
) -> None:
    """One window: its weeks by their Mondays, the last one first."""
    inside = [(d, _weight(rule, d)) for d in duties if weeks[-1] <= d.shift.date < weeks[0] + WEEK]
    own = [(d, w) for d, w in inside if not d.past]
    practice, lost = _practice(build, doctor, duties, weeks)
    certain = practice + sum(w for d, w in inside if d.past) + sum(_other(build, doctor, m) for m in weeks)
    hours = rule.aml_hours if part == "aml" else rule.sfs_hours
    day = min(weeks[0] + WEEK - DAY, build.instance.period.last)
    over = certain - 60 * len(weeks) * exact(hours.at(day))  # what is certain, above the limit
    if not own or over <= 0 and over + most(build, [(d, ceil(w)) for d, w in own]) <= 0:
        return
    parts = [(d.on, w) for d, w in own] + lost
    if over > 0:
        parts.append((build.any_of(d.on for d, _ in own), over))
    unit = lcm(over.denominator, *(w.denominator for _, w in parts))
    terms, allowed = [(v, int(w * unit)) for v, w in parts], int(max(Fraction(0), -over) * unit)
    if build.level(rule, part) is Level.HARD:
        build.hard(rule, part, doctor.id, build.cp.add(weighted(terms) <= allowed))
    else:
        build.soft(rule, part, doctor.id, build.excess(terms, allowed, unit))


def _practice(
    build: Build, doctor: Doctor, duties: tuple[Duty, ...], weeks: list[date]
) -> tuple[Fraction, Parts]:
    """The practice of the weeks that no past night takes away, and what nights of the period take of it."""
    ending: dict[date, list[Duty]] = {}
    for duty in duties:
        if duty.shift.on_site and build.book.is_night(duty.shift):
            ending.setdefault(day_of(duty.shift.end), []).append(duty)
    total, lost = Fraction(0), Parts()
    for day in (day for monday in weeks for day in week_of(monday)):
        minutes, nights = practice_minutes(build.instance, doctor, day), ending.get(day, [])
        if minutes and not any(n.past for n in nights):
            total += minutes
            if nights:
                lost.append((build.any_of(n.on for n in nights), Fraction(-minutes)))
    return total, lost


def _weight(rule: WorkingHours, duty: Duty) -> Fraction:
    return weighed(duty.shift, exact(rule.home_divisor.at(duty.shift.date)))


def _other(build: Build, doctor: Doctor, monday: date) -> int:
    """The minutes of the post in a week that the roster does not show."""
    days = sum(at_work(build.instance, doctor, day) for day in week_of(monday)[:5])
    return floor(60 * exact(doctor.other_hours) * days / 5 + Fraction(1, 2))
