"""When replanning, what was told stays.

In words: every assignment of the roster that is replanned costs when it is gone.
In maths: Σ (1 − x[d, s]) over the pairs of the base.
Source: arbeidsmiljøloven § 10-3 asks that the plan be known two weeks ahead.
"""

from vaktplan.rulebook.rules import Stability
from vaktplan.solve.build import Build


def add(build: Build, rule: Stability) -> None:
    """Forbid or price every assignment that goes."""
    own = {d.id for d in build.doctors}
    for pair in build.instance.base:
        if pair.doctor in own:
            build.expect(rule, "main", pair.doctor, pair.shift)
