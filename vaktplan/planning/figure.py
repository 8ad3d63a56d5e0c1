"""A figure that can be defended: its value, the formula and inputs behind it, how it is rounded, and its source."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum

from vaktplan.domain.base import Fact


class Rounding(StrEnum):
    """How a figure is rounded before it is printed or used."""

    NONE = "none"
    NEAREST = "nearest"  # half away from zero, as people do by hand
    UP = "up"
    DOWN = "down"


class Input(Fact):
    """One number that a figure was worked out from."""

    name: str  # as it stands in the formula
    title: str
    value: float
    unit: str
    source: str  # "Hjemler", "norm nfas.patients-a-post", "hjemler.lists" (another figure's key)


class Figure(Fact):
    """One number of the planning layer.

    `formula` is arithmetic in the inputs' names (+ - * / and parentheses), so that a reader, and a spreadsheet, can
    do it again; `low` and `high` span what the stated uncertainty allows.
    """

    key: str  # stable and documented: "hjemler.free-share"
    title: str  # in the language on screen
    value: float  # before rounding
    unit: str
    formula: str
    inputs: tuple[Input, ...] = ()
    rounding: Rounding = Rounding.NONE
    digits: int = 0  # decimals that the rounding keeps
    source: str = ""  # paragraph, norm or chapter behind the formula
    status: str = "verified"  # "unverified" when any norm or definition behind it is
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def rounded(self) -> float:
        """The value by its own rounding rule."""
        return rounded(self.value, self.rounding, self.digits)


_MODES: Mapping[Rounding, str] = {
    Rounding.NEAREST: ROUND_HALF_UP,
    Rounding.UP: ROUND_CEILING,
    Rounding.DOWN: ROUND_FLOOR,
}


def rounded(value: float, rounding: Rounding, digits: int) -> float:
    """A value by a rounding rule, free of binary noise in the twelfth decimal."""
    if rounding is Rounding.NONE:
        return value
    plain = Decimal(repr(round(value, 12)))
    return float(plain.quantize(Decimal(1).scaleb(-digits), rounding=_MODES[rounding]))
