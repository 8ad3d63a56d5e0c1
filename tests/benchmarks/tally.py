"""Medians and ratios of the answers of a suite."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vaktplan.rulebook.rules import TIERS

Result = dict[str, Any]
NAMES = tuple(t.value for t in TIERS)
FAR = 1 << 60


def costs(result: Result) -> tuple[int, ...]:
    """The cost of each tier, in their order."""
    told = {t["name"]: t["cost"] for t in result["tiers"]}
    return tuple(told.get(name, 0) for name in NAMES)


def bounds(result: Result) -> tuple[int | None, ...]:
    """The bound of each tier; of one without terms, 0."""
    told = {t["name"]: t["bound"] for t in result["tiers"]}
    return tuple(told.get(name, 0 if result["engine"] != "timefold" else None) for name in NAMES)


def has_roster(result: Result) -> bool:
    """Whether there is a lawful roster."""
    return bool(result["hard"] == 0)


def rank(result: Result) -> tuple[int, ...]:
    """The order from best to worst: lawful ones by their costs, then unlawful ones, then none."""
    if result["hard"] is None:
        return (FAR,)
    return (int(result["hard"]), *costs(result))


def median(results: Iterable[Result]) -> Result:
    """The answer in the middle (of an even number the better of the two)."""
    ordered = sorted(results, key=rank)
    return ordered[(len(ordered) - 1) // 2]


def gap(result: Result, proven: Iterable[Result] = ()) -> float | None:
    """How far from the best it can be: the largest over the tiers; None when nobody has a bound.

    Its own bounds count, and those of others with the same costs in the tiers above.
    """
    if not has_roster(result):
        return None
    mine, gaps = costs(result), []
    for k, cost in enumerate(mine):
        known = [bounds(r)[k] for r in (result, *proven) if r["tiers"] and costs(r)[:k] == mine[:k]]
        best = max((b for b in known if b is not None), default=None)
        if best is None and cost:
            return None
        gaps.append((cost - (best or 0)) / max(1, cost))
    return max(gaps)


@dataclass(frozen=True)
class Ratio:
    """One engine's cost against another's in the first tier in which they differ (the last when in none)."""

    tier: str
    value: float  # infinite when only the other has a roster; 0 when only this one has


def ratio(mine: Result, other: Result) -> Ratio | None:
    """The ratio of two answers; None when neither has a roster."""
    if not has_roster(mine) and not has_roster(other):
        return None
    if not has_roster(mine) or not has_roster(other):
        return Ratio("none", 0.0 if has_roster(mine) else float("inf"))
    pairs = list(zip(NAMES, costs(mine), costs(other), strict=True))
    name, a, b = next((p for p in pairs if p[1] != p[2]), pairs[-1])
    return Ratio(name, a / b if b else (1.0 if not a else float("inf")))


def middle(ratios: Iterable[Ratio | None]) -> Ratio | None:
    """The median of some ratios."""
    known = sorted((r for r in ratios if r is not None), key=lambda r: r.value)
    return known[(len(known) - 1) // 2] if known else None


def spread(results: Iterable[Result], tier: int) -> tuple[int, int, int] | None:
    """Least, median and greatest cost of a tier among lawful answers."""
    found = [costs(r)[tier] for r in results if has_roster(r)]
    return (min(found), statistics.median_low(found), max(found)) if found else None
