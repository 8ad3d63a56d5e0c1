"""Work for other processes to do: functions of a module, found by name."""

import os
import signal
import time
from pathlib import Path

from vaktplan.fleet import Answer, Payload, WorkerDied


def square(payload: Payload) -> Answer:
    """The square of a number; notes in a folder, when one is given, that it was asked."""
    note(payload)
    return {"square": payload["n"] ** 2, "pid": os.getpid()}


def note(payload: Payload) -> int:
    """Leave a mark in the folder of the payload, and say how many there are for the same number."""
    if "marks" not in payload:
        return 0
    folder = Path(payload["marks"])
    (folder / f"{payload['n']}-{os.getpid()}-{time.monotonic_ns()}").touch()
    return len(list(folder.glob(f"{payload['n']}-*")))


def slow_square(payload: Payload) -> Answer:
    """The same after some seconds."""
    note(payload)
    time.sleep(payload["seconds"])
    return {"square": payload["n"] ** 2}


def deadly(payload: Payload) -> Answer:
    """Dies as if killed, `deaths` times; the others go on."""
    if note(payload) <= payload.get("deaths", 0):
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(payload.get("seconds", 0))
    return {"square": payload["n"] ** 2}


def wrong(payload: Payload) -> Answer:
    """Raises."""
    note(payload)
    raise ValueError(f"no square of {payload['n']}")


def half_way(payload: Payload) -> Answer:
    """Loses its solver, with something found."""
    note(payload)
    raise WorkerDied("the solver died", {"square": -1})


def hanging(payload: Payload) -> Answer:
    """Never ends by itself."""
    while True:
        time.sleep(60)


def failing(payload: Payload) -> Answer:
    """Raises."""
    raise ValueError("no explanation")
