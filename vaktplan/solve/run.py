"""Solve in a child process, so that the best roster so far is kept whatever happens."""

import json
import pickle
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from threading import Thread, current_thread, main_thread
from time import monotonic
from types import FrameType
from typing import Any

from vaktplan import i18n
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import TIERS

from .outcome import Options, Outcome, Progress, SolverCrashed, Status, TierResult
from .process import start

GRACE = 1.5  # seconds after the time limit at which the child is stopped
STOP, GONE = {"kind": "stop"}, {"kind": "gone"}
Inbox = SimpleQueue[dict[str, Any]]


@dataclass
class _Heard:
    """What the child has said so far."""

    roster: Roster | None = None
    costs: dict[str, int] = field(default_factory=dict)
    bounds: dict[str, int] = field(default_factory=dict)
    curve: list[Progress] = field(default_factory=list)
    status: Status | None = None
    message: str = ""

    def outcome(self, seconds: float, seed: int, interrupted: bool) -> Outcome:
        """The answer that follows from it."""
        tiers = tuple(
            TierResult(t.value, self.costs[t.value], self.bounds[t.value])  # a bound above the cost is seen
            for t in TIERS
            if t.value in self.costs
        )
        found = Status.OUT_OF_TIME if self.roster is None else Status.FEASIBLE
        if self.roster is not None and all(t.cost == t.bound for t in tiers) and (tiers or self.status):
            found = Status.PROVEN
        status = Status.IMPOSSIBLE if self.status is Status.IMPOSSIBLE else found
        curve = tuple(self.curve)
        return Outcome(
            status, self.roster, tiers, seconds, seed, curve, interrupted=interrupted, message=self.message
        )


def solve(instance: Instance, book: Book, options: Options | None = None) -> Outcome:
    """The best roster within the limits, and how far from the best it can be.

    SIGINT and SIGTERM end the search at once and keep the roster. Raises InvalidInput when the book cannot be
    modelled, SolverCrashed when the solving process dies.
    """
    options = options or Options()
    began = monotonic()
    heard, inbox = _Heard(), Inbox()
    with tempfile.TemporaryFile() as errors, _signals(inbox):
        child = start("vaktplan.solve.child", errors)
        listener = Thread(target=_listen, args=(child, inbox), daemon=True)
        listener.start()
        try:
            _tell(child, (instance, book, replace(options, on_progress=None), began, i18n.language()))
            last = _hear(inbox, heard, options, began)
        finally:
            child.kill()
            listener.join()
            with suppress(BrokenPipeError):
                child.communicate()
        outcome = heard.outcome(monotonic() - began, options.seed, last == "stop")
        if last == "gone":
            errors.seek(0)
            text = _crash_text(child.returncode, errors.read())
            raise SolverCrashed(text, replace(outcome, crashed=True, message=text))
    return outcome


def _tell(child: subprocess.Popen[bytes], task: object) -> None:
    if child.stdin is not None:
        with suppress(BrokenPipeError):  # it died: the listener will say so
            child.stdin.write(pickle.dumps(task))
            child.stdin.flush()


def _listen(child: subprocess.Popen[bytes], inbox: Inbox) -> None:
    for line in child.stdout or ():
        inbox.put(json.loads(line))
    inbox.put(GONE)


def _hear(inbox: Inbox, heard: _Heard, options: Options, began: float) -> str:
    """Take in messages until the end; says which: "end", "stop", "late" or "gone"."""
    while True:
        left = began + options.time_limit + GRACE - monotonic()
        try:
            message = inbox.get(timeout=max(0.0, min(left, 0.25)))
        except Empty:
            if left <= 0:
                return "late"
            continue
        kind = str(message["kind"])
        if kind in ("end", "stop", "gone"):
            _take_end(message, heard)
            return kind
        _take(message, heard, options)


def _take(message: dict[str, Any], heard: _Heard, options: Options) -> None:
    match message["kind"]:
        case "begin":
            heard.bounds = message["bounds"]
        case "roster":
            heard.roster = Roster.of((d, s) for d, s in message["pairs"])
            heard.costs = message["costs"]
        case "progress":
            tier, bound = message["tier"], message["bound"]
            heard.bounds[tier] = max(bound, heard.bounds[tier])
            heard.curve.append(Progress(message["seconds"], tier, message["cost"], bound))
            if options.on_progress is not None:
                options.on_progress(heard.curve[-1])
        case "fault":
            raise InvalidInput([Fault(*fields) for fields in message["faults"]])


def _take_end(message: dict[str, Any], heard: _Heard) -> None:
    if message["kind"] == "end":
        heard.status, heard.bounds = Status(message["status"]), message["bounds"]
        heard.message = message["message"]


@contextmanager
def _signals(inbox: Inbox) -> Iterator[None]:
    """Turn SIGINT and SIGTERM into a message while solving; outside the main thread they are left alone."""
    if current_thread() is not main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        inbox.put(STOP)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _crash_text(code: int, errors: bytes) -> str:
    last = errors.decode("utf-8", "replace").strip().splitlines()[-1:]
    text = _("løseren stanset uventet (kode {kode})").format(kode=code)
    return ": ".join([text, *last])
