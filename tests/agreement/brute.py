"""Every roster of a tiny world, judged one by one by the check; and the optimum of the model beside it."""

from collections import Counter
from functools import lru_cache
from itertools import compress, product
from typing import NamedTuple

from tests.agreement.worlds import World, world
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.rules import TIERS
from vaktplan.solve.budget import Budget
from vaktplan.solve.outcome import Listener, Options, Status
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.tiers import Climb
from vaktplan.verify import Verifier

Pairs = tuple[tuple[str, str], ...]
Costs = tuple[int, ...]  # one per tier, in the order of the tiers


class Brute(NamedTuple):
    """All rosters of a world: how many, the lawful ones, the least costs, and which rules are ever broken alone."""

    rosters: int
    lawful: frozenset[Pairs]
    best: Costs | None
    alone: Counter[str]


@lru_cache(maxsize=1024)
def brute(seed: int) -> Brute:
    """Every roster of the tiny world of a seed, judged; remembered."""
    return enumerate_all(world(seed))


def enumerate_all(w: World) -> Brute:
    """Every roster of a tiny world, judged."""
    pairs = sorted((d.id, s.id) for d in w.instance.doctors for s in w.instance.shifts)
    verifier = Verifier(w.instance, w.book, texts=False)
    lawful: list[Pairs] = []
    best: Costs | None = None
    alone: Counter[str] = Counter()
    for bits in product((0, 1), repeat=len(pairs)):
        roster = Roster(pairs=tuple(compress(pairs, bits)))
        verdict = verifier.verify(roster)
        broken = {b.rule for b in verdict.hard}
        if len(broken) == 1:
            alone.update(broken)
        if not broken:
            lawful.append(roster.pairs)
            costs = tuple(verdict.tier_costs[t] for t in TIERS)
            best = costs if best is None else min(best, costs)
    return Brute(2 ** len(pairs), frozenset(lawful), best, alone)


def optimum(w: World) -> Costs | None:
    """The model's least cost of each tier, the tiers above held; None when it says that there is no roster."""
    climb = Climb(assemble(w.instance, w.book), Options(workers=1), Budget(float("inf"), 60.0), Listener())
    status = climb.run()
    if status is Status.IMPOSSIBLE:
        return None
    if status is not Status.PROVEN:
        raise RuntimeError(f"{w!r} ended as {status}")
    return tuple(climb.state.costs.get(t, 0) for t in TIERS)
