"""What follows from bounds alone: tighter bounds, fewer rows, factors without a common divisor.

Used before every linear relaxation and every neighbourhood; each step keeps exactly the same whole-number solutions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .linear import FAR, Linear, Numbers, Rows, summed

PASSES = 20


class Impossible(ValueError):
    """Bounds that no whole number meets."""


@dataclass
class _Reach:
    """The least and the most that each row can sum to."""

    least: Numbers
    most: Numbers


def propagated(model: Linear, passes: int = PASSES) -> Linear:
    """The same model with tighter bounds, without fixed variables in rows, and without rows that always hold.

    Raises Impossible when some row cannot hold.
    """
    rows, lower, upper = _whole(model.rows), model.lower.copy(), model.upper.copy()
    for _ in range(passes):
        reach = _reach(rows, lower, upper)
        if bool(np.any((reach.least > rows.high) | (reach.most < rows.low))):
            raise Impossible
        keep = (reach.least < rows.low) | (reach.most > rows.high)
        if not keep.all():
            rows, reach = rows.taken(keep), _Reach(reach.least[keep], reach.most[keep])
        before = int((upper - lower).sum())
        _tighten(rows, reach, lower, upper)
        if bool(np.any(lower > upper)):
            raise Impossible
        if int((upper - lower).sum()) == before:
            break
        rows = _whole(_unfixed(rows, lower, upper))
    return Linear(_whole(_unfixed(rows, lower, upper)), lower, upper)


def _reach(rows: Rows, lower: Numbers, upper: Numbers) -> _Reach:
    at_lower, at_upper = rows.factor * lower[rows.var], rows.factor * upper[rows.var]
    return _Reach(
        summed(rows.start, np.minimum(at_lower, at_upper)), summed(rows.start, np.maximum(at_lower, at_upper))
    )


def _tighten(rows: Rows, reach: _Reach, lower: Numbers, upper: Numbers) -> None:
    row, var, factor = rows.row, rows.var, rows.factor
    up = factor > 0
    size = np.abs(factor)
    span = size * (upper[var] - lower[var])
    # how far a variable can move in the direction that uses up the row before the row's end is met
    room_high = np.where(rows.high[row] < FAR, (rows.high - reach.least)[row], FAR * 4)
    room_low = np.where(rows.low[row] > -FAR, (reach.most - rows.low)[row], FAR * 4)
    for room, rising in ((room_high, up), (room_low, ~up)):
        tight = room < span
        steps = room[tight] // size[tight]
        at, rise = var[tight], rising[tight]
        from_lower, from_upper = lower[at] + steps, upper[at] - steps
        np.minimum.at(upper, at[rise], from_lower[rise])
        np.maximum.at(lower, at[~rise], from_upper[~rise])


def _unfixed(rows: Rows, lower: Numbers, upper: Numbers) -> Rows:
    """The rows without their fixed variables."""
    fixed = lower[rows.var] == upper[rows.var]
    if not fixed.any():
        return rows
    shift = summed(rows.start, np.where(fixed, rows.factor * lower[rows.var], 0))
    sizes = summed(rows.start, (~fixed).astype(np.int64))
    start = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes)))
    low = np.where(rows.low > -FAR, rows.low - shift, rows.low)
    high = np.where(rows.high < FAR, rows.high - shift, rows.high)
    return Rows(start, rows.var[~fixed], rows.factor[~fixed], low, high)


def _whole(rows: Rows) -> Rows:
    """The rows divided by what divides all their factors, their ends rounded inwards."""
    divisor = _divisors(rows)
    if bool((divisor <= 1).all()):
        return rows
    low = np.where(rows.low > -FAR, -((-rows.low) // divisor), rows.low)
    high = np.where(rows.high < FAR, rows.high // divisor, rows.high)
    return Rows(rows.start, rows.var, rows.factor // divisor[rows.row], low, high)


def _divisors(rows: Rows) -> NDArray[np.int64]:
    """The greatest common divisor of each row's factors; 1 for an empty row."""
    found = np.ones(len(rows.low), dtype=np.int64)
    full = np.diff(rows.start) > 0
    if full.any():
        found[full] = np.gcd.reduceat(rows.factor, rows.start[:-1][full])
    return np.maximum(found, 1)


