"""What books and norms say: what is in force on a date, what is missing, and a book as plain data."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from vaktplan.domain.clock import DAY
from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _

from .book import Book, Night, Standing
from .norms import Dated, Norm, NormValue
from .rules import Cap, Rule, Term


def dates_needed(instance: Instance) -> tuple[date, date]:
    """The dates on which a planning may read a norm: from the oldest history to the end of the last night.

    A rule that looks back over weeks reads its limits on dates of the period, and what a shift counts for (home
    stand-by) on the date of the shift; weeks without a shift before the history read nothing.
    """
    first, last = instance.period.first, instance.period.last
    if first.weekday() == 6:
        first -= DAY  # a weekend is named by its Saturday
    return min([first, *(p.date for p in instance.history)]), last + DAY


def check_covers(book: Book, first: date, last: date) -> None:
    """Raise InvalidInput, code "norm-gap", for every norm of the book that is silent on some of the dates."""
    faults = [
        Fault(
            norm.id,
            _("normen har ingen verdi fra {fra} til {til}").format(fra=f"{a:%d.%m.%Y}", til=f"{b:%d.%m.%Y}"),
            _("fyll hullet i models/, eller velg en periode normen dekker"),
            "norm-gap",
        )
        for norm in book.norms
        for a, b in _gaps(norm, first, last)
    ]
    if faults:
        raise InvalidInput(faults)


def _gaps(norm: Norm, first: date, last: date) -> list[tuple[date, date]]:
    """The stretches of first..last on which a norm has no value."""
    gaps: list[tuple[date, date]] = []
    reached = first
    for v in norm.values:
        if v.first > last:
            break
        if v.first > reached:
            gaps.append((reached, v.first - DAY))
        if v.last is None:
            return gaps
        reached = max(reached, v.last + DAY)
    return [*gaps, (reached, last)] if reached <= last else gaps


def in_force(norms: Iterable[Norm], day: date) -> list[tuple[Norm, NormValue]]:
    """What the norms say on a date, by id; those that say nothing are left out."""
    return [
        (norm, v)
        for norm in sorted(norms, key=lambda n: n.id)
        for v in norm.values
        if v.first <= day and (v.last is None or day <= v.last)
    ]


def canonical(book: Book) -> dict[str, Any]:
    """The book as plain data fit for JSON: rules name their norms, and the norms follow in full."""
    local = {m: {id: _plain(rule) for id, rule in rules.items()} for m, rules in sorted(book.local.items())}
    return {
        "id": book.id,
        "title": book.title,
        "definitions": {"night": _plain(book.night), "standing": _plain(book.standing)},
        "rules": {rule.id: _plain(rule) for rule in book.each()},
        **({"local": local} if local else {}),
        "norms": [norm.model_dump(mode="json") for norm in book.norms],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Dated):
        return {"norm": value.norm.id} if value.norm is not None else _plain(value.plain)
    if isinstance(value, Norm):
        return value.id
    if isinstance(value, Term):
        tier = {"tier": value.tier.value, "weight": value.weight} if value.tier is not None else {}
        return {"level": value.level.value, **tier}
    if isinstance(value, Night | Standing | Rule | Cap):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
