"""A book, as plain data, into a Book with every number tied to its norm; everything wrong with it is told at once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from vaktplan.domain.people import Role
from vaktplan.domain.shifts import LineKind
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _

from .book import Book, Night, Standing
from .norm_file import Paper, frozen, is_clock, nearest, parse_norms, parse_paper, unknown_keys
from .norms import Dated, Norm, Value
from .present import canonical, check_covers, dates_needed, in_force
from .rules import (
    RULE_BY_ID,
    RULES,
    Backup,
    Cap,
    Competence,
    Coverage,
    ExemptionRule,
    Level,
    OnePlace,
    Rule,
    Term,
    Tier,
)

__all__ = [
    "COURSES",
    "GROUNDS",
    "Paper",
    "canonical",
    "check_covers",
    "dates_needed",
    "in_force",
    "parse_book",
    "parse_norms",
    "parse_paper",
]

GROUNDS = (
    "specialist",
    "specialist-allmennmedisin",
    "specialising",
    "approved-gp",
    "lis1-done",
    "turnus-done",
    "transition-2017",
    "approved-gp-experienced",
    "service-30-months-experienced",
)
COURSES = ("course-acute", "course-violence")
MAX = 1_000_000  # no parameter of a rule is larger; it keeps costs within what the solver can hold
UNWAIVABLE: tuple[type[Rule], ...] = (Competence, Backup, OnePlace, ExemptionRule)
CLOCKS = ("opens", "closes", "free_until")
DECIMALS = ("week_hours",)
LISTS: Mapping[Any, type[Any]] = {tuple[Role, ...]: Role, tuple[LineKind, ...]: LineKind}
HEAD = ("id", "title", "definitions", "rules")


class _Reader:
    """What reading a book gathers: the faults, and the norms it uses."""

    def __init__(self, where: str, norms: Mapping[str, Norm]) -> None:
        self.where = where
        self.norms = norms
        self.used: dict[str, Norm] = {}
        self.faults: list[Fault] = []

    def fault(self, place: str, what: str, hint: str, code: str) -> None:
        self.faults.append(Fault(f"{self.where}: {place}", what, hint, code))

    def wrong(self, place: str, value: Any, expected: str) -> None:
        what = _("verdien er {verdi}").format(verdi=repr(value))
        self.fault(place, what, _("skriv {ventet}").format(ventet=expected), "wrong-type")

    def unknown(self, place: str, table: Mapping[str, Any], known: Iterable[str], code: str) -> None:
        self.faults += unknown_keys(f"{self.where}: {place}", table, known, code)

    def norm(self, place: str, id: Any) -> Norm | None:
        """A norm by its id; remembered as used."""
        if not isinstance(id, str) or id not in self.norms:
            what = _("ukjent norm «{norm}»").format(norm=id)
            self.fault(place, what, nearest(str(id), self.norms), "unknown-norm")
            return None
        self.used[id] = self.norms[id]
        return self.norms[id]

    def table(self, place: str, value: Any) -> Mapping[str, Any] | None:
        """The value as a table; a fault and nothing when it is none."""
        if isinstance(value, Mapping):
            return value
        if value is None:
            self.fault(
                place, _("tabellen mangler"), _("skriv [{tabell}]").format(tabell=place), "missing-table"
            )
        else:
            self.wrong(place, value, _("en tabell"))
        return None


def parse_book(data: Mapping[str, Any], norms: Mapping[str, Norm], where: str) -> Book:
    """The book that plain data describes. Raises InvalidInput with every fault of it."""
    reader = _Reader(where, norms)
    reader.unknown("", data, HEAD, "unknown-field")
    for key in ("id", "title"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            reader.fault(
                key, _("feltet «{felt}» mangler").format(felt=key), _("skriv en tekst"), "missing-field"
            )
    definitions = reader.table("definitions", data.get("definitions")) or {"night": {}, "standing": {}}
    reader.unknown("definitions", definitions, ("night", "standing"), "unknown-field")
    night = _definition(reader, "definitions.night", Night, definitions.get("night"))
    standing = _definition(reader, "definitions.standing", Standing, definitions.get("standing"))
    rules = _rules(reader, reader.table("rules", data.get("rules")) or {})
    if reader.faults or night is None or standing is None:
        raise InvalidInput(reader.faults)
    used = tuple(reader.used[id] for id in sorted(reader.used))
    return Book(id=data["id"], title=data["title"], night=night, standing=standing, rules=rules, norms=used)


def _definition(reader: _Reader, place: str, kind: type[Any], data: Any) -> Any:
    table = reader.table(place, data)
    return None if table is None else _build(reader, place, kind, table)


def _rules(reader: _Reader, tables: Mapping[str, Any]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for id, data in tables.items():
        if id not in RULE_BY_ID:
            what = _("ukjent regel «{regel}»").format(regel=id)
            reader.fault(f"rules.{id}", what, nearest(id, RULE_BY_ID), "unknown-rule")
            continue
        place = f"rules.{id}"
        table = reader.table(place, data)
        rule = None if table is None else _build(reader, place, RULE_BY_ID[id], table)
        if rule is not None:
            found[id] = rule
            _keep_the_cover_tier(reader, rule)
    _keep_what_no_book_may_waive(reader, found)
    return {kind.id: found[kind.id] for kind in RULES if kind.id in found}


def _keep_what_no_book_may_waive(reader: _Reader, found: Mapping[str, Rule]) -> None:
    """The duties of the law that no municipality can price or leave out: kompetanseforskriften § 3a, FLF § 33 (4)."""
    for kind in UNWAIVABLE:
        rule = found.get(kind.id)
        if rule is None:
            if not reader.faults:
                what = _("regelen «{id}» mangler; den følger av loven").format(id=kind.id)
                reader.fault("rules", what, _("ta den med i regelboken"), "missing-rule")
            continue
        for part in rule.parts:
            if rule.term(part).level is not Level.HARD:
                what = _("regelen kan ikke gjøres til en pris; den følger av loven")
                reader.fault(f"rules.{rule.id}.{part}", what, _('skriv level = "hard"'), "must-be-hard")


def _keep_the_cover_tier(reader: _Reader, rule: Rule) -> None:
    """An empty place costs more than everything else together, and is never an error."""
    for part in rule.parts:
        is_open_place = rule.id == Coverage.id and part in ("open_place", "open_session")
        if is_open_place != (rule.term(part).tier is Tier.COVER):
            what = _("laget «cover» er for udekkede plasser, og bare for dem")
            hint = _("sett coverage.open_place og open_session i laget «cover», og alt annet i et annet lag")
            reader.fault(f"rules.{rule.id}.{part}", what, hint, "cover-tier")


def _build(reader: _Reader, place: str, kind: type[Any], table: Mapping[str, Any]) -> Any:
    """A value of a kind from its table, or nothing when the table has faults."""
    before = len(reader.faults)
    fields: dict[str, FieldInfo] = kind.model_fields
    reader.unknown(place, table, fields, "unknown-parameter")
    built: dict[str, Any] = {}
    for name, field in fields.items():
        if name in table:
            built[name] = _field(reader, f"{place}.{name}", name, field.annotation, table[name])
        elif field.is_required():
            what = _("parameteren «{navn}» mangler").format(navn=name)
            reader.fault(
                place,
                what,
                _("se docs/rules.md, eller kopier den fra en annen regelbok"),
                "missing-parameter",
            )
    if len(reader.faults) > before:
        return None
    try:
        return kind.model_validate(built, strict=True)
    except ValidationError as error:
        for e in error.errors():
            inner = ".".join(str(part) for part in (place, *e["loc"]))
            reader.wrong(
                inner, e["input"] if e["loc"] else dict(table), _expected(e["type"], e.get("ctx", {}))
            )
        return None


def _expected(error: str, context: Mapping[str, Any]) -> str:
    """What a value should have been, by the kind of error."""
    if error.startswith("int"):
        return _("et helt tall")
    if error.startswith("bool"):
        return _("true eller false")
    if error == "greater_than_equal":
        return _("et tall som er minst {tall}").format(tall=context["ge"])
    if error == "less_than_equal":
        return _("et tall som er høyst {tall}").format(tall=context["le"])
    if error == "literal_error":
        return _("en av: {navn}").format(navn=context["expected"].replace(" or ", ", "))
    return _("det som docs/rules.md sier at parameteren tar")


def _field(reader: _Reader, place: str, name: str, annotation: Any, value: Any) -> Any:
    """A parameter in the shape that its type asks for."""
    if annotation is Dated:
        return _dated(reader, place, name, value)
    if annotation is Term:
        return _term(reader, place, value)
    if annotation == tuple[Norm, ...]:
        return _each(reader, place, value, reader.norm)
    if annotation == tuple[Cap, ...]:
        return _each(reader, place, value, lambda at, row: _definition(reader, at, Cap, row))
    if annotation in LISTS:
        return _each(reader, place, value, lambda at, name: _named(reader, at, LISTS[annotation], name))
    for number in value.values() if isinstance(value, Mapping) else (value,):
        if isinstance(number, int) and number >= MAX:
            reader.wrong(place, number, _("et tall under {tall}").format(tall=MAX))
    return value


def _each(reader: _Reader, place: str, value: Any, one: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        reader.wrong(place, value, _("en liste"))
        return ()
    return tuple(one(f"{place}[{i}]", item) for i, item in enumerate(value, start=1))


def _named(reader: _Reader, place: str, kind: type[Any], value: Any) -> Any:
    """A member of an enumeration by its name."""
    names = [member.value for member in kind]
    if value in names:
        return kind(value)
    reader.wrong(place, value, _("en av: {navn}").format(navn=", ".join(names)))
    return None


def _term(reader: _Reader, place: str, value: Any) -> Term | None:
    table = reader.table(place, value)
    if table is None:
        return None
    before = len(reader.faults)
    reader.unknown(place, table, Term.model_fields, "unknown-parameter")
    level = _named(reader, place, Level, table.get("level"))
    needed = ("tier", "weight") if level is Level.SOFT else ()
    for key in ("tier", "weight"):
        if level is not None and (key in table) != (key in needed):
            what = _("en del som er «soft» har «tier» og «weight»; en som er «hard» har ingen av dem")
            hint = _(
                'skriv {{ level = "soft", tier = "people", weight = 3 }} eller {{ level = "hard" }}'
            ).format()
            reader.fault(f"{place}.{key}", what, hint, "level")
    tier = _named(reader, place, Tier, table["tier"]) if "tier" in table else None
    weight = table.get("weight", 0)
    if not isinstance(weight, int) or not _whole(weight):
        reader.wrong(f"{place}.weight", weight, _("et helt tall, 0 eller mer"))
    return Term(level=level, tier=tier, weight=weight) if len(reader.faults) == before else None


def _dated(reader: _Reader, place: str, name: str, value: Any) -> Dated | None:
    """A parameter that is a plain value or a norm, every value of it of the kind its name asks for."""
    if not isinstance(value, Mapping):
        before = len(reader.faults)
        _suits(reader, place, name, frozen(value))
        return Dated(plain=frozen(value)) if len(reader.faults) == before else None
    reader.unknown(place, value, ("norm",), "unknown-parameter")
    norm = reader.norm(place, value.get("norm"))
    if norm is None:
        return None
    for v in norm.values:
        _suits(reader, place, name, v.value)
    return Dated(norm=norm)


def _suits(reader: _Reader, place: str, name: str, value: Value) -> None:
    if name in CLOCKS:
        if not is_clock(value):
            reader.wrong(place, value, _("et klokkeslett, som «15:00»"))
    elif name.endswith(("_grounds", "_grounds_also", "_courses")):
        known = COURSES if name.endswith("_courses") else GROUNDS
        if not isinstance(value, tuple):
            reader.wrong(place, value, _("en liste av navn"))
        for item in value if isinstance(value, tuple) else ():
            if item not in known:
                what = _("ukjent navn «{navn}»").format(navn=item)
                reader.fault(place, what, nearest(str(item), known), "unknown-ground")
    elif name in DECIMALS:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < MAX:
            reader.wrong(place, value, _("et tall, 0 eller mer"))
    elif not _whole(value) or (name == "home_divisor" and value == 0):
        reader.wrong(
            place, value, _("et helt tall, {minst} eller mer").format(minst=int(name == "home_divisor"))
        )


def _whole(value: Value) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < MAX:
        return False
    return isinstance(value, int) or value.is_integer()
