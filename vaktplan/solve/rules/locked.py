"""What is locked stands.

In words: every locked assignment is taken.
In maths: x[d, s] = 1 for each lock.
Source: none of law; the planner's own decisions.
"""

from vaktplan.rulebook.rules import Locked
from vaktplan.solve.build import Build


def add(build: Build, rule: Locked) -> None:
    """Forbid or price that a lock does not stand."""
    own = {d.id for d in build.doctors}
    for lock in build.instance.locks:
        if lock.doctor in own:
            build.expect(rule, "main", lock.doctor, lock.shift)
