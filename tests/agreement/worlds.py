"""Small municipalities drawn at random from a seed, with every rule at work: what check and model must agree on.

Nothing is fixed but the seed. Starts are drawn among all weekdays, New Year, the change of law, both changes of the
clock, 29 February, jul, påske and 17 May; history, locks, fritak, absence and wishes come along; norms may change in
the period; a part that may be either is now forbidden, now priced.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from tests.agreement.drawnbook import drawn_book
from tests.agreement.drawnfacts import drawn_facts
from tests.agreement.pool import ALONE, DUTY, FEASTS, LONG, NIGHTS, OTHER, POOL, STANDBY, STARTS
from tests.kit import LINES, doctor
from vaktplan.domain.days import Period, day_class
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, DutyShare, RestProfile, Role, Scope
from vaktplan.domain.shifts import ShiftType
from vaktplan.rulebook.book import Book

DAY = timedelta(days=1)


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
        **drawn_facts(rng, first, last, types, doctors, tight),
    )
    return World(seed, instance, drawn_book(rng, first, tight))


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
    names = [rng.choice(_pool(rng, k, tight)) for k in range(count)]
    if "eligibility" not in tight:
        names = [n for n in names if n not in ("naboKveld", "lisKveld")] or ["kveld"]
    return tuple(POOL[name] for name in dict.fromkeys(names))


def _pool(rng: Random, k: int, tight: frozenset[str]) -> tuple[str, ...]:
    """What the k-th shift type is drawn from."""
    if k == 0 and "competence" in tight and "backup" not in tight:
        return ALONE
    if k == 0 and {"night-run", "rest-after-night"} & tight:
        return NIGHTS
    if k < 2 and "one-place" in tight:
        return LONG
    if k == 0:
        return DUTY
    if "backup" in tight:
        return rng.choice((DUTY, STANDBY, STANDBY))
    if "competence" in tight:
        return rng.choice((DUTY, OTHER, OTHER, STANDBY))
    return rng.choice((DUTY, OTHER))


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
