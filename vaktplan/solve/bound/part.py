"""Some doctors' problem beside others who stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from vaktplan.solve.linear import FAR, Numbers, Rows

from .blocks import Block, Ties
from .task import Task


@dataclass(frozen=True)
class Part:
    """A task over some doctors' problems and what ties them to each other and to the rest, at the values they have.

    `where` are the places of its ties among those of the whole.
    """

    task: Task
    blocks: list[Block]
    ties: Ties
    where: Numbers


def whole(task: Task, blocks: list[Block], ties: Ties) -> Part:
    """All doctors' problems."""
    return Part(task, blocks, ties, np.arange(len(ties.rows.low)))


def part(task: Task, blocks: Sequence[Block], ties: Ties, values: Numbers) -> Part:
    """The problem of some doctors when all others keep what they have at some values."""
    rows = ties.rows
    free = np.zeros(len(values), dtype=np.bool_)
    for block in blocks:
        free[block.var] = True
    shared = np.zeros(len(values), dtype=np.bool_)
    shared[ties.shared] = True
    while True:  # the shared variables of every row that is touched, and their rows
        touched = np.unique(rows.row[free[rows.var]])
        inside = np.isin(rows.row, touched)
        more = rows.var[inside]
        more = more[shared[more] & ~free[more]]
        if not len(more):
            break
        free[more] = True
    kept = rows.taken(np.isin(np.arange(len(rows.low)), touched))
    still = Rows(kept.start, kept.var, np.where(free[kept.var], 0, kept.factor), kept.low, kept.high)
    had = still.activity(values)
    moving = free[kept.var]
    sizes = np.add.reduceat(moving.astype(np.int64), kept.start[:-1]) if len(kept.low) else kept.low
    own = Ties(
        Rows(
            np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes))),
            kept.var[moving],
            kept.factor[moving],
            np.where(kept.low > -FAR, kept.low - had, kept.low),
            np.where(kept.high < FAR, kept.high - had, kept.high),
        ),
        ties.where[touched],
        np.nonzero(free & shared)[0],
    )
    rest = int(task.cost @ np.where(free, 0, values))
    return Part(
        replace(task, constant=task.constant + rest, values=np.where(free, values, 0), earlier=()),
        list(blocks),
        own,
        touched,
    )
