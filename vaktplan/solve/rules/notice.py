"""The plan is discussed and published in time.

In words: the day on which it is discussed, and the day on which it is published, come long enough before the period.
In maths: discussed ≤ first − discussed_days and published ≤ first − published_days; priced: the days it is late.
Source: arbeidsmiljøloven § 10-3; SFS 2305.
"""

from vaktplan.rulebook.rules import Notice
from vaktplan.solve.build import Build
from vaktplan.solve.shapes import always


def add(build: Build, rule: Notice) -> None:
    """Forbid or price every day that the plan is late."""
    instance = build.instance
    first = instance.period.first
    for part, day, ahead in (
        ("discussed", instance.discussed, rule.discussed_days),
        ("published", instance.published, rule.published_days),
    ):
        if day is not None:
            always(build, rule, part, (day - first).days + ahead.whole(first))
