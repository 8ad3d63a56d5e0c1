"""How the search came along: cost and bound of the last tier over the seconds, as lines ready to be drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log, log1p
from statistics import median

from vaktplan.i18n import _

from . import words
from .report import Moment, PlanReport, TierLine

WIDTH, HEIGHT = 480, 270
LEFT, RIGHT, TOP, BOTTOM = 64, 466, 36, 226  # the field that the lines are drawn in
HARD_SPACE = "\N{NO-BREAK SPACE}"
CUT = 3  # costs above so many times the last one are cut, when they were soon left behind
EARLY = 0.15  # when half of what happened did so before this part of the time, the time axis is logarithmic
SECONDS = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 43200, 86400)
Point = tuple[float, int]
Scale = Callable[[float], float]


@dataclass(frozen=True)
class Tick:
    """A mark on an axis."""

    at: int
    text: str


@dataclass(frozen=True)
class Chart:
    """The lines, the axes and the words of a chart."""

    title: str
    says: str
    cost: str  # the paths
    bound: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    names: tuple[str, str]  # of the two lines


def chart(report: PlanReport) -> Chart | None:
    """The chart of a plan's last tier; None when the search left nothing to draw."""
    if not report.tiers:
        return None
    tier = report.tiers[-1]
    moments = [m for m in report.curve if m.tier == tier.name]
    costs = [(m.seconds, m.cost) for m in moments if m.cost is not None]
    bounds = [(m.seconds, m.bound) for m in moments]
    end = max(report.seconds, *(m.seconds for m in moments)) if moments else 0.0
    if not costs or end <= 0 or len({(m.cost, m.bound) for m in moments}) < 2:
        return None
    costs, bounds = [*costs, (end, tier.cost)], [*bounds, (end, tier.bound)]
    x, across = _time(moments, end)
    low, high = _range(costs, bounds, x)
    y = _straight(low, high, BOTTOM, TOP)
    return Chart(
        title=_("Kostnad og nedre grense i trinnet «{trinn}», sekund for sekund").format(
            trinn=words.tier_name(tier.name)
        ),
        says=_says(tier, costs, bounds),
        cost=_steps([p for p in costs if p[1] <= high], x, y, from_above=costs[0][1] > high),
        bound=_steps(bounds, x, y),
        across=across,
        up=tuple(Tick(round(y(v)), figure(v)) for v in _round_numbers(low, high, 5, least=1)),
        names=(
            _("denne planen {tall}").format(tall=figure(tier.cost)),
            _("nedre grense {tall}").format(tall=figure(tier.bound)),
        ),
    )


def _range(costs: Sequence[Point], bounds: Sequence[Point], x: Scale) -> tuple[float, float]:
    """The least and the greatest value shown: from 0, unless that would hide what happened."""
    soon = x(costs[0][0]) + (RIGHT - x(costs[0][0])) / 4
    left_behind = next(
        c for s, c in reversed(costs) if x(s) <= soon
    )  # what stood after a quarter of the line
    kept = max(left_behind, CUT * costs[-1][1])
    high = max(1, min(kept, max(c for _s, c in costs)), *(b for _s, b in bounds))
    low = min(v for _s, v in (*costs, *bounds))
    if low < high / 2:
        return min(0, low), high
    return low - (high - low) * 0.15, high


def _time(moments: Sequence[Moment], end: float) -> tuple[Scale, tuple[Tick, ...]]:
    """The scale of the time axis and its marks."""
    if median(m.seconds for m in moments) >= EARLY * end:
        x = _straight(0, end, LEFT, RIGHT)
        return x, tuple(Tick(round(x(s)), figure(s)) for s in _round_numbers(0, end, 5))

    def curved(seconds: float) -> float:
        return LEFT + (RIGHT - LEFT) * log1p(seconds) / log1p(end)

    marks = [Tick(LEFT, "0")]
    for s in SECONDS:
        if s <= end and curved(s) - marks[-1].at >= 34:
            marks.append(Tick(round(curved(s)), figure(s)))
    return curved, tuple(marks)


def _straight(low: float, high: float, first: float, last: float) -> Scale:
    return lambda value: first + (last - first) * (value - low) / (high - low)


def _steps(points: Sequence[Point], x: Scale, y: Scale, *, from_above: bool = False) -> str:
    """A path that keeps its height until the next point; the last of what falls in one column is drawn."""
    columns = {round(x(seconds)): round(y(value), 1) for seconds, value in points}
    path, before = "", 0.0
    for at, height in columns.items():
        if not path:
            path = f"M{at} {TOP}V{height:g}" if from_above else f"M{at} {height:g}"
        else:
            path += f"H{at}" + (f"V{height:g}" if height != before else "")
        before = height
    return path


def _round_numbers(low: float, high: float, about: int, least: float = 0.0) -> list[float]:
    """Some round numbers between two."""
    rough = (high - low) / about
    power = 10.0 ** floor(log(rough, 10))
    step = max(least, next(k * power for k in (1, 2, 5, 10) if k * power >= rough * 0.999))
    first = -floor(-low / step)
    return [k * step for k in range(first, floor(high / step) + 1)]


def _says(tier: TierLine, costs: Sequence[Point], bounds: Sequence[Point]) -> str:
    """What the lines mean for who must answer for the plan."""
    cost = figure(tier.cost)
    if tier.proven:
        met = max(min(s for s, c in costs if c == tier.cost), min(s for s, b in bounds if b == tier.bound))
        said = _(
            "Bevist: ingen lovlig vaktplan som er like god i trinnene over, koster mindre enn {kostnad} i "
            "dette trinnet. Linjene møttes etter {sek} sekunder."
        )
        return said.format(kostnad=cost, sek=words.number(met, 0 if met >= 10 else 1))
    if tier.bound <= 0:
        said = _("Hvor mye billigere en bedre plan kan være enn denne, som koster {kostnad}, er ikke vist.")
        return said.format(kostnad=cost)
    said = _(
        "Ingen lovlig vaktplan som er like god i trinnene over, kan koste mindre enn {grense} i dette "
        "trinnet; denne koster {kostnad}. En bedre plan kan altså være høyst {avstand} billigere."
    )
    return said.format(grense=figure(tier.bound), kostnad=cost, avstand=words.percent(tier.gap))


def figure(value: float) -> str:
    """A number with its thousands apart."""
    if value != round(value):
        return words.number(value, 2, trim=True)
    return f"{round(value):,}".replace(",", HARD_SPACE).replace("-", "−")
