"""Enough of the sessions by specialists.

In words: of the takes in a house, and of those of a kind of line, specialists have so many percent; priced: how many
shifts are missing.
In maths: percent · N ≤ 100 · S with N = Σ x[d, s] and S the same over those who are specialists on the date;
priced: the least whole u ≥ 0 with 100 u ≥ percent · N − 100 · S.
Source: the plan's goal that at least half are specialists.
"""

from collections.abc import Iterable

from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import SpecialistShare
from vaktplan.solve.build import Build
from vaktplan.solve.shapes import at_most


def add(build: Build, rule: SpecialistShare) -> None:
    """Forbid or price what the specialists of a house, or of a kind of line, lack."""
    counted = [s for s in build.instance.shifts if s.line.kind in rule.kinds and not s.on_demand]
    for house in sorted({s.type.house for s in counted} - {""}):
        _share(build, rule, "house", (s for s in counted if s.type.house == house))
    for kind in dict.fromkeys(rule.kinds):
        _share(build, rule, "service", (s for s in counted if s.line.kind is kind))


def _share(build: Build, rule: SpecialistShare, part: str, shifts: Iterable[Shift]) -> None:
    percent, by_id = rule.percent.whole(build.instance.period.first), build.instance.doctor_by_id
    terms = []
    for shift in shifts if build.level(rule, part) else ():
        for duty in build.takers(shift):
            specialties = by_id[duty.doctor].competence.specialties
            special = any(s.since <= shift.date for s in specialties)
            terms.append((duty.on, percent - 100 if special else percent))
    at_most(build, rule, part, None, terms, 0, 100)
