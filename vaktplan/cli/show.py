"""What the terminal shows: tables of at most 80 columns, and one JSON document on request."""

import json
import re
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from vaktplan import __schema__
from vaktplan.export import words
from vaktplan.i18n import _

if TYPE_CHECKING:
    from vaktplan.domain.instance import Instance
    from vaktplan.errors import Fault


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


def wrapped(text: str, indent: str = "  ") -> list[str]:
    """A text in lines of at most 78 columns."""
    return textwrap.wrap(text, 78, initial_indent=indent, subsequent_indent=indent + "  ") or [""]


def period_heading(instance: "Instance") -> str:
    """Who, when, how many."""
    p = instance.period
    return f"{words.where(instance)}: " + _("{fra}–{til}, {leger} leger, {vakter} vakter").format(
        fra=f"{p.first:%d.%m.%Y}",
        til=f"{p.last:%d.%m.%Y}",
        leger=len(instance.doctors),
        vakter=sum(not s.on_demand for s in instance.shifts),
    )


def file_lines(files: Iterable[str]) -> list[str]:
    """What was written; the calendars on one line."""
    plain = [f for f in files if not f.endswith(".ics")]
    feeds = [f for f in files if f.endswith(".ics")]
    shown = [f"  {f}" for f in plain]
    if feeds:
        folder = feeds[0].rsplit("/", 1)[0]
        shown.append(
            _("  {mappe}/ ({n} kalendere, én for hver lege som kan ha vakt)").format(
                mappe=folder, n=len(feeds)
            )
        )
    return shown


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
