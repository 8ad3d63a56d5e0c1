"""`make bench`: ratios of everyday commands; with a suite, engines side by side and a report in docs/benchmarks/."""

import argparse
import shlex
import sys
from pathlib import Path

from . import report, suite
from .javaside import prepare
from .problems import ROOT, Missing, load
from .suites import ENGINES, SUITES, Row


def main(arguments: list[str] | None = None) -> int:
    """Run what is asked for."""
    asked = _parser().parse_args(arguments)
    if asked.suite == "feeds":
        from .feeds import main as feeds

        return feeds([])
    if asked.suite is None and asked.instances is None:
        from .ratios import main as ratios

        return ratios()
    rows = _rows(asked)
    engines = _engines(asked)
    if not rows or not engines:
        return 3
    setup = suite.Setup(engines, tuple(asked.seeds), asked.cores, asked.bench, asked.jars)
    results = suite.run(rows, setup, asked.results, stored_only=asked.stored)
    command = "python -m tests.benchmarks " + shlex.join(
        _told(sys.argv[1:] if arguments is None else arguments)
    )
    print(report.write(asked.suite or "own", results, setup, command, asked.report))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--suite", choices=[*SUITES, "feeds"], help="engines side by side on these instances")
    parser.add_argument("--instances", nargs="+", help="or on these, by name or as a path (.json, .txt)")
    parser.add_argument("--seconds", type=float, nargs="+", help="instead of the suite's own times")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--bench", type=Path, help="the folder of the public instances")
    parser.add_argument("--jars", type=Path, help="the folder of Timefold's jars")
    parser.add_argument("--results", type=Path, default=ROOT / "docs" / "benchmarks" / "results.jsonl")
    parser.add_argument(
        "--stored", action="store_true", help="run nothing: a report of the answers that are kept"
    )
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "benchmarks")
    return parser


def _rows(asked: argparse.Namespace) -> list[Row]:
    """The rows that can be run; what is missing is told."""
    times = asked.seconds or [60.0]
    rows = [Row(name, s) for name in asked.instances or () for s in times]
    if asked.suite is not None:
        every = SUITES[asked.suite]
        names = dict.fromkeys(row.instance for row in every)
        rows += [Row(n, s) for n in names for s in asked.seconds] if asked.seconds else list(every)
    there: dict[str, bool] = {}
    for row in rows:
        if row.instance not in there:
            there[row.instance] = _is_there(row.instance, asked.bench)
    return [row for row in rows if there[row.instance]]


def _is_there(name: str, bench: Path | None) -> bool:
    try:
        load(name, bench)
    except Missing as missing:
        print(f"{name}: left out: {missing}", file=sys.stderr)
        return False
    return True


def _engines(asked: argparse.Namespace) -> tuple[str, ...]:
    engines = list(asked.engines)
    if "timefold" in engines:
        try:
            prepare(asked.jars)
        except Missing as missing:
            print(f"timefold: left out: {missing}", file=sys.stderr)
            engines.remove("timefold")
    return tuple(engines)


def _told(arguments: list[str]) -> list[str]:
    """The command line without the folders of this machine."""
    told = list(arguments)
    for k, word in enumerate(told):
        if told[k - 1] in ("--bench", "--jars", "--results", "--report") and k:
            told[k] = "…"
        elif "=" in word and word.startswith(("--bench=", "--jars=", "--results=", "--report=")):
            told[k] = word.split("=")[0] + "=…"
    return told


if __name__ == "__main__":
    sys.exit(main())
