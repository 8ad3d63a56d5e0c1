"""Decision diagrams of one doctor's rows: their paths are the solutions, one for one."""

from itertools import product
from time import monotonic

import numpy as np
import pytest

from vaktplan.solve.bound import daily, diagram
from vaktplan.solve.bound.diagram import Diagram, TooLarge, compiled
from vaktplan.solve.ground import STEPS
from vaktplan.solve.linear import FAR, Numbers, Rows
from vaktplan.solve.presolve import Impossible

Case = tuple[Rows, Numbers, Numbers, Numbers]


def _case(random: np.random.Generator) -> Case:
    """Some rows over up to nine variables of two or three values, in some order of days."""
    size = int(random.integers(2, 9))
    lower = random.integers(-1, 1, size)
    upper = lower + random.integers(0, 3, size)
    start, var, factor, low, high = [0], list[int](), list[int](), list[int](), list[int]()
    inside = random.integers(lower, upper + 1)
    for _ in range(int(random.integers(1, 6))):
        mine = random.choice(size, int(random.integers(1, size + 1)), replace=False)
        by = random.choice([-3, -2, -1, 1, 2, 3], len(mine))
        total = int(by @ inside[mine])
        var += mine.tolist()
        factor += by.tolist()
        start.append(len(var))
        low.append(total - int(random.integers(0, 3)) if random.random() < 0.7 else -FAR)
        high.append(total + int(random.integers(0, 3)) if random.random() < 0.7 or low[-1] == -FAR else FAR)
    numbers = (np.array(n, dtype=np.int64) for n in (start, var, factor, low, high))
    return Rows(*numbers), lower, upper, STEPS * random.integers(0, random.choice([1, 3, 30]), size)


def _solutions(case: Case) -> Numbers:
    rows, lower, upper, _ = case
    every = product(*(range(a, b + 1) for a, b in zip(lower.tolist(), upper.tolist(), strict=True)))
    return np.array([values for values in every if bool(rows.kept(np.array(values)).all())])


def _paths(found: Diagram, size: int) -> Numbers:
    """The values of every path."""
    open_ends = [(0, np.zeros(size, dtype=np.int64))]
    for layer in found.layers:
        further = []
        for node, values in open_ends:
            for arc in range(layer.start[node], layer.start[node + 1]):
                longer = values.copy()
                longer[layer.var] = layer.patterns[layer.pattern[arc]]
                further.append((int(layer.head[arc]), longer))
        open_ends = further
    return np.array([values for _, values in open_ends])


@pytest.mark.parametrize("most", [3, daily.MOST_PATTERNS])
@pytest.mark.parametrize("seed", range(150))
def test_the_paths_are_the_solutions_and_the_least_is_the_least(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "MOST_PATTERNS", most)
    daily._combined.cache_clear()
    random = np.random.default_rng(seed)
    case = _case(random)
    solutions = _solutions(case)
    found = compiled(*case, FAR)
    paths = _paths(found, len(case[1]))
    assert sorted(map(tuple, paths.tolist())) == sorted(map(tuple, solutions.tolist()))
    for _ in range(5):
        cost = random.integers(-20, 21, len(case[1]))
        least, values = found.least(cost)
        assert least == int((solutions @ cost).min()) == int(values @ cost)
        assert bool(case[0].kept(values).all())


def test_rows_that_contradict_each_other_are_impossible() -> None:
    ones, ends = np.ones(4, dtype=np.int64), (np.array([2, -FAR]), np.array([FAR, 1]))
    two = Rows(np.array([0, 2, 4]), np.array([0, 1, 0, 1]), ones, *ends)
    with pytest.raises(Impossible):
        compiled(two, np.zeros(2, dtype=np.int64), np.ones(2, dtype=np.int64), np.array([0, STEPS]), FAR)


def test_what_would_take_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = np.zeros(1, dtype=np.int64)
    one = Rows(np.array([0, 1]), nothing, nothing + 1, nothing, nothing + 100)
    with pytest.raises(TooLarge):
        compiled(one, nothing, nothing + 100, nothing, FAR)
    with pytest.raises(TooLarge):
        compiled(*_case(np.random.default_rng(13)), monotonic())
    monkeypatch.setattr(diagram, "MOST_ARCS", 5)
    with pytest.raises(TooLarge):
        compiled(*_case(np.random.default_rng(13)), FAR)
