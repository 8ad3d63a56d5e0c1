"""What a doctor's variables of one day may be together: the few patterns that the day's own rows leave."""

from functools import lru_cache

import numpy as np

from vaktplan.solve.ground import STEPS, Mask
from vaktplan.solve.linear import Numbers, Rows
from vaktplan.solve.presolve import Impossible

MOST_PATTERNS = 100  # of variables decided together
MOST_REMEMBERED = 20_000  # days
Together = tuple[Numbers, Numbers]  # variables; a row for each pattern, a column for each variable


def together(rows: Rows, lower: Numbers, upper: Numbers, until: Numbers) -> tuple[list[Together], Mask]:
    """Each day's variables with their patterns, in one lot or several; and the rows that every pattern keeps.

    `until` is when the last take of each variable is. Raises Impossible.
    """
    days = until // STEPS
    entry, begin = days[rows.var], rows.start[:-1]
    first, last = np.minimum.reduceat(entry, begin), np.maximum.reduceat(entry, begin)
    lots, kept = list[Together](), np.zeros(len(rows.low), dtype=np.bool_)
    for day in np.unique(days).tolist():
        left = np.nonzero(days == day)[0]
        left = left[np.argsort(until[left], kind="stable")]
        inside = (first == day) & (last == day)
        while len(left):
            found = _patterns(rows.taken(inside), left, lower, upper)
            var, left = left[: found.shape[1]], left[found.shape[1] :]
            lots.append((var, found))
            over = _touched(rows, left)
            kept |= inside & ~over
            inside &= over & ~_touched(rows, var)
    return lots, kept


def _touched(rows: Rows, var: Numbers) -> Mask:
    found = np.zeros(len(rows.low), dtype=np.bool_)
    found[rows.row[np.isin(rows.var, var)]] = True
    return found


def _patterns(rows: Rows, var: Numbers, lower: Numbers, upper: Numbers) -> Numbers:
    """What some variables may be together by some rows; of the first of them, when the patterns are too many."""
    factors = factors_of(var, rows)
    numbers = (factors, rows.low, rows.high, lower[var], upper[var])
    return _combined(len(var), *(n.tobytes() for n in numbers))


@lru_cache(maxsize=MOST_REMEMBERED)
def _combined(size: int, *numbers: bytes) -> Numbers:
    """The same from factors, row ends and bounds, each once: most days are like others."""
    flat, low, high, lower, upper = (np.frombuffer(n, dtype=np.int64) for n in numbers)
    factors = flat.reshape(size, len(low))
    ends = (lower[:, None] * factors, upper[:, None] * factors)
    least = np.vstack((np.cumsum(np.minimum(*ends)[::-1], axis=0)[::-1], np.zeros_like(low)))
    most = np.vstack((np.cumsum(np.maximum(*ends)[::-1], axis=0)[::-1], np.zeros_like(low)))
    found, sums = np.zeros((1, 0), dtype=np.int64), np.zeros((1, len(low)), dtype=np.int64)
    for k in range(size):
        values = np.arange(int(lower[k]), int(upper[k]) + 1)
        now = np.repeat(sums, len(values), axis=0) + np.tile(values, len(sums))[:, None] * factors[k]
        keep = ((now + most[k + 1] >= low) & (now + least[k + 1] <= high)).all(axis=1)
        if not bool(keep.any()):
            raise Impossible
        if k and int(keep.sum()) > MOST_PATTERNS:
            break
        sums = now[keep]
        found = np.column_stack((np.repeat(found, len(values), axis=0), np.tile(values, len(found))))[keep]
    found.setflags(write=False)  # it is handed out again
    return found


def factors_of(some: Numbers, rows: Rows) -> Numbers:
    """The factors of some variables in some rows: a row for each variable, a column for each row."""
    found = np.zeros((len(some), len(rows.low)), dtype=np.int64)
    order = np.argsort(some)
    place = order[np.minimum(np.searchsorted(some[order], rows.var), len(some) - 1)]
    inside = some[place] == rows.var
    np.add.at(found, (place[inside], rows.row[inside]), rows.factor[inside])
    return found
