"""Shift types that may not follow each other.

In words: no doctor has a shift of the one type and, so many dates later, one of the other.
In maths: x[d, s] + x[d, t] ≤ 1 for s of type first, t of type then, t.date − s.date = days, past shifts s being 1;
priced: the pairs.
Source: the municipality's own.
"""

from datetime import date, timedelta

from vaktplan.rulebook.rules import SuccessionRule
from vaktplan.solve.build import Build, Duty


def add(build: Build, rule: SuccessionRule) -> None:
    """Keep apart what may not follow each other."""
    for doctor in build.doctors if build.instance.successions else ():
        duties: dict[tuple[str, date], list[Duty]] = {}
        for duty in build.duties(doctor.id):
            duties.setdefault((duty.shift.type.id, duty.shift.date), []).append(duty)
        for row in build.instance.successions:
            for (type_, day), firsts in duties.items():
                then = duties.get((row.then, day + timedelta(days=row.days)), [])
                for s in firsts if type_ == row.first else ():
                    for t in then:
                        if not t.past and s.shift.id != t.shift.id:
                            build.apart(rule, "main", s, t, 1)
