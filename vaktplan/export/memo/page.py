"""The paper as one HTML page that needs nothing else."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from vaktplan.export import words
from vaktplan.i18n import _, language
from vaktplan.verify.words import number

from .paper import Bars, Paper

TEMPLATES = Path(__file__).parent.parent / "templates"
NAME_WIDTH, BAR_WIDTH = 150, 270  # in units of the figure
ROW, THICK = 34, 11


def to_page(paper: Paper) -> str:
    """The page."""
    return _environment().get_template("memo.html.j2").render(paper=paper, lang=language())


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    environment.globals.update({"_": _, "figure": figure, "number": number, "row": ROW, "thick": THICK})
    return environment


def _clean(value: Any) -> Any:
    return words.clean(value, lines=True) if type(value) is str else value


def figure(of: Bars) -> list[dict[str, Any]]:
    """Each doctor's bars: where they begin, how long they are, and where the fair shares stand."""

    def long(value: float) -> float:
        return round(BAR_WIDTH * value / of.most, 1)

    return [
        {
            "bar": bar,
            "y": n * ROW,
            "left": NAME_WIDTH,
            "lengths": (long(bar.before), long(bar.after)),
            "shares": (NAME_WIDTH + long(bar.share_before), NAME_WIDTH + long(bar.share_after)),
        }
        for n, bar in enumerate(of.bars)
    ]
