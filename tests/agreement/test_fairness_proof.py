"""On tiny worlds the least, the price of one fewer and the frontier equal what enumeration finds."""

from functools import cache
from random import Random
from time import monotonic

import pytest

from tests import kit
from tests.agreement.brute import Pairs, brute, enumerate_all
from tests.agreement.worlds import World, world
from tests.solve import small
from vaktplan.app.fairness import proof
from vaktplan.app.frontier import frontier
from vaktplan.app.seeking import LAST, Known, Seeking
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import MEASURES, TIERS, Fairness, Tier, Wishes
from vaktplan.solve.aim import Costs
from vaktplan.solve.aiming import aim_at, improve_on
from vaktplan.solve.budget import Budget
from vaktplan.solve.finish import finish
from vaktplan.solve.outcome import Listener, Options, Outcome, TierResult
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.tiers import Climb

WORLDS = range(672, 772)
QUICK = range(672, 692)  # of them without the big programme
SEEDS = [*QUICK, *(pytest.param(seed, marks=pytest.mark.long) for seed in WORLDS if seed not in QUICK)]
WISHING = range(24)
WISHES, FAIRNESS = Costs(LAST, only=(Wishes.id,)), Costs(LAST, only=(Fairness.id,))
REST = Costs(LAST, but=(Wishes.id, Fairness.id))


class Last(Listener):
    """Remembers the last roster told."""

    found: Roster | None = None

    def roster(self, roster: Roster, costs: dict[Tier, int]) -> None:
        self.found = roster


def here(instance: Instance, book: Book, options: Options) -> Outcome:
    """The solving process's work, in this process and with one worker."""
    assert options.aim is not None
    assert options.hint is not None
    build, last = assemble(instance, book), Last()
    aim_at(build, options.aim)
    climb = Climb(build, Options(workers=1), Budget(monotonic() + 60.0, 60.0), last)
    status = improve_on(climb, options.hint, finish)
    (tier,) = build.tiers
    result = TierResult(tier.value, climb.state.costs[tier], climb.state.bounds[tier])
    return Outcome(status, last.found, (result,), 0.0, 0)


@cache
def every(seed: int) -> tuple[Known, ...]:
    """Every lawful roster of a world as check and account see it, in order."""
    w = world(seed)
    lawful = [Roster(pairs=pairs) for pairs in sorted(brute(seed).lawful, key=_order)]
    if not lawful:
        return ()
    seeking = Seeking(w.instance, w.book, lawful[0], 600.0, solve=here)
    return tuple(seeking.known(roster) for roster in lawful)


def _order(pairs: Pairs) -> tuple[int, Pairs]:
    return (len(pairs), pairs)


def no_dearer(seed: int, at: Known) -> list[Known]:
    """The lawful rosters that cost no more than one in the tiers above the last."""
    return [
        k for k in every(seed) if all(k.verdict.tier_costs[t] <= at.verdict.tier_costs[t] for t in TIERS[:-1])
    ]


def best(seed: int) -> Known:
    """The best roster of a world by all tiers."""
    return min(every(seed), key=lambda k: [k.verdict.tier_costs[t] for t in TIERS])


def seeking_from(seed: int, roster: Roster) -> Seeking:
    w = world(seed)
    return Seeking(w.instance, w.book, roster, 600.0, solve=here)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_least_and_the_price_of_one_fewer_equal_enumeration(seed: int) -> None:
    assert _least_and_price(seed) >= 0


@cache
def _least_and_price(seed: int) -> int:
    """Hold every measure that somebody has anything of; how many had a price."""
    if not every(seed):
        return 0
    w, at, priced = world(seed), best(seed), 0
    among = no_dearer(seed, at)
    for doctor in w.instance.doctors:
        for measure in MEASURES:
            count = at.count(doctor.id, measure)
            if not count:
                continue
            found = proof(seeking_from(seed, at.roster), doctor.id, measure)
            assert found.least is not None
            least = min(k.count(doctor.id, measure) for k in among)
            assert (found.least.bound, found.least.count) == (least, least)
            assert (found.fewer is None) == (least == count)
            if found.fewer is not None:
                prices = [k.verdict.tier_costs[LAST] for k in among if k.count(doctor.id, measure) < count]
                price = min(prices) - at.verdict.tier_costs[LAST]
                assert (found.fewer.change, found.fewer.at_least) == (price, price)
                priced += 1
    return priced


@pytest.mark.long
def test_twenty_worlds_have_a_price() -> None:
    assert sum(_least_and_price(seed) > 0 for seed in WORLDS) >= 20


def wishing(seed: int) -> World:
    """Three evenings and three doctors, of whom most would rather be off: fairness and wishes pull apart."""
    rng = Random(seed)
    wishes = tuple(
        Wish(doctor=d, kind=WishKind.RATHER_OFF, strength=rng.randint(1, 3), weekdays=(day,))
        for d in "ab"
        for day in rng.sample((1, 2, 3), rng.randint(2, 3))
    )
    doctors = [kit.doctor(d) for d in "abc"]
    instance = small.days(["kveld"], doctors, last=6, wishes=wishes)
    return World(seed, instance, small.book("fairness", "wishes"))


@cache
def pareto(seed: int) -> tuple[Roster, frozenset[tuple[int, int]], int]:
    """The best roster; the pairs of wishes and fairness that none no dearer beats; and the dearest wishes."""
    w = wishing(seed)
    lawful = [Roster(pairs=pairs) for pairs in sorted(enumerate_all(w).lawful, key=_order)]
    seeking = Seeking(w.instance, w.book, lawful[0], 600.0, solve=here)
    known = [seeking.known(roster) for roster in lawful]
    at = min(known, key=lambda k: [k.verdict.tier_costs[t] for t in TIERS])
    kept = [
        k
        for k in known
        if k.value(REST) <= at.value(REST)
        and all(k.verdict.tier_costs[t] <= at.verdict.tier_costs[t] for t in TIERS[:-1])
    ]
    both = {(k.value(WISHES), k.value(FAIRNESS)) for k in kept}
    found = {p for p in both if not any(q != p and q[0] <= p[0] and q[1] <= p[1] for q in both)}
    return at.roster, frozenset(found), max(w for w, _f in both)


@pytest.mark.parametrize("seed", WISHING)
def test_the_frontier_is_the_pareto_set(seed: int) -> None:
    w, (at, expected, dearest) = wishing(seed), pareto(seed)
    found = frontier(Seeking(w.instance, w.book, at, 600.0, solve=here), dearest + 2)
    assert {(p.balance.wishes, p.balance.fairness) for p in found.points} == expected
    assert all(p.proven for p in found.points)
    assert found.least_wishes == min(w for w, _f in expected)


def test_many_frontiers_have_several_points() -> None:
    assert sum(len(pareto(seed)[1]) > 1 for seed in WISHING) >= 8
