"""A paper as blocks that every format writes alike."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph; a strong one is the answer or a draft's title."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; the first column names the row, the others are numbers when `numbers`."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: bool = True


@dataclass(frozen=True)
class Bar:
    """One doctor's load before and after, in points, and the fair share of each."""

    name: str
    before: int
    after: int
    share_before: float
    share_after: float


@dataclass(frozen=True)
class Bars:
    """A figure of bars; `most` is the length of the longest."""

    caption: str
    bars: tuple[Bar, ...]

    @property
    def most(self) -> float:
        """The greatest number shown."""
        return max(1.0, *(max(b.before, b.after, b.share_before, b.share_after) for b in self.bars))


@dataclass(frozen=True)
class Signature:
    """Lines to be filled in by hand, each with what belongs there."""

    lines: tuple[str, ...]


Block = Heading | Text | Bullets | Table | Bars | Signature


@dataclass(frozen=True)
class Paper:
    """A title and blocks."""

    title: str
    blocks: tuple[Block, ...]
