"""The columns of days × shifts: one per tjenestelinje and window, each bakvakt beside what it backs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from vaktplan.domain.shifts import Line, Need, ShiftType

from . import words

DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Column:
    """Shift types of one line that share their clock times; they apply to different days."""

    line: Line
    start: time
    end: time
    types: tuple[ShiftType, ...]

    @property
    def on_demand(self) -> bool:
        """Whether it is bakvakt that is staffed only when needed."""
        return self.types[0].on_demand

    @property
    def title(self) -> str:
        """The line, and where the duty is spent when that is not on site."""
        return words.clean(self.line.name)

    @property
    def names(self) -> str:
        """The names of its shift types."""
        return " / ".join(dict.fromkeys(words.clean(t.name) for t in self.types))

    @property
    def window(self) -> str:
        """Its clock times."""
        return words.window_of(self.start, self.end)


def arrange(types: Sequence[ShiftType], lines: Sequence[Line]) -> tuple[Column, ...]:
    """The columns of some shift types: by line and start, with bakvakt moved to what it overlaps most."""
    order = {line.id: i for i, line in enumerate(lines)}
    groups: dict[tuple[int, time, time, bool], list[ShiftType]] = {}
    for type_ in types:
        groups.setdefault((order[type_.line], type_.start, type_.end, type_.on_demand), []).append(type_)
    columns = [Column(lines[key[0]], key[1], key[2], tuple(groups[key])) for key in sorted(groups)]
    placed = [c for c in columns if not c.on_demand]
    backed = [c for c in placed if any(t.need is Need.ALONE_OR_BACKUP for t in c.types)]
    for column in reversed([c for c in columns if c.on_demand]):
        beside = max(backed or placed, key=lambda c: _shared(c, column), default=None)
        placed.insert(placed.index(beside) + 1 if beside else 0, column)
    return tuple(placed)


def _shared(a: Column, b: Column) -> int:
    return len(_minutes(a) & _minutes(b))


def _minutes(column: Column) -> frozenset[int]:
    start = column.start.hour * 60 + column.start.minute
    end = column.end.hour * 60 + column.end.minute
    length = (end - start) % DAY_MINUTES or DAY_MINUTES
    return frozenset((start + i) % DAY_MINUTES for i in range(length))
