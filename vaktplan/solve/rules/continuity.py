"""The same doctor in the same ward.

In words: a shift in a ward that has regular doctors goes to one of them; few doctors share the week of a ward.
In maths: x[d, s] = 0, or priced, when the ward of s has regular doctors and d is none of them;
Σ z[d] ≤ 1 for every ward and week, z[d] ⇔ d has some shift of the ward in the week;
priced: the doctors after the first.
Source: the plan's goal of the same doctor in the same ward.
"""

from datetime import date

from vaktplan.domain.days import saturday_of
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import Continuity, Coverage
from vaktplan.solve.build import Build
from vaktplan.solve.model import Var
from vaktplan.solve.shapes import at_most


def add(build: Build, rule: Continuity) -> None:
    """Forbid or price strangers in a ward, and changes of doctor within its week."""
    known = {ward for d in build.instance.doctors for ward in d.wards}
    weeks: dict[tuple[str, date], list[Shift]] = {}
    for shift in build.instance.shifts:
        ward = shift.type.ward
        if ward in known:
            for doctor in build.doctors:
                if ward not in doctor.wards:
                    build.refuse(rule, "unfamiliar", doctor.id, shift.id)
        if ward:
            weeks.setdefault((ward, saturday_of(shift.date)), []).append(shift)
    for _, shifts in sorted(weeks.items()):
        _changes(build, rule, shifts)


def _changes(build: Build, rule: Continuity, shifts: list[Shift]) -> None:
    if build.forbids(Coverage, "too_many") and sum(s.places for s in shifts) <= 1:
        return
    if build.level(rule, "changes") is None:
        return
    taken: dict[str, list[Var]] = {}
    for shift in shifts:
        for duty in build.takers(shift):
            taken.setdefault(duty.doctor, []).append(duty.on)
    at_most(build, rule, "changes", None, [(build.any_of(on), 1) for on in taken.values()], 1)
