"""A roster offered by what changed in it is the roster that all its takes make, at its true cost."""

from random import Random
from time import monotonic

import numpy as np

from tests.agreement.worlds import world
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.rules import Tier
from vaktplan.solve.budget import Budget
from vaktplan.solve.corner import freed
from vaktplan.solve.outcome import Listener, Options
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.tiers import Climb


class Heard(Listener):
    """Keeps the last roster."""

    def __init__(self) -> None:
        self.last: Roster | None = None

    def roster(self, roster: Roster, costs: dict[Tier, int]) -> None:
        self.last = roster


def test_what_follows_from_a_change_is_what_follows_from_all() -> None:
    """Duties of a lawful roster go and come back, some at a time."""
    tried = taken_over = 0
    for seed in range(40):
        w = world(seed)
        build, heard = assemble(w.instance, w.book), Heard()
        climb = Climb(build, Options(workers=1), Budget(monotonic() + 60, 60), heard)
        ground = climb.ground(build.tiers[-1]) if build.tiers else None
        climb.run()
        base, random = climb.state.best, Random(seed)
        if base is None or ground is None or not base.taken:
            continue
        whole = base.array
        for _ in range(6):
            some = np.array([i for i in ground.takes.var.tolist() if random.random() < 0.5], dtype=np.int64)
            var = freed(ground, some)
            found, moved = base.array[var].copy(), np.isin(var, some)
            found[moved] = [int(whole[i]) * random.randrange(2) for i in some.tolist()]
            if random.random() < 0.5:
                climb.state.best = None
                assert climb.offer_part(base, var, found)
            else:  # a whole solution, whatever it says of all that follows from takes
                solution = np.array([random.randrange(9) for _ in whole])
                solution[ground.takes.var] = base.array[ground.takes.var]
                solution[some] = found[moved]
                values = build.least(frozenset(i for i in ground.takes.var.tolist() if solution[i]))
                better = [build.cost_in(t, values) for t in build.tiers] < list(base.costs.values())
                assert climb.offer_other(ground, solution) == better
                taken_over += better
            base = climb.state.best
            assert base is not None
            assert base.values == base.array.tolist() == build.least(base.taken)
            assert base.costs == {t: build.cost_in(t, base.values) for t in build.tiers}
            assert heard.last == build.roster(base.values)
            tried += 1
    assert tried > 100 and taken_over > 3
