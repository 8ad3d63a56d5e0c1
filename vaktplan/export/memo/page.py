"""The paper as one HTML page that needs nothing else."""

from typing import Any

from vaktplan.export.pages import pages
from vaktplan.i18n import language
from vaktplan.verify.words import number

from .paper import Bars, Paper

NAME_WIDTH, BAR_WIDTH = 150, 270  # in units of the figure
ROW, THICK = 34, 11


def to_page(paper: Paper) -> str:
    """The page."""
    environment = pages(figure=figure, number=number, row=ROW, thick=THICK)
    return environment.get_template("memo.html.j2").render(paper=paper, lang=language())


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
