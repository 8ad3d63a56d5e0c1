"""Nobody has duty while away.

In words: a shift that touches any time of an absence, from midnight to midnight, is not the doctor's.
In maths: x[d, s] = 0 when [s.start, s.end) meets [00:00 first, 24:00 last) of some absence of d.
Source: none of law; an absence is a fact.
"""

from vaktplan.domain.clock import touches
from vaktplan.rulebook.rules import AbsenceRule
from vaktplan.solve.build import Build
from vaktplan.solve.slices import near


def add(build: Build, rule: AbsenceRule) -> None:
    """Rule out every take in an absence."""
    for doctor in build.doctors:
        away = [a for a in build.instance.absences if a.doctor == doctor.id]
        around = {s.id for a in away for s in near(build.instance.shifts, a.first, a.last)}
        for shift in (s for s in build.instance.shifts if s.id in around):
            if any(touches(shift.start, shift.end, a.first, a.last) for a in away):
                build.refuse(rule, "main", doctor.id, shift.id)
