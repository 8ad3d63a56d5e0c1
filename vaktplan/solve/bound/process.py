"""The proving process: reads one task, writes a line per better bound and roster, dies with its parent."""

import json
import os
import pickle
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock, Thread
from typing import TextIO

from vaktplan.solve.process import die_with_parent

from .prove import Proof
from .task import Hearer, Task


class _Told(Hearer):
    """Writes whole lines: a bound, or the numbers of the variables that are not 0 with their values."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._lock = out, Lock()

    def bound(self, bound: int) -> None:
        self._line({"bound": bound})

    def values(self, values: Sequence[int]) -> None:
        self._line({"values": [(k, v) for k, v in enumerate(values) if v]})

    def likely(self, values: Sequence[float]) -> None:
        self._line({"likely": [(k, round(v, 3)) for k, v in enumerate(values) if v > 0.001]})

    def reduced(self, costs: Sequence[float]) -> None:
        self._line({"reduced": [(k, round(v, 1)) for k, v in enumerate(costs) if abs(v) > 0.05]})

    def _line(self, message: dict[str, object]) -> None:
        with self._lock, suppress(BrokenPipeError):
            self._out.write(json.dumps(message) + "\n")
            self._out.flush()


def _listen(proof: Proof) -> None:
    """Hear of better rosters, until nothing more can be told; then go."""
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            proof.know(pickle.load(sys.stdin.buffer))
    os._exit(1)


def main() -> None:
    """Prove the one task on standard input."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints goes to standard error
    die_with_parent()
    given: Task = pickle.load(sys.stdin.buffer)
    task = given.prepared()
    del given
    proof = Proof(task, _Told(out))
    Thread(target=_listen, args=(proof,), daemon=True).start()
    proof.run()
    os._exit(0)  # at once: no thread of the solver is waited for


if __name__ == "__main__":
    main()
