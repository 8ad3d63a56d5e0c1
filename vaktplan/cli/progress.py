"""What the terminal shows while a roster is sought: a line a second at most, with cost, bound and gap."""

import signal
import sys
from contextlib import suppress
from threading import Event, Lock, Thread, current_thread, main_thread
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from vaktplan.export import words
from vaktplan.i18n import _
from vaktplan.verify.words import plural

from .show import note, number

if TYPE_CHECKING:
    from vaktplan.solve.outcome import Outcome
    from vaktplan.solve.outcome import Progress as Moment


def tier_row(tier: str, cost: str, bound: str, gap: str) -> str:
    """The columns of a tier, under one another in every table."""
    return f"{tier[:24]:<24} {cost:>11} {bound:>13}   {gap}"


def tier_heading() -> str:
    """What stands over them."""
    return tier_row(_("trinn"), _("kostnad"), _("nedre grense"), _("avstand"))


def gap_text(cost: int, bound: int) -> str:
    """How far a tier is from the best it can be: proven, or per cent."""
    return _("bevist") if cost == bound else words.percent((cost - bound) / max(1, cost))


class Progress:
    """Follows the solver on stderr; on a terminal the last line is redrawn, with the seconds running.

    What the solver says is kept, and shown by a thread at its pace: however much it says, a line a second.
    """

    def __init__(self, every: float = 1.0) -> None:
        self._every = every
        self._live = sys.stderr.isatty()
        self._lock = Lock()
        self._new: dict[str, Moment] = {}  # what is not shown yet, the latest of each tier, in order of time
        self._shown: dict[str, tuple[int | None, int]] = {}
        self._last: Moment | None = None
        self._open = False  # whether the cursor stands at the end of a line that may be redrawn
        self._began = 0.0
        self._ended = Event()
        self._pace: Thread | None = None
        self._before: dict[signal.Signals, Any] = {}
        self.stopped = False  # someone asked to stop while the plan was being written

    def __call__(self, at: "Moment") -> None:
        """Keep what the solver says, and begin to show it."""
        with self._lock:
            self._new.pop(at.tier, None)
            self._new[at.tier] = at
        if self._pace is None:
            self._began = monotonic() - at.seconds
            self._ended.clear()
            self._pace = Thread(target=self._keep_pace, daemon=True)
            self._pace.start()

    def solved(self, outcome: "Outcome") -> None:
        """Let Ctrl-C and SIGTERM wait until the plan is written whole; after one that ended the search, say so."""
        if current_thread() is main_thread():
            for each in (signal.SIGINT, signal.SIGTERM):
                self._before[each] = signal.signal(each, self._stop)
        self._leave()
        if outcome.interrupted and outcome.roster is not None:
            note(_("Avbrutt. Skriver den beste planen så langt …"))

    def explaining(self, shifts: int, seconds: float) -> None:
        """Say that the plan is found, and what is still being asked."""
        what = plural(shifts, _("1 udekket vakt"), _("{n} udekkede vakter"))
        note(_("Planen er funnet. Forklarer {hva}, høyst {sek} s …").format(hva=what, sek=round(seconds)))

    def done(self) -> None:
        """Leave the lines, and let Ctrl-C and SIGTERM through again."""
        self._leave()
        for each, handler in self._before.items():
            signal.signal(each, handler)
        self._before.clear()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopped = True

    def _keep_pace(self) -> None:
        with suppress(OSError):  # nobody reads any more
            while True:
                self._show()
                if self._ended.wait(self._every):
                    return

    def _show(self) -> None:
        """Write what is new; on a terminal, let the seconds run."""
        with self._lock:
            if self._last is None and self._new:
                click.echo(_("tid").rjust(8) + "  " + tier_heading(), err=True)
            fresh = [at for at in self._new.values() if self._shown.get(at.tier) != (at.cost, at.bound)]
            self._new.clear()
            for at in fresh:
                self._write(at, at.seconds)
            if not fresh and self._open and self._last is not None:
                self._write(self._last, monotonic() - self._began)

    def _write(self, at: "Moment", seconds: float) -> None:
        cost, gap = ("–", "–") if at.cost is None else (number(at.cost), gap_text(at.cost, at.bound))
        row = f"{seconds:6.0f} s  {tier_row(words.tier_name(at.tier), cost, number(at.bound), gap)}"
        if self._live:
            other = self._open and self._last is not None and self._last.tier != at.tier
            click.echo(("\n" if other else "\r\x1b[K") + row, err=True, nl=False)
            self._open = True
        else:
            click.echo(row, err=True)
        self._last, self._shown[at.tier] = at, (at.cost, at.bound)

    def _leave(self) -> None:
        """Show what is left, and go to a new line."""
        if self._pace is None:
            return
        self._ended.set()
        self._pace.join()
        self._pace = None
        with suppress(OSError):
            self._show()
            if self._open:
                click.echo("", err=True)
        self._open, self._last = False, None
        self._shown.clear()
