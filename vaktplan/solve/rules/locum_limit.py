"""How many days a year a locum without the specialisation may work.

In words: a locum on whom no other ground of § 3 holds works at most so many dates in the calendar year; other months
count when all the doctor's lines are legevakt, tilkalling or bakvakt.
In maths: y[d, e] ⇔ some shift of d has date e; Σ y[d, e] ≤ max(0, months · days_a_month − days worked before) over
the dates e of the year on which none of the grounds holds; priced: what is above.
Source: kompetanseforskriften § 4.
"""

from datetime import date

from vaktplan.domain.people import Doctor, Role
from vaktplan.domain.shifts import SFS_KINDS
from vaktplan.rulebook.rules import Level, LocumLimit
from vaktplan.solve.build import Build
from vaktplan.solve.patterns import work_dates
from vaktplan.solve.shapes import at_most
from vaktplan.solve.standing import holds

GROUNDS = ("specialist", "specialising", "approved-gp", "transition-2017")


def add(build: Build, rule: LocumLimit) -> None:
    """Forbid or price days of work beyond the limit."""
    for doctor in build.doctors:
        if Role.VIKAR in doctor.roles:
            _limit(build, rule, doctor)


def _limit(build: Build, rule: LocumLimit, doctor: Doctor) -> None:
    left = max(0, _days(build, rule, doctor) - build.instance.ytd_by_doctor[doctor.id].days_worked)
    work = work_dates(build, doctor.id, on_site_only=False)
    counted = [day for day in build.instance.period.days if day in work and _counts(build, doctor, day)]
    if left == 0 and build.level(rule, "main") is Level.HARD:
        for duty in build.takes(doctor.id):
            if duty.shift.date in counted:
                build.ban(doctor.id, duty.shift.id)
    else:
        at_most(build, rule, "main", doctor.id, [(work[day], 1) for day in counted], left)


def _days(build: Build, rule: LocumLimit, doctor: Doctor) -> int:
    last = build.instance.period.last
    only_duty = all(build.instance.line_by_id[line].kind in SFS_KINDS for line in doctor.lines)
    months = rule.legevakt_months if only_duty else rule.other_months
    return months.whole(last) * rule.days_a_month


def _counts(build: Build, doctor: Doctor, day: date) -> bool:
    held = [holds(build.book, ground, doctor.competence, day) for ground in GROUNDS]
    return day.year == build.instance.period.last.year and not any(held)
