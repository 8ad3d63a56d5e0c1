"""Named changes as people write them: the short form of the command line, and the fields of a table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, Scope
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import N_, _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.norm_file import unknown_keys
from vaktplan.text import did_you_mean, either, key, shown
from vaktplan.whatif.changes import KINDS, Away, Change, ShareNights, night_types
from vaktplan.whatif.naming import doctor_named, unknown_doctor
from vaktplan.whatif.scenario import Scenario

from .forms import FORMS, ILL
from .words import SCOPES, YES_NO

__all__ = [
    "FORMS",
    "ILL",
    "Wanted",
    "built",
    "first_day",
    "from_id",
    "made",
    "parse_change",
    "scenario_of",
    "short_form",
]

_SCOPES = {
    **{key(word): scope for word, scope in SCOPES.items()},
    **{scope.value: scope for scope in Scope},
    "alt": Scope.ALL,
}
_YES_NO = {**YES_NO, "yes": True, "no": False}


@dataclass(frozen=True)
class Wanted:
    """A change as it was written: where, of what kind, and its fields, nothing of them judged."""

    where: str
    kind: str
    values: Mapping[str, Any]
    spare: str = ""  # what was written after the last field


def short_form(kind: str, text: str) -> Wanted:
    """A change of the command line: "--grant LEGE:OMFANG:FRA:TIL"; an empty field is left out."""
    fields = tuple(n for n in _fields(kind) if n != "given")
    parts = text.split(":")
    values = {name: part.strip() for name, part in zip(fields, parts, strict=False) if part.strip()}
    return Wanted(f"--{kind} {shown(text)}", kind, values, ":".join(parts[len(fields) :]))


def from_id(text: str) -> Wanted:
    """A change from its id: "grant:F12:night:2027-02-01"."""
    kind, _colon, rest = text.partition(":")
    found = short_form(kind.strip(), rest)
    return Wanted(shown(text), found.kind, found.values, found.spare)


def parse_change(kind: str, text: str, instance: Instance, book: Book) -> Change:
    """The change of a short form, not yet checked. Raises InvalidInput with every field that cannot be read."""
    change, faults = made(short_form(kind, text), instance, book)
    if change is None:
        raise InvalidInput(faults)
    return change


def scenario_of(options: Iterable[tuple[str, str]], instance: Instance, book: Book, name: str) -> Scenario:
    """The scenario of some short forms, in order, each (kind, text). Raises InvalidInput with all faults at once."""
    changes, faults = built([short_form(kind, text) for kind, text in options], instance, book)
    if faults:
        raise InvalidInput(faults)
    return Scenario(name=name, changes=tuple(changes))


def first_day(options: Iterable[tuple[str, str]]) -> date | None:
    """The earliest first date of some short forms; None when one of them names none that can be read."""
    days = []
    for kind, text in options:
        try:
            days.append(_day(short_form(kind, text).values["first"]))
        except (KeyError, ValueError, TypeError):
            return None
    return min(days, default=None)


def built(every: Iterable[Wanted], instance: Instance, book: Book) -> tuple[list[Change], list[Fault]]:
    """The changes that were meant, each read and checked as those before it leave the instance, and every fault."""
    changes, faults = [], []
    for wanted in every:
        change, wrong = made(wanted, instance, book)
        if change is not None:
            wrong = [_placed(wanted, f) for f in change.check(instance, book)]
        if change is not None and not wrong:
            changes.append(change)
            instance = change.apply(instance)
        faults += wrong
    return changes, faults


def made(wanted: Wanted, instance: Instance, book: Book) -> tuple[Change | None, list[Fault]]:
    """The change that was meant; None, with every fault of its fields, when it cannot be read."""
    cls = KINDS.get("away" if wanted.kind == ILL else wanted.kind)
    if cls is None:
        return None, [_unknown_kind(wanted)]
    fields = {n: f for n, f in cls.model_fields.items() if n in _fields(wanted.kind)}
    faults = [*_spare(wanted), *unknown_keys("", wanted.values, fields, "unknown-field")]
    found: dict[str, Any] = {"owed": False} if wanted.kind == ILL else {}
    if cls is ShareNights:
        found["types"] = night_types(instance, book)
    for name, field in fields.items():
        if name in wanted.values:
            value = _value(name, wanted.values[name], instance)
            if isinstance(value, Fault):
                faults.append(value)
            else:
                found[name] = value
        elif field.is_required() and name not in found:
            faults.append(_missing(wanted.kind, name))
    if faults:
        return None, [_placed(wanted, f) for f in faults]
    return cls(**found), []


def _fields(kind: str) -> tuple[str, ...]:
    """The fields of a kind, in the order of the short form."""
    cls = Away if kind == ILL else KINDS.get(kind)
    names = cls.model_fields if cls is not None else {}
    return tuple(n for n in names if n != "kind" and not (kind == ILL and n == "owed"))


def _placed(wanted: Wanted, fault: Fault) -> Fault:
    where = f"{wanted.where}: {fault.where}" if fault.where else wanted.where
    return Fault(where, fault.what, fault.hint, fault.code)


def _unknown_kind(wanted: Wanted) -> Fault:
    what = _("det finnes ingen endring «{navn}»").format(navn=shown(wanted.kind))
    hint = did_you_mean(wanted.kind, FORMS) or _("endringene er: {navn}").format(navn=", ".join(FORMS))
    return Fault(wanted.where, what, hint, "unknown-change")


def _spare(wanted: Wanted) -> list[Fault]:
    if not wanted.spare:
        return []
    what = _("«{tekst}» er ett ledd for mye").format(tekst=shown(wanted.spare))
    return [Fault("", what, _write_as(wanted.kind), "too-many-fields")]


def _missing(kind: str, field: str) -> Fault:
    what = _("feltet «{felt}» mangler").format(felt=field)
    return Fault(field, what, _write_as(kind), "missing-field")


def _write_as(kind: str) -> str:
    return _("skriv {form}").format(form=f"--{kind} {_(FORMS[kind])}")


def _value(field: str, value: object, instance: Instance) -> Any:
    """The value of a field as the change holds it, or the Fault of it."""
    if field in ("doctor", "like"):
        found = doctor_named(instance, value) if isinstance(value, str) else None
        return found or unknown_doctor(instance, str(value), field)
    read, expected = _READERS[field]
    try:
        return read(value)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        what = _("passer ikke: {feil}").format(feil=f"{place}: {error.errors()[0]['msg']}")
        return Fault(field, what, _("skriv {ventet}").format(ventet=_(expected)), "wrong-value")
    except (ValueError, TypeError, KeyError):
        what = _("«{felt}» er {verdi}").format(felt=field, verdi=shown(value))
        hint = _("skriv {ventet}").format(ventet=_(expected))
        if field == "scope":
            hint = f"{did_you_mean(str(value), _SCOPES)} {_scopes()}".strip()
        return Fault(field, what, hint, "wrong-value")


def _scopes() -> str:
    return _("omfanget er {ord}").format(ord=either([f"«{w}»" for w in SCOPES]))


def scope_named(word: str) -> Scope | None:
    """The scope of a word, Norwegian or English; None when there is no such."""
    return _SCOPES.get(key(word))


def _scope(value: object) -> Scope:
    return _SCOPES[key(str(value))]


def _day(value: object) -> date:
    """A date of TOML, or a text like 2027-02-01 or 1.2.2027. Raises ValueError."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise TypeError(value)
    text = value.strip()
    if "." in text:
        day, month, year = (int(part) for part in text.split("."))
        return date(year, month, day)
    return date.fromisoformat(text)


def _whole(value: object) -> int:
    """A whole number, or a text of one, with a per cent sign or not. Raises ValueError."""
    if isinstance(value, str):
        return int(value.strip().removesuffix("%").strip())
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise TypeError(value)
    return int(value)


def _yes_no(value: object) -> bool:
    return value if isinstance(value, bool) else _YES_NO[key(str(value))]


def _one_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(value)
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    """A list of texts, or one text with commas. Raises TypeError."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_one_text(v) for v in value)


def _doctor_facts(value: object) -> Doctor:
    return Doctor.model_validate(value)


_READERS: Mapping[str, tuple[Callable[[object], object], str]] = {
    "scope": (_scope, N_("et omfang")),
    "first": (_day, N_("en dato som 2027-02-01")),
    "last": (_day, N_("en dato som 2027-02-01")),
    "percent": (_whole, N_("et helt tall")),
    "count": (_whole, N_("et helt tall")),
    "owed": (_yes_no, N_("ja eller nei")),
    "name": (_one_text, N_("navnet på en regelbok")),
    "types": (_texts, N_("vakttyper med komma mellom")),
    "given": (_doctor_facts, N_("en tabell med legens fakta, som i instance.json")),
}
