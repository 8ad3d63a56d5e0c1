"""The sheet Kommuner: shares that make a whole, names that fit the other sheets, and the books of their own."""

from collections.abc import Mapping
from pathlib import Path

from vaktplan.errors import InvalidInput
from vaktplan.i18n import _, language
from vaktplan.rulebook.book import Book
from vaktplan.text import did_you_mean, key, shown

from . import service_sheets
from .facts import Facts
from .models import load_book
from .notes import Notes
from .setup import Setup
from .tables import Row

_TOLERANCE = 0.01


def check(facts: Facts, setup: Setup, notes: Notes) -> None:
    """Note shares, names and rows of municipalities that do not hold together."""
    _check_once(facts, notes)
    named = [r.values["name"] for r in facts.rows(service_sheets.MUNICIPALITIES) if "name" in r.values]
    if any("share_percent" in row.values for row in facts.rows(service_sheets.MUNICIPALITIES)):
        _check_sum(facts, notes)
        _check_all_there(facts, named, notes)
    else:
        _warn_lines(facts, setup, notes)
    _warn_idle(facts, setup, notes)


def _check_once(facts: Facts, notes: Notes) -> None:
    seen: dict[str, Row] = {}
    for row in facts.rows(service_sheets.MUNICIPALITIES):
        name = row.values.get("name", "")
        first = seen.setdefault(key(name), row)
        if name and first is not row:
            what = _("kommunen «{navn}» står også i {celle}").format(
                navn=shown(name), celle=first.where("name")
            )
            hint = _("Slå sammen rad {a} og rad {b} til én.").format(a=first.number, b=row.number)
            notes.fault(row.where("name"), what, hint, "duplicate-row")


def _check_sum(facts: Facts, notes: Notes) -> None:
    """The shares are 100 % together; not judged when some of them cannot be read."""
    rows = facts.rows(service_sheets.MUNICIPALITIES)
    given = [row for row in rows if "share_percent" in row.values]
    total = sum(row.values["share_percent"] for row in given)
    if abs(total - 100) <= _TOLERANCE or any("share_percent" in row.bad for row in rows):
        return
    told = " + ".join(_number(row.values["share_percent"]) for row in given)
    what = _("andelene er {sum} % til sammen ({ledd})").format(sum=_number(total), ledd=told)
    hint = _("Rett andelene så de blir 100 % til sammen, eller la alle stå tomme.")
    notes.fault(given[0].where("share_percent"), what, hint, "shares-not-100")


def _number(value: float) -> str:
    text = f"{value:.10g}"
    return text if language() == "en" else text.replace(".", ",")


def _check_all_there(facts: Facts, named: list[str], notes: Notes) -> None:
    """Every municipality that has a doctor or a line is among those that share; each missing one is told once."""
    told: set[str] = set()
    homes = [(row.where("municipality"), d.municipality) for row, d in facts.doctors]
    lines = [(row.where("municipalities"), name) for row, line in facts.lines for name in line.municipalities]
    for where, name in (*homes, *lines):
        if name and name not in named and name not in told:
            told.add(name)
            what = _("kommunen «{navn}» står ikke i arket {ark}").format(
                navn=shown(name), ark=service_sheets.MUNICIPALITIES.name
            )
            hint = _("Legg den til der, med andel, eller rett navnet.")
            notes.fault(where, what, f"{did_you_mean(name, named)} {hint}".strip(), "unknown-municipality")


def _warn_lines(facts: Facts, setup: Setup, notes: Notes) -> None:
    known = {d.municipality: None for _row, d in facts.doctors}
    known[setup.municipality] = None
    for row, line in facts.lines:
        for name in line.municipalities:
            if name not in known:
                what = _("ingen lege er fra kommunen «{navn}»").format(navn=shown(name))
                hint = did_you_mean(name, known)
                notes.warn(row.where("municipalities"), what, hint, "unknown-municipality")


def _warn_idle(facts: Facts, setup: Setup, notes: Notes) -> None:
    """A row of Kommuner that fits no doctor and no line changes nothing, which is seldom what was meant."""
    used = {d.municipality: None for _row, d in facts.doctors}
    used |= {name: None for _row, line in facts.lines for name in line.municipalities}
    used[setup.municipality] = None
    for row, place in facts.municipalities:
        if place.name not in used:
            what = _("ingen lege eller linje er fra kommunen «{navn}»").format(navn=shown(place.name))
            notes.warn(row.where("name"), what, did_you_mean(place.name, used), "unknown-municipality")


def own_books(facts: Facts, common: object, folder: Path, notes: Notes) -> Mapping[str, Book]:
    """The book of each municipality that names another than the common one; what is wrong with any is noted."""
    found = {}
    for row, place in facts.municipalities:
        if place.book and place.book != common:
            book = load(place.book, row.where("book"), folder, notes)
            if book is not None:
                found[place.name] = book
    return found


def load(name: str, where: str, folder: Path, notes: Notes) -> Book | None:
    """The book of a name that stands in a cell; None when it cannot be used, and every reason is noted."""
    try:
        return load_book(name, folder)
    except InvalidInput as error:
        for f in error.faults:
            notes.fault(where if f.code == "unknown-book" else f.where, f.what, f.hint, f.code)
        return None
