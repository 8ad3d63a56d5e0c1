"""What each nursing home and ward needs, as rows: the doctor-years by each norm, and the sessions of a week."""

from collections.abc import Sequence
from math import floor

from .facts import House
from .plan import HouseNeed
from .reckoning import Reckoning
from .wards import ALL, key_of, units_of


def sessions(reckoning: Reckoning, house: House) -> int:
    """Half-day sessions a week by the planned need, rounded up."""
    return int(reckoning.figures[f"{key_of(house)}.sessions-exact"].rounded)


def house_needs(reckoning: Reckoning) -> tuple[HouseNeed, ...]:
    """Each house followed by its wards, and all houses last."""
    rows: list[HouseNeed] = []
    for house in reckoning.facts.houses:
        rows += _house(reckoning, house)
    if rows:
        rows.append(_need(reckoning, ALL, "", "", sum(r.sessions for r in rows if not r.unit)))
    return tuple(rows)


def share_out(whole: int, parts: Sequence[float]) -> tuple[int, ...]:
    """A whole number shared in proportion to parts, the largest remainders first; nothing when there are no parts."""
    total = sum(parts)
    if total <= 0:
        return tuple(0 for _part in parts)
    exact = [whole * part / total for part in parts]
    shares = [floor(e) for e in exact]
    order = sorted(range(len(parts)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[: whole - sum(shares)]:
        shares[i] += 1
    return tuple(shares)


def _house(reckoning: Reckoning, house: House) -> list[HouseNeed]:
    units = units_of(reckoning.facts.units, house)
    prefix = key_of(house)
    whole = sessions(reckoning, house)
    keys = [f"{prefix}.enhet-{n}" for n in range(1, len(units) + 1)]
    shares = share_out(whole, [reckoning.figures[f"{key}.planned-need"].value for key in keys])
    wards = [
        _need(reckoning, key, house.id, unit.name, share)
        for key, unit, share in zip(keys, units, shares, strict=True)
    ]
    return [_need(reckoning, prefix, house.id, "", whole), *wards]


def _need(reckoning: Reckoning, prefix: str, house: str, unit: str, sessions_a_week: int) -> HouseNeed:
    def of(name: str) -> float:
        return reckoning.figures[f"{prefix}.{name}"].value

    return HouseNeed(
        house=house,
        unit=unit,
        long=int(of("long")),
        short=int(of("short")),
        planned_long=int(of("planned-long")),
        planned_short=int(of("planned-short")),
        need=of("need"),
        planned_need=of("planned-need"),
        exact_need=of("exact-need"),
        stay_need=of("stay-need"),
        older_need=of("older-need"),
        today=None if unit else of("fte"),
        sessions=sessions_a_week,
    )
