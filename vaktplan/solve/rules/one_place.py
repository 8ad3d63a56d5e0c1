"""Nobody is in two places at once.

In words: two duties that share time are not the same doctor's; one that ends when the other starts shares none.
Nor is duty inside opening hours laid upon one's own practice.
In maths: x[d, a] + x[d, b] ≤ 1 when a.start < b.end and b.start < a.end, past duties being 1;
x[d, s] = 0 when s, inside opening hours, shares time with d's own practice.
Source: none needed.
"""

from datetime import timedelta

from vaktplan.domain.clock import at, dates, day_of, overlap
from vaktplan.domain.people import Doctor
from vaktplan.rulebook.rules import Level, OnePlace
from vaktplan.solve.build import Build


def add(build: Build, rule: OnePlace) -> None:
    """Keep overlapping duties apart."""
    build.only(rule, "main", Level.HARD)
    for doctor in build.doctors:
        for duty, later in build.before(doctor.id, timedelta(0)):
            build.apart_each(rule, "main", duty, later)  # hard always: an amount would say nothing
        _practice(build, rule, doctor)


def _practice(build: Build, rule: OnePlace, doctor: Doctor) -> None:
    """Rule out what opening hours bring on top of the doctor's own practice."""
    build.only(rule, "practice", Level.HARD)
    wanted = doctor.practice_weekdays and build.level(rule, "practice")
    for duty in build.takes(doctor.id) if wanted else ():
        shift = duty.shift
        days = () if shift.line.out_of_hours else dates(shift.date, day_of(shift.end))
        open_on = [day for day in days if build.known.practice_day(doctor, day)]
        hours = [(at(d, build.instance.practice_start), at(d, build.instance.practice_end)) for d in open_on]
        if any(overlap(shift.start, shift.end, a, b) for a, b in hours):
            build.ban(doctor.id, shift.id)
