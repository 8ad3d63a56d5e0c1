"""No part of an open place: of what is paid together at one price there is a whole number in all.

A linear program leaves two thirds of a place open. Branching on how many there are in all, with columns on either side,
closes much of what then stands between the bound and the best roster; it changes no doctor's problem.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor
from random import Random

import numpy as np

from vaktplan.solve.linear import Linear, Numbers, Rows

from .blocks import Ties
from .columns import Columns, GoesOn
from .part import Part
from .pricing import Pricing

MOST = 1_000_000  # there are never so many
WHOLE = 0.02  # a number this near to a whole one is whole: each row of the master gives way a little
BROUGHT = 50  # columns that each doctor brings along
Ends = Mapping[int, tuple[int, int]]  # price → how many there are at least and at most


@dataclass(frozen=True)
class _Leaf:
    columns: Columns
    ends: Ends
    bound: int


class Counting:
    """Branches on counts, from columns that have converged; the bound is that of the least leaf."""

    def __init__(self, whole: Part, pricing: Pricing, columns: Columns) -> None:
        self._whole, self._pricing, self._columns = whole, pricing, columns
        task, shared = whole.task, whole.ties.shared
        prices = np.unique(task.cost[shared][task.cost[shared] > 0])[::-1].tolist()
        self._at = {price: shared[task.cost[shared] == price] for price in prices}
        self._leaves = [_Leaf(columns, {}, columns.best)]

    @property
    def bound(self) -> int:
        """In thousandths, without the constant."""
        return min(leaf.bound for leaf in self._leaves)

    def branch(self, goes_on: GoesOn) -> bool:
        """Branch where the bound is least; False when all is whole there, or there was no time."""
        leaf = min(self._leaves, key=lambda leaf: leaf.bound)
        found = self._fraction(leaf)
        if found is None:
            return False
        price, below = found
        low, high = leaf.ends.get(price, (0, MOST))
        few = self._leaf(leaf, {**leaf.ends, price: (low, below)}, goes_on)
        many = self._leaf(leaf, {**leaf.ends, price: (below + 1, high)}, goes_on)
        if few is None or many is None:
            return False
        self._leaves.remove(leaf)
        self._leaves += [few, many]
        return True

    def _fraction(self, leaf: _Leaf) -> tuple[int, int] | None:
        """The highest price of which there is no whole number, and the whole number below."""
        for price, var in self._at.items():
            count = leaf.columns.count(var)
            if count is not None and abs(count - round(count)) > WHOLE:
                return price, floor(count)
        return None

    def _leaf(self, above: _Leaf, ends: Ends, goes_on: GoesOn) -> _Leaf | None:
        some = self._counted(ends)
        columns = Columns(some, self._pricing, Random(some.task.seed))
        for place in range(len(some.blocks)):
            columns.know(place, self._columns.last(place, BROUGHT))
        center = np.zeros_like(some.where)
        center[: len(above.columns.center)] = above.columns.center
        if not columns.start(center):
            return None
        columns.converge(goes_on)
        return _Leaf(columns, ends, max(above.bound, columns.best))

    def _counted(self, ends: Ends) -> Part:
        """The whole with a row for each count; it may be missed at the price of a whole roster."""
        task, ties = self._whole.task, self._whole.ties
        size, more = len(task.cost), 2 * len(ends)
        counted = [
            (np.append(self._at[price], [size + 2 * k, size + 2 * k + 1]), *of)
            for k, (price, of) in enumerate(ends.items())
        ]
        rows = _with_counts(ties.rows, counted)
        dear = task.ceiling - task.constant + 1

        def longer(numbers: Numbers, by: int) -> Numbers:
            return np.append(numbers, np.full(more, by, dtype=np.int64))

        return Part(
            replace(
                task,
                model=Linear(task.model.rows, longer(task.model.lower, 0), longer(task.model.upper, MOST)),
                cost=longer(task.cost, dear),
                owner=longer(task.owner, -1),
                since=longer(task.since, 0),
                until=longer(task.until, 0),
                values=longer(task.values, 0),
            ),
            self._whole.blocks,
            Ties(
                rows,
                np.append(ties.where, np.full(len(ends), -1)),
                np.append(ties.shared, np.arange(size, size + more)),
            ),
            np.arange(len(rows.low)),
        )


def _with_counts(rows: Rows, counted: list[tuple[Numbers, int, int]]) -> Rows:
    """Rows, and how many there are of some variables: the last two of each add one and take one away."""
    sizes = np.array([len(var) for var, _, _ in counted], dtype=np.int64)
    signs = [np.append(np.ones(len(var) - 1, dtype=np.int64), -1) for var, _, _ in counted]
    return Rows(
        np.concatenate((rows.start, rows.start[-1] + np.cumsum(sizes))),
        np.concatenate((rows.var, *(var for var, _, _ in counted))),
        np.concatenate((rows.factor, *signs)),
        np.append(rows.low, [low for _, low, _ in counted]),
        np.append(rows.high, [high for _, _, high in counted]),
    )
