"""The heat map of a sweep: one page that needs nothing else, no script, as wide as a phone."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from vaktplan.i18n import language

from . import sweepwords, words
from .files import write_atomically
from .pages import pages


def write_heatmap(document: Mapping[str, Any], target: Path, made_at: datetime) -> None:
    """Write the page of a sweep, as its JSON document has it."""
    write_atomically(target, heatmap(document, made_at).encode("utf-8", "backslashreplace"))


def heatmap(document: Mapping[str, Any], made_at: datetime) -> str:
    """The page of a sweep."""
    environment = pages(sweep=sweepwords)
    return environment.get_template("heatmap.html.j2").render(
        lang=language(),
        document=document,
        matrix=sweepwords.matrix(document),
        made=words.moment(made_at),
        open_shifts=[(_open_of(w), w["month"]) for w in document["without"]],
    )


def _open_of(without: Mapping[str, Any]) -> int:
    return sum(int(place["places"]) for place in without["open"])
