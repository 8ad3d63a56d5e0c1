"""What the presolve does to rows, against every solution."""

from itertools import product

import numpy as np
import pytest

from vaktplan.solve.bound.relaxation import relaxed
from vaktplan.solve.linear import FAR, Linear, Numbers, Rows
from vaktplan.solve.presolve import paired, stepped


def _covered(random: np.random.Generator, unit: int = 1) -> tuple[Linear, Numbers]:
    """Sums of some of four Booleans held from below and above, each loosened by a variable that mostly is its own.

    Each Boolean adds a unit to a sum.
    """
    start, var, factor, low = [0], list[int](), list[int](), list[int]()
    for k in range(3):
        mine = random.choice(4, int(random.integers(1, 4)), replace=False).tolist()
        need = int(random.integers(0, 3))
        above = need + int(random.integers(-1, 2))
        for sign, end in ((1, need), (-1, -above)):
            slack = 4 + int(random.integers(0, 6)) if random.random() < 0.2 else 4 + 2 * k + (sign < 0)
            var += [*mine, slack]
            factor += [sign * unit] * len(mine) + [1]
            low.append(end)
            start.append(len(var))
    numbers = (np.array(n, dtype=np.int64) for n in (start, var, factor, low, [FAR] * len(low)))
    upper = np.array([1] * 4 + [3] * 6, dtype=np.int64)
    return Linear(Rows(*numbers), np.zeros(10, dtype=np.int64), upper), random.integers(0, 5, 10)


def _cheapest(model: Linear, cost: Numbers) -> dict[tuple[int, ...], int]:
    """The least cost of each choice of the four Booleans that has any."""
    every = np.array(list(product(*(range(int(u) + 1) for u in model.upper))), dtype=np.int64)
    sums = np.zeros((len(every), len(model.rows.low)), dtype=np.int64)
    for r in range(len(model.rows.low)):
        own = slice(model.rows.start[r], model.rows.start[r + 1])
        sums[:, r] = every[:, model.rows.var[own]] @ model.rows.factor[own]
    found: dict[tuple[int, ...], int] = {}
    for values in every[((model.rows.low <= sums) & (sums <= model.rows.high)).all(axis=1)]:
        key = tuple(values[:4].tolist())
        found[key] = min(found.get(key, 1 << 30), int(cost @ values))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_two_rows_made_one_have_the_same_cheapest_solutions(seed: int) -> None:
    model, cost = _covered(np.random.default_rng(seed))
    found = paired(model, cost)
    assert _cheapest(found, cost) == _cheapest(model, cost)


@pytest.mark.parametrize("unit", [2, 3])
@pytest.mark.parametrize("seed", range(12))
def test_sums_that_go_in_steps_keep_every_solution(seed: int, unit: int) -> None:
    model, cost = _covered(np.random.default_rng(seed), unit)
    found = stepped(model)
    assert _cheapest(found, cost) == _cheapest(model, cost)


def test_a_sum_that_goes_in_steps_misses_what_lies_between() -> None:
    """Two sessions of 120 minutes for 180: two are 60 too many, one is 60 too few and three times as dear."""
    rows = Rows(
        np.array([0, 3, 6]),
        np.array([0, 1, 2, 0, 1, 3]),
        np.array([120, 120, 1, -120, -120, 1]),
        np.array([180, -180]),
        np.array([FAR, FAR]),
    )
    model = Linear(rows, np.zeros(4, dtype=np.int64), np.array([1, 1, 180, 180]))
    cost = np.array([0, 0, 3, 1])
    found = [relaxed(m, cost, 10) for m in (model, stepped(model))]
    assert [None if f is None else round(f.cost, 3) for f in found] == [0.0, 60.0]


def test_pairs_are_found() -> None:
    sizes = [len(paired(*_covered(np.random.default_rng(seed))).rows.low) for seed in range(40)]
    assert min(sizes) == 3 and max(sizes) == 6 and sum(sizes) < 40 * 5.5
