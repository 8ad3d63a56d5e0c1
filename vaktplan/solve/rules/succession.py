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
        duties: dict[str, dict[date, list[Duty]]] = {}  # by type and date
        for duty in build.duties(doctor.id):
            duties.setdefault(duty.shift.type.id, {}).setdefault(duty.shift.date, []).append(duty)
        for row in build.instance.successions:
            later = duties.get(row.then, {})
            for day, firsts in duties.get(row.first, {}).items():
                for s in firsts:
                    for t in later.get(day + timedelta(days=row.days), ()):
                        if not t.past and s.shift.id != t.shift.id:
                            build.apart(rule, "main", s, t, 1)
