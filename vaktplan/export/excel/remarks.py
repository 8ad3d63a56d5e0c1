"""The remark on the cell of an open place: why nobody has it. Only in the coordinator's file."""

from collections.abc import Iterable

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment

from vaktplan.export import words
from vaktplan.export.view import View

from . import cells

AUTHOR = "vaktplan"
WIDE, LINE, EDGE = 400, 17, 16  # pixels: the remark, one line of it, and what goes to its edges
SIZE = 10.0  # points of its letters


def remark(cell: Cell, view: View, shifts: Iterable[str]) -> None:
    """Say on a cell why the open shifts among some are open; nothing when that is not known, or for the wall."""
    told = [view.said[s] for s in shifts if s in view.said]
    if view.for_wall or not told:
        return
    text = words.clean("\n\n".join("\n".join(each.lines) for each in told), lines=True)
    cell.comment = Comment(text, AUTHOR, width=WIDE, height=_height(text))


def _height(text: str) -> int:
    """How tall a remark must be for all of it to be read."""
    return EDGE + LINE * cells.lines_of(text, (WIDE - EDGE) / 7, SIZE)
