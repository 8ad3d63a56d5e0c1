"""Weeks summed once are the same sums: the optima of small worlds are those without them."""

from time import monotonic

import pytest

from tests.agreement.worlds import world
from vaktplan.rulebook.rules import Tier
from vaktplan.solve import subtotals
from vaktplan.solve.budget import Budget
from vaktplan.solve.outcome import Listener, Options, Status
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.subtotals import Weeks
from vaktplan.solve.tiers import Climb


def _optimum(seed: int) -> tuple[Status, dict[Tier, int]]:
    w = world(seed)
    climb = Climb(assemble(w.instance, w.book), Options(workers=1), Budget(monotonic() + 60, 60), Listener())
    return climb.run(), dict(climb.state.costs)


def test_the_optima_are_those_without_subtotals(monkeypatch: pytest.MonkeyPatch) -> None:
    summed = list[int]()
    whole = Weeks._sum
    plain = [_optimum(seed) for seed in range(60)]
    monkeypatch.setattr(subtotals, "LONG", 0)
    monkeypatch.setattr(subtotals, "FEW", 0)
    monkeypatch.setattr(Weeks, "_sum", lambda self, a, b: summed.append(b - a) or whole(self, a, b))
    assert [_optimum(seed) for seed in range(60)] == plain
    assert len(summed) > 20
    assert max(summed) > 3
