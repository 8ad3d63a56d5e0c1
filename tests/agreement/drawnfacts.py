"""What is drawn of a world beside its doctors and shifts: history, absences, fritak, wishes, locks, what is owed."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from tests.agreement.drawndoctor import DAY
from tests.agreement.drawnservice import drawn_service
from vaktplan.domain.days import Feast, Period, feasts_of
from vaktplan.domain.instance import Carried, FeastWorked, Instance, Lock, PastShift
from vaktplan.domain.people import Absence, Exemption, ExemptionKind, Scope, Wish, WishKind
from vaktplan.domain.shifts import ShiftType
from vaktplan.rulebook import rules as r


def _span(rng: Random, first: date, last: date) -> tuple[date, date]:
    begin = first + rng.randrange(-2, (last - first).days + 2) * DAY
    return begin, begin + rng.choice((0, 0, 1, 3)) * DAY


def drawn_facts(rng: Random, bare: Instance, tight: frozenset[str]) -> dict[str, Any]:
    """The fields of an instance that may be empty, drawn fuller where the world is tight."""
    period, types = bare.period, bare.shift_types
    first, last = period.first, period.last
    ids = [d.id for d in bare.doctors]

    def some(rule: str, most: int) -> range:
        return range(rng.randint(1, most) if rule in tight else 0)

    def pairs(count: range) -> tuple[Lock, ...]:
        picked = {(rng.choice(ids), rng.choice(bare.shifts).id) for _ in count if bare.shifts}
        return tuple(Lock(doctor=who, shift=shift) for who, shift in sorted(picked))

    spans = [_span(rng, first, last) for _ in range(3)]
    return {
        "history": tuple(_history(rng, bare, tight)),
        "absences": tuple(
            Absence(doctor=rng.choice(ids), first=a, last=b, counts_as_presence=rng.random() < 0.5)
            for (a, b), _ in zip(spans, some("absence", 2), strict=False)
        ),
        "exemptions": tuple(
            Exemption(
                doctor=rng.choice(ids),
                kind=rng.choice(tuple(ExemptionKind)),
                scope=rng.choice((*Scope, Scope.ALL, Scope.NIGHT)),
                first=a,
                last=b if rng.random() < 0.7 else None,
            )
            for (a, b), _ in zip(spans, some("exemption", 3), strict=False)
        ),
        "wishes": tuple(_wish(rng, first, last, types, ids) for _ in some("wishes", 3)),
        "locks": pairs(some("locked", 2)),
        "base": pairs(some("stability", 3)),
        "feasts_worked": tuple(_feasts(rng, period, ids, 0.6 if "feast-memory" in tight else 0.05)),
        "carried": tuple(_carried(rng, who) for who in ids if rng.random() < 0.4),
        **drawn_service(rng, bare, tight),
    }


def _history(rng: Random, bare: Instance, tight: frozenset[str]) -> list[PastShift]:
    """Fuller on weekends where they count, and in the last days where runs do."""
    weekends = bool({"weekend-cap", "weekend-block"} & tight)
    runs = bool({"run-length", "rest-run", "weekly-rest", "succession"} & tight)
    found: list[PastShift] = []
    if not weekends and rng.random() >= (0.85 if runs else 0.7):
        return found
    for back in range(1, 16):
        chance = (0.45 if runs else 0.25) if back <= 4 else 0.08
        for who in bare.doctors:
            for t in bare.shift_types:
                day = bare.period.first - back * DAY
                if weekends and day.weekday() >= 4:
                    chance = 0.3
                falls = t.falls_on(day, bare.class_of(day, bare.line_by_id[t.line]))
                if rng.random() < chance and falls:
                    found.append(PastShift(doctor=who.id, date=day, shift_type=t.id))
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
