"""A norm: a number of the law with its history, its paragraph and who read it when."""

from datetime import date, time

from vaktplan.domain.base import Fact
from vaktplan.errors import InvalidInput

Value = int | float | bool | str | tuple[str, ...]


class NormValue(Fact):
    """What a norm says from `first` to `last` (None: still)."""

    first: date
    last: date | None = None
    value: Value
    cite: str
    source: str
    read_on: date
    verified: bool
    note: str = ""


class Norm(Fact):
    """A dated, cited number (or text, or list of names); `values` are in order and do not overlap."""

    id: str  # "sfs2305.daily-rest"
    title_nb: str
    title_en: str
    unit: str
    values: tuple[NormValue, ...]

    def at(self, day: date) -> NormValue:
        """What is in force on a date. Raises InvalidInput when nothing is."""
        for v in self.values:
            if v.first <= day and (v.last is None or day <= v.last):
                return v
        raise InvalidInput.one(
            self.id,
            f"normen har ingen verdi {day:%d.%m.%Y}",
            "fyll hullet i models/, eller velg en periode normen dekker",
            "norm-gap",
        )


class Dated(Fact):
    """A parameter of a rule: a plain value of the book, or a norm resolved on the date of the shift."""

    plain: Value | None = None
    norm: Norm | None = None

    def at(self, day: date) -> Value:
        """The value in force on a date."""
        if self.norm is not None:
            return self.norm.at(day).value
        if self.plain is None:
            raise ValueError("a parameter without a value")
        return self.plain

    def whole(self, day: date) -> int:
        """The value as a whole number."""
        value = self.at(day)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            raise TypeError(f"{value!r} is not a whole number")
        return int(value)

    def names(self, day: date) -> tuple[str, ...]:
        """The value as a list of names."""
        value = self.at(day)
        if not isinstance(value, tuple):
            raise TypeError(f"{value!r} is not a list of names")
        return value

    def clock(self, day: date) -> time:
        """The value as a wall-clock time."""
        return time.fromisoformat(str(self.at(day)))


def plain(value: Value) -> Dated:
    """A parameter that the book itself decides."""
    return Dated(plain=value)
