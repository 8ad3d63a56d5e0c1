"""What the terminal shows: tables of at most 80 columns, and one JSON document on request."""

import json
import re
import signal
import sys
import textwrap
from threading import current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from vaktplan import __schema__
from vaktplan.export import words
from vaktplan.i18n import _

if TYPE_CHECKING:
    from vaktplan.errors import Fault
    from vaktplan.solve.outcome import Outcome
    from vaktplan.solve.outcome import Progress as Moment


def emit(as_json: bool, document: dict[str, Any], text: str) -> None:
    """The JSON document on stdout when asked for, else the text."""
    if as_json:
        click.echo(json.dumps({"schema_version": __schema__, **document}, ensure_ascii=False))
    else:
        click.echo(text)


def note(text: str) -> None:
    """A line for people, on stderr."""
    click.echo(text, err=True)


def number(value: float) -> str:
    """A number in the reader's language: 1 234 567."""
    return f"{value:,.0f}".replace(",", " ")


def rule_in_a_sentence(rule: str) -> str:
    """The title of a rule as it stands inside a sentence: "hvile mellom vakter", "LIS1 i vakt"."""
    title = words.rule_title(rule)
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


class Progress:
    """One line on a terminal that follows the solver: best, bound, gap, seconds."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = False
        self._before: dict[signal.Signals, Any] = {}
        self.stopped = False  # someone asked to stop while the plan was being written

    def __call__(self, at: "Moment") -> None:
        """Redraw the line; nothing when stderr is not a terminal."""
        if not self._live:
            return
        cost, bound = at.cost, at.bound
        best = "–" if cost is None else number(cost)
        low = number(bound)
        gap = "–" if cost is None else words.percent((cost - bound) / max(1, cost))
        line = _("{sek:4.0f} s  {trinn:<22}  beste {beste:>7}  grense {grense:>7}  avstand {gap:>7}").format(
            sek=at.seconds, trinn=words.tier_name(at.tier), beste=best, grense=low, gap=gap
        )
        click.echo(f"\r\x1b[K{line[:78]}", err=True, nl=False)
        self._shown = True

    def solved(self, outcome: "Outcome") -> None:
        """Let Ctrl-C and SIGTERM wait until the plan is written whole; after one that ended the search, say so."""
        if current_thread() is main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._stop)
        if outcome.interrupted:
            self._leave_line()
            note(_("Avbrutt. Skriver den beste planen så langt …"))

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopped = True

    def done(self) -> None:
        """Leave the line, and let Ctrl-C and SIGTERM through again."""
        self._leave_line()
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    def _leave_line(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self._shown = False


class Warnings:
    """What reading the input made one want to say: oddities one by one, the row counts on one line."""

    def __init__(self) -> None:
        self._rows: list[str] = []

    def __call__(self, fault: "Fault") -> None:
        """Say an oddity at once; keep a row count for later."""
        if fault.code == "rows":
            read, empty, _refused = (int(n) for n in re.findall(r"\d+", fault.what))
            blank = _(" (+ {n} tomme)").format(n=empty) if empty else ""
            self._rows.append(f"{fault.where.lower()} {read}{blank}")
        else:
            note(_("obs: {hva}").format(hva=fault.told()))

    def done(self) -> None:
        """Say how many rows were read of each sheet, so that none is lost unseen."""
        if self._rows:
            text = _("Rader lest: {rader}.").format(rader=", ".join(self._rows))
            note("\n".join(textwrap.wrap(text, 79, subsequent_indent="  ")))
            self._rows.clear()
