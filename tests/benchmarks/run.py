"""One engine on one instance: python -m tests.benchmarks.run ENGINE INSTANCE SECONDS CORES SEED, answered as JSON.

Costs and breaches are those that verify finds in the roster, whatever the engine says.
"""

import argparse
import json
import os
import resource
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from vaktplan.rulebook.rules import TIERS
from vaktplan.verify.verify import Verifier

from .found import Ask, Found, Point
from .problems import Missing, load

ENGINES = {
    "vaktplan": "tests.benchmarks.own",
    "cpsat": "tests.benchmarks.plain",
    "highs": "tests.benchmarks.milp",
    "timefold": "tests.benchmarks.javaside",
}


def measure(engine: str, ask: Ask) -> dict[str, Any]:
    """Run an engine and judge what it found."""
    found: Found = import_module(ENGINES[engine]).solve(ask)
    took = ask.elapsed()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "engine": engine,
        "instance": ask.problem.name,
        "seed": ask.seed,
        "seconds": ask.seconds,
        "cores": ask.cores,
        "took": round(took, 2),
        "status": found.status,
        **_judged(ask, found),
        "curve": [[round(p.seconds, 2), p.tier, p.cost, p.bound] for p in thinned(found.curve)],
        "peak_mb": max(own, children) // 1024,
        **found.notes,
    }


def _judged(ask: Ask, found: Found) -> dict[str, Any]:
    """What verify says of the roster, beside what the engine claimed and proved."""
    if found.roster is None:
        return {"tiers": [], "hard": None, "open": None, "overstated": {}}
    instance, book = ask.problem.instance, ask.problem.book
    verdict = Verifier(instance, book, texts=False).verify(found.roster)
    costs = {t.value: c for t, c in verdict.tier_costs.items()}
    wanted = [t.value for t in TIERS if costs[t.value] or t.value in found.claimed]
    off = {t: c - costs[t] for t, c in found.claimed.items() if c != costs[t]}
    return {
        "tiers": [{"name": t, "cost": costs[t], "bound": found.bounds.get(t)} for t in wanted],
        "hard": len(verdict.hard),
        "open": sum(n for _, n in found.roster.open_places(instance)),
        "overstated": off,  # what the engine says above what verify finds
    }


def thinned(curve: list[Point], step: float = 0.01) -> list[Point]:
    """The points of a curve that show: of those nearly at the same time only the last."""
    kept: list[Point] = []
    for point in curve:
        near = step * max(1.0, point.seconds)
        if kept and kept[-1].tier == point.tier and point.seconds - kept[-1].seconds < near:
            kept.pop()
        kept.append(point)
    return kept


def on_cores(cores: int) -> None:
    """Keep this process and its children on so many cores, where the system can."""
    with suppress(AttributeError, OSError):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def main(arguments: list[str] | None = None) -> int:
    """Run, and print the answer as one line of JSON."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.run")
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("instance")
    parser.add_argument("seconds", type=float)
    parser.add_argument("cores", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--bench", type=Path, help="the folder of the public instances")
    parser.add_argument("--jars", type=Path, help="the folder of Timefold's jars")
    asked = parser.parse_args(arguments)
    try:
        problem = load(asked.instance, asked.bench)
        on_cores(asked.cores)
        answer = measure(asked.engine, Ask(problem, asked.seconds, asked.cores, asked.seed, asked.jars))
    except (Missing, ValueError) as error:
        print(str(error), file=sys.stderr)
        return 3
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
