"""The municipality's own doctors within their posts before locums and overtime.

In words: a locum's regular shift costs; so do the hours, begun ones counted whole, by which the shifts of a doctor
under the working time of the law pass what the post has left when practice and other work are done.
In maths: Σ x[d, s] over regular s of locums; ceil((Σ m(s) · x[d, s] − R) / 60) with m at home divided and
R = max(0, C − fixed), C = 60 · week_hours · position · workdays / 5.
Source: the municipality's own; arbeidsmiljøloven § 10-6 for overtime.
"""

from datetime import date
from fractions import Fraction
from math import floor, lcm

from vaktplan.domain.days import is_red
from vaktplan.domain.people import Doctor, Role
from vaktplan.rulebook.rules import Level, OwnFirst
from vaktplan.solve.build import Build
from vaktplan.solve.model import weighted
from vaktplan.solve.work import AML, decimals, exact, weighed


def add(build: Build, rule: OwnFirst) -> None:
    """Forbid or price locums and overtime."""
    period = build.instance.period
    weekdays = [day for day in period.days if day.isoweekday() <= 5 and not is_red(day)]
    for doctor in build.doctors:
        if Role.VIKAR in doctor.roles:
            for shift in build.instance.shifts:
                if not shift.on_demand:
                    build.refuse(rule, "locum", doctor.id, shift.id)
        if doctor.rest_profile in AML:
            _overtime(build, rule, doctor, weekdays)


def _overtime(build: Build, rule: OwnFirst, doctor: Doctor, weekdays: list[date]) -> None:
    level, room = build.level(rule, "overtime"), _room(build, rule, doctor, weekdays)
    divisor = exact(rule.home_divisor.at(build.instance.period.first))
    weights = [(d.on, weighed(d.shift, divisor)) for d in build.takes(doctor.id)]
    if level is None or sum((w for _, w in weights), Fraction(0)) <= room:
        return
    unit = lcm(room.denominator, *(w.denominator for _, w in weights))
    terms, allowed = [(v, int(w * unit)) for v, w in weights], floor(room * unit)
    if level is Level.HARD:
        build.hard(rule, "overtime", doctor.id, build.cp.add(weighted(terms) <= allowed))
    else:
        build.soft(rule, "overtime", doctor.id, build.excess(terms, allowed, 60 * unit))


def _room(build: Build, rule: OwnFirst, doctor: Doctor, weekdays: list[date]) -> Fraction:
    """The minutes that the post leaves for the roster."""
    days = build.instance.period.days
    workdays = sum(build.known.at_work(doctor, day) for day in weekdays)
    hours = decimals(rule.week_hours.at(days[0]), 2) * decimals(doctor.position_percent, 2) / 100
    agreed = 60 * hours * workdays / 5
    other = 60 * decimals(doctor.other_hours, 2) * workdays / 5
    practice = sum(build.known.practice_minutes(doctor, day) for day in days)
    return max(Fraction(0), agreed - practice - other)
