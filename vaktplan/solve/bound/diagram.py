"""What one doctor may have, as a decision diagram: every whole-number solution of the doctor's rows is a path.

Compiled layer by layer from the rows (Bergman, Ciré, van Hoeve and Hooker 2016, chapter 4): a state is what the rows
have summed to so far, and states that leave the same room are one. Rows of a few days come first; what is left of
them is small, and is then multiplied by those over many days. Once compiled, the best path at any prices is a
millisecond's work, and exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from vaktplan.solve.ground import STEPS
from vaktplan.solve.linear import FAR, Numbers, Rows
from vaktplan.solve.presolve import Impossible

from .daily import factors_of, together
from .task import Task

MOST_ARCS = 3_000_000  # while it is compiled
MOST_KEPT = 30_000_000  # of all doctors' diagrams together: 24 bytes each
LARGE = 0.2  # of the doctors may have a problem that is too large
MOST_VALUES = 64  # of one variable
LONG = 100 * STEPS  # a period whose problems are too large; 84 days took a second and 28 a fifth of one
BRIEF = 10 * STEPS  # days at most that a row of the first round spans


class TooLarge(ValueError):
    """A diagram that would take more than it gives."""


@dataclass(frozen=True)
class Layer:
    """Some variables decided together: an arc gives them the values of its pattern.

    Arcs are sorted by tail, and every tail has one; arc k goes from tail[k] to head[k], a node of the next layer.
    """

    var: Numbers
    patterns: Numbers  # a row for each pattern, a column for each variable
    tail: Numbers
    pattern: Numbers
    head: Numbers
    start: Numbers  # node → its first arc; one longer than the nodes


def _layer(
    var: Numbers, patterns: Numbers, tail: Numbers, pattern: Numbers, head: Numbers, nodes: int
) -> Layer:
    return Layer(var, patterns, tail, pattern, head, np.searchsorted(tail, np.arange(nodes + 1)))


class Diagram:
    """A layered graph from one root to one end, whose paths are all that a doctor may have."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = layers
        self.arcs = sum(len(layer.tail) for layer in layers)

    def least(self, cost: Numbers) -> tuple[int, Numbers]:
        """The least cost of a path at a cost per variable, and its values."""
        costs, after = [], np.zeros(1, dtype=np.int64)
        for layer in reversed(self.layers):
            total = (layer.patterns @ cost[layer.var])[layer.pattern] + after[layer.head]
            costs.append(total)
            after = np.minimum.reduceat(total, layer.start[:-1])
        values, node = np.zeros(len(cost), dtype=np.int64), 0
        for layer, total in zip(self.layers, reversed(costs), strict=True):
            first, last = layer.start[node], layer.start[node + 1]
            arc = first + int(np.argmin(total[first:last]))
            values[layer.var] = layer.patterns[layer.pattern[arc]]
            node = int(layer.head[arc])
        return int(after[0]), values

    def within(self, rows: Rows, end: float) -> "Diagram":
        """Only the paths that keep some rows more. Raises TooLarge, also at some time of the monotonic clock."""
        if not len(rows.low):
            return self
        product = _Product(self.layers, rows)
        layers = []
        for k in range(len(self.layers)):
            layers.append(product.step(k))
            if monotonic() > end:
                raise TooLarge
        return Diagram(_merged(layers))

    def folded(self) -> "Diagram":
        """The same with variables decided together where that makes no more arcs."""
        found = [self.layers[0]]
        for layer in self.layers[1:]:
            both = np.diff(layer.start)[found[-1].head]
            if int(both.sum()) <= len(found[-1].tail) + len(layer.tail):
                found[-1] = _joined(found[-1], layer, both)
            else:
                found.append(layer)
        return Diagram(found)


def narrow(task: Task) -> bool:
    """Whether there are doctors, and nearly all their variables have few values: problems may be ones of paths."""
    own = task.owner >= 0
    wide = (task.model.upper - task.model.lower >= MOST_VALUES) & own
    doctors, refused = np.unique(task.owner[own]), np.unique(task.owner[wide])
    return len(doctors) > 1 and len(refused) <= LARGE * len(doctors)


def short(task: Task) -> bool:
    """Whether the period is so short that doctors' whole problems may be ones of paths."""
    return int(task.until.max(initial=0)) < LONG


def compiled(rows: Rows, lower: Numbers, upper: Numbers, until: Numbers, end: float) -> Diagram:
    """The diagram of some rows over variables with bounds, decided in the order of their last takes.

    Raises TooLarge, also when it is not done at some time of the monotonic clock.
    """
    if bool(np.any(upper - lower >= MOST_VALUES)):
        raise TooLarge
    lots, kept = together(rows, lower, upper, until)
    rows = rows.taken(~kept)
    entry, begin = until[rows.var], rows.start[:-1]
    brief = np.maximum.reduceat(entry, begin) - np.minimum.reduceat(entry, begin) <= BRIEF
    found = Diagram([_free(*lot) for lot in lots]).within(rows.taken(brief), end).folded()
    return found.within(rows.taken(~brief), end).folded()


def _free(var: Numbers, patterns: Numbers) -> Layer:
    nothing = np.zeros(len(patterns), dtype=np.int64)
    return _layer(var, patterns, nothing, np.arange(len(patterns)), nothing, 1)


