"""Timefold, in a process of its own: compile the Java side once, exchange facts and roster as JSON."""

import re
import shutil
import subprocess
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import shift_id
from vaktplan.rulebook.rules import TIERS

from .exchange import read_roster, write_facts
from .found import Ask, Found, Point
from .problems import Missing

HERE = Path(__file__).parent / "timefold"
SPARE = 0.3  # seconds at the end for writing the roster
GET = (
    "Timefold's jars are missing: sh tests/benchmarks/timefold/get.sh DIR, and name them with --jars DIR/jars"
)


def prepare(jars: Path | None) -> Path:
    """The compiled classes beside the jars. Raises Missing when there is no Java or there are no jars."""
    if shutil.which("javac") is None:
        raise Missing("a Java compiler (17 or later) is missing")
    if jars is None or not any(jars.glob("timefold-solver-core-*.jar")):
        raise Missing(GET)
    classes = jars.parent / "classes"
    stamp, sources = classes / ".built", [*HERE.glob("src/**/*.java"), HERE / "build.sh"]
    if not stamp.is_file() or any(s.stat().st_mtime > stamp.stat().st_mtime for s in sources):
        shutil.rmtree(classes, ignore_errors=True)
        subprocess.run(["sh", str(HERE / "build.sh"), str(jars), str(classes)], check=True)
        stamp.touch()
    return classes


def solve(ask: Ask) -> Found:
    """The best roster of so many independent solvers as there are cores."""
    classes = prepare(ask.jars)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "roster.json"
        if ask.problem.public is not None:
            source, program = ask.problem.public, "nrp.Main"
        else:
            source, program = Path(folder) / "facts.json", "duty.Main"
            write_facts(ask.problem.instance, ask.problem.book, source)
        started = ask.elapsed()
        limits = [f"{ask.left() - SPARE:.2f}", str(ask.cores), str(ask.seed)]
        _java(classes, ask.jars, [program, str(source), str(out), *limits])
        return _public(ask, out, started) if ask.problem.public is not None else _duty(out, started)


def _java(classes: Path, jars: Path | None, arguments: list[str]) -> None:
    subprocess.run(
        ["java", "-XX:+UseParallelGC", "-cp", f"{classes}:{jars}/*", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _public(ask: Ask, out: Path, started: float) -> Found:
    told = _read(out)
    first = ask.problem.instance.period.first
    pairs = ((who, shift_id(first + timedelta(days=day), kind)) for who, day, kind in told["roster"])
    return _found(Roster.of(pairs), told, started, ["people"])


def _duty(out: Path, started: float) -> Found:
    roster, told = read_roster(out)
    return _found(roster, told, started, [t.value for t in TIERS])


def _read(out: Path) -> dict[str, Any]:
    import json

    told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return told


def _found(roster: Roster, told: dict[str, Any], started: float, tiers: list[str]) -> Found:
    """The answer; the curve is that of the last tier, from when nothing else became better any more."""
    hard, costs = _levels(told["score"])
    curve = []
    for seconds, score in told["curve"]:
        broken, levels = _levels(score)
        if broken == hard and levels[:-1] == costs[:-1]:
            curve.append(Point(started + seconds, tiers[-1], levels[-1], None))
    return Found(
        status="feasible",
        roster=roster,
        claimed=dict(zip(tiers, costs, strict=True)),
        curve=curve,
        notes={"moves": told["moves"], "claimed_hard": hard},
    )


def _levels(score: str) -> tuple[int, list[int]]:
    """What is broken and the costs, of a score as text: [0]hard/[0/0/0/-1958]soft, or 0hard/-607soft."""
    hard, soft = score.removesuffix("soft").split("hard/")
    return -sum(_numbers(hard)), [-n for n in _numbers(soft)]


def _numbers(text: str) -> list[int]:
    return [int(n) for n in re.findall(r"-?\d+", text)]