def stepped(model: Linear) -> Linear:
    """The same with further rows: a sum that goes in steps misses what lies between two of them.

    Rows with a low end alone, whose factors have a common divisor but for numbers that loosen them: each is rounded
    (mixed-integer rounding, Nemhauser and Wolsey 1990).
    """
    rows = model.rows
    looser = ((model.lower == 0) & (model.upper > 1))[rows.var] & (rows.factor > 0)
    divisor = (
        np.gcd.reduceat(np.where(looser, 0, rows.factor), rows.start[:-1]) if len(rows.low) else rows.low
    )
    loosened, body = (summed(rows.start, entries.astype(np.int64)) for entries in (looser, ~looser))
    keep = (rows.low > -FAR) & (rows.high >= FAR) & (divisor > 1) & (loosened > 0) & (body > 1)
    keep &= rows.low % np.maximum(divisor, 1) > 0
    some, step = rows.taken(keep), divisor[keep]
    left = some.low % step
    loose = looser[np.repeat(keep, np.diff(rows.start))]
    factor = np.where(loose, some.factor, left[some.row] * (some.factor // step[some.row]))
    rounded = Rows(some.start, some.var, factor, left * (some.low // step + 1), some.high)
    return Linear(rows.with_rows(rounded), model.lower, model.upper)


def paired(model: Linear, cost: Numbers) -> Linear:
    """The same with one row for two that hold one sum from below and from above, each loosened by variables of its own.

    It has the same least cost, and every solution in which nothing is loosened by more than it must be.
    """
    rows = model.rows
    alone = np.bincount(rows.var, minlength=len(model.lower)) == 1
    slack = (alone & (model.lower == 0) & (cost >= 0))[rows.var] & (rows.factor > 0)
    seen: dict[bytes, int] = {}
    keep, more = np.ones(len(rows.low), dtype=np.bool_), list[tuple[int, int]]()
    for r in np.nonzero((rows.low > -FAR) & (rows.high >= FAR))[0].tolist():
        own = slice(rows.start[r], rows.start[r + 1])
        body = ~slack[own]
        var, factor = rows.var[own][body], rows.factor[own][body]
        order = np.argsort(var, kind="stable")
        name = var[order].tobytes()
        other = seen.pop(name + (-factor[order]).tobytes(), None)
        if other is None or rows.low[other] > -rows.low[r]:
            seen[name + factor[order].tobytes()] = r
        else:
            keep[[r, other]] = False
            more.append((other, r))
    return Linear(_with_pairs(rows, slack, keep, more), model.lower, model.upper)


def _with_pairs(
    rows: Rows, slack: NDArray[np.bool_], keep: NDArray[np.bool_], more: Sequence[tuple[int, int]]
) -> Rows:
    """The kept rows, and for each pair its first row with the second's slack against it."""
    left = rows.taken(keep)
    start, var, factor = [left.start], [left.var], [left.factor]
    for below, above in more:
        first, second = (slice(rows.start[r], rows.start[r + 1]) for r in (below, above))
        mine = slack[second]
        var += [rows.var[first], rows.var[second][mine]]
        factor += [rows.factor[first], -rows.factor[second][mine]]
        size = len(var[-2]) + len(var[-1])
        start.append(start[-1][-1:] + size)
    ends = np.array(more, dtype=np.int64).reshape(-1, 2)
    return Rows(
        np.concatenate(start),
        np.concatenate(var),
        np.concatenate(factor),
        np.concatenate((left.low, rows.low[ends[:, 0]])),
        np.concatenate((left.high, -rows.low[ends[:, 1]])),
    )
