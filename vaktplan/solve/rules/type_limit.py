"""At most so many shifts of a type in the period.

In words: a doctor takes no more of the period's shifts of a type than the doctor's row for it says; past ones do not
count, and each row stands by itself.
In maths: Σ x[d, s] ≤ most over the shifts s of the row's type; priced: what is above.
Source: the municipality's own (and the benchmarks').
"""

from vaktplan.rulebook.rules import TypeLimitRule
from vaktplan.solve.build import Build
from vaktplan.solve.shapes import at_most


def add(build: Build, rule: TypeLimitRule) -> None:
    """Forbid or price what is above each row's limit."""
    own = {d.id for d in build.doctors}
    for row in build.instance.type_limits:
        if row.doctor in own:
            takes = [d for d in build.takes(row.doctor) if d.shift.type.id == row.shift_type]
            at_most(build, rule, "main", row.doctor, [(d.on, 1) for d in takes], row.most)
