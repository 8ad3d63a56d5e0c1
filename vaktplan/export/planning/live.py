"""A figure's formula as a spreadsheet's: names become cells, and what is rounded is rounded there too."""

import re
from collections.abc import Mapping

from vaktplan.planning.figure import Figure, Rounding

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
ROUND = {Rounding.NEAREST: "ROUND", Rounding.UP: "ROUNDUP", Rounding.DOWN: "ROUNDDOWN"}


def name_of(key: str) -> str:
    """The name that a figure has in others' formulas."""
    return key.replace(".", "_").replace("-", "_")


def is_given(figure: Figure) -> bool:
    """Whether it is a number that was told, and is worked out from nothing."""
    return figure.formula == name_of(figure.key)


def in_cells(formula: str, cells: Mapping[str, str]) -> str:
    """The formula with each name as the cell that holds it. Raises KeyError for a name without a cell."""
    return "=" + NAME.sub(lambda found: cells[found.group()], formula)


def rounded_in(cell: str, figure: Figure) -> str:
    """The rounded value of a cell, by the figure's rule."""
    if figure.rounding is Rounding.NONE:
        return f"={cell}"
    exact = f"ROUND({cell},12)"  # free of binary noise, as the figure's own rounding is
    return f"={ROUND[figure.rounding]}({exact},{figure.digits})"
