"""Small municipalities drawn at random from a seed, with every rule at work: what check and model must agree on.

Nothing is fixed but the seed. Starts are drawn among all weekdays, New Year, the change of law, both changes of the
clock, 29 February, jul, påske and 17 May; history, locks, fritak, absence and wishes come along; norms may change in
the period; a part that may be either is now forbidden, now priced.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from random import Random
from typing import Any, NamedTuple

from tests.kit import BOOK, LINES, OLD, PROFILES, TYPES, _norm, doctor, with_params
from vaktplan.domain.days import DayClass, Feast, Period, day_class, feasts_of
from vaktplan.domain.instance import Carried, FeastWorked, Instance, Lock, PastShift
from vaktplan.domain.people import (
    Absence,
    Doctor,
    DutyShare,
    Exemption,
    ExemptionKind,
    RestProfile,
    Role,
    Scope,
    Wish,
    WishKind,
)
from vaktplan.domain.shifts import Need, ShiftType
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book

DAY = timedelta(days=1)
STARTS = (
    date(2025, 12, 29),  # the change of law
    date(2025, 12, 31),
    date(2026, 12, 23),  # jul
    date(2026, 12, 30),  # New Year, week 53
    date(2027, 3, 25),  # påske and the change to summer time
    date(2027, 3, 27),
    date(2027, 5, 15),  # pinse and 17 May in one
    date(2027, 10, 29),  # the change from summer time
    date(2028, 2, 27),  # 29 February
    date(2027, 12, 30),
)
OWN = tuple(
    ShiftType(
        id=id,
        name=id,
        line=line,
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        day_classes=tuple(DayClass),
        on_site=on_site,
        need=need,
        on_demand=need is Need.BAKVAKT,
        load=load,
    )
    for id, line, start, end, on_site, need, load in (
        ("seint", "lv", "22:00", "10:00", True, Need.ALONE_OR_BACKUP, 5),
        ("midnatt", "lv", "16:00", "00:00", True, Need.ALONE_OR_BACKUP, 3),
        ("tk-lang", "tk", "16:00", "12:00", False, Need.ALONE, 2),
        ("bv-lang", "bv", "20:00", "12:00", False, Need.BAKVAKT, 1),
        ("bv-tidlig", "bv", "05:00", "13:00", True, Need.BAKVAKT, 1),
        ("tidlig", "lv", "05:00", "13:00", True, Need.ALONE_OR_BACKUP, 3),
    )
)
POOL = {**TYPES, **{t.id: t for t in OWN}}
DUTY = ("kveld", "natt", "helg", "dobbel", "døgn", "seint", "midnatt", "tidlig", "lisKveld")
OTHER = ("tk-kveld", "tk-dag", "tk-natt", "tk-lang", "daglv", "visitt", "naboKveld")
STANDBY = ("bv-dag", "bv-kveld", "bv-natt", "bv-sted", "bv-døgn", "bv-lang", "bv-tidlig")
EITHER = (  # parts that may be forbidden or priced
    ("coverage", "too_many"),
    ("eligibility", "main"),
    ("competence", "main"),
    ("absence", "main"),
    ("exemption", "main"),
    ("daily-rest", "main"),
    ("rest-after-night", "after"),
    ("rest-after-night", "practice_lost"),
    ("rest-after-night", "practice_before"),
    ("night-run", "main"),
    ("duty-cap", "main"),
    ("weekend-cap", "main"),
    ("spacing", "main"),
    ("feast-memory", "same_feast"),
    ("feast-memory", "jul_and_nyttaar"),
    ("wishes", "must_off"),
    ("wishes", "rather_off"),
    ("wishes", "like"),
    ("locked", "main"),
    ("stability", "main"),
)


class World(NamedTuple):
    """An instance and the book it is judged by."""

    seed: int
    instance: Instance
    book: Book

    def __repr__(self) -> str:
        return f"seed {self.seed}"


class Size(NamedTuple):
    """How large a world is drawn."""

    doctors: tuple[int, int]
    days: tuple[int, int]
    types: tuple[int, int]
    pairs: int  # at most so many doctor × shift pairs; days are cut until it fits


TINY = Size((1, 3), (1, 6), (1, 3), 11)
SMALL = Size((3, 5), (6, 12), (2, 5), 10_000)


def world(seed: int, size: Size = TINY) -> World:
    """The world of a seed."""
    rng = Random(seed)
    first = rng.choice(STARTS) if rng.random() < 0.6 else date(2026, 2, 2) + rng.randrange(800) * DAY
    types = _types(rng, rng.randint(*size.types))
    doctors = tuple(_doctor(rng, f"D{k}", first) for k in range(rng.randint(*size.doctors)))
    days = rng.randint(*size.days)
    while days > 1 and len(doctors) * _shifts(types, first, days) > size.pairs:
        days -= 1
    last = first + (days - 1) * DAY
    instance = Instance(
        municipality="Prøve",
        book="kit",
        period=Period(first=first, last=last),
        lines=LINES,
        shift_types=types,
        doctors=doctors,
        **_facts(rng, first, last, types, doctors),
    )
    return World(seed, instance, _book(rng, first))


def _shifts(types: Sequence[ShiftType], first: date, days: int) -> int:
    return sum(day_class(first + k * DAY) in t.day_classes for k in range(days) for t in types)


def _types(rng: Random, count: int) -> tuple[ShiftType, ...]:
    names: list[str] = []
    for k in range(count):
        pool = DUTY if k == 0 else rng.choice((DUTY, DUTY, OTHER, STANDBY, STANDBY))
        names.append(rng.choice(pool))
    return tuple(POOL[name] for name in dict.fromkeys(names))


def _doctor(rng: Random, id: str, first: date) -> Doctor:
    profile = rng.choice(("specialist", "specialist", "specialist", "lis1", "lis1", "lis3", "vikar", "uten kurs"))
    fields: dict[str, Any] = {"rest_profile": rng.choice((*RestProfile, RestProfile.SFS, RestProfile.SFS))}
    near = first + rng.randrange(-1, 4) * DAY
    if rng.random() < 0.3:
        fields["practice_weekdays"] = tuple(sorted(rng.sample(range(1, 8), rng.randint(1, 5))))
    if rng.random() < 0.2:
        fields["duty_shares"] = rng.choice(
            (
                (DutyShare(share=0.5),),
                (DutyShare(share=0),),
                (DutyShare(share=1, last=near),),
                (DutyShare(share=0.25), DutyShare(share=0.5, first=near)),
            )
        )
    if rng.random() < 0.1:
        fields["lines"] = tuple(sorted(rng.sample([line.id for line in LINES], 4)))
    if rng.random() < 0.15:
        fields["municipality"] = "Nabo"
    if rng.random() < 0.15:
        fields["roles"] = tuple(rng.sample((Role.FASTLEGE, Role.VIKAR, Role.LIS3, Role.SYKEHJEMSLEGE), 2))
    if rng.random() < 0.2:
        fields["born"] = near.replace(year=near.year - 60, day=min(near.day, 28))
        fields["age_claim"] = rng.choice(tuple(Scope))
    if rng.random() < 0.15:
        fact = rng.choice(("course_acute", "lis1_done", "approved_gp", "specialising_since", "specialising_until"))
        fields["competence"] = {fact: near}
    return doctor(id, profile if profile in PROFILES else "specialist", **fields)


def _span(rng: Random, first: date, last: date) -> tuple[date, date]:
    begin = first + rng.randrange(-2, (last - first).days + 2) * DAY
    return begin, begin + rng.choice((0, 0, 1, 3)) * DAY


def _facts(
    rng: Random, first: date, last: date, types: Sequence[ShiftType], doctors: Sequence[Doctor]
) -> dict[str, Any]:
    period = Period(first=first, last=last)
    shifts = [(d, t) for d in period.days for t in types if day_class(d) in t.day_classes]
    ids = [d.id for d in doctors]

    def pairs(chance: float, most: int) -> tuple[Lock, ...]:
        if rng.random() > chance or not shifts:
            return ()
        picked = [(rng.choice(ids), *rng.choice(shifts)) for _ in range(rng.randint(1, most))]
        return tuple(Lock(doctor=who, shift=f"{d}:{t.id}") for who, d, t in sorted(set(picked), key=str))

    return {
        "history": tuple(_history(rng, first, types, ids)),
        "absences": tuple(
            Absence(doctor=rng.choice(ids), first=a, last=b, counts_as_presence=rng.random() < 0.5)
            for a, b in (_span(rng, first, last) for _ in range(rng.choice((0, 0, 1, 2))))
        ),
        "exemptions": tuple(
            Exemption(
                doctor=rng.choice(ids),
                kind=rng.choice(tuple(ExemptionKind)),
                scope=rng.choice(tuple(Scope)),
                first=a,
                last=b if rng.random() < 0.7 else None,
            )
            for a, b in (_span(rng, first, last) for _ in range(rng.choice((0, 0, 1, 2))))
        ),
        "wishes": tuple(_wish(rng, first, last, types, ids) for _ in range(rng.choice((0, 1, 2, 3)))),
        "locks": pairs(0.25, 2),
        "base": pairs(0.25, 3),
        "feasts_worked": tuple(_feasts(rng, period, ids)),
        "carried": tuple(_carried(rng, who) for who in ids if rng.random() < 0.4),
    }


def _history(rng: Random, first: date, types: Sequence[ShiftType], ids: Sequence[str]) -> list[PastShift]:
    found = []
    if rng.random() < 0.7:
        for back in range(1, 16):
            chance = 0.25 if back <= 4 else 0.08
            for who in ids:
                for t in types:
                    day = first - back * DAY
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


def _feasts(rng: Random, period: Period, ids: Sequence[str]) -> list[FeastWorked]:
    near = {(f, y) for d in period.days for f, y in feasts_of(d)}
    near |= {(Feast.JUL, y) for _, y in near} | {(Feast.NYTTAAR, y) for _, y in near}
    options = sorted({(f, y - k) for f, y in near for k in (0, 1)})
    picked = [f for f in options if rng.random() < 0.2]
    return [FeastWorked(doctor=rng.choice(ids), feast=f, year=y) for f, y in picked]


def _carried(rng: Random, who: str) -> Carried:
    owed = {m: round(rng.uniform(-2, 2), rng.randint(0, 3)) for m in r.MEASURES if rng.random() < 0.4}
    return Carried(doctor=who, duties_done=rng.choice((0, 0, 1, 2, 5)), **owed)


def _book(rng: Random, first: date) -> Book:
    change = first + rng.randrange(1, 4) * DAY

    def number(*values: int) -> Any:
        a, b = rng.choice(values), rng.choice(values)
        return _norm("norm", (OLD, a), (change, b)) if rng.random() < 0.2 else a

    kinds = ("all", "on_site", "home", "night", "weekend")
    caps = [
        {"kind": rng.choice(kinds), "days": rng.choice((1, 2, 3, 4, 7, 28)), "max": rng.choice((0, 1, 1, 2, 3, 5))}
        for _ in range(rng.choice((0, 1, 1, 2)))
    ]
    params: dict[str, dict[str, Any]] = {
        "backup": {
            "cap": rng.choice((1, 2, 2, 3)),
            "new_locum_duties": rng.choice((0, 0, 1, 2)),
            "on_site_duties": rng.choice((0, 0, 1, 2)),
        },
        "exemption": {"age": number(60, 61)},
        "daily-rest": {"sfs_hours": number(8, 9), "home_hours": number(0, 0, 8), "aml_hours": number(11, 12)},
        "rest-after-night": {"before_hours": number(6, 8, 9)},
        "night-run": {"max_nights": number(1, 2, 3), "on_site_only": rng.random() < 0.6},
        "duty-cap": {"caps": caps},
        "weekend-cap": {
            "max_weekends": number(0, 1, 1, 2),
            "weeks": rng.choice((1, 2, 3, 4)),
            "on_site_only": rng.random() < 0.3,
        },
        "spacing": {"days": rng.choice((1, 2, 3, 5)), "on_site_only": rng.random() < 0.6},
        "fairness": {"make_up_percent": rng.choice((0, 0, 50, 100))},
    }
    if rng.random() < 0.25:
        params["backup"]["standing.always_backup_roles"] = ["lis3"]
    if rng.random() < 0.15:
        params["backup"]["standing.alone_grounds_also"] = ["lis1-done"]
    book = BOOK
    for rule, fields in params.items():
        book = with_params(book, rule, fields)
    for rule, part in EITHER:
        if rng.random() < 0.3:
            book = with_params(book, rule, {part: flipped(book.rules[rule].term(part))})
    return book


def flipped(term: r.Term) -> r.Term:
    """What was forbidden priced, what was priced forbidden."""
    if term.level is r.Level.HARD:
        return r.Term(level=r.Level.SOFT, tier=r.Tier.LAW, weight=2)
    return r.Term(level=r.Level.HARD)
