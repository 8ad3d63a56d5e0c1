"""`make bench` without a suite: ratios against a baseline in the same run, medians of several rounds.

Each line names what is measured, what it is measured against, and median (least-most) of the ratio.
Nothing is asserted.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from vaktplan.domain.instance import Instance
from vaktplan.read.models import load_book
from vaktplan.read.workbook import read_workbook
from vaktplan.solve.outcome import Options
from vaktplan.solve.run import solve
from vaktplan.verify.verify import Verifier

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def compare(what: str, work: Callable[[], object], against: str, baseline: Callable[[], object]) -> None:
    """Time the two in turn, and print the ratio."""
    ratios, own = [], []
    for _ in range(ROUNDS):
        base, mine = seconds(baseline), seconds(work)
        ratios.append(mine / base)
        own.append(mine)
    low, mid, high = min(ratios), statistics.median(ratios), max(ratios)
    print(f"{what:<38} {mid:7.2f} x {against} ({low:.2f}-{high:.2f}); median {statistics.median(own):.3f} s")


def python(code: str) -> Callable[[], object]:
    """Run a line of Python in a process of its own."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def stored(name: str) -> Instance:
    """An example instance."""
    text = (ROOT / "instances" / name / "instance.json").read_text(encoding="utf-8")
    return Instance.model_validate_json(text)


def main() -> int:
    """Print every comparison."""
    compare(
        "vaktplan --help",
        python("from vaktplan.cli import main; main(['--help'])"),
        "import click",
        python("import click"),
    )
    sandefjord = ROOT / "instances" / "sandefjord" / "workbook.xlsx"
    compare(
        "read the Sandefjord workbook",
        lambda: read_workbook(sandefjord),
        "openpyxl alone",
        python(f"import openpyxl; openpyxl.load_workbook({str(sandefjord)!r})"),
    )
    instance = stored("smavik")
    book = load_book(instance.book)
    outcome = solve(instance, book, Options(time_limit=60, workers=2))
    roster = outcome.roster
    if roster is None:
        return 1
    big = stored("sandefjord")
    verifier, large = Verifier(instance, book), Verifier(big, load_book(big.book))
    compare(
        "verify Sandefjord, empty roster",
        lambda: large.verify(type(roster)()),
        "Småvik's best",
        lambda: verifier.verify(roster),
    )
    compare(
        "prove Småvik, 1 worker",
        lambda: solve(instance, book, Options(time_limit=120, workers=1)),
        "2 workers",
        lambda: solve(instance, book, Options(time_limit=120, workers=2)),
    )
    return 0
