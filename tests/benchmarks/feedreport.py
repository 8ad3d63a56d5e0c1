"""The figures of the feeds as a page: docs/benchmarks/feeds.md."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

HEAD = """# Calendars under load

`make bench SUITE=feeds`: {subscriptions} subscriptions of {bytes} bytes, {cores} cores shared by server and client.
nginx serves the same bytes as files, without an access log, with two workers. {rounds} alternating rounds, medians.
Ratios tell; the absolute figures are this machine's.

| what | who | answers/s | p50 ms | p99 ms | errors | of nginx |
|---|---|--:|--:|--:|--:|--:|
"""
HALF = """
**Half-open:** {held} connections that never ask. Beside them {asked} calendars were asked for: {wrong} wrong, median
{median_ms} ms, worst {worst_ms} ms.
"""
KEPT = """
**Restarts under load (SIGHUP), kept connections:** {answers} answers, {refused} refused, {reset} reset, {wrong} wrong,
{late} late.
"""
NEW = """
**The same, a new connection each time:** {asked} asked, {refused_or_wrong} refused or wrong, worst {worst_ms} ms.
"""


def write(figures: Mapping[str, Any], path: Path) -> Path:
    """Write the page."""
    path.write_text(_page(figures), encoding="utf-8")
    return path


def _page(figures: Mapping[str, Any]) -> str:
    rows = [
        row
        for name, part in figures.items()
        if "connections" in name or name.endswith(("304", "first fetches"))
        for row in _rows(name, part)
    ]
    again = figures["restarts"]
    parts = (
        HALF.format(**figures["half-open"]),
        KEPT.format(**again["kept_connections"]),
        NEW.format(**again["new_connections"]),
    )
    return HEAD.format(**figures) + "\n".join(rows) + "\n" + "".join(parts)


def _rows(name: str, part: Mapping[str, Any]) -> list[str]:
    if "per_second" in part:
        return [_row(name, "vaktplan", part, "")]
    servers = [(who, found) for who, found in part.items() if who != "ratio"]
    last = servers[-1][0]
    return [_row(name, who, found, part.get("ratio", "") if who == last else "") for who, found in servers]


def _row(name: str, who: str, found: Mapping[str, Any], ratio: object) -> str:
    cells = [name, who, found["per_second"], found["p50_ms"], found["p99_ms"], found["errors"], ratio]
    return "| " + " | ".join(str(c) for c in cells) + " |"
