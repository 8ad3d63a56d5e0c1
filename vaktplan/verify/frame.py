"""What every check may ask that does not depend on the roster, worked out once per instance and book."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar, cast

from vaktplan.domain.clock import DAY, at, dates, day_of, midnight
from vaktplan.domain.days import DayClass, Period, day_class
from vaktplan.domain.instance import Instance
from vaktplan.domain.shifts import Shift
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
        self._by_day = _by_day(instance, self.days)
        self._days_touched = min(self._by_day, default=date.max), max(self._by_day, default=date.min)
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

    def touching(self, first: date | None, last: date | None) -> list[Shift]:
        """The shifts of the period that touch a date from first to last (None: open), in order."""
        days = self._by_day
        low, high = self._days_touched
        span = dates(low if first is None else max(low, first), high if last is None else min(high, last))
        found = {s.id: s for day in span for s in days.get(day, ())}
        return sorted(found.values(), key=lambda s: self.order[s.id])

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


def _by_day(instance: Instance, days: Mapping[str, tuple[date, ...]]) -> dict[date, list[Shift]]:
    """The shifts of the period by the dates they touch."""
    found: dict[date, list[Shift]] = {}
    for shift in instance.shifts:
        for day in days[shift.id]:
            found.setdefault(day, []).append(shift)
    return found


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
