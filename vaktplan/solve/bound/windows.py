"""Rosters of long periods: some doctors anew over some weeks at a time by columns, beside all the rest as it is.

A doctor's half year is no diagram of a useful size, but a month of it is. Each window is a task of its own, cut from
the whole and solved as a whole is: columns until they converge, and a dive.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from random import Random
from time import monotonic

import numpy as np

from vaktplan.solve.corner import beside
from vaktplan.solve.ground import STEPS
from vaktplan.solve.linear import Numbers
from vaktplan.solve.paying import Paying, drawn
from vaktplan.solve.presolve import Impossible

from .blocks import split
from .columns import Columns, GoesOn
from .dives import completed
from .part import filled, spread, whole
from .pricing import Pricing
from .task import Task

WEEKS = (2, 3, 4, 6)
MOST_WEEKS = 12  # where all doctors are in the window
DOCTORS = 16  # at first, over a month
SHARE, QUICK = 0.015, 0.007  # of the time for one window: what is too much, and what lets the next be larger
LITTLE = 0.003  # of the cost: a window that wins no more was too small
GROW, SHRINK = 1.15, 0.9
PARTS = (1.0, 0.5, 0.25)  # of the size: one window has all of it, another less
Stretch = tuple[int, int]  # its first and its last time, in thousandths of days
Window = tuple[Task, Numbers]  # and the numbers of its variables in the whole


@dataclass
class _Sort(Paying):
    """A sort of windows: how large a part of the size, in one stretch of days or two."""

    part: float
    stretches: int


class Windows:
    """Windows of a task, larger while they are quick."""

    def __init__(self, task: Task) -> None:
        self._task, self._random = task, Random(task.seed)
        self._doctors = np.unique(task.owner[task.owner >= 0])
        self._days = int(task.until.max()) // STEPS + 1
        self._size = 28.0 * min(DOCTORS, len(self._doctors))  # days of doctors, at most
        self._sorts = [_Sort(part, stretches) for part in PARTS for stretches in (1, 2)]

    def around(self, values: Numbers, goes_on: GoesOn) -> Numbers | None:
        """A roster no dearer than one, with a window of it anew; None when there was none, or no time."""
        began, sort = monotonic(), drawn(self._random, self._sorts)
        try:
            task, var = self._window(sort, values)
        except Impossible:
            return None
        found, closed = _solved(task, goes_on)
        won = 0 if found is None else task.ceiling - task.price(found)
        little = won < LITTLE * self._task.price(values)
        seconds = monotonic() - began
        sort.told(won, seconds)
        took = seconds / self._task.seconds
        if took > SHARE:
            self._resize(SHRINK)
        elif sort.part == 1.0 and (closed or (found is not None and little and took < QUICK)):
            self._resize(GROW)
        if found is None:
            return None
        better = values.copy()
        better[var] = found
        return better

    def _resize(self, factor: float) -> None:
        most = 7.0 * min(MOST_WEEKS, ceil(self._days / 7)) * len(self._doctors)
        self._size = min(self._size * factor, most)

    def _window(self, sort: _Sort, values: Numbers) -> Window:
        """Some doctors around something that is paid together, and maybe at some other time. Raises Impossible."""
        task, random = self._task, self._random
        days = sort.part * self._size
        length = 7 * max(random.choice(WEEKS), ceil(days / len(self._doctors) / 7))
        size = min(len(self._doctors), max(2, round(days / length)))
        shared = (task.owner < 0) & (task.cost > 0) & (values > 0)
        dear = np.nonzero(shared)[0].tolist()
        middle = int(task.until[random.choice(dear)]) if dear else STEPS * random.randrange(self._days)
        chosen = np.array(random.sample(self._doctors.tolist(), size))
        around = [middle, *(STEPS * random.randrange(self._days) for _ in range(sort.stretches - 1))]
        stretches = [self._around(when, length // sort.stretches) for when in around]
        return window(task, chosen, stretches, values)

    def _around(self, middle: int, length: int) -> Stretch:
        first = middle - self._random.randrange(length) * STEPS
        first = min(max(0, first), STEPS * max(0, self._days - length))
        return first, first + length * STEPS - 1


def window(task: Task, doctors: Numbers, stretches: Sequence[Stretch], values: Numbers) -> Window:
    """The task of what some doctors have in some stretches, beside all else at some values. Raises Impossible."""
    inside = np.zeros(len(task.owner), dtype=np.bool_)
    for first, last in stretches:
        inside |= (task.since <= last) & (task.until >= first)
    inside &= np.isin(task.owner, doctors)
    free, touched = spread(task.model.rows, inside, task.owner < 0)
    var = np.nonzero(free)[0]
    rest = int(task.cost @ np.where(free, 0, values))
    own = replace(
        task,
        model=beside(task.model, touched, var, values),
        cost=task.cost[var],
        constant=task.constant + rest,
        owner=task.owner[var],
        since=task.since[var],
        until=task.until[var],
        values=values[var],
        relaxed=None,
        earlier=(),
    )
    return own, var


def _solved(task: Task, goes_on: GoesOn) -> tuple[Numbers | None, bool]:
    """The values of a dive no dearer than what is known, and whether nothing better can be."""
    if len(np.unique(task.owner[task.owner >= 0])) < 2:
        return None, True
    doctors = whole(task, *split(task))
    pricing = Pricing(task, monotonic() + task.seconds)
    if not pricing.compile(doctors.blocks, task.seconds, 0):
        return None, False
    columns = Columns(doctors, pricing, Random(task.seed))
    if not (columns.start(np.zeros_like(doctors.where)) and columns.converge(goes_on)):
        return None, False
    if columns.proven:
        return None, True
    had = columns.dive(goes_on, task.ceiling, wild=True)
    return (None if had is None else completed(task, filled(doctors, had, task.values))), False
