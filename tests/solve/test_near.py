"""What a neighbourhood frees, and when a tier of a very large model is left."""

from random import Random
from time import monotonic
from typing import Any

import numpy as np
import pytest

from tests import kit
from tests.solve import small
from vaktplan.rulebook.rules import Tier
from vaktplan.solve import finish as finishing
from vaktplan.solve import search as searching
from vaktplan.solve.budget import Budget
from vaktplan.solve.ground import Ground, ground_of
from vaktplan.solve.near import Near
from vaktplan.solve.outcome import Listener, Options
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.search import Search
from vaktplan.solve.tiers import Climb


def _ground() -> Ground:
    return ground_of(assemble(small.month(6), kit.BOOK), Tier.PEOPLE, {})


def test_what_is_freed_has_something_to_win() -> None:
    near = Near(_ground(), Random(3))
    near.at_stake = np.zeros_like(near.at_stake)
    near.at_stake[17] = True
    found = [near.picked(near.kind()) for _ in range(200)]
    assert sum(mask is not None for mask in found) > 50
    assert all(mask is None or mask[17] for mask in found)
    near.at_stake[17] = False
    assert near.picked(near.kind()) is None


def test_where_the_relaxation_has_it_cheaper_is_freed_more_often() -> None:
    ground = _ground()
    day, doctor = ground.takes.day[40], ground.takes.doctor[40]
    before, after = Near(ground, Random(3)), Near(ground, Random(3))
    after.regret(np.where(np.arange(len(ground.takes.var)) == 40, 5.0, 0.0))
    days, doctors = [], []
    for near in (before, after):
        some = [near._within(2) for _ in range(300)]
        days.append(sum(bool(mask[ground.takes.day == day].any()) for mask in some))
        doctors.append(sum(doctor in near._dear_doctors(2) for _ in range(300)))
    assert days[1] > days[0] + 60 and doctors[1] > doctors[0] + 60


def test_what_there_is_to_win_is_what_could_cost_less_by_itself() -> None:
    build = assemble(small.month(6), kit.BOOK)
    ground = ground_of(build, Tier.PEOPLE, {})
    random = Random(4)
    values = np.array(build.least(v.index for v in build.variables.values() if random.random() < 0.2))
    above, model = ground.above_least(values), ground.model
    for k, (cost, value) in enumerate(zip(ground.cost.tolist(), values.tolist(), strict=True)):
        least = min(cost * int(model.lower[k]), cost * int(model.upper[k]))
        assert above[k] == (cost * value > least)
    assert above.any()


class _Clock(Budget):
    """A budget of which the test says how much is left."""

    left_of_it = 1.0

    def part_left(self) -> float:
        return self.left_of_it


def _climb(budget: Budget, doctors: int = 6) -> Climb:
    climb = Climb(assemble(small.month(doctors), kit.BOOK), Options(workers=2), budget, Listener())
    climb.offer(climb.build.least(()))
    return climb


def test_a_tier_is_left_when_nothing_was_won_for_long() -> None:
    clock = _Clock(monotonic() + 60, 60)
    climb = _climb(clock)
    falling = finishing._Falling(climb, Tier.COVER, 0.5)
    went = []
    for left, cost in ((1.0, 9), (0.9, 8), (0.8, 8), (0.76, 8), (0.74, 7), (0.6, 7), (0.58, 7)):
        clock.left_of_it, climb.state.costs[Tier.COVER] = left, cost
        went.append(falling.at_all())
    assert went == [True, True, True, True, True, True, False]


@pytest.mark.parametrize("large", [False, True])
def test_a_very_large_model_is_not_proven_above_the_last_tier(
    large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Tier] = []

    class Proving(finishing._ProvingLate):
        def __init__(self, climb: Climb, ground: Ground, tier: Tier, *more: Any) -> None:
            begun.append(tier)
            super().__init__(climb, ground, tier, *more)

    monkeypatch.setattr(finishing, "too_large", lambda model: large)
    monkeypatch.setattr(searching, "SMALL", 0)
    monkeypatch.setattr(finishing, "_ProvingLate", Proving)
    climb = _climb(Budget(monotonic() + 8, 8), 2)  # too few for all places
    climb.run(finishing.finish)
    assert climb.state.costs[Tier.COVER] > 0
    assert (Tier.COVER in begun) is not large


