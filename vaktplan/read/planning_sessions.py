"""Half-day sessions of a week laid out on wards and weekdays, as the shift types of a roster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from vaktplan.domain.days import DayClass
from vaktplan.domain.shifts import ShiftType
from vaktplan.planning.needs import share_out

NOON = time(11, 30)
HOURS = {"f": (time(8), time(11, 45)), "e": (time(11, 45), time(15, 30))}
PARTS = {"f": "formiddag", "e": "ettermiddag"}
_WEEK = 5
_SLOTS = tuple([("f", d) for d in (1, 3, 5, 2, 4)] + [("e", d) for d in (2, 4, 1, 3, 5)])


@dataclass(frozen=True)
class Ward:
    """A ward that sessions are laid out on: its house, its weight in the house, and its shift types until now."""

    house: str
    name: str
    weight: float
    types: tuple[ShiftType, ...] = ()


def weight_of(types: Sequence[ShiftType]) -> float:
    """Sessions a week of some shift types."""
    return sum(t.places * (len(t.weekdays) or _WEEK) * (len(t.in_month) / 4 or 1) for t in types)


def part_of(kind: ShiftType) -> str:
    """Which half of the day a shift type is in."""
    return "f" if kind.start < NOON else "e"


def shared_out(sessions: int, weights: Sequence[float]) -> list[int]:
    """Whole sessions in proportion to the weights; evenly where nothing weighs."""
    return list(share_out(sessions, weights if sum(weights) > 0 else [1] * len(weights)))


def laid_out(
    wards: Sequence[Ward], counts: Sequence[int], like: ShiftType, taken: set[str]
) -> list[ShiftType]:
    """The shift types of the wards' sessions, spread so that the half-days of the week get equally many.

    Ids of the ward's own types are used again; the others are new and not among `taken`. Hours, points and needs are
    those of the ward's own types, else of `like`.
    """
    found, cursor = [], 0
    for ward, count in zip(wards, counts, strict=True):
        each, rest = divmod(count, len(_SLOTS))
        more = [_SLOTS[(cursor + n) % len(_SLOTS)] for n in range(rest)]
        cursor += rest
        places = {slot: each + (slot in more) for slot in _SLOTS}
        for part in PARTS:
            found += _types(ward, part, {d: places[part, d] for d in range(1, _WEEK + 1)}, like, taken)
    return found


def _types(
    ward: Ward, part: str, places: Mapping[int, int], like: ShiftType, taken: set[str]
) -> list[ShiftType]:
    """The shift types of one half of the day: one for each number of places."""
    own = [t for t in ward.types if part_of(t) == part]
    model = own[0] if own else (ward.types[0] if ward.types else like)
    start, end = (model.start, model.end) if own or part_of(model) == part else HOURS[part]
    made: list[ShiftType] = []
    for number in sorted(set(places.values()) - {0}):
        id_ = own[len(made)].id if len(made) < len(own) else _new_id(ward, part, taken)
        taken.add(id_)
        fields = {
            "id": id_,
            "name": f"{ward.name}, {PARTS[part]}",
            "start": start,
            "end": end,
            "places": number,
            "weekdays": tuple(d for d, n in places.items() if n == number),
            "in_month": (),
            "day_classes": (DayClass.WEEKDAY,),
            "house": ward.house,
            "ward": ward.name,
        }
        made.append(model.model_copy(update=fields))
    return made


def _new_id(ward: Ward, part: str, taken: set[str]) -> str:
    stem = "".join(c if c.isalnum() else "-" for c in f"{ward.name}".casefold())
    stem = "-".join(filter(None, stem.split("-")))[:40]
    number = 1
    while (id_ := f"{stem}-{part}" + (f"{number}" if number > 1 else "")) in taken:
        number += 1
    return id_
