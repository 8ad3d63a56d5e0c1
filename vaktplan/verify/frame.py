"""What every check may ask that does not depend on the roster, worked out once per instance and book."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar, cast

from vaktplan.domain.instance import Instance
from vaktplan.rulebook.book import Book, days_of, shift_feasts, weekends_of
from vaktplan.rulebook.norms import Dated
from vaktplan.rulebook.rules import Rule

T = TypeVar("T")


class Frame:
    """The static side of a verification: what is known of each shift, past ones too, and a memory."""

    def __init__(self, instance: Instance, book: Book) -> None:
        self.instance = instance
        self.book = book
        self.period_days = instance.period.days
        self.order = {s.id: i for i, s in enumerate(instance.shifts)}
        self.rank = {d.id: i for i, d in enumerate(instance.doctors)}
        self.locked = frozenset((k.doctor, k.shift) for k in instance.locks)
        past = [s for shifts in instance.past.values() for s in shifts]
        every = {s.id: s for s in (*instance.shifts, *past)}
        self._starts = {i: (s.start, s.end, i) for i, s in every.items()}
        self.days = {i: days_of(s) for i, s in every.items()}
        self.night = {i: book.is_night(s) for i, s in every.items()}
        self.weekends = {i: weekends_of(s) for i, s in every.items()}
        self.feasts = {i: shift_feasts(s) for i, s in every.items()}
        self.absences = by_doctor(instance, instance.absences)
        self.exemptions = by_doctor(instance, instance.exemptions)
        self.wishes = by_doctor(instance, instance.wishes)
        self.feasts_worked = by_doctor(instance, instance.feasts_worked)
        self._known: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[..., T], *facts: Any) -> T:
        """What `make` says of some facts, worked out the first time a key is asked for."""
        known = self._known
        if key not in known:
            known[key] = make(*facts)
        value: T = known[key]
        return value

    def when(self, shift: str) -> tuple[datetime, datetime, str]:
        """Where a shift, past or not, stands in time."""
        return self._starts[shift]

    def whole(self, value: Dated, day: date) -> int:
        """A whole-number parameter on a date."""
        return self.once((id(value), day), value.whole, day)

    def cite(self, rule: Rule, day: date) -> str:
        """The paragraphs behind a rule on a date."""
        return self.once((rule.id, "cite", day), rule.cite, day)


def by_doctor(instance: Instance, facts: Iterable[T]) -> dict[str, tuple[T, ...]]:
    """Facts that name a doctor, by doctor, in their order (every doctor has an entry)."""
    found: dict[str, list[T]] = {d.id: [] for d in instance.doctors}
    for fact in facts:
        found[cast("Any", fact).doctor].append(fact)
    return {d: tuple(each) for d, each in found.items()}
