"""The rows of a long period that its bound rests on: those that tie doctors together, and those that say what is paid.

A doctor's own rests and runs forbid much, and in the relaxation are worth next to nothing: on a year they are two
thirds of all entries, and raise its bound by less than a thousandth.
"""

from dataclasses import replace

import numpy as np

from vaktplan.solve.ground import STEPS, Mask
from vaktplan.solve.linear import FAR, Linear, Numbers, Rows

from .task import Task

FEW = 3  # rows that hold one price: fewer stay as they are


def thin(task: Task) -> Task:
    """A task of the same variables and some more, over the rows that matter: what is proven of it holds for the whole.

    Nothing but its model, its cost and its constant may be asked for.
    """
    some = Linear(task.model.rows.taken(thinned(task)), task.model.lower, task.model.upper)
    model, cost = segmented(some, task.cost)
    return replace(task, model=model, cost=cost, relaxed=None, earlier=())


def thinned(task: Task) -> Mask:
    """Whether each row is kept: one of several doctors, or one by which something paid or shared follows."""
    rows, row = task.model.rows, task.model.rows.row
    follows = task.until % STEPS > 0  # from takes, and is none itself
    last, least, most = (np.zeros(len(rows.low), dtype=np.int64) for _ in range(3))
    np.maximum.at(last, row, task.until[rows.var])
    least += 1 << 30
    most -= 1 << 30
    np.minimum.at(least, row, task.owner[rows.var])
    np.maximum.at(most, row, task.owner[rows.var])
    said = follows[rows.var] & (task.until[rows.var] == last[row])  # the entry of what follows by the row
    takes, mixed = np.zeros(len(rows.low), dtype=np.bool_), np.zeros(len(rows.low), dtype=np.bool_)
    takes[row[~follows[rows.var]]] = True
    mixed[row[follows[rows.var]]] = True
    mixed &= takes
    keep: Mask = ((least != most) | (most < 0)) & ~mixed
    needed = task.cost != 0
    before = -1
    while int(needed.sum()) > before:
        keep[row[said & needed[rows.var]]] = True
        before = int(needed.sum())
        needed[rows.var[keep[row]]] = True
    return keep


def segmented(model: Linear, cost: Numbers) -> tuple[Linear, Numbers]:
    """A model of the same least cost, and its costs: a convex price of a whole number in segments, not as many rows.

    Rows c + f · n ≥ a of one price c and one number n, three or more of them, become n = lower + Σ segments and
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
        at = np.maximum(at, model.lower[price])
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
