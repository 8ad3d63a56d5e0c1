"""What every check may ask that does not depend on the roster, worked out once per instance and book."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar, cast

from vaktplan.domain.clock import DAY, at, day_of, midnight
from vaktplan.domain.days import DayClass, Period, day_class
from vaktplan.domain.instance import Instance
from vaktplan.rulebook.book import Book, days_of, shift_feasts, weekends_of
from vaktplan.rulebook.norms import Dated
from vaktplan.rulebook.rules import Rule

T = TypeVar("T")
WEEK = timedelta(days=7)


class Week(NamedTuple):
    """A week, Monday to Sunday, with its instants and the dates of it that are of the period."""

    monday: date
    opens: datetime
    closes: datetime
    first: date
    last: date


class Frame:
    """The static side of a verification: what is known of each shift, past ones too, and a memory."""

    def __init__(self, instance: Instance, book: Book) -> None:
        self.instance = instance
        self.book = book
        self.period_days = instance.period.days
        self.weeks = weeks_of(instance.period)
        self.order = {s.id: i for i, s in enumerate(instance.shifts)}
        self.rank = {d.id: i for i, d in enumerate(instance.doctors)}
        self.locked = frozenset((k.doctor, k.shift) for k in instance.locks)
        past = [s for shifts in instance.past.values() for s in shifts]
        every = {s.id: s for s in (*instance.shifts, *past)}
        self._starts = {i: (s.start, s.end, i) for i, s in every.items()}
        self.days = {i: days_of(s) for i, s in every.items()}
        self.ends = {i: day_of(s.end) for i, s in every.items()}
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
        return self.once((id(rule), "cite", day), rule.cite, day)

    def at_work(self, doctor: str, day: date) -> bool:
        """Whether the doctor is in the service on a date, and not away."""
        return self.once(("at work", doctor, day), self._at_work, doctor, day)

    def practises(self, doctor: str, day: date) -> bool:
        """Whether a date is a practice day of the doctor."""
        return self.once(("practises", doctor, day), self._practises, doctor, day)

    def practice(self, day: date) -> tuple[datetime, datetime]:
        """When practice begins and ends on a date."""
        begins, ends = self.instance.practice_start, self.instance.practice_end
        return self.once(("practice", day), lambda: (at(day, begins), at(day, ends)))

    def _at_work(self, doctor: str, day: date) -> bool:
        away = any(a.first <= day <= a.last for a in self.absences[doctor])
        return not away and self.instance.doctor_by_id[doctor].serves_on(day)

    def _practises(self, doctor: str, day: date) -> bool:
        if day.isoweekday() not in self.instance.doctor_by_id[doctor].practice_weekdays:
            return False
        return day_class(day) in (DayClass.WEEKDAY, DayClass.EVE) and self.at_work(doctor, day)


def monday_of(day: date) -> date:
    """The Monday of the week that a date lies in."""
    return day - day.weekday() * DAY


def weeks_of(period: Period) -> tuple[Week, ...]:
    """Every week with a date in the period."""
    found = []
    monday = monday_of(period.first)
    while monday <= period.last:
        first, last = max(monday, period.first), min(monday + 6 * DAY, period.last)
        found.append(Week(monday, midnight(monday), midnight(monday + WEEK), first, last))
        monday += WEEK
    return tuple(found)


def by_doctor(instance: Instance, facts: Iterable[T]) -> dict[str, tuple[T, ...]]:
    """Facts that name a doctor, by doctor, in their order (every doctor has an entry)."""
    found: dict[str, list[T]] = {d.id: [] for d in instance.doctors}
    for fact in facts:
        found[cast("Any", fact).doctor].append(fact)
    return {d: tuple(each) for d, each in found.items()}
