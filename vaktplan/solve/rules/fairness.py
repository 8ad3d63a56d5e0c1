"""The load is shared by the printed formula.

In words: for each measure, the farther a doctor's sum is from the fair share, the steeper the price. The fair share is
what is owed from before and a part of each pool of lines, divided between municipalities first where they have agreed.
In maths: Σ floor(K (n − t)² + ½), n = Σ value · x; c ≥ f(k) + (f(k + 1) − f(k))(n − k) at every whole
k that n can reach.
Source: SFS 2305 7.4: duty is spread as evenly as possible among the doctors of the ordning.
"""

from vaktplan.rulebook.rules import MEASURES, Fairness, Level
from vaktplan.solve.build import Build
from vaktplan.solve.reach import most
from vaktplan.solve.share import counts, price, targets, value


def add(build: Build, rule: Fairness) -> None:
    """Price every doctor's distance from the fair share, measure by measure."""
    priced = [m for m in MEASURES if _soft(build, rule, m)]
    fair = targets(build.known, build.book, rule)
    worths = {m: _worth(build, m) for m in priced}
    for doctor in build.doctors:
        for measure in priced:
            values = worths[measure]
            worth = [(d, values[d.shift.id]) for d in build.takes(doctor.id) if d.shift.id in values]
            terms = [(d.on, v) for d, v in worth]
            top = most(build, worth)
            costs = [price(rule.steep(measure), n, fair[doctor.id, measure]) for n in range(top + 1)]
            if terms and top > 0:
                build.soft(rule, measure, doctor.id, build.convex(build.count(terms, top), costs))
            elif costs[0]:
                build.soft(rule, measure, doctor.id, None, constant=costs[0])


def _worth(build: Build, measure: str) -> dict[str, int]:
    """What each counted shift is worth in a measure, by id; without those that are worth nothing."""
    counted = (s for s in build.instance.shifts if counts(measure, s))
    each = ((s.id, value(build.book, measure, s)) for s in counted)
    return {shift: v for shift, v in each if v > 0}


def _soft(build: Build, rule: Fairness, measure: str) -> bool:
    build.only(rule, measure, Level.SOFT)
    return build.level(rule, measure) is not None
