"""A planted breach: what is changed in a lawful roster or in the facts, and the breach it must give."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.kit import BOOK, LINES, with_params
from tests.planted.town import doctors, lawful_roster, town
from vaktplan.domain.instance import (
    Carried,
    DayPlaces,
    FeastWorked,
    Instance,
    Lock,
    Municipality,
    PastShift,
    Succession,
    TypeLimit,
    YearToDate,
)
from vaktplan.domain.people import Absence, Competence, Doctor, Exemption, Pairing, Supervision, Wish
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Line, ShiftType
from vaktplan.rulebook.book import Book

PLANTS = Path(__file__).parent / "plants.toml"
Found = tuple[str, str, str | None, int]
FACTS = {
    "absences": Absence,
    "exemptions": Exemption,
    "wishes": Wish,
    "carried": Carried,
    "feasts_worked": FeastWorked,
    "year_to_date": YearToDate,
    "municipalities": Municipality,
    "pairings": Pairing,
    "supervisions": Supervision,
    "successions": Succession,
    "type_limits": TypeLimit,
    "day_places": DayPlaces,
}


def _ref(text: str) -> str:
    day, type_ = text.split(" ", 1)
    return f"{day}:{type_}"


def _found(table: Mapping[str, Any]) -> Found:
    return (table["rule"], table.get("part", "main"), table.get("doctor"), table["amount"])


def _changed(person: Doctor, fields: Mapping[str, Any]) -> Doctor:
    facts = {**dict(person.competence), **fields.get("competence", {})}
    return Doctor(**{**dict(person), **fields, "competence": Competence(**facts)})


class Plant:
    """One planted breach."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.name: str = table["name"]
        self.town: str = table.get("town", "påske")
        self.breach = _found(table["breach"])
        self.also = [_found(b) for b in table.get("also", [])]
        self._table = table

    def __repr__(self) -> str:
        return f"{self.breach[0]}: {self.name}"

    def instance(self) -> Instance:
        """The town with the plant's facts."""
        t = self._table
        change, lines = t.get("change", {}), t.get("lines", {})
        fields: dict[str, Any] = {
            "doctors": tuple(_changed(d, change[d.id]) if d.id in change else d for d in doctors()),
            "lines": tuple(Line(**{**dict(each), **lines.get(each.id, {})}) for each in LINES),
            "history": tuple(
                PastShift(doctor=d, date=s.split(" ")[0], shift_type=s.split(" ")[1])  # type: ignore[arg-type]
                for d, shifts in t.get("past", {}).items()
                for s in shifts
            ),
        }
        for name, kind in FACTS.items():
            fields[name] = tuple(kind(**row) for row in t.get(name, []))
        fields |= {name: t[name] for name in ("discussed", "published") if name in t}
        types = t.get("types", {})
        fields["shift_types"] = tuple(
            ShiftType(**{**dict(each), **types.get(each.id, {})}) for each in town(self.town).shift_types
        )
        for name in ("locks", "base"):
            pairs = t.get(name, {}).items()
            fields[name] = tuple(Lock(doctor=d, shift=_ref(s)) for d, shifts in pairs for s in shifts)
        return town(self.town, **fields)

    def book(self) -> Book:
        """The kit's book with the plant's parameters."""
        book = BOOK
        for rule, params in self._table.get("params", {}).items():
            book = with_params(book, rule, params)
        return book

    def roster(self) -> Roster:
        """The lawful roster with the plant's edits."""
        t = self._table
        pairs = set(lawful_roster(self.town).pairs)
        held = {s for _, s in pairs}
        for doctor, shifts in t.get("drop", {}).items():
            pairs -= {(doctor, _ref(s)) for s in shifts}
        for doctor, shifts in t.get("give", {}).items():
            for shift in map(_ref, shifts):
                if shift not in held:
                    raise ValueError(f"{self.name}: nobody has {shift}")
                holders = sorted(d for d, s in pairs if s == shift)
                giver = next((d for d in t.get("give_from", holders) if d in holders), None)
                pairs -= {(giver, shift)}
                pairs |= {(doctor, shift)}
        for doctor, shifts in t.get("add", {}).items():
            pairs |= {(doctor, _ref(s)) for s in shifts}
        return Roster.of(pairs)


def plants() -> list[Plant]:
    """Every planted breach."""
    return [Plant(t) for t in tomllib.loads(PLANTS.read_text(encoding="utf-8"))["plant"]]
