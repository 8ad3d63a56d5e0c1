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
    fair = targets(build.instance, build.book, rule)
    for doctor in build.doctors:
        for measure in priced:
            duties = [d for d in build.takes(doctor.id) if counts(measure, d.shift)]
            worth = [(d, value(build.book, measure, d.shift)) for d in duties]
            terms = [(d.on, v) for d, v in worth if v > 0]
            top = most(build, [(d, v) for d, v in worth if v > 0])
            costs = [price(rule.steep(measure), n, fair[doctor.id, measure]) for n in range(top + 1)]
            if terms and top > 0:
                build.soft(rule, measure, doctor.id, build.convex(build.count(terms, top), costs))
            elif costs[0]:
                build.soft(rule, measure, doctor.id, None, constant=costs[0])


def _soft(build: Build, rule: Fairness, measure: str) -> bool:
    build.only(rule, measure, Level.SOFT)
    return build.level(rule, measure) is not None
