"""Run a suite: every engine on the same instance and seed, one after the other, each in a process of its own.

Each answer is stored as it comes; what is stored already is not run again.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .machine import commit
from .suites import Row

SPARE = 120.0  # seconds after its time before an engine that does not stop is stopped
Result = dict[str, Any]


@dataclass(frozen=True)
class Setup:
    """What all runs of a suite share."""

    engines: tuple[str, ...]
    seeds: tuple[int, ...]
    cores: int
    bench: Path | None
    jars: Path | None


def run(rows: Sequence[Row], setup: Setup, store: Path, *, stored_only: bool = False) -> list[Result]:
    """The answers, stored ones too or them only, in the order of the suite."""
    store.parent.mkdir(parents=True, exist_ok=True)
    known = {_key(result): result for result in _stored(store)}
    found = []
    for row in rows:
        for seed in setup.seeds:
            for engine in setup.engines:
                key = (engine, row.instance, row.seconds, setup.cores, seed, commit(engine))
                if key not in known and stored_only:
                    continue
                if key not in known:
                    known[key] = {**_once(engine, row, seed, setup), "commit": commit(engine)}
                    with store.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(known[key]) + "\n")
                found.append(known[key])
    return found


def _key(result: Result) -> tuple[object, ...]:
    return tuple(result[name] for name in ("engine", "instance", "seconds", "cores", "seed", "commit"))


def _stored(store: Path) -> Iterable[Result]:
    for line in store.read_text(encoding="utf-8").splitlines() if store.is_file() else ():
        yield json.loads(line)


def _once(engine: str, row: Row, seed: int, setup: Setup) -> Result:
    """One run in a process of its own; an engine that fails says so in its answer."""
    words = [engine, row.instance, str(row.seconds), str(setup.cores), str(seed)]
    options = [f"--bench={setup.bench}"] if setup.bench else []
    options += [f"--jars={setup.jars}"] if setup.jars else []
    command = [sys.executable, "-m", "tests.benchmarks.run", *words, *options]
    blank: Result = {
        "engine": engine,
        "instance": row.instance,
        "seconds": row.seconds,
        "cores": setup.cores,
        "seed": seed,
        "tiers": [],
        "hard": None,
        "curve": [],
    }
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=row.seconds + SPARE
        )
    except subprocess.TimeoutExpired:
        return {**blank, "status": "did not stop"}
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        return {**blank, "status": "cannot" if done.returncode == 3 else "failed", "why": lines[-1]}
    answer: Result = json.loads(done.stdout.strip().splitlines()[-1])
    return answer
