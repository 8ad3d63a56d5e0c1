"""Small municipalities drawn at random from a seed, with every rule at work: what check and model must agree on.

Nothing is fixed but the seed. Starts are drawn among all weekdays, New Year, the change of law, both changes of the
clock, 29 February, jul, påske and 17 May; history, locks, fritak, absence and wishes come along; norms may change in
the period; a part that may be either is now forbidden, now priced.
"""

from datetime import date
from random import Random
from typing import NamedTuple

from tests.agreement.drawnbook import drawn_book
from tests.agreement.drawndoctor import DAY, drawn_doctor
from tests.agreement.drawnfacts import drawn_facts
from tests.agreement.drawnservice import drawn_municipalities
from tests.agreement.pool import (
    DUTY,
    FEASTS,
    FIRST,
    OTHER,
    POOL,
    SECOND,
    SESSIONS,
    STANDBY,
    STARTS,
)
from tests.kit import LINES
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance, Municipality
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import ShiftType
from vaktplan.rulebook.book import Book


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
    "fairness",
    "feast-memory",
    "wishes",
    "weekly-rest",
    "working-hours",
    "minimum-practice",
    "trainee-progress",
    "pairing",
    "supervision",
    "continuity",
    "specialist-share",
    "weekend-block",
    "locum-limit",
    "own-first",
    "home-share",
    "minimum-doctors",
    "notice",
    "run-length",
    "rest-run",
    "succession",
    "minutes",
    "type-limit",
    "locked",
    "stability",
)
NEVER_HARD = ("fairness",)  # no part of these is ever forbidden
TIES = {
    "pairing",
    "supervision",
    "home-share",
    "weekend-block",
    "continuity",
    "fairness",
}  # ask for two doctors


def world(seed: int, size: Size = TINY) -> World:
    """The world of a seed."""
    rng = Random(seed)
    first_rule = TIGHT[seed % len(TIGHT)]
    tight = frozenset((first_rule, *rng.sample(TIGHT, rng.choice((0, 1, 2, 3, 5)))))
    first = _first(rng, seed, tight)
    few = size is TINY and first_rule in TIES  # two doctors, and so more days
    types = _types(rng, 1 if few and rng.random() < 0.6 else rng.randint(*size.types), first_rule, tight)
    count = 2 if few else max(rng.randint(*size.doctors), 2 if TIES & tight else 1)
    doctors = tuple(drawn_doctor(rng, f"D{k}", first, tight) for k in range(count))
    bare = _bare(first, rng.randint(*size.days), types, doctors, drawn_municipalities(rng, first, tight))
    while len(bare.period.days) > 1 and len(doctors) * len(bare.shifts) > size.pairs:
        bare = _bare(first, len(bare.period.days) - 1, types, doctors, bare.municipalities)
    instance = bare.model_copy(update=drawn_facts(rng, bare, tight))
    return World(seed, instance, _with_local(rng, drawn_book(rng, first, first_rule, tight), instance, tight))


def _bare(
    first: date,
    days: int,
    types: tuple[ShiftType, ...],
    doctors: tuple[Doctor, ...],
    municipalities: tuple[Municipality, ...],
) -> Instance:
    """The world before anything has happened in it."""
    return Instance(
        municipality="Prøve",
        book="kit",
        period=Period(first=first, last=first + (days - 1) * DAY),
        lines=LINES,
        shift_types=types,
        doctors=doctors,
        municipalities=municipalities,
    )


def _with_local(rng: Random, book: Book, instance: Instance, tight: frozenset[str]) -> Book:
    """Now and then the neighbours have a book of their own, with other numbers, and perhaps a rule less."""
    if all(d.municipality != "Nabo" for d in instance.doctors) or rng.random() < 0.6:
        return book
    theirs = drawn_book(rng, instance.period.first, rng.choice(TIGHT), tight | {rng.choice(TIGHT)})
    left_out = rng.choice((*theirs.rules, *("" for _ in theirs.rules)))
    rules = {i: rule for i, rule in theirs.rules.items() if i != left_out}
    return book.with_local({"Nabo": theirs.model_copy(update={"rules": rules})})


def _first(rng: Random, seed: int, tight: frozenset[str]) -> date:
    first = STARTS[seed % len(STARTS)] if rng.random() < 0.5 else date(2026, 2, 2) + rng.randrange(800) * DAY
    if "feast-memory" in tight and rng.random() < 0.8:
        return rng.choice(FEASTS)
    if "weekend-block" in tight or ("weekend-cap" in tight and rng.random() < 0.8):
        weekdays = (
            (4, 4, 5) if "weekend-block" in tight else (3, 4, 5, 6)
        )  # from Friday, or Thursday to Sunday
        return first + (rng.choice(weekdays) - first.weekday()) % 7 * DAY
    return first


def _types(rng: Random, count: int, first_rule: str, tight: frozenset[str]) -> tuple[ShiftType, ...]:
    names = [rng.choice(_pool(rng, k, first_rule, tight)) for k in range(count)]
    if not tight & {"eligibility", "home-share", "minimum-doctors"}:
        names = [n for n in names if n not in ("naboKveld", "lisKveld")] or ["kveld"]
    return tuple(POOL[name] for name in dict.fromkeys(names))


def _pool(rng: Random, k: int, first_rule: str, tight: frozenset[str]) -> tuple[str, ...]:
    """What the k-th shift type is drawn from."""
    if k == 0:
        return FIRST.get(first_rule, DUTY)
    own = sorted(tight & set(SECOND))
    if own and k == 1:
        return SECOND[rng.choice(own)]
    if "backup" in tight:
        return rng.choice((DUTY, STANDBY, STANDBY))
    if "competence" in tight:
        return rng.choice((DUTY, OTHER, OTHER, STANDBY))
    return rng.choice((DUTY, OTHER, SESSIONS))
