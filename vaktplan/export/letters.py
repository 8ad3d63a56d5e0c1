"""The code of each shift type on a printed rota: its own, or a short one that can be guessed from its name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time

from vaktplan.domain.shifts import Line, LineKind, ShiftType

from . import words

MORNING, AFTERNOON, EVENING = "f", "e", "k"  # what ends the code of a session: formiddag, ettermiddag, kveld
BEFORE_AFTERNOON, BEFORE_EVENING = time(11), time(15)  # when a session of each begins at the latest


@dataclass(frozen=True)
class Code:
    """A code: what it is of, and for a session in a house the time of day."""

    base: str
    part: str = ""

    def __str__(self) -> str:
        return self.base + self.part


def codes(types: Sequence[ShiftType], lines: Sequence[Line]) -> dict[str, Code]:
    """The code of every shift type by id; told apart even by one who sees no capitals. All supervision has one."""
    supervision = {line.id for line in lines if line.kind is LineKind.VEILEDNING}
    found = {t.id: Code(words.clean(t.letter)) for t in types if t.letter}
    taken = {str(c).casefold() for c in found.values()}
    bases: dict[tuple[str, str], str] = {}
    for type_ in types:
        if type_.id in found:
            continue
        if type_.line in supervision:
            key = ("", LineKind.VEILEDNING.value)
        elif type_.house:
            key = (type_.house, unit(type_))
        else:
            key = (type_.line, type_.id)
        if key not in bases:
            bases[key] = _first_free(_tries(type_, types, type_.line in supervision), taken)
        part = part_of_day(type_) if type_.house else ""
        found[type_.id] = Code(bases[key], part)
        if (
            type_.house and str(found[type_.id]).casefold() in taken
        ):  # two sessions of one ward and time of day
            found[type_.id] = Code(_first_free((f"{bases[key]}{n}" for n in range(2, 1000)), taken), part)
        taken.add(str(found[type_.id]).casefold())
    return {t.id: found[t.id] for t in types}


def part_of_day(type_: ShiftType) -> str:
    """The letter of the time of day at which a session begins."""
    if type_.start < BEFORE_AFTERNOON:
        return MORNING
    return AFTERNOON if type_.start < BEFORE_EVENING else EVENING


def unit(type_: ShiftType) -> str:
    """The ward of a session, or its name before the time of day; without the house's name when that stands first."""
    name = words.clean(type_.ward or type_.name.rpartition(",")[0] or type_.name).strip()
    house = words.clean(type_.house)
    inside = name[len(house) :].strip(" ,–-") if name.casefold().startswith(house.casefold()) else name
    return inside or name


def _first_free(tries: Iterable[str], taken: set[str]) -> str:
    chosen = next(t for t in tries if t.casefold() not in taken)
    taken.add(chosen.casefold())
    return chosen


def _tries(type_: ShiftType, types: Sequence[ShiftType], supervised: bool) -> Iterator[str]:
    """Codes of a type, the easiest to guess first."""
    name = words.clean(type_.name)
    first, *rest = _words(words.clean(type_.house) or name)
    if type_.house:
        inside = unit(type_)
        rest = rest if inside.casefold() == words.clean(type_.house).casefold() else _words(inside)
    letter = first[0].upper()
    siblings = sum(_words(words.clean(t.name))[0].casefold() == first.casefold() for t in types)
    if not type_.house and (siblings == 1 or not rest or supervised):
        yield letter
    initials = [w[0] for w in rest if w != first and (len(w) > 2 or w[0].isdigit())]
    yield from (letter + i for i in initials)
    if not type_.house:
        yield from (letter + first[1:2].lower() + i for i in initials)
    yield from (letter + c.lower() for c in (*"".join(rest if type_.house else ()), *first[1:]))
    yield from (f"{letter}{n}" for n in range(2, 1000))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text) or ["?"]