def test_a_search_with_nothing_found_to_free_comes_to_an_end() -> None:
    budget = Budget(monotonic() + 60, 60, deterministic=1.0)
    climb = _climb(budget)
    search = Search(climb, climb.ground(Tier.COVER), Tier.COVER, 0)
    search._tried = True
    search._near.picked = lambda kind: None  # type: ignore[method-assign]
    search.run(0.0)
    assert budget.over() and climb.best is not None


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1, 0.001])
def test_what_is_too_much_is_freed_in_fewer_days_with_something_to_win(share: float) -> None:
    ground = _ground()
    near = Near(ground, Random(5))
    near.at_stake = ground.takes.var % 7 == 0
    whole = ground.takes.doctor % 2 == 0
    for _ in range(50):
        mask = near.narrowed(whole, share)
        assert mask is not None
        days = np.unique(ground.takes.day[mask])
        assert len(days) == max(1, int(share * len(ground.takes.days)))
        assert (mask == whole & np.isin(ground.takes.day, days)).all()
        assert (mask & near.at_stake).any()


def test_what_is_freed_of_one_day_is_not_made_less() -> None:
    ground = _ground()
    assert Near(ground, Random(5)).narrowed(ground.takes.day == 2, 0.1) is None


@pytest.mark.parametrize("most", [1.0, 200.0, 1e9])
def test_a_cut_is_no_larger_than_asked_but_for_one_of_a_day(most: float) -> None:
    climb = _climb(Budget(monotonic() + 60, 60))
    search = Search(climb, climb.ground(Tier.PEOPLE), Tier.PEOPLE, 0)
    search._follow()
    kinds = search._near._kinds
    for kind in kinds:
        kind.size, before = float(kind.most), float(kind.most)
        drawn = search._drawn(kind, most)
        assert drawn is not None
        corner, every = drawn
        free = np.isin(search.ground.takes.var, corner.var)
        entries = len(corner.model.rows.var)
        assert entries <= most or len(np.unique(search.ground.takes.day[free])) == 1
        assert kind.patience == 1 and not (most == 1 and kind.size == before)
        assert not (every and most == 1)


def test_what_is_cheaper_in_a_tier_is_found_however_dear_it_is_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "SMALL", 0)
    climb = _climb(Budget(monotonic() + 60, 60, deterministic=20.0))
    ground = climb.ground(Tier.COVER)
    search = Search(climb, ground, Tier.COVER, 0)
    everyone = np.zeros_like(ground.cost)
    everyone[ground.takes.var] = 1 + int(np.abs(ground.cost).max())
    search._cost = ground.cost + everyone  # a take costs more than what it covers
    for kind in (*search._near._kinds, search._near._shift):  # never all, which is priced by the tier alone
        kind.size, kind.most = 2.0, 3
    search.run(0.0)
    assert climb.state.costs[Tier.COVER] == 0


def test_what_is_paid_is_looked_at_one_thing_after_another() -> None:
    climb = _climb(Budget(monotonic() + 60, 60, deterministic=1000.0))
    search = Search(climb, climb.ground(Tier.COVER), Tier.COVER, 0)
    search._follow()
    before, least = climb.state.costs[Tier.COVER], int(search.ground.cost.max())
    search._sweep(0.0)
    assert climb.state.costs[Tier.COVER] <= before - searching.SWEPT * least
    search._swept, after = -1, climb.state.costs[Tier.COVER]
    search.tier = climb.build.tiers[-1]
    search._sweep(0.0)  # not in the last tier
    assert climb.state.costs[Tier.COVER] == after > 0
