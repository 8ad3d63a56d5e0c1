"""The proving process seen from the search: started, heard, stopped."""

import json
import pickle
import subprocess
from contextlib import suppress
from threading import Thread

from vaktplan.solve.process import start

from .task import Hearer, Task


class Beside:
    """A proof in a process of its own; the hearer is called from a thread."""

    def __init__(self, task: Task, hearer: Hearer) -> None:
        self._hearer, self._size = hearer, len(task.cost)
        self._process = start("vaktplan.solve.bound.process", subprocess.DEVNULL)
        self._teller = Thread(target=self._tell, args=(pickle.dumps(task),), daemon=True)
        self._listener = Thread(target=self._hear, daemon=True)
        self._teller.start()
        self._listener.start()

    def stop(self) -> None:
        """End the proof."""
        self._process.kill()
        self._teller.join()
        self._listener.join()
        with suppress(BrokenPipeError):
            self._process.communicate()

    def _tell(self, task: bytes) -> None:
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):  # it died: there is no bound, and nothing else is lost
                self._process.stdin.write(task)
                self._process.stdin.flush()

    def _hear(self) -> None:
        for line in self._process.stdout or ():
            message = json.loads(line)
            if "bound" in message:
                self._hearer.bound(message["bound"])
            else:
                values = [0] * self._size
                for index, value in message["values"]:
                    values[index] = value
                self._hearer.values(values)
