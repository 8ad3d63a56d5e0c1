"""The relaxing process: solves one linear program beside the tree, which shares no interpreter with it."""

import os
import pickle
import subprocess
import sys

from vaktplan.solve.linear import Linear, Numbers
from vaktplan.solve.process import die_with_parent, start

from .relaxation import Relaxed, relaxed


def relaxed_beside(model: Linear, cost: Numbers, seconds: float) -> Relaxed | None:
    """The relaxation, solved in a process of its own; None when time ran out or the process died."""
    process = start("vaktplan.solve.bound.relaxing", subprocess.DEVNULL)
    answer, _ = process.communicate(pickle.dumps((model, cost, seconds)))
    found: Relaxed | None = pickle.loads(answer) if process.returncode == 0 and answer else None
    return found


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
