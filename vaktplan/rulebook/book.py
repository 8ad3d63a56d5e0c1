"""A book: which rules hold, how hard, with which numbers, from which source."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

from pydantic import Field

from vaktplan.domain import clock
from vaktplan.domain.base import Fact
from vaktplan.domain.days import Feast, feasts_of, saturday_of
from vaktplan.domain.people import Role
from vaktplan.domain.shifts import Shift

from .norms import Dated, Norm
from .rules import RULES, Rule, Scope

R = TypeVar("R", bound=Rule)


class Night(Fact):
    """When duty is night duty: more than `more_than_minutes` between two clock times."""

    opens: Dated
    closes: Dated
    more_than_minutes: Dated


class Standing(Fact):
    """The grounds on which one may stand alone or be bakvakt; see docs/rules.md for what each name means.

    One suffices of the grounds, all are needed of the courses.
    """

    alone_grounds: Dated
    alone_grounds_also: Dated  # extra grounds a municipality may use
    alone_courses: Dated
    bakvakt_grounds: Dated
    bakvakt_courses: Dated
    always_backup_roles: tuple[
        Role, ...
    ] = ()  # by local policy given a bakvakt, and never bakvakt themselves


class Book(Fact):
    """A named choice of rules, with every number resolved to its norm."""

    id: str
    title: str
    night: Night
    standing: Standing
    rules: dict[str, Rule]  # by id, in the order of rules.RULES
    norms: tuple[Norm, ...] = ()  # every norm the book uses
    local: dict[str, dict[str, Rule]] = Field(
        default_factory=dict
    )  # municipality → its doctors' one-doctor rules

    def with_local(self, books: "Mapping[str, Book]") -> "Book":
        """The same book, with the one-doctor rules of some municipalities' own books for their doctors."""
        local = {
            name: {i: rule for i, rule in book.rules.items() if rule.scope is Scope.DOCTOR}
            for name, book in books.items()
        }
        norms = {n.id: n for book in (*books.values(), self) for n in book.norms}
        return self.model_copy(update={"local": local, "norms": tuple(norms[i] for i in sorted(norms))})

    def seen_from(self, municipality: str) -> "Book":
        """The book as it holds for the doctors of a municipality: its own one-doctor rules, the common rest."""
        own = self.local.get(municipality)
        if own is None:
            return self
        common = {i: rule for i, rule in self.rules.items() if rule.scope is Scope.TIES}
        return self.model_copy(update={"rules": {**common, **own}, "local": {}})

    def get(self, kind: type[R]) -> R | None:
        """The rule of a kind, when the book has it."""
        rule = self.rules.get(kind.id)
        return rule if isinstance(rule, kind) else None

    def __getitem__(self, kind: type[R]) -> R:
        rule = self.get(kind)
        if rule is None:
            raise KeyError(kind.id)
        return rule

    def each(self) -> Iterator[Rule]:
        """The book's rules in the order of the list of rules."""
        for kind in RULES:
            if kind.id in self.rules:
                yield self.rules[kind.id]

    def only(self, *ids: str) -> "Book":
        """The same book with only some of its rules (for tests and explanations)."""

        def some(rules: Mapping[str, Rule]) -> dict[str, Rule]:
            return {i: r for i, r in rules.items() if i in ids}

        local = {home: some(rules) for home, rules in self.local.items()}
        return self.model_copy(update={"rules": some(self.rules), "local": local})

    def is_night(self, shift: Shift) -> bool:
        """Whether a shift is night duty."""
        opens, closes = self.night.opens.clock(shift.date), self.night.closes.clock(shift.date)
        inside = clock.minutes_in_window(shift.start, shift.end, opens, closes)
        return inside > self.night.more_than_minutes.whole(shift.date)


def weekends_of(shift: Shift) -> tuple[date, ...]:
    """The weekends (named by their Saturdays) whose Saturday or Sunday a shift touches, in order."""
    return tuple(sorted({saturday_of(day) for day in days_of(shift) if day.weekday() >= 5}))


def days_of(shift: Shift) -> tuple[date, ...]:
    """The Oslo dates a shift touches; one that ends at midnight does not touch the next."""
    first, last = clock.day_of(shift.start), clock.day_of(shift.end)
    if last > first and shift.end == clock.midnight(last):
        last -= clock.DAY
    return clock.dates(first, last)


def shift_feasts(shift: Shift) -> tuple[tuple[Feast, int], ...]:
    """The feasts a shift belongs to, by the date on which it starts, each with its year."""
    return feasts_of(shift.date)
