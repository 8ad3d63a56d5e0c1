"""Bars and lines of a staffing plan as numbers ready to be drawn: no script, no picture library."""

from collections.abc import Sequence
from dataclasses import dataclass

from vaktplan.export import words
from vaktplan.planning.plan import Span

WIDTH, HEIGHT = 480, 220
LEFT, RIGHT, TOP, BOTTOM = 46, 466, 16, 190


@dataclass(frozen=True)
class Bar:
    """One bar of a row: its length in parts of the longest, and what it says."""

    part: float  # 0 to 1
    says: str
    below: bool = False  # below zero


@dataclass(frozen=True)
class Row:
    """A row of a bar chart: whose it is, and its bars."""

    title: str
    bars: tuple[Bar, ...]


def bars(rows: Sequence[tuple[str, Sequence[float]]], digits: int = 1) -> tuple[Row, ...]:
    """Rows of bars, all in parts of the longest."""
    most = max((abs(value) for _title, values in rows for value in values), default=0) or 1
    return tuple(
        Row(title, tuple(Bar(abs(v) / most, words.number(v, digits), v < 0) for v in values))
        for title, values in rows
    )


@dataclass(frozen=True)
class Line:
    """A line with its span: SVG points."""

    title: str
    points: str
    area: str  # between low and high; empty when nothing is uncertain
    end: tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """Lines over years, with the marks of both axes."""

    title: str
    lines: tuple[Line, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    says: str


def chart(title: str, years: Sequence[int], lines: Sequence[tuple[str, Sequence[Span]]]) -> Chart:
    """Lines of spans over years; the axis begins a little below the least."""
    values = [v for _t, spans in lines for s in spans for v in (s.low, s.high)]
    low, high = min(values), max(values)
    room = (high - low) * 0.15 or 1.0
    low, high = (max(0.0, low - room) if low >= 0 else low - room), high + room

    def x(i: int) -> float:
        return round(LEFT + (RIGHT - LEFT) * (i / max(1, len(years) - 1)), 1)

    def y(v: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (v - low) / (high - low), 1)

    drawn = []
    for name, spans in lines:
        likely = " ".join(f"{x(i)},{y(s.likely)}" for i, s in enumerate(spans))
        upper = [f"{x(i)},{y(s.high)}" for i, s in enumerate(spans)]
        lower = [f"{x(i)},{y(s.low)}" for i, s in enumerate(spans)]
        known = all(s.low == s.high for s in spans)
        area = "" if known else " ".join([*upper, *reversed(lower)])
        drawn.append(Line(name, likely, area, (x(len(spans) - 1), y(spans[-1].likely))))
    marks = [low + (high - low) * part for part in (0.0, 0.25, 0.5, 0.75, 1.0)]
    says = "; ".join(
        f"{name}: {words.number(spans[0].likely)} → {words.number(spans[-1].likely)}" for name, spans in lines
    )
    return Chart(
        title,
        tuple(drawn),
        tuple((x(i), str(year)) for i, year in enumerate(years)),
        tuple((y(v), words.number(v, 0)) for v in marks),
        says,
    )
