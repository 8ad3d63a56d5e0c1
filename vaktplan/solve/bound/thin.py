"""The rows of a long period that its bound rests on: those that tie doctors together, a doctor's limits over a long
time, and those that say what is paid.

A doctor's own rests and runs forbid much, and in the relaxation are worth next to nothing: on a year they are two
thirds of all entries, and raise its bound by less than a thousandth.
"""

from dataclasses import replace

import numpy as np

from vaktplan.solve.ground import STEPS, Mask
from vaktplan.solve.linear import FAR, Linear, Numbers, Rows, summed

from .task import Task

FEW = 3  # rows that hold one price: fewer stay as they are
NEAR = 30  # steps from what a roster has, beyond which a price goes on as it went there
LONG = 31 * STEPS  # a limit over more than that: a year's


def thin(task: Task) -> Task:
    """A task of the same variables and some more, over the rows that matter: what is proven of it holds for the whole.

    Nothing but its model, its cost and its constant may be asked for.
    """
    some = Linear(task.model.rows.taken(thinned(task)), task.model.lower, task.model.upper)
    model, cost = segmented(some, task.cost, task.values)
    return replace(task, model=model, cost=cost, relaxed=None, earlier=())


def thinned(task: Task) -> Mask:
    """Whether each row is kept: one of several doctors, a limit over a long time, or one by which something follows
    that is paid, shared or limited.
    """
    rows, row = task.model.rows, task.model.rows.row
    follows = task.until % STEPS > 0  # from takes, and is none itself
    one, (first, last) = _alone(task), _times(task)
    said = follows[rows.var] & (task.until[rows.var] == last[row])  # the entry of what follows by the row
    takes, mixed = np.zeros(len(rows.low), dtype=np.bool_), np.zeros(len(rows.low), dtype=np.bool_)
    takes[row[~follows[rows.var]]] = True
    mixed[row[follows[rows.var]]] = True
    mixed &= takes
    worthless = one & _together(rows)
    keep: Mask = (~one | (last - first > LONG)) & ~mixed & ~worthless
    needed = task.cost != 0
    before = -1
    while int(needed.sum()) > before:
        keep[row[said & needed[rows.var]]] = True
        keep &= ~worthless
        before = int(needed.sum())
        needed[rows.var[keep[row]]] = True
    return keep


def _alone(task: Task) -> Mask:
    """Whether each row is of one doctor alone."""
    rows, owner = task.model.rows, task.owner[task.model.rows.var]
    least, most = (np.full(len(rows.low), far, dtype=np.int64) for far in (1 << 30, -1 << 30))
    np.minimum.at(least, rows.row, owner)
    np.maximum.at(most, rows.row, owner)
    found: Mask = (least == most) & (most >= 0)
    return found


def _times(task: Task) -> tuple[Numbers, Numbers]:
    """When the first and the last take of each row is."""
    rows = task.model.rows
    first, last = np.full(len(rows.low), FAR, dtype=np.int64), np.zeros(len(rows.low), dtype=np.int64)
    np.minimum.at(first, rows.row, task.since[rows.var])
    np.maximum.at(last, rows.row, task.until[rows.var])
    return first, last


def _together(rows: Rows) -> Mask:
    """Whether each row says that something is when several others all are: with each of them by halves it is not."""
    ones, others = (summed(rows.start, (rows.factor == sign).astype(np.int64)) for sign in (1, -1))
    all_said = (ones == 1) & (others > 1) & (ones + others == np.diff(rows.start))
    found: Mask = all_said & (rows.low == 1 - others) & (rows.high >= FAR)
    return found


def segmented(model: Linear, cost: Numbers, values: Numbers) -> tuple[Linear, Numbers]:
    """A model that costs no more, and its costs: a convex price of a whole number in segments, not as many rows.

    It costs as much where no number is far from what it is at some values: there a price has few segments. Rows
    c + f · n ≥ a of one price c and one number n, three or more of them, become n = lower + Σ segments and
    c ≥ c(lower) + Σ slope · segment, with a variable for each segment after those that there were.
    """
    rows = model.rows
    prices = _convex(model, cost)
    drop = np.zeros(len(rows.low), dtype=np.bool_)
    lower, upper, size = [model.lower], [model.upper], len(model.lower)
    more: list[tuple[Numbers, Numbers, int, int]] = []
    for (price, number), cuts in prices.items():
        drop[[r for r, _, _ in cuts]] = True
        first, last = int(model.lower[number]), int(model.upper[number])
        lines = np.array([[low, factor] for _, low, factor in cuts], dtype=np.int64)
        at = (lines[:, :1] - lines[:, 1:] * np.arange(first, last + 1)).max(axis=0)
        at = _near(np.maximum(at, model.lower[price]), int(values[number]) - first)
        slopes = np.diff(at)
        begins = np.nonzero(np.diff(slopes, prepend=slopes[:1] - 1))[0]
        lengths = np.diff(np.append(begins, len(slopes)))
        own = size + np.arange(len(begins))
        size += len(begins)
        lower.append(np.zeros_like(lengths))
        upper.append(lengths)
        ones = np.full(len(begins), -1, dtype=np.int64)
        more.append((np.append(own, number), np.append(ones, 1), first, first))
        more.append((np.append(own, price), np.append(-slopes[begins], 1), int(at[0]), FAR))
    longer = np.concatenate((cost, np.zeros(size - len(cost), dtype=np.int64)))
    told = Rows(
        np.concatenate(([0], np.cumsum([len(var) for var, _, _, _ in more], dtype=np.int64))),
        np.concatenate([np.zeros(0, dtype=np.int64), *(var for var, _, _, _ in more)]),
        np.concatenate([np.zeros(0, dtype=np.int64), *(factor for _, factor, _, _ in more)]),
        np.array([low for _, _, low, _ in more], dtype=np.int64),
        np.array([high for _, _, _, high in more], dtype=np.int64),
    )
    return Linear(rows.taken(~drop).with_rows(told), np.concatenate(lower), np.concatenate(upper)), longer


def _near(at: Numbers, here: int) -> Numbers:
    """A convex price at each whole number, far from one of them as its line there goes on: no more than it was."""
    first, last = max(0, min(here, len(at) - 1) - NEAR), min(len(at) - 1, max(0, here) + NEAR)
    left, right = at[first : first + 2], at[last - 1 : last + 1]
    found = at.copy()
    found[:first] = left[0] - (left[-1] - left[0]) * np.arange(first, 0, -1)
    found[last + 1 :] = right[-1] + (right[-1] - right[0]) * np.arange(1, len(at) - last)
    return found


def _convex(model: Linear, cost: Numbers) -> dict[tuple[int, int], list[tuple[int, int, int]]]:
    """The rows that hold a price above a whole number's lines: row, low end and the number's factor, by the two."""
    rows = model.rows
    two = np.nonzero((np.diff(rows.start) == 2) & (rows.low > -FAR) & (rows.high >= FAR))[0]
    var = np.column_stack((rows.var[rows.start[two]], rows.var[rows.start[two] + 1]))
    factor = np.column_stack((rows.factor[rows.start[two]], rows.factor[rows.start[two] + 1]))
    priced = (cost[var] > 0) & (factor == 1)
    one = priced.sum(axis=1) == 1
    found: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
    for r, own, factors, dear in zip(
        two[one].tolist(), var[one].tolist(), factor[one].tolist(), priced[one].tolist(), strict=True
    ):
        k = dear.index(True)
        key = own[k], own[1 - k]
        found.setdefault(key, []).append((r, int(rows.low[r]), factors[1 - k]))
    return {key: cuts for key, cuts in found.items() if len(cuts) >= FEW}
