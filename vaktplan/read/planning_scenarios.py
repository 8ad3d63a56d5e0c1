"""A file of planning scenarios (TOML): each a choice that changes the facts; everything wrong is told at once."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _
from vaktplan.planning.plan import Scenario
from vaktplan.rulebook.norm_file import unknown_keys
from vaktplan.text import did_you_mean, has_refused, key, shown

from .guard import MIB, text_of
from .planning_sheets import ALTERNATIVES

MOST = 20  # scenarios that one page can compare
_LIMITS: Mapping[str, tuple[float, float]] = {
    "employed_duty_doctors": (0, 50),
    "lis1_posts": (0, 500),
    "list_length_goal": (200, 2500),
    "nights_kept": (0, 1),
    "retire_at": (50, 80),
    "extra_hjemler": (-200, 200),
    "yearly_cost": (-1e9, 1e9),
}
_WHOLE = ("employed_duty_doctors", "lis1_posts", "list_length_goal", "retire_at", "extra_hjemler")
_TEXTS = ("name", "title", "alternative", "cost_note")
LONGEST = 200


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """The scenarios of a file, in its order. Raises InvalidInput with all faults at once.

    A fault's place is the file, the scenario's name or number and the field: "valg.toml: deling: nights_kept".
    """
    faults: list[Fault] = []
    found, seen = [], set[str]()
    for number, row in enumerate(_rows(path, faults), 1):
        where = f"{path.name}: {_label(row, number)}"
        wrong = _row_faults(where, row)
        name = row.get("name")
        if isinstance(name, str) and key(name) in seen:
            wrong.append(
                Fault(where, _("to scenarier har samme navn"), _("gi det ene et annet"), "duplicate-name")
            )
        seen.add(key(str(name)))
        faults += wrong
        if not wrong:
            found += _made(where, row, faults)
    if faults:
        raise InvalidInput(faults)
    return tuple(found)


def _rows(path: Path, faults: list[Fault]) -> list[Mapping[str, Any]]:
    try:
        data = tomllib.loads(text_of(path, path.name, MIB))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a ValueError
        what = _("filen er ikke gyldig TOML: {feil}").format(feil=error)
        raise InvalidInput.one(path.name, what, _("rett linjen som er nevnt"), "bad-toml") from None
    faults += unknown_keys(path.name, data, ("scenario",), "unknown-field")
    rows = data.get("scenario", [])
    if not isinstance(rows, list) or not rows or not all(isinstance(r, Mapping) for r in rows):
        hint = _('skriv [[scenario]] og under den name = "deling" og title = "Del nettene med Larvik"')
        faults.append(Fault(path.name, _("filen har ingen scenarier"), hint, "no-scenarios"))
        return []
    if len(rows) > MOST:
        what = _("filen har {n} scenarier").format(n=len(rows))
        hint = _("del den: høyst {mest} i hver").format(mest=MOST)
        faults.append(Fault(path.name, what, hint, "too-many-scenarios"))
        return []
    return rows


def _label(row: Mapping[str, Any], number: int) -> str:
    name = row.get("name")
    return shown(name) if isinstance(name, str) and name.strip() else str(number)


def _row_faults(where: str, row: Mapping[str, Any]) -> list[Fault]:
    faults = unknown_keys(where, row, tuple(Scenario.model_fields), "unknown-field")
    for field in ("name", "title"):
        if field not in row or (isinstance(row[field], str) and not row[field].strip()):
            hint = _('skriv {felt} = "…", slik det skal stå i svaret').format(felt=field)
            faults.append(Fault(f"{where}: {field}", _("feltet mangler"), hint, "missing-field"))
    faults += [f for field, value in row.items() for f in _value_faults(f"{where}: {field}", field, value)]
    return faults


def _value_faults(where: str, field: str, value: object) -> list[Fault]:
    if field in _TEXTS:
        return _text_faults(where, field, value)
    if field not in _LIMITS:
        return []  # told as unknown
    kinds = (int,) if field in _WHOLE else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds):
        what = _("«{verdi}» er ikke et helt tall") if field in _WHOLE else _("«{verdi}» er ikke et tall")
        hint = _("skriv tallet uten anførselstegn, med punktum før desimaler")
        return [Fault(where, what.format(verdi=shown(value)), hint, "wrong-type")]
    low, high = _LIMITS[field]
    if field == "nights_kept" and 1 < value <= 100:
        what = _("andelen er {tall}, altså mer enn alt").format(tall=f"{value:g}")
        hint = _("mente du {tall}? Skriv andelen, ikke prosenten").format(tall=f"{value / 100:g}")
        return [Fault(where, what, hint, "percent-or-share")]
    if not low <= value <= high:
        what = _("{tall} er utenfor grensene").format(tall=shown(value))
        hint = _("skriv et tall fra {lav} til {høy}").format(lav=f"{low:g}", høy=f"{high:g}")
        return [Fault(where, what, hint, "out-of-range")]
    return []


def _text_faults(where: str, field: str, value: object) -> list[Fault]:
    if not isinstance(value, str):
        what = _("«{verdi}» er ikke en tekst").format(verdi=shown(value))
        return [Fault(where, what, _("skriv teksten i anførselstegn"), "wrong-type")]
    if has_refused(value) or len(value) > LONGEST:
        what = _("teksten har usynlige tegn eller er for lang")
        hint = _("skriv høyst {antall} tegn på én linje").format(antall=LONGEST)
        return [Fault(where, what, hint, "bad-text")]
    if field == "alternative" and value not in ALTERNATIVES:
        what = _("«{verdi}» er ikke et alternativ i framskrivingen").format(verdi=shown(value))
        hint = did_you_mean(value, ALTERNATIVES) or _("skriv hovedalternativet, lav eller høy")
        return [Fault(where, what, hint, "unknown-word")]
    return []


def _made(where: str, row: Mapping[str, Any], faults: list[Fault]) -> list[Scenario]:
    try:
        return [Scenario(**row)]
    except ValidationError:
        faults.append(Fault(where, _("scenariet kan ikke brukes"), _("Rett opp feltene."), "wrong-value"))
        return []
