"""Workers on this machine: every job in a process of its own, which dies alone and never outlives its parent."""

import os
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from vaktplan.i18n import _

from .jobs import Answer, Job, Work, WorkerDied
from .run import Ended


@dataclass(frozen=True)
class _Lane:
    """A job, the process that does it, and the line that the process lives by."""

    job: Job
    executor: ProcessPoolExecutor
    line: Connection
    began: float

    def close(self) -> None:
        """Let the process go: at once when it is still at work."""
        self.line.close()
        self.executor.shutdown(wait=True, cancel_futures=True)


class LocalPool:
    """So many processes at once. One executor for each job: when one breaks, it breaks alone, and memory is its own."""

    def __init__(self, work: Work, processes: int) -> None:
        self._work, self._processes = work, processes
        self._context = get_context("spawn")  # never fork: the solver's threads would be lost in the copy
        self._lanes: dict[Future[Answer], _Lane] = {}
        self._inbox: SimpleQueue[Future[Answer]] = SimpleQueue()

    def room(self) -> int:
        """How many more jobs it takes now."""
        return self._processes - len(self._lanes)

    def start(self, job: Job) -> None:
        """Give a job to a new process."""
        reader, line = self._context.Pipe(duplex=False)
        executor = ProcessPoolExecutor(1, self._context, initializer=_live_by, initargs=(reader,))
        future = executor.submit(self._work, job.payload)
        reader.close()  # the process has its own by now
        self._lanes[future] = _Lane(job, executor, line, monotonic())
        future.add_done_callback(self._inbox.put)

    def ended(self, seconds: float) -> list[Ended]:
        """What has ended, after waiting at most some seconds for the first."""
        found: list[Ended] = []
        with suppress(Empty):
            found.append(self._outcome(self._inbox.get(timeout=seconds)))
            while True:
                found.append(self._outcome(self._inbox.get_nowait()))
        return found

    def stop(self) -> None:
        """Kill what is running."""
        for lane in self._lanes.values():
            lane.line.close()
        for lane in self._lanes.values():
            lane.close()
        self._lanes.clear()

    def _outcome(self, future: Future[Answer]) -> Ended:
        lane = self._lanes.pop(future)
        seconds, error = monotonic() - lane.began, future.exception()
        lane.close()
        if isinstance(error, BrokenProcessPool):
            error = WorkerDied(_("arbeiderprosessen døde; den ble drept, eller minnet tok slutt"))
        return Ended(lane.job, seconds, None if error else future.result(), error)


def _live_by(line: Connection) -> None:
    """In the worker: leave the terminal's group (Ctrl-C is the parent's), and die when the parent's line closes."""
    if hasattr(os, "setsid"):
        os.setsid()
    Thread(target=_die_at_end_of, args=(line,), daemon=True).start()


def _die_at_end_of(line: Connection) -> None:
    with suppress(EOFError, OSError):
        line.recv()
    os._exit(1)
