"""A doctor's own limits on rostered time in the period.

In words: the real minutes of all a doctor's shifts, at home too, are at most and at least what the doctor's row says.
In maths: min ≤ Σ minutes(s) · x[d, s] ≤ max; priced: the minutes above and below.
Source: the municipality's own (and the benchmarks').
"""

from vaktplan.domain.people import Doctor
from vaktplan.rulebook.rules import Level, Minutes
from vaktplan.solve.build import Build
from vaktplan.solve.model import Terms, weighted
from vaktplan.solve.shapes import at_most


def add(build: Build, rule: Minutes) -> None:
    """Forbid or price time above and below a doctor's limits."""
    for doctor in build.doctors:
        terms = [(d.on, build.known.minutes(d.shift)) for d in build.takes(doctor.id)]
        if doctor.max_minutes is not None:
            at_most(build, rule, "too_many", doctor.id, terms, doctor.max_minutes)
        if doctor.min_minutes:
            _too_few(build, rule, doctor, terms, doctor.min_minutes)


def _too_few(build: Build, rule: Minutes, doctor: Doctor, terms: Terms, need: int) -> None:
    level = build.level(rule, "too_few")
    if level is Level.HARD:
        build.hard(rule, "too_few", doctor.id, build.cp.add(weighted(terms) >= need))
    elif level is Level.SOFT:
        lacking = build.excess([(v, -k) for v, k in terms], -need)
        build.soft(rule, "too_few", doctor.id, lacking)