class _Product:
    """A graph multiplied by what rows have summed to, layer by layer from the root."""

    def __init__(self, layers: Sequence[Layer], rows: Rows) -> None:
        self._layers, self._rows = layers, rows
        self._gains = _gains(layers, rows)
        self._rests = self._rest()
        touched = np.array([gain.any(axis=0) for gain in self._gains])
        self._first = touched.argmax(axis=0)
        self._last = len(layers) - 1 - touched[::-1].argmax(axis=0)
        self._node = np.zeros(1, dtype=np.int64)  # of each state: its node, and what its rows have summed to
        self._active = np.zeros(0, dtype=np.int64)
        self._sums = np.zeros((1, 0), dtype=np.int64)
        self._arcs = 0

    def _rest(self) -> list[tuple[Numbers, Numbers]]:
        """The least and the most that each row may still gain, from each node of each layer and from the end."""
        low = high = np.zeros((1, len(self._rows.low)), dtype=np.int64)
        found = [(low, high)]
        for layer, gain in zip(reversed(self._layers), reversed(self._gains), strict=True):
            mine, start = gain[layer.pattern], layer.start[:-1]
            low = np.minimum.reduceat(mine + low[layer.head], start, axis=0)
            high = np.maximum.reduceat(mine + high[layer.head], start, axis=0)
            found.append((low, high))
        return found[::-1]

    def step(self, k: int) -> Layer:
        """Layer k of the product; its tails are the states before it, its heads those after."""
        layer, rows = self._layers[k], self._rows
        sizes = np.diff(layer.start)[self._node]
        tail = np.repeat(np.arange(len(self._node)), sizes)
        before = np.cumsum(sizes) - sizes
        arc = np.arange(len(tail)) - np.repeat(before - layer.start[self._node], sizes)
        head, pattern = layer.head[arc], layer.pattern[arc]

        active = np.nonzero((self._first <= k) & (k <= self._last))[0]
        sums = self._gains[k][:, active][pattern]
        sums[:, np.searchsorted(active, self._active)] += self._sums[tail]
        least, most = (rest[:, active][head] for rest in self._rests[k + 1])
        need, room = rows.low[active] - least, rows.high[active] - most
        keep = ((sums + most >= rows.low[active]) & (sums + least <= rows.high[active])).all(axis=1)
        free = np.where(rows.low[active] > -FAR, need, room)
        sums = np.where((need <= sums) & (sums <= room), free, sums)  # whatever comes, the row holds

        nodes = len(self._node)
        self._active = active[self._last[active] > k]
        states = np.column_stack((head, sums[:, self._last[active] > k]))[keep]
        first, found = _alike(states)
        self._node, self._sums = states[first, 0], states[first, 1:]
        self._arcs += len(found)
        if self._arcs > MOST_ARCS:
            raise TooLarge
        return _layer(layer.var, layer.patterns, tail[keep], pattern[keep], found, nodes)


def _gains(layers: Sequence[Layer], rows: Rows) -> list[Numbers]:
    """For each layer what each pattern adds to each row: a row for each pattern, a column for each row."""
    return [layer.patterns @ factors_of(layer.var, rows) for layer in layers]


def _merged(layers: Sequence[Layer]) -> list[Layer]:
    """Without nodes that lead to no end, and with those that lead on alike made one (Bryant 1986), from the end."""
    names, found = np.zeros(1, dtype=np.int64), list[Layer]()
    for layer in reversed(layers):
        head = names[layer.head]
        live = head >= 0
        tail, pattern, head = layer.tail[live], layer.pattern[live], head[live]
        if not len(tail):
            raise Impossible
        ways = pattern * (int(head.max()) + 1) + head
        order = np.lexsort((ways, tail))
        tail, pattern, head, ways = tail[order], pattern[order], head[order], ways[order]
        nodes, start, sizes = np.unique(tail, return_index=True, return_counts=True)
        place = np.repeat(np.arange(len(nodes)), sizes)
        leads = np.full((len(nodes), int(sizes.max())), -1, dtype=np.int64)
        leads[place, np.arange(len(tail)) - np.repeat(start, sizes)] = ways
        first, alike = _alike(leads)
        names = np.full(len(layer.start) - 1, -1, dtype=np.int64)
        names[nodes] = alike
        kept = np.zeros(len(nodes), dtype=np.bool_)
        kept[first] = True
        arcs = kept[place]
        new = alike[place[arcs]]
        order = np.argsort(new, kind="stable")
        found.append(
            _layer(layer.var, layer.patterns, new[order], pattern[arcs][order], head[arcs][order], len(first))
        )
    return found[::-1]


def _joined(one: Layer, other: Layer, sizes: Numbers) -> Layer:
    """Two layers as one; `sizes` is how many arcs go on from each arc of the first."""
    first = np.repeat(np.arange(len(one.tail)), sizes)
    before = np.cumsum(sizes) - sizes
    second = np.arange(len(first)) - np.repeat(before - other.start[one.head], sizes)
    both = one.pattern[first] * len(other.patterns) + other.pattern[second]
    used, pattern = np.unique(both, return_inverse=True)
    patterns = np.hstack(
        (one.patterns[used // len(other.patterns)], other.patterns[used % len(other.patterns)])
    )
    var = np.concatenate((one.var, other.var))
    return _layer(var, patterns, one.tail[first], pattern.ravel(), other.head[second], len(one.start) - 1)


def _alike(table: Numbers) -> tuple[Numbers, Numbers]:
    """For each group of equal rows its first, and for each row its group."""
    key, size = np.zeros(len(table), dtype=np.int64), 1
    if len(table):
        low, width = table.min(axis=0), np.ptp(table, axis=0) + 1
        for column in np.nonzero(width > 1)[0].tolist():
            if size * int(width[column]) >= FAR << 20:
                uniques, key = np.unique(key, return_inverse=True)
                size = len(uniques)
            key = key * width[column] + (table[:, column] - low[column])
            size *= int(width[column])
    _, first, groups = np.unique(key, return_index=True, return_inverse=True)
    return first, groups
