"""Verify and the published definition on the same rosters of a file of the public format.

Run as `python -m tests.benchmarks.agree FOLDER` over the public files.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter

from tests.benchmarks import published
from tests.benchmarks.drawn import drawn_roster
from tests.benchmarks.published import Judged, Take
from vaktplan.domain.roster import Roster
from vaktplan.read.benchmark import read_benchmark
from vaktplan.verify import Verifier

NAMES = {
    ("one-place", "main"): "one a day",
    ("succession", "main"): "rotation",
    ("type-limit", "main"): "most of a shift",
    ("eligibility", "main"): "most of a shift",
    ("minutes", "too_many"): "most minutes",
    ("minutes", "too_few"): "least minutes",
    ("absence", "main"): "days off",
    ("run-length", "too_many"): "most in a row",
    ("run-length", "too_few"): "least in a row",
    ("rest-run", "too_few"): "least off in a row",
    ("weekend-cap", "main"): "weekends",
}  # what the published definition calls a part of a rule


@dataclass(frozen=True)
class Compared:
    """What both say of one roster."""

    published: Judged
    verified: Judged
    roster: tuple[Take, ...]

    @property
    def same(self) -> bool:
        """Whether they say the same: what is broken, by whom, and the cost."""
        return self.published == self.verified


def compared(path: Path, rng: Random, rosters: int) -> Iterator[Compared]:
    """Both verdicts on rosters drawn for a file: lawful ones as far as can be, and spoiled ones."""
    instance, book = read_benchmark(path)
    verifier = Verifier(instance, book, texts=False)
    problem = published.parse(path.read_text(encoding="utf-8-sig"))
    for n in range(rosters):
        takes = drawn_roster(rng, problem, spoiled=rng.choice((0, 0, 1, 2, 5, 30)) if n else 0)
        verdict = verifier.verify(
            Roster.of(
                (who, f"{date.fromordinal(instance.period.first.toordinal() + day)}:{shift}")
                for who, day, shift in takes
            )
        )
        broken = frozenset((NAMES[b.rule, b.part], b.doctor or "") for b in verdict.hard)
        cost = sum(verdict.tier_costs.values())
        yield Compared(published.judge(problem, takes), Judged(broken, cost), tuple(takes))


def main(arguments: list[str]) -> int:
    """Compare over every file of a folder; the exit code says whether all were the same."""
    differing = 0
    for path in sorted(Path(arguments[0]).glob("*.txt")):
        began = perf_counter()
        told = list(compared(path, Random(1), rosters=20))
        differing += sum(not t.same for t in told)
        lawful = sum(not t.published.broken for t in told)
        same = sum(t.same for t in told)
        print(f"{path.stem:14} {same}/{len(told)} the same, {lawful} lawful, {perf_counter() - began:.1f} s")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
