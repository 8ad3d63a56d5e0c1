"""Nobody is in two places at once.

In words: two duties that share time are not the same doctor's; one that ends when the other starts shares none.
In maths: x[d, a] + x[d, b] ≤ 1 when a.start < b.end and b.start < a.end, past duties being 1.
Source: none needed.
"""

from datetime import timedelta

from vaktplan.domain.clock import overlap
from vaktplan.rulebook.rules import Level, OnePlace
from vaktplan.solve.build import Build


def add(build: Build, rule: OnePlace) -> None:
    """Keep overlapping duties apart."""
    build.only(rule, "main", Level.HARD)
    for doctor in build.doctors:
        for a, b in build.pairs(doctor.id, timedelta(0)):
            shared = overlap(a.shift.start, a.shift.end, b.shift.start, b.shift.end)
            build.apart(rule, "main", a, b, shared)
