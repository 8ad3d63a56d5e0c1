"""An anytime chart as SVG: the best cost over time, and the bound, one colour an engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 340
LEFT, RIGHT, TOP, BOTTOM = 70, 130, 20, 40
COLOURS = {"vaktplan": "#0b6e4f", "cpsat": "#c1432e", "highs": "#2f5d9e", "timefold": "#b8860b"}
Steps = Sequence[tuple[float, float]]
Axis = Callable[[float], float]


@dataclass(frozen=True)
class Line:
    """What one engine reached: costs and bounds as (seconds, value), and when it ended."""

    engine: str
    costs: Steps
    bounds: Steps
    end: float


def chart(title: str, lines: Sequence[Line], seconds: float) -> str:
    """The picture."""
    low, high = _range(lines)

    def x(at: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * min(at, seconds) / seconds

    def y(value: float) -> float:
        inside = min(max(value, low), high)
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - inside) / (high - low)

    parts = [_frame(title), *_grid(low, high, seconds, x, y)]
    for k, line in enumerate(lines):
        colour = COLOURS.get(line.engine, "#444")
        if line.costs and line.costs[-1][1] <= high:
            dot = f'cx="{x(line.end):.1f}" cy="{y(line.costs[-1][1]):.1f}" r="3.5"'
            parts.append(f'<circle {dot} fill="{colour}"/>')
        for every, dash in ((line.costs, ""), (line.bounds, ' stroke-dasharray="5 3"')):
            steps = [(at, value) for at, value in every if low <= value <= high]
            if path := _path(steps, line.end, x, y):
                parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        at = TOP + 14 + 18 * k
        parts.append(f'<rect x="{WIDTH - RIGHT + 14}" y="{at - 9}" width="10" height="10" fill="{colour}"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 30}" y="{at}">{escape(line.engine)}</text>')
    parts.append(
        f'<text x="{WIDTH - RIGHT + 14}" y="{TOP + 30 + 18 * len(lines)}" fill="#666">dashed: bound</text>'
    )
    return "\n".join([*parts, "</svg>", ""])


def _frame(title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
    )


def _range(lines: Sequence[Line]) -> tuple[float, float]:
    """From the best bound, or a little below the best cost, to half as far again as the worst end; not too narrow."""
    ends = [line.costs[-1][1] for line in lines if line.costs]
    best, worst = min(ends, default=1.0), max(ends, default=1.0)
    proven = max((line.bounds[-1][1] for line in lines if line.bounds), default=best)
    low = min(best, proven)
    low -= 0.05 * max(best - low, 0.2 * best, 1.0)
    shown = min(worst, 3 * best)
    return low, max(shown + 0.5 * (shown - low), low + 0.3 * best, low + 1)


def _grid(low: float, high: float, seconds: float, x: Axis, y: Axis) -> list[str]:
    parts = []
    for k in range(5):
        value, at = low + (high - low) * k / 4, seconds * k / 4
        down, across = y(value), x(at)
        parts.append(f'<path d="M{LEFT} {down:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{down + 4:.1f}" text-anchor="end">{value:.0f}</text>')
        parts.append(
            f'<text x="{across:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{at:g} s</text>'
        )
    return parts


def _path(steps: Steps, end: float, x: Axis, y: Axis) -> str:
    """A staircase to the end."""
    if not steps:
        return ""
    told = [f"M{x(steps[0][0]):.1f} {y(steps[0][1]):.1f}"]
    for at, value in steps[1:]:
        told.append(f"H{x(at):.1f}V{y(value):.1f}")
    return " ".join([*told, f"H{x(end):.1f}"])
