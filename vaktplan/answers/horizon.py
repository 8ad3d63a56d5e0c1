"""What `horizon` answers: when the roster breaks or a load passes the limit, why, and what prevents it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.whatif.ahead import Event
from vaktplan.whatif.change import Change


@dataclass(frozen=True)
class MonthAhead:
    """A month by itself: the open places of the best roster found, and each doctor's fair share.

    `proven`: no roster leaves less open. `certain`: sets of places with fewer doctors than places, by the facts alone.
    `impossible`: no roster keeps what is forbidden. `found` is False when the time sufficed for no roster.
    """

    period: Period
    found: bool
    impossible: bool
    open: tuple[tuple[str, int], ...]
    weight: int
    bound: int
    certain: int
    load: Mapping[str, float]
    nights: Mapping[str, float]

    @property
    def holds(self) -> bool:
        """Whether a roster is known that fills every place."""
        return self.found and not self.open

    @property
    def breaks(self) -> bool:
        """Whether it is proven that no roster fills every place."""
        return self.impossible or self.bound > 0

    @property
    def open_places(self) -> int:
        """Open places of the roster found."""
        return sum(n for _shift, n in self.open)

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates with open places."""
        return tuple(sorted({date.fromisoformat(shift[:10]) for shift, _n in self.open}))

    def part(self, doctor: str) -> float:
        """The doctor's part of the whole load; what a month's length and feasts do not change."""
        whole = sum(self.load.values())
        return self.load.get(doctor, 0.0) / whole if whole else 0.0


@dataclass(frozen=True)
class Cause:
    """The events without which it would not be so: any one of them when `each`, else all of them together.

    Empty: no event since the month before; the calendar does it.
    """

    events: tuple[Event, ...]
    each: bool


@dataclass(frozen=True)
class Remedy:
    """A named change, and whether a roster was found that then fills every place of the month."""

    change: Change
    title: str
    holds: bool


@dataclass(frozen=True)
class Overload:
    """The first month in which a doctor's part of the load passes the limit."""

    month: Period
    doctor: str
    load: float
    today: float  # what the same part of the load as today would be in that month
    cause: Cause


@dataclass(frozen=True)
class HorizonAnswer:
    """The months that were looked at, the first that breaks, and the first in which a load passes the limit."""

    instance: Instance
    months: tuple[MonthAhead, ...]
    asked: int  # months asked for
    events: tuple[Event, ...]
    limit: float  # over 1: 0.25 is a quarter more
    cause: Cause | None
    remedies: tuple[Remedy, ...]
    overload: Overload | None
    assumed: tuple[str, ...]
    input_sha256: str
    interrupted: bool = False

    @property
    def first_open(self) -> MonthAhead | None:
        """The first month without a roster that fills every place."""
        return next((m for m in self.months if not m.holds), None)

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        first = self.first_open
        return {
            "command": "horizon",
            "status": "interrupted" if self.interrupted else "breaks" if first else "holds",
            "months": [_month_document(m) for m in self.months],
            "months_asked": self.asked,
            "events": [_event_document(e) for e in self.events],
            "first_open": None if first is None else first.period.first.isoformat(),
            "first_open_proven": first is not None and first.breaks,
            "cause": _cause_document(self.cause),
            "remedies": [{"change": r.change.id, "title": r.title, "holds": r.holds} for r in self.remedies],
            "load_limit": self.limit,
            "overload": None
            if self.overload is None
            else {
                "month": self.overload.month.first.isoformat(),
                "doctor": self.overload.doctor,
                "load": round(self.overload.load, 2),
                "as_today": round(self.overload.today, 2),
                "cause": _cause_document(self.overload.cause),
            },
            "assumed": list(self.assumed),
            "input_sha256": self.input_sha256,
        }


def _month_document(m: MonthAhead) -> dict[str, Any]:
    return {
        "first": m.period.first.isoformat(),
        "last": m.period.last.isoformat(),
        "holds": m.holds,
        "breaks": m.breaks,
        "impossible": m.impossible,
        "open": [{"shift": s, "places": n} for s, n in m.open],
        "weight": m.weight,
        "bound": m.bound,
        "certainly_short": m.certain,
        "load": {d: round(v, 2) for d, v in m.load.items()},
        "nights": {d: round(v, 2) for d, v in m.nights.items()},
    }


def _event_document(e: Event) -> dict[str, Any]:
    return {"date": e.day.isoformat(), "kind": e.kind.value, "doctor": e.doctor}


def _cause_document(cause: Cause | None) -> dict[str, Any] | None:
    if cause is None:
        return None
    return {"each": cause.each, "events": [_event_document(e) for e in cause.events]}
