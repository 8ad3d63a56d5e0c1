"""The proving process seen from the search: started, heard, stopped."""

import json
import pickle
import subprocess
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from vaktplan.solve.linear import Numbers
from vaktplan.solve.process import start

from .task import Hearer, Task

EVERY = 0.5  # seconds: how soon the proof is told of a better roster


class Beside:
    """A proof in a process of its own; the hearer is called from a thread, and `best` asked for what is to be told."""

    def __init__(self, task: Task, hearer: Hearer, best: Callable[[], Numbers]) -> None:
        self._hearer, self._size, self._best = hearer, len(task.cost), best
        self._ended = Event()
        self._process = start("vaktplan.solve.bound.process", subprocess.DEVNULL)
        self._teller = Thread(target=self._tell, args=(task,), daemon=True)
        self._listener = Thread(target=self._hear, daemon=True)
        self._teller.start()
        self._listener.start()

    def join(self) -> None:
        """Wait until the proof has no more to say."""
        self._listener.join()

    def stop(self) -> None:
        """End the proof."""
        self._ended.set()
        self._process.kill()
        self._teller.join()
        self._listener.join()
        with suppress(BrokenPipeError):
            self._process.communicate()

    def _tell(self, task: Task) -> None:
        """The task, and then every better roster."""
        known = task.values
        with suppress(BrokenPipeError):  # it died: there is no bound, and nothing else is lost
            self._say(task)
            while not self._ended.wait(EVERY):
                best = self._best()
                if best is not known:
                    known = best
                    self._say(best)

    def _say(self, message: Task | Numbers) -> None:
        if self._process.stdin is not None:
            pickle.dump(message, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def _hear(self) -> None:
        for line in self._process.stdout or ():
            message = json.loads(line)
            if "bound" in message:
                self._hearer.bound(message["bound"])
            elif "likely" in message:
                self._hearer.likely(self._all(message["likely"]))
            elif "reduced" in message:
                self._hearer.reduced(self._all(message["reduced"]))
            else:
                self._hearer.values([round(v) for v in self._all(message["values"])])

    def _all(self, told: list[tuple[int, float]]) -> list[float]:
        """A value for every variable; those not told are 0."""
        values = [0.0] * self._size
        for index, value in told:
            values[index] = value
        return values
