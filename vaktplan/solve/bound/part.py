"""Some doctors' problem beside others who stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from vaktplan.solve.corner import held
from vaktplan.solve.ground import Mask
from vaktplan.solve.linear import Numbers, Rows

from .blocks import Block, Ties
from .master import Column
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
    free, shared = np.zeros(len(values), dtype=np.bool_), np.zeros(len(values), dtype=np.bool_)
    for block in blocks:
        free[block.var] = True
    shared[ties.shared] = True
    free, touched = spread(ties.rows, free, shared)
    own = Ties(held(ties.rows, touched, free, values), ties.where[touched], np.nonzero(free & shared)[0])
    rest = int(task.cost @ np.where(free, 0, values))
    return Part(
        replace(task, constant=task.constant + rest, values=np.where(free, values, 0), earlier=()),
        list(blocks),
        own,
        touched,
    )


def spread(rows: Rows, free: Mask, shared: Mask) -> tuple[Mask, Numbers]:
    """Also free what several own in every row that is touched; and the rows touched then."""
    free = free.copy()
    while True:
        touched = np.zeros(len(rows.low), dtype=np.bool_)
        touched[rows.row[free[rows.var]]] = True
        more = rows.var[touched[rows.row]]
        more = more[shared[more] & ~free[more]]
        if not len(more):
            return free, np.nonzero(touched)[0]
        free[more] = True


def filled(some: Part, had: Sequence[Column], values: Numbers) -> Numbers:
    """The values with what each doctor of a part has now."""
    found = values.copy()
    for column in had:
        found[some.blocks[column.place].var] = column.own
    return found
