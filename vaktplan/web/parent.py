"""The process that holds the listening socket and never answers itself: workers come and go, and nobody is refused.

SIGHUP: for each worker a new one, and when it answers, the old one ends what it has. SIGTERM and Ctrl-C: all end so.
"""

import os
import resource
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .worker import DRAIN, Order

START_WITHIN = 30.0  # seconds for a worker to answer
BACKLOG = 2048
FEW_FILES = 4096


class NotStarted(Exception):
    """A worker did not come to answer."""


@dataclass(frozen=True)
class Worker:
    """A running worker."""

    number: int
    process: "subprocess.Popen[str]"

    def leave(self) -> None:
        """Ask it to end what it has."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)


def listen(host: str, port: int) -> socket.socket:
    """The listening socket. Raises OSError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(BACKLOG)
    except OSError:
        made.close()
        raise
    made.set_inheritable(True)
    return made


def raise_files() -> int:
    """As many open files as the machine allows; how many that is."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard if hard != resource.RLIM_INFINITY else sys.maxsize


class Parent:
    """The workers of one socket; `say` is told what happens."""

    def __init__(
        self, listening: socket.socket, order: Order, workers: int, say: Callable[[str], None]
    ) -> None:
        self.listening, self.order, self.count, self.say = listening, order, workers, say
        self.workers: list[Worker] = []
        self.leaving: list[Worker] = []
        self.stopping = self.rolling = False

    def run(self, on_ready: Callable[[], None]) -> None:
        """Answer until told to stop. Raises NotStarted when the first workers do not come to answer."""
        for wanted in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wanted, self._stop)
        signal.signal(signal.SIGHUP, self._roll)
        try:
            for number in range(1, self.count + 1):
                self.workers.append(self._started(number))
            on_ready()
            while not self.stopping:
                self._turn()
                time.sleep(0.1)
        finally:
            self._end()

    def _stop(self, *_signal: object) -> None:
        self.stopping = True

    def _roll(self, *_signal: object) -> None:
        self.rolling = True

    def _turn(self) -> None:
        """One look round: the dead are replaced, and all when asked."""
        self.leaving = [w for w in self.leaving if w.process.poll() is None]
        if self.rolling:
            self.rolling = False
            self._replace(self.workers)
        dead = [w for w in self.workers if w.process.poll() is not None]
        if dead:
            self.say(f"worker ended unasked ({dead[0].process.returncode}); starting another")
            self._replace(dead)

    def _replace(self, old: Sequence[Worker]) -> None:
        for worker in list(old):
            try:
                new = self._started(worker.number)
            except NotStarted:
                self.say("a new worker does not answer; the old one stays, if it lives")
                time.sleep(1)
                return
            self.workers[self.workers.index(worker)] = new
            self.leaving.append(worker)
            worker.leave()

    def _started(self, number: int) -> Worker:
        """A worker that answers."""
        heard, ready = os.pipe()
        fds = (self.listening.fileno(), ready)
        process = subprocess.Popen(
            [sys.executable, "-m", "vaktplan.web.worker", *map(str, fds)],
            stdin=subprocess.PIPE,
            pass_fds=fds,
            text=True,
            start_new_session=True,  # Ctrl-C is the parent's
        )
        os.close(ready)
        try:
            if process.stdin is not None:
                process.stdin.write(replace(self.order, worker=str(number)).line() + "\n")
                process.stdin.close()
            answers = bool(select.select([heard], [], [], START_WITHIN)[0]) and os.read(heard, 1) == b"1"
        except BrokenPipeError:
            answers = False
        finally:
            os.close(heard)
        if not answers:
            process.kill()
            process.wait()
            raise NotStarted
        return Worker(number, process)

    def _end(self) -> None:
        self.listening.close()
        there = [*self.workers, *self.leaving]
        for worker in there:
            worker.leave()
        until = time.monotonic() + DRAIN + 5
        for worker in there:
            try:
                worker.process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                worker.process.kill()
                worker.process.wait()
