"""The relaxing process: solves one linear program beside the search, which shares no interpreter with it."""

import os
import pickle
import subprocess
import sys

from vaktplan.solve.linear import Linear, Numbers
from vaktplan.solve.process import die_with_parent, start

from .relaxation import Relaxed, relaxed


class Relaxing:
    """A relaxation at work in a process of its own."""

    def __init__(self, model: Linear, cost: Numbers, seconds: float) -> None:
        self._asked = pickle.dumps((model, cost, seconds))
        self._process = start("vaktplan.solve.bound.relaxing", subprocess.DEVNULL)

    def answer(self) -> Relaxed | None:
        """Wait for the relaxation; None when time ran out, it was stopped or the process died."""
        answer, _ = self._process.communicate(self._asked)
        found: Relaxed | None = pickle.loads(answer) if self._process.returncode == 0 and answer else None
        return found

    def stop(self) -> None:
        """Give it up; for another thread."""
        self._process.kill()


def main() -> None:
    """Solve the one program on standard input."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to standard error
    die_with_parent()
    model, cost, seconds = pickle.load(sys.stdin.buffer)
    pickle.dump(relaxed(model, cost, seconds), out)
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
