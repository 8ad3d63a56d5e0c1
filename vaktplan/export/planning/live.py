"""A figure's formula as a spreadsheet's: names become cells, and what is rounded is rounded there too."""

import re
from collections.abc import Mapping

from vaktplan.planning.figure import Figure, Rounding
from vaktplan.planning.reckoning import plain_name

NAME = re.compile(r"[^\W\d]\w*")
SIDES = {Rounding.UP: ("ROUNDUP", "ROUNDDOWN"), Rounding.DOWN: ("ROUNDDOWN", "ROUNDUP")}


def is_given(figure: Figure) -> bool:
    """Whether it is a number that was told, and is worked out from nothing."""
    return figure.formula == plain_name(figure.key)


def in_cells(formula: str, cells: Mapping[str, str]) -> str:
    """The formula with each name as the cell that holds it. Raises KeyError for a name without a cell."""
    return "=" + NAME.sub(lambda found: cells[found.group()], formula)


def rounded_in(cell: str, figure: Figure) -> str:
    """The rounded value of a cell, by the figure's rule; a spreadsheet's own up and down are away from and to zero."""
    if figure.rounding is Rounding.NONE:
        return f"={cell}"
    exact = f"ROUND({cell},12)"  # free of binary noise, as the figure's own rounding is
    if figure.rounding is Rounding.NEAREST:
        return f"=ROUND({exact},{figure.digits})"
    above, below = SIDES[figure.rounding]
    return f"=IF({cell}<0,{below}({exact},{figure.digits}),{above}({exact},{figure.digits}))"
