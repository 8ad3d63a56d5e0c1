"""What the terminal shows: tables of at most 80 columns, and one JSON document on request."""

import json
import sys
from typing import Any

import click

from vaktplan.i18n import _

SCHEMA_VERSION = 1


def emit(as_json: bool, document: dict[str, Any], text: str) -> None:
    """The JSON document on stdout when asked for, else the text."""
    if as_json:
        click.echo(json.dumps({"schema_version": SCHEMA_VERSION, **document}, ensure_ascii=False))
    else:
        click.echo(text)


def note(text: str) -> None:
    """A line for people, on stderr."""
    click.echo(text, err=True)


def number(value: float) -> str:
    """A number in the reader's language: 1 234 567."""
    return f"{value:,.0f}".replace(",", " ")


class Progress:
    """One line on a terminal that follows the solver: best, bound, gap, seconds."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = False

    def __call__(self, seconds: float, tier: str, cost: float | None, bound: float | None) -> None:
        """Redraw the line; nothing when stderr is not a terminal."""
        if not self._live:
            return
        best = "–" if cost is None else number(cost)
        low = "–" if bound is None else number(bound)
        gap = "–" if cost is None or bound is None else f"{100 * (cost - bound) / max(1, cost):.1f} %"
        line = _("{sek:5.0f} s  {trinn:<10} beste {beste:>9}  grense {grense:>9}  avstand {gap:>7}").format(
            sek=seconds, trinn=tier, beste=best, grense=low, gap=gap.replace(".", ",")
        )
        click.echo(f"\r\x1b[K{line[:78]}", err=True, nl=False)
        self._shown = True

    def done(self) -> None:
        """Leave the line."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
