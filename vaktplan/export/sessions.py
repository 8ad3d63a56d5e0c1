"""Sessions as a nursing home reads them: house by house, week by week, a row for each ward and time of day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from vaktplan.domain.days import iso_week
from vaktplan.domain.shifts import LineKind, Need, ShiftType
from vaktplan.i18n import _

from . import letters, words
from .columns import overlap
from .seen import Place
from .view import View

MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Row:
    """Shift types of a house in one ward at one time of day; they apply to different days."""

    ward: str
    start: time
    end: time
    types: tuple[ShiftType, ...]

    @property
    def window(self) -> str:
        """Its clock times."""
        return words.window_of(self.start, self.end)

    @property
    def now_and_then(self) -> bool:
        """Whether it is not of every week, so that a week without it need not show it."""
        return all(t.in_month or t.optional for t in self.types)


@dataclass(frozen=True)
class House:
    """A house, or a line that has none, with its rows."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Week:
    """A week of a house: its dates by weekday, and the rows there are in it."""

    number: int
    days: dict[int, date]  # 1 Monday .. 7 Sunday; only those of the period
    rows: tuple[Row, ...]


class Sessions:
    """The sessions of a plan."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def houses(self) -> tuple[House, ...]:
        """Every house, in the order of the shift types."""
        grouped: dict[str, list[ShiftType]] = {}
        for type_ in self.view.sessions:
            grouped.setdefault(self._house(type_), []).append(type_)
        return tuple(House(name, _rows(types)) for name, types in grouped.items())

    @cached_property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays that are shown: Monday to Friday, and those of the weekend that have a session."""
        ids = {t.id for t in self.view.sessions}
        used = {s.date.isoweekday() for s in self.view.instance.shifts if s.type.id in ids}
        return tuple(n for n in range(1, 8) if n in MONDAY_TO_FRIDAY or n in used)

    def weeks(self, house: House) -> tuple[Week, ...]:
        """The weeks of the period, each with the rows of the house that it has; none when it has no session."""
        return tuple(self._week(house, number, dates) for number, dates in self._dates.items())

    def cell(self, week: Week, row: Row, weekday: int) -> tuple[Place, ...] | None:
        """The places of a row on a weekday; None when there is no session, or an offer that nobody took."""
        day = week.days.get(weekday)
        return self.view.on(day, row.types) if day is not None and self._is_there(row, day) else None

    def used(self, week: Week, row: Row) -> bool:
        """Whether a row has any session in a week."""
        return any(self._is_there(row, day) for day in week.days.values())

    def count(self, house: House) -> tuple[int, int]:
        """How many places a house has in the period, bakvakt only where it is staffed; and how many nobody holds."""
        ids = {t.id for row in house.rows for t in row.types}
        own = [s for s in self.view.instance.shifts if s.type.id in ids]
        missing = sum(self.view.missing.get(s.id, 0) for s in own)
        return sum(len(self.view.holders(s)) for s in own) + missing, missing

    def _is_there(self, row: Row, day: date) -> bool:
        shifts = [self.view.shift_on.get((day, t.id)) for t in row.types]
        return any(s is not None and (not s.type.optional or self.view.holders(s)) for s in shifts)

    def _week(self, house: House, number: tuple[int, int], dates: dict[int, date]) -> Week:
        def used(row: Row) -> bool:
            return any(self._is_there(row, day) for day in dates.values())

        rows = tuple(r for r in house.rows if used(r) or not r.now_and_then)
        return Week(number[1], dates, rows if any(used(r) for r in rows) else ())

    @cached_property
    def _dates(self) -> dict[tuple[int, int], dict[int, date]]:
        """The dates of the period by ISO week and weekday; the weekend only when it is shown."""
        found: dict[tuple[int, int], dict[int, date]] = {}
        for day in self.view.instance.period.days:
            if day.isoweekday() in self.weekdays:
                monday = day - timedelta(days=day.weekday())
                found.setdefault((monday.toordinal(), iso_week(day)), {})[day.isoweekday()] = day
        return found

    def _house(self, type_: ShiftType) -> str:
        line = self.view.instance.line_by_id[type_.line]
        if type_.on_demand:
            return self._house(next(self._backed(type_), type_.model_copy(update={"on_demand": False})))
        if line.kind is LineKind.VEILEDNING and not type_.house:
            return _("Veiledning")
        return words.clean(type_.house or line.name)

    def _backed(self, type_: ShiftType) -> Iterator[ShiftType]:
        others = (t for t in self.view.sessions if t.need is Need.ALONE_OR_BACKUP)
        return (t for t in others if overlap(t, type_))


def _rows(types: list[ShiftType]) -> tuple[Row, ...]:
    """A row for each ward and time of day: wards as they come, each by the clock."""
    grouped: dict[tuple[str, time, time, bool], list[ShiftType]] = {}
    for type_ in types:
        key = (letters.unit(type_), type_.start, type_.end, type_.on_demand)
        grouped.setdefault(key, []).append(type_)
    order = list(dict.fromkeys(ward for ward, *_rest in grouped))
    keys = sorted(grouped, key=lambda k: (order.index(k[0]), k[1], k[2]))
    return tuple(Row(k[0], k[1], k[2], tuple(grouped[k])) for k in keys)
