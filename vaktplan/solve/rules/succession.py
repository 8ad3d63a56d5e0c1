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
    after: dict[str, dict[int, list[str]]] = {}  # what may not come so many dates after a type
    for row in build.instance.successions:
        after.setdefault(row.first, {}).setdefault(row.days, []).append(row.then)
    for doctor in build.doctors if after else ():
        on: dict[date, dict[str, list[Duty]]] = {}
        for duty in build.duties(doctor.id):
            on.setdefault(duty.shift.date, {}).setdefault(duty.shift.type.id, []).append(duty)
        for day, types in on.items():
            for first, duties in types.items():
                for days, thens in after.get(first, {}).items():
                    later = on.get(day + timedelta(days=days), {})
                    barred = [t for then in thens for t in later.get(then, ()) if not t.past]
                    for duty in duties:
                        build.apart_each(rule, "main", duty, _others(duty, barred))


def _others(duty: Duty, duties: list[Duty]) -> list[Duty]:
    return [other for other in duties if other.shift.id != duty.shift.id]
