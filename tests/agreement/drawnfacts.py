"""What is drawn of a world beside its doctors and shifts: history, absences, fritak, wishes, locks, what is owed."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from vaktplan.domain.days import Feast, Period, day_class, feasts_of
from vaktplan.domain.instance import Carried, FeastWorked, Lock, PastShift
from vaktplan.domain.people import Absence, Doctor, Exemption, ExemptionKind, Scope, Wish, WishKind
from vaktplan.domain.shifts import ShiftType
from vaktplan.rulebook import rules as r

DAY = timedelta(days=1)


def _span(rng: Random, first: date, last: date) -> tuple[date, date]:
    begin = first + rng.randrange(-2, (last - first).days + 2) * DAY
    return begin, begin + rng.choice((0, 0, 1, 3)) * DAY


def drawn_facts(
    rng: Random,
    first: date,
    last: date,
    types: Sequence[ShiftType],
    doctors: Sequence[Doctor],
    tight: frozenset[str],
) -> dict[str, Any]:
    """The fields of an instance that may be empty, drawn fuller where the world is tight."""
    period = Period(first=first, last=last)
    shifts = [(d, t) for d in period.days for t in types if day_class(d) in t.day_classes]
    ids = [d.id for d in doctors]

    def some(rule: str, most: int) -> range:
        return range(rng.randint(1, most) if rule in tight else 0)

    def pairs(count: range) -> tuple[Lock, ...]:
        picked = {(rng.choice(ids), *rng.choice(shifts)) for _ in count if shifts}
        return tuple(Lock(doctor=who, shift=f"{d}:{t.id}") for who, d, t in sorted(picked, key=str))

    spans = [_span(rng, first, last) for _ in range(3)]
    return {
        "history": tuple(_history(rng, first, types, ids, "weekend-cap" in tight)),
        "absences": tuple(
            Absence(doctor=rng.choice(ids), first=a, last=b, counts_as_presence=rng.random() < 0.5)
            for (a, b), _ in zip(spans, some("absence", 2), strict=False)
        ),
        "exemptions": tuple(
            Exemption(
                doctor=rng.choice(ids),
                kind=rng.choice(tuple(ExemptionKind)),
                scope=rng.choice(tuple(Scope)),
                first=a,
                last=b if rng.random() < 0.7 else None,
            )
            for (a, b), _ in zip(spans, some("exemption", 3), strict=False)
        ),
        "wishes": tuple(_wish(rng, first, last, types, ids) for _ in some("wishes", 3)),
        "locks": pairs(some("locked", 2)),
        "base": pairs(some("stability", 3)),
        "feasts_worked": tuple(_feasts(rng, period, ids, 0.4 if "feast-memory" in tight else 0.05)),
        "carried": tuple(_carried(rng, who) for who in ids if rng.random() < 0.4),
    }


def _history(
    rng: Random, first: date, types: Sequence[ShiftType], ids: Sequence[str], weekends: bool
) -> list[PastShift]:
    found = []
    if weekends or rng.random() < 0.7:
        for back in range(1, 16):
            chance = 0.25 if back <= 4 else 0.08
            for who in ids:
                for t in types:
                    day = first - back * DAY
                    if weekends and day.weekday() >= 5:
                        chance = 0.3
                    if rng.random() < chance and day_class(day) in t.day_classes:
                        found.append(PastShift(doctor=who, date=day, shift_type=t.id))
    return found


def _wish(rng: Random, first: date, last: date, types: Sequence[ShiftType], ids: Sequence[str]) -> Wish:
    a, b = _span(rng, first, last)
    fields: dict[str, Any] = {"doctor": rng.choice(ids), "kind": rng.choice(tuple(WishKind))}
    what = rng.choice(("dates", "open", "type", "weekday", "both"))
    if what in ("dates", "both"):
        fields |= {"first": a, "last": b}
    if what == "open":
        fields |= rng.choice(({"first": a}, {"last": b}))
    if what == "type":
        fields["shift_type"] = rng.choice(types).id
    if what in ("weekday", "both"):
        fields["weekdays"] = tuple(sorted(rng.sample(range(1, 8), 2)))
    return Wish(strength=rng.randint(1, 3), **fields)


def _feasts(rng: Random, period: Period, ids: Sequence[str], chance: float) -> list[FeastWorked]:
    near = {(f, y) for d in period.days for f, y in feasts_of(d)}
    near |= {(Feast.JUL, y) for _, y in near} | {(Feast.NYTTAAR, y) for _, y in near}
    options = sorted({(f, y - k) for f, y in near for k in (0, 1)})
    picked = [(who, f, y) for who in ids for f, y in options if rng.random() < chance]
    return [FeastWorked(doctor=who, feast=f, year=y) for who, f, y in picked]


def _carried(rng: Random, who: str) -> Carried:
    owed = {m: round(rng.uniform(-2, 2), rng.randint(0, 3)) for m in r.MEASURES if rng.random() < 0.4}
    return Carried(doctor=who, duties_done=rng.choice((0, 0, 1, 2, 5)), **owed)
