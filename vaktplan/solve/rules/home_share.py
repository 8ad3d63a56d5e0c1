"""The load of shared duty falls on the municipalities as agreed.

In words: of the load that is taken of the shared duty, each municipality's doctors have the agreed percent, give or
take the tolerance; priced: how many points more or fewer they have.
In maths: |100 · L[m] − share · L| ≤ tolerance · L, with L[m] = Σ load · x[d, s] over the doctors of m and L = Σ L[m];
priced: the least whole u ≥ 0 with 100 u ≥ |100 · L[m] − share · L| − tolerance · L.
All is counted in hundredths of a percent, since a share has two decimals.
Source: the agreement between the municipalities.
"""

from fractions import Fraction

from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import HomeShare
from vaktplan.solve.build import Build
from vaktplan.solve.model import Terms, Var
from vaktplan.solve.shapes import at_most

WHOLE = 100 * 100  # hundredths of a percent


def add(build: Build, rule: HomeShare) -> None:
    """Forbid or price what a municipality's doctors carry too much or too little."""
    named = [m for m in build.instance.municipalities if m.share_percent is not None]
    if len(named) < 2 or build.level(rule, "main") is None:
        return
    load = _loads(build)
    for municipality in named:
        share, tolerance = _hundredths(municipality.share_percent or 0), 100 * rule.tolerance_percent
        own = load.get(municipality.name)
        for sign in (1, -1):  # too much, too little: never both
            every = [(v, -sign * share - tolerance) for v in load.values()]
            mine = [] if own is None else [(own, sign * WHOLE)]
            at_most(build, rule, "main", None, _gathered([*every, *mine]), 0, WHOLE)


def _hundredths(percent: float) -> int:
    """A share in hundredths of a percent, rounded to two decimals as it is written."""
    return int(100 * Fraction(str(round(percent, 2))))


def _loads(build: Build) -> dict[str, Var]:
    """The shared load of each municipality's doctors."""
    terms: dict[str, list[tuple[Var, int]]] = {}
    for doctor in build.doctors:
        own = terms.setdefault(doctor.municipality, [])
        own += [(d.on, d.shift.type.load) for d in build.takes(doctor.id) if _shared(d.shift)]
    return {m: build.count(of, sum(k for _, k in of)) for m, of in sorted(terms.items()) if of}


def _shared(shift: Shift) -> bool:
    return not shift.on_demand and shift.line.out_of_hours and len(shift.line.municipalities) != 1


def _gathered(terms: Terms) -> Terms:
    """The same sum with each variable once."""
    factor: dict[int, int] = {}
    by_index = {v.index: v for v, _ in terms}
    for v, k in terms:
        factor[v.index] = factor.get(v.index, 0) + k
    return [(by_index[i], k) for i, k in factor.items()]
