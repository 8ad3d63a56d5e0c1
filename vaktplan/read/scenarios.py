"""A file of scenarios (TOML): each a name and a list of changes; everything wrong with it is told at once."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.norm_file import unknown_keys
from vaktplan.rulebook.present import check_covers, dates_needed
from vaktplan.text import key, shown
from vaktplan.whatif.changes import OtherBook
from vaktplan.whatif.scenario import Scenario, applied

from .changes import Wanted, built, from_id
from .guard import MIB, text_of
from .models import book_of

MOST = 500  # scenarios in a file
_EXAMPLE = '"grant:F12:natt:2027-02-01:2027-12-31", {kind = "leave", doctor = "F02", first = 2027-03-01}'


def read_scenarios(
    path: Path, instance: Instance, book: Book, folder: Path | None = None
) -> tuple[Scenario, ...]:
    """The scenarios of a file, each checked against the instance. Raises InvalidInput with all faults at once.

    A fault's place is file, scenario, the change's number and its field: "hva-hvis.toml: To fritak: 2: last". Books are
    looked for in `folder` (the workbook's), then among those of vaktplan.
    """
    faults: list[Fault] = []
    found = []
    for where, name, wanted in _wanted(path.name, _data(path), faults):
        changes, wrong = built(wanted, instance, book)
        faults += wrong
        scenario = Scenario(name=name, changes=tuple(changes))
        faults += _book_faults(where, instance, book, scenario, folder)

        found.append(scenario)
    if faults:
        raise InvalidInput(faults)
    return tuple(found)


def _data(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text_of(path, path.name, MIB))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        what = _("filen er ikke gyldig TOML: {feil}").format(feil=error)
        raise InvalidInput.one(path.name, what, _("rett linjen som er nevnt"), "bad-toml") from None


def _wanted(
    file: str, data: Mapping[str, Any], faults: list[Fault]
) -> Iterator[tuple[str, str, list[Wanted]]]:
    """Each scenario's place, name and changes as they are written; what has no meaning is added to the faults."""
    faults += unknown_keys(file, data, ("scenario",), "unknown-field")
    rows = data.get("scenario", [])
    if not isinstance(rows, list) or not rows or not all(isinstance(r, Mapping) for r in rows):
        hint = _('skriv [[scenario]] og under den name = "…" og changes = [ … ]')
        faults.append(Fault(file, _("filen har ingen scenarier"), hint, "no-scenarios"))
        return
    if len(rows) > MOST:
        what = _("filen har {n} scenarier").format(n=len(rows))
        faults.append(
            Fault(file, what, _("del den: høyst {mest} i hver").format(mest=MOST), "too-many-scenarios")
        )
        return
    seen: set[str] = set()
    for n, row in enumerate(rows, 1):
        name = row.get("name")
        where = f"{file}: {shown(name) if isinstance(name, str) and name.strip() else n}"
        before = len(faults)
        faults += unknown_keys(where, row, ("name", "changes"), "unknown-field")
        faults += _name_faults(where, name, seen)
        wanted = list(_changes(where, row.get("changes", []), faults))
        if len(faults) == before or wanted:
            yield where, str(name), wanted


def _name_faults(where: str, name: object, seen: set[str]) -> list[Fault]:
    if not isinstance(name, str) or not name.strip():
        what = _("scenariet har ikke noe navn")
        return [Fault(where, what, _('skriv name = "…", slik det skal stå i svaret'), "missing-field")]
    if key(name) in seen:
        return [Fault(where, _("to scenarier har samme navn"), _("gi det ene et annet"), "duplicate-name")]
    seen.add(key(name))
    return []


def _changes(where: str, rows: object, faults: list[Fault]) -> Iterator[Wanted]:
    hint = _("skriv changes = [{eksempel}], eller [] for planen som den er").format(eksempel=_EXAMPLE)
    if not isinstance(rows, list):
        faults.append(Fault(where, _("changes er ikke en liste"), hint, "wrong-type"))
        return
    for n, row in enumerate(rows, 1):
        place = f"{where}: {n}"
        if isinstance(row, str):
            wanted = from_id(row)
            yield Wanted(place, wanted.kind, wanted.values, wanted.spare)
        elif isinstance(row, Mapping) and isinstance(row.get("kind"), str):
            yield Wanted(place, row["kind"], {k: v for k, v in row.items() if k != "kind"})
        else:
            faults.append(
                Fault(place, _("endringen sier ikke av hvilket slag den er"), hint, "missing-field")
            )


def _book_faults(
    where: str, instance: Instance, book: Book, scenario: Scenario, folder: Path | None
) -> list[Fault]:
    """What is wrong with the book that a scenario puts in place of the common one."""
    if not any(isinstance(c, OtherBook) for c in scenario.changes):
        return []
    changed = applied(instance, book, scenario)
    try:
        check_covers(book_of(changed, folder), *dates_needed(changed))
    except InvalidInput as error:
        return [Fault(f"{where}: {f.where}", f.what, f.hint, f.code) for f in error.faults]
    return []


def scenarios_text(scenarios: Sequence[Scenario]) -> str:
    """The text of a file that reads back as the same scenarios (of the same instance)."""
    return "\n".join(_scenario_text(s) for s in scenarios)


def _scenario_text(scenario: Scenario) -> str:
    rows = "".join(
        f"  {_toml(c.model_dump(exclude_defaults=True) | {'kind': c.kind})},\n" for c in scenario.changes
    )
    return f"[[scenario]]\nname = {_toml(scenario.name)}\nchanges = [\n{rows}]\n"


def _toml(value: object) -> str:
    """A value as TOML writes it on one line; what is None is left out."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items() if v is not None) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return _toml(value.value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, str):
        return '"' + "".join(_escaped(c) for c in value) + '"'
    return repr(value)


def _escaped(c: str) -> str:
    return f"\\u{ord(c):04x}" if c in '"\\' or ord(c) < 32 or ord(c) == 127 else c
