"""A batch of slow squares as a program, to be killed: `python -m tests.fleet.sweep FOLDER NUMBER SECONDS`."""

import sys
from pathlib import Path

from tests.fleet.works import slow_square
from vaktplan.cli.stopping import Stopping
from vaktplan.fleet import Batch, Job, Store, run
from vaktplan.fleet.local import LocalPool


def jobs(folder: Path, number: int, seconds: float) -> list[Job]:
    """The squares; each leaves a mark when it is begun."""
    marks = folder / "marks"
    marks.mkdir(parents=True, exist_ok=True)
    payload = {"marks": str(marks), "seconds": seconds}
    return [Job(f"square of {n}", "slow", {**payload, "n": n}) for n in range(number)]


def sweep(folder: Path, number: int, seconds: float) -> Batch:
    """Do them, two at a time, until done or asked to stop."""
    with Stopping() as stopping:
        return run(
            jobs(folder, number, seconds),
            lambda: LocalPool(slow_square, 2),
            Store(folder / "results"),
            stopped=lambda: stopping.asked,
        )


if __name__ == "__main__":
    done = sweep(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
    sys.exit(130 if done.interrupted else 0)
