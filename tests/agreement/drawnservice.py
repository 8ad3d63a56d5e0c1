"""What is drawn for the rules of the whole service: the account, rows of two doctors, municipalities, notice."""

from datetime import date
from random import Random
from typing import Any

from tests.agreement.drawndoctor import DAY
from vaktplan.domain.instance import DayPlaces, Instance, Municipality, Succession, TypeLimit, YearToDate
from vaktplan.domain.people import Pairing, PairingKind, Supervision

SHARES = ((60, 40), (33.33, 66.67), (50, 30), (45.5, 30), (20, 40))


def drawn_municipalities(rng: Random, first: date, tight: frozenset[str]) -> tuple[Municipality, ...]:
    """Agreed shares where they matter, and red days of the neighbours' own."""
    red = tuple(first + rng.randrange(0, 5) * DAY for _ in range(rng.choice((0, 0, 1, 2))))
    if "home-share" in tight or ("fairness" in tight and rng.random() < 0.6):
        ours, theirs = rng.choice(SHARES)
        third = None if ours + theirs == 100 else 100 - ours - theirs
        return (
            Municipality(name="Prøve", share_percent=ours),
            Municipality(name="Nabo", share_percent=theirs, red_days=red),
            Municipality(name="Tredje", share_percent=third),
        )
    if rng.random() < 0.2:
        share = 40 if rng.random() < 0.3 else None  # one agreed share is no agreement
        return (Municipality(name="Prøve"), Municipality(name="Nabo", share_percent=share, red_days=red))
    return ()


def drawn_service(rng: Random, bare: Instance, tight: frozenset[str]) -> dict[str, Any]:
    """The fields of an instance that the rules of the service read."""
    first = bare.period.first
    fields: dict[str, Any] = {}
    if {"minimum-practice", "locum-limit"} & tight or rng.random() < 0.1:
        fields["year_to_date"] = tuple(_account(rng, bare))
    if "pairing" in tight and len(bare.doctors) > 1:
        fields["pairings"] = tuple(_pairing(rng, bare) for _ in range(rng.randint(1, 3)))
    if "supervision" in tight and len(bare.doctors) > 1:
        fields["supervisions"] = tuple(_supervision(rng, bare) for _ in range(rng.randint(1, 2)))
    if "succession" in tight:
        fields["successions"] = tuple(_succession(rng, bare) for _ in range(rng.randint(1, 3)))
    if "type-limit" in tight:
        fields["type_limits"] = tuple(_type_limit(rng, bare) for _ in range(rng.randint(1, 3)))
    if bare.shifts and ("coverage" in tight or rng.random() < 0.05):
        fields["day_places"] = _day_places(rng, bare)
    if "notice" in tight:
        fields["discussed"] = rng.choice((None, first - rng.randint(10, 17) * DAY))
        fields["published"] = rng.choice((None, first - rng.randint(24, 31) * DAY))
    return fields


def _account(rng: Random, bare: Instance) -> list[YearToDate]:
    years = sorted({bare.period.first.year, bare.period.last.year})
    return [
        YearToDate(
            doctor=who.id,
            year=year,
            days_present=rng.choice((0, 3, 30, 73, 200)),
            days_worked=rng.choice((0, 0, 1, 2, 4)),
            duties=rng.choice((0, 1, 2, 9, 30)),
        )
        for who in bare.doctors
        for year in years
        if rng.random() < 0.6
    ]


def _pairing(rng: Random, bare: Instance) -> Pairing:
    who, other = rng.sample([d.id for d in bare.doctors], 2)
    lines = sorted({t.line for t in bare.shift_types})
    line = rng.choice((None, None, *lines))
    return Pairing(doctor=who, other=other, kind=rng.choice(tuple(PairingKind)), line=line)


def _supervision(rng: Random, bare: Instance) -> Supervision:
    who, other = rng.sample([d.id for d in bare.doctors], 2)
    minutes = rng.choice((120, 240, 900, 2000, 3600))
    return Supervision(doctor=who, supervisor=other, line="hs", minutes_a_month=minutes)


def _type_limit(rng: Random, bare: Instance) -> TypeLimit:
    who, type_ = rng.choice(bare.doctors), rng.choice(bare.shift_types)
    return TypeLimit(doctor=who.id, shift_type=type_.id, most=rng.choice((0, 1, 1, 2)))


def _day_places(rng: Random, bare: Instance) -> tuple[DayPlaces, ...]:
    picked = rng.sample(bare.shifts, min(len(bare.shifts), rng.randint(1, 2)))
    return tuple(
        DayPlaces(date=s.date, shift_type=s.type.id, places=rng.choice((0, 1, 2, 3))) for s in picked
    )


def _succession(rng: Random, bare: Instance) -> Succession:
    types = [t.id for t in bare.shift_types]
    return Succession(first=rng.choice(types), then=rng.choice(types), days=rng.choice((0, 1, 1, 2, 3)))
