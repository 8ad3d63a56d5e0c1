"""What is read day by day, and what ward by ward; the columns of days × shifts, each bakvakt beside what it backs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from functools import lru_cache

from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType

from . import words

DAY_MINUTES = 24 * 60
FAMILIES = (  # kinds of line that are read together, day by day
    (LineKind.LEGEVAKT, LineKind.TILKALLING, LineKind.BAKVAKT),
    (LineKind.OEHD, LineKind.BEREDSKAP),
)
DUTY = tuple(kind for family in FAMILIES for kind in family)


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


def sessions(types: Sequence[ShiftType], lines: Sequence[Line]) -> tuple[ShiftType, ...]:
    """The shift types that are read ward by ward: all but duty, and the bakvakt that is there for them alone."""
    line = {x.id: x for x in lines}
    needing = [t for t in types if t.need is Need.ALONE_OR_BACKUP]
    own = {t.id for t in types if line[t.line].kind not in DUTY}

    def theirs(type_: ShiftType) -> bool:
        if not type_.on_demand or line[type_.line].out_of_hours:
            return False
        backed = [t for t in needing if not line[t.line].out_of_hours and overlap(t, type_)]
        return bool(backed) and all(t.id in own for t in backed)

    return tuple(t for t in types if t.id in own or theirs(t))


def pieces(columns: tuple[Column, ...], most: int) -> tuple[tuple[Column, ...], ...]:
    """The columns in tables of at most so many: all in one, or each family of lines by itself."""
    if len(columns) <= most:
        return (columns,) if columns else ()
    found: list[tuple[Column, ...]] = []
    for family in FAMILIES:
        own = tuple(c for c in columns if c.line.kind in family)
        count = -(-len(own) // most)
        size = -(-len(own) // count) if count else 1
        found += [own[i : i + size] for i in range(0, len(own), size)]
    return tuple(found)


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
        beside = max(backed or placed, key=lambda c: overlap(c, column), default=None)
        placed.insert(placed.index(beside) + 1 if beside else 0, column)
    return tuple(placed)


def overlap(a: Column | ShiftType, b: Column | ShiftType) -> int:
    """The minutes of a day that two windows share."""
    return len(_minutes(a.start, a.end) & _minutes(b.start, b.end))


@lru_cache(maxsize=1024)
def _minutes(opens: time, closes: time) -> frozenset[int]:
    start = opens.hour * 60 + opens.minute
    end = closes.hour * 60 + closes.minute
    length = (end - start) % DAY_MINUTES or DAY_MINUTES
    return frozenset((start + i) % DAY_MINUTES for i in range(length))
