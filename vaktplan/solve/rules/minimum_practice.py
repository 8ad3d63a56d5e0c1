"""Enough duty in a year to keep the competence.

In words: who may take duty at all has, with what was done before in the year, the year's number in proportion to the
dates present so far and in the period.
In maths: Σ x[d, s] ≥ floor(duties_a_year · present / days in the year) − done, over the duties s dated in the year of
the period's last date; priced: what is missing.
Source: the plan's goal of 10 duties a year, to keep the competence.
"""

from datetime import date
from math import floor

from vaktplan.domain.people import Doctor
from vaktplan.rulebook.rules import MinimumPractice
from vaktplan.solve.build import Build
from vaktplan.solve.may import is_duty, may_take
from vaktplan.solve.shapes import at_least
from vaktplan.solve.work import exact


def add(build: Build, rule: MinimumPractice) -> None:
    """Forbid or price duties that are missing."""
    instance, book = build.instance, build.book
    duties = [s for s in instance.shifts if is_duty(s)]
    for doctor in build.doctors:
        if any(may_take(build.known, book, doctor, s) for s in duties):
            year = instance.period.last.year
            takes = [d for d in build.takes(doctor.id) if is_duty(d.shift)]
            own = [d.on for d in takes if d.shift.date.year == year]
            at_least(build, rule, "main", doctor.id, own, _missing(build, rule, doctor))


def _missing(build: Build, rule: MinimumPractice, doctor: Doctor) -> int:
    """The duties of the period without which the doctor is behind; negative when ahead."""
    period, done = build.instance.period, build.instance.ytd_by_doctor[doctor.id]
    year = period.last.year
    days = [day for day in period.days if day.year == year]
    present = done.days_present + sum(build.known.present_on(doctor, day) for day in days)
    days_in_year = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return floor(exact(rule.duties_a_year.at(period.last)) * present / days_in_year) - done.duties
