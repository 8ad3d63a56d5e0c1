"""Enough doctors in the duty scheme.

In words: those who may take some regular legevakt out of hours are so many; no roster changes it.
In maths: |{d : d may take some such shift}| ≥ doctors; priced: how many are missing.
Source: SFS 2305 from 24.5.2024; the number is the book's.
"""

from vaktplan.domain.shifts import LineKind
from vaktplan.rulebook.rules import MinimumDoctors
from vaktplan.solve.build import Build
from vaktplan.solve.may import may_take
from vaktplan.solve.shapes import always


def add(build: Build, rule: MinimumDoctors) -> None:
    """Forbid or price every doctor that the scheme lacks."""
    instance = build.instance
    kind = LineKind.LEGEVAKT
    duties = [s for s in instance.shifts if not s.on_demand and s.line.out_of_hours and s.line.kind is kind]
    if duties:
        able = sum(any(may_take(build.known, build.book, d, s) for s in duties) for d in instance.doctors)
        always(build, rule, "main", rule.doctors.whole(instance.period.first) - able)
