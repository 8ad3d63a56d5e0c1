"""The book's own limits, which no statute gives, raised for one who agrees to do more."""

from typing import TypeVar

from .book import Book
from .norms import Dated, Value
from .rules import DutyCap, NightRun, Rule, WeekendCap

OWN_LIMITS: tuple[type[Rule], ...] = (NightRun, DutyCap, WeekendCap)

R = TypeVar("R", bound=Rule)


def raised(rule: R, more: int) -> R:
    """A rule that allows so much more; one that is no limit of the book's own, as it is."""
    if isinstance(rule, NightRun):
        return rule.model_copy(update={"max_nights": _more(rule.max_nights, more)})
    if isinstance(rule, DutyCap):
        caps = tuple(cap.model_copy(update={"max": _more(cap.max, more)}) for cap in rule.caps)
        return rule.model_copy(update={"caps": caps})
    if isinstance(rule, WeekendCap):
        return rule.model_copy(update={"max_weekends": _more(rule.max_weekends, more)})
    return rule


def eased(book: Book, rule: str, more: int) -> Book:
    """A book in which one rule allows so much more, for all."""

    def some(rules: dict[str, Rule]) -> dict[str, Rule]:
        return {i: raised(r, more) if i == rule else r for i, r in rules.items()}

    local = {home: some(rules) for home, rules in book.local.items()}
    return book.model_copy(update={"rules": some(book.rules), "local": local})


def _more(limit: Dated, more: int) -> Dated:
    if limit.norm is None:
        return limit.model_copy(update={"plain": _plus(limit.plain, more)})
    values = tuple(v.model_copy(update={"value": _plus(v.value, more)}) for v in limit.norm.values)
    return limit.model_copy(update={"norm": limit.norm.model_copy(update={"values": values})})


def _plus(value: Value | None, more: int) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not a number")
    return value + more
