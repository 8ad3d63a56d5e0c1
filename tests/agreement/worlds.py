"""Small municipalities drawn at random from a seed, with every rule at work: what check and model must agree on.

Nothing is fixed but the seed. Starts are drawn among all weekdays, New Year, the change of law, both changes of the
clock, 29 February, jul, påske and 17 May; history, locks, fritak, absence and wishes come along; norms may change in
the period; a part that may be either is now forbidden, now priced.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from random import Random
from typing import Any, NamedTuple

from tests.kit import BOOK, LINES, OLD, TYPES, _norm, doctor, with_params
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
FEASTS = (
    date(2026, 12, 26),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 28),
    date(2027, 5, 16),
    date(2027, 5, 17),
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


TINY = Size((1, 3), (2, 6), (1, 3), 11)
SMALL = Size((3, 5), (6, 12), (2, 5), 10_000)


TIGHT = (  # what a world may be tight in; in the rest it is roomy, though every rule is on
    "coverage",
    "eligibility",
    "competence",
    "backup",
    "one-place",
    "absence",
    "exemption",
    "daily-rest",
    "rest-after-night",
    "night-run",
    "duty-cap",
    "weekend-cap",
    "spacing",
    "feast-memory",
    "wishes",
    "locked",
    "stability",
)


def world(seed: int, size: Size = TINY) -> World:
    """The world of a seed."""
    rng = Random(seed)
    tight = frozenset((TIGHT[seed % len(TIGHT)], *rng.sample(TIGHT, rng.choice((0, 1, 2, 3, 5)))))
    first = _first(rng, tight)
    types = _types(rng, rng.randint(*size.types), tight)
    doctors = tuple(_doctor(rng, f"D{k}", first, tight) for k in range(rng.randint(*size.doctors)))
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
        **_facts(rng, first, last, types, doctors, tight),
    )
    return World(seed, instance, _book(rng, first, tight))


def _first(rng: Random, tight: frozenset[str]) -> date:
    first = rng.choice(STARTS) if rng.random() < 0.5 else date(2026, 2, 2) + rng.randrange(800) * DAY
    if "feast-memory" in tight and rng.random() < 0.8:
        return rng.choice(FEASTS)
    if "weekend-cap" in tight and rng.random() < 0.6:
        return first + (rng.choice((3, 4, 5, 6)) - first.weekday()) % 7 * DAY  # Thursday to Sunday
    return first


def _shifts(types: Sequence[ShiftType], first: date, days: int) -> int:
    return sum(day_class(first + k * DAY) in t.day_classes for k in range(days) for t in types)


def _types(rng: Random, count: int, tight: frozenset[str]) -> tuple[ShiftType, ...]:
    nights = {"night-run", "rest-after-night"} & tight
    names: list[str] = []
    for k in range(count):
        pool: tuple[str, ...] = ("natt", "natt", "seint") if k == 0 and nights else DUTY
        if k == 0 and "competence" in tight and "backup" not in tight:
            pool = ("tk-kveld", "tk-natt", "tk-lang", "daglv")
        if k > 0:
            pool = rng.choice((DUTY, OTHER))
            if "backup" in tight:
                pool = rng.choice((DUTY, STANDBY, STANDBY))
            elif "competence" in tight:
                pool = rng.choice((DUTY, OTHER, OTHER, STANDBY))
        names.append(rng.choice(pool))
    if "eligibility" not in tight:
        names = [n for n in names if n not in ("naboKveld", "lisKveld")] or ["kveld"]
    return tuple(POOL[name] for name in dict.fromkeys(names))


def _doctor(rng: Random, id: str, first: date, tight: frozenset[str]) -> Doctor:
    skilled = {"competence", "backup"} & tight
    profile = "specialist"
    if skilled:
        profile = rng.choice(("specialist", "specialist", "lis1", "lis1", "lis3", "vikar", "uten kurs"))
    fields: dict[str, Any] = {}
    near = first + rng.randrange(-1, 4) * DAY
    if "daily-rest" in tight:
        fields["rest_profile"] = rng.choice(tuple(RestProfile))
    if "rest-after-night" in tight or rng.random() < 0.15:
        fields["practice_weekdays"] = tuple(sorted(rng.sample(range(1, 8), rng.randint(1, 5))))
    if "eligibility" in tight:
        fields |= _eligibility(rng, near)
    if skilled and rng.random() < 0.3:
        fields["roles"] = tuple(rng.sample((Role.FASTLEGE, Role.VIKAR, Role.LIS3, Role.SYKEHJEMSLEGE), 2))
    if skilled and rng.random() < 0.3:
        fact = rng.choice(
            ("course_acute", "lis1_done", "approved_gp", "specialising_since", "specialising_until")
        )
        fields["competence"] = {fact: near}
    if "exemption" in tight and rng.random() < 0.5:
        fields["born"] = near.replace(year=near.year - 60, day=min(near.day, 28))
        fields["age_claim"] = rng.choice(tuple(Scope))
    return doctor(id, profile, **fields)


def _eligibility(rng: Random, near: date) -> dict[str, Any]:
    shares = (
        (DutyShare(share=0.5),),
        (DutyShare(share=0),),
        (DutyShare(share=1, last=near),),
        (DutyShare(share=0.25), DutyShare(share=0.5, first=near)),
        (DutyShare(share=1),),
    )
    fields: dict[str, Any] = {"duty_shares": rng.choice(shares)}
    if rng.random() < 0.3:
        fields["lines"] = tuple(sorted(rng.sample([line.id for line in LINES], 4)))
    if rng.random() < 0.5:
        fields["municipality"] = "Nabo"
    if rng.random() < 0.5:
        fields["roles"] = rng.choice(((), (Role.LIS1,), (Role.FASTLEGE, Role.LIS1)))
    return fields


def _span(rng: Random, first: date, last: date) -> tuple[date, date]:
    begin = first + rng.randrange(-2, (last - first).days + 2) * DAY
    return begin, begin + rng.choice((0, 0, 1, 3)) * DAY


def _facts(
    rng: Random,
    first: date,
    last: date,
    types: Sequence[ShiftType],
    doctors: Sequence[Doctor],
    tight: frozenset[str],
) -> dict[str, Any]:
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


def _book(rng: Random, first: date, tight: frozenset[str]) -> Book:
    change = first + rng.randrange(1, 4) * DAY

    def number(rule: str, roomy: int, *values: int) -> Any:
        """A parameter: roomy, or drawn when the world is tight in the rule; now and then it changes in the period."""
        if rule not in tight:
            return roomy
        a, b = rng.choice(values), rng.choice(values)
        return _norm("norm", (OLD, a), (change, b)) if rng.random() < 0.3 else a

    kinds = ("all", "on_site", "home", "night", "weekend")
    caps = [
        {
            "kind": rng.choice(kinds),
            "days": rng.choice((1, 2, 3, 4, 7, 28)),
            "max": rng.choice((0, 1, 1, 2, 2, 3)),
        }
        for _ in range(rng.choice((1, 1, 2)))
    ]
    few = "backup" in tight
    params: dict[str, dict[str, Any]] = {
        "backup": {
            "cap": rng.choice((1, 2, 2, 3)) if few else 2,
            "new_locum_duties": rng.choice((0, 1, 2)) if few else 0,
            "on_site_duties": rng.choice((0, 0, 1, 2)) if few else 0,
        },
        "exemption": {"age": number("exemption", 60, 60, 61)},
        "daily-rest": {
            "sfs_hours": number("daily-rest", 8, 8, 9),
            "home_hours": number("daily-rest", 0, 0, 0, 8),
            "aml_hours": number("daily-rest", 11, 11, 12),
        },
        "rest-after-night": {"before_hours": number("rest-after-night", 8, 6, 8, 9)},
        "night-run": {"max_nights": number("night-run", 3, 1, 2, 3), "on_site_only": rng.random() < 0.6},
        "duty-cap": {"caps": caps if "duty-cap" in tight else [{"kind": "all", "days": 7, "max": 7}]},
        "weekend-cap": {
            "max_weekends": number("weekend-cap", 3, 0, 1, 1, 2),
            "weeks": rng.choice((1, 2, 3, 4)),
            "on_site_only": rng.random() < 0.3,
        },
        "spacing": {"days": rng.choice((1, 2, 3, 5)), "on_site_only": rng.random() < 0.6},
        "fairness": {"make_up_percent": rng.choice((0, 0, 50, 100))},
    }
    if few and rng.random() < 0.4:
        params["backup"]["standing.always_backup_roles"] = ["lis3"]
    if few and rng.random() < 0.2:
        params["backup"]["standing.alone_grounds_also"] = ["lis1-done"]
    book = BOOK
    for rule, fields in params.items():
        book = with_params(book, rule, fields)
    for rule, part in EITHER:
        hard = book.rules[rule].term(part).level is r.Level.HARD
        if rng.random() < (0.2 if hard else 0.6 if rule in tight else 0.05):
            book = with_params(book, rule, {part: flipped(book.rules[rule].term(part))})
    return book


def flipped(term: r.Term) -> r.Term:
    """What was forbidden priced, what was priced forbidden."""
    if term.level is r.Level.HARD:
        return r.Term(level=r.Level.SOFT, tier=r.Tier.LAW, weight=2)
    return r.Term(level=r.Level.HARD)
