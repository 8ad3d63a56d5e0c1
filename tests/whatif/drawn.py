"""Changes drawn at random for an instance, some of them impossible."""

from datetime import date, timedelta
from random import Random

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Scope
from vaktplan.rulebook.book import Book
from vaktplan.whatif.changes import (
    KINDS,
    Away,
    Change,
    Claim,
    Employed,
    Grant,
    Join,
    Leave,
    Limit,
    MoreLis1,
    OtherBook,
    Position,
    Reduce,
    Refuse,
    ShareNights,
    night_types,
)


def draw(random: Random, instance: Instance, book: Book, kind: str | None = None) -> Change:
    """One change, of a kind or of any."""
    who = random.choice(instance.doctors).id
    first, last = sorted(_day(random, instance) for _ in range(2))
    scope = random.choice(list(Scope))
    maybe = random.choice([None, scope])
    percent = random.randrange(0, 130, 10)
    drawn: dict[str, Change] = {
        "grant": Grant(doctor=who, scope=scope, first=first, last=random.choice([None, last])),
        "claim": Claim(doctor=who, scope=scope),
        "refuse": Refuse(doctor=who, scope=maybe),
        "limit": Limit(doctor=who, scope=maybe, first=random.choice([None, first]), last=last),
        "leave": Leave(doctor=who, first=first),
        "join": Join(like=who, first=random.choice([None, first])),
        "reduce": Reduce(doctor=who, percent=percent, first=random.choice([None, first]), last=last),
        "position": Position(doctor=who, percent=percent),
        "away": Away(doctor=who, first=first, last=last, owed=random.random() < 0.5),
        "book": OtherBook(name=random.choice(["legevakt", "liten-kommune", "sandefjord"])),
        "lis1": MoreLis1(count=random.randint(1, 4)),
        "employed": Employed(count=random.randint(1, 3), percent=percent),
        "share-nights": ShareNights(percent=percent, types=night_types(instance, book)),
    }
    assert set(drawn) == set(KINDS)
    return drawn[kind or random.choice(sorted(drawn))]


def _day(random: Random, instance: Instance) -> date:
    """A date in the period, or a few days off it."""
    span = len(instance.period.days)
    return instance.period.first + timedelta(days=random.randint(-5, span + 5))
