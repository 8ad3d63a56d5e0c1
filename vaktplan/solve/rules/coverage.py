"""Each shift has the doctors it needs, and no more.

In words: an empty place of a regular shift costs more than all else; no shift has more doctors than places.
In maths: Σ x[d, s] + open[s] ≥ places for regular s, Σ x[d, s] ≤ places for every s; Σ open is the price.
Source: akuttmedisinforskriften § 6: a doctor is available at every hour.
"""

from vaktplan.domain.shifts import LineKind
from vaktplan.rulebook.rules import Coverage, Level
from vaktplan.solve.build import Build
from vaktplan.solve.model import weighted

DUTY = (LineKind.LEGEVAKT, LineKind.TILKALLING, LineKind.BAKVAKT)


def add(build: Build, rule: Coverage) -> None:
    """Price open places and forbid or price one doctor too many."""
    build.only(rule, "open_place", Level.SOFT)
    build.only(rule, "open_session", Level.SOFT)
    too_many = build.level(rule, "too_many")
    for shift in build.instance.shifts:
        terms = [(d.on, 1) for d in build.takers(shift)]
        if too_many is Level.HARD and len(terms) > shift.places:
            build.hard(rule, "too_many", None, build.cp.add(weighted(terms) <= shift.places))
        elif too_many is Level.SOFT and len(terms) > shift.places:
            build.soft(rule, "too_many", None, build.excess(terms, shift.places))
        part = "open_place" if shift.line.kind in DUTY else "open_session"
        if not (shift.on_demand or shift.type.optional) and build.level(rule, part):
            build.soft(rule, part, None, build.short([v for v, _ in terms], shift.places))
