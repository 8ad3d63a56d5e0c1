"""The cells of a sweep in words, in the order of its matrix, and how grave each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vaktplan.domain.people import Scope
from vaktplan.i18n import N_, _

from . import words

FELT_MUCH = {"load": 10.0}  # per cent; of the others half a duty more in the period
HALF = 0.5
STATES = {
    "free": N_("uten ulempe"),
    "burden": N_("mer på andre"),
    "breaks": N_("udekket, bevist"),
    "unproven": N_("ikke avklart"),
    "impossible": N_("ingen lovlig plan"),
    "settled": N_("ikke noe å avgjøre"),
    "failed": N_("feilet"),
    "missing": N_("gjenstår"),
}
SETTLED = {
    "is-a-right": N_("er en rett"),
    "already-granted": N_("er innvilget"),
    "no-duty": N_("ingen slik vakt"),
    "no-change": N_("berører ikke"),
    "locked": N_("er låst til vakt"),
}
OTHERWISE = N_("kan ikke innvilges slik")
_MORE = {
    "nights": N_("+{n} netter for {lege}"),
    "weekends": N_("+{n} helger for {lege}"),
    "feasts": N_("+{n} høytidsvakter for {lege}"),
    "bakvakt": N_("+{n} bakvakter for {lege}"),
    "load": N_("+{n} % belastning for {lege}"),
}


@dataclass(frozen=True)
class Grade:
    """How grave a cell is: its number, its colour, and what that means."""

    number: int
    color: str
    meaning: str


GRADES = (
    Grade(
        0, "EDEDED", N_("ikke noe å avgjøre: en rett, innvilget fra før, låst til vakt, eller uten virkning")
    ),
    Grade(1, "CFE8CF", N_("uten ulempe: alt kan dekkes, og ingen får 0,1 vakt eller 5 % belastning mer")),
    Grade(2, "E9F0C4", N_("alt kan dekkes, og ingen får så mye som en halv vakt eller 10 % belastning mer")),
    Grade(
        3, "FBE3A1", N_("alt kan dekkes, og noen får en halv vakt eller 10 % belastning mer, eller over det")
    ),
    Grade(4, "D9CCEB", N_("ikke avklart: ingen plan uten hull er funnet, og ingen er utelukket")),
    Grade(5, "F0A8A0", N_("bevist: flere plasser blir udekket, uansett hvem som tar hva")),
    Grade(6, "C9D7E8", N_("feilet, eller ikke kommet til")),
)
_NUMBERS = {
    "free": 1,
    "unproven": 4,
    "breaks": 5,
    "impossible": 5,
    "settled": 0,
    "failed": 6,
    "missing": 6,
}


@dataclass(frozen=True)
class Matrix:
    """Rows (key, title), columns (key, title), and the cells by both keys."""

    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[str, str], Mapping[str, Any]]


def matrix(document: Mapping[str, Any]) -> Matrix:
    """The cells of a sweep's document as rows and columns: scope by scope, each month by month."""
    cells: Sequence[Mapping[str, Any]] = document["cells"]
    rows = {row_key(c): str(c["row"]) for c in cells}
    scopes = list(dict.fromkeys(str(c["scope"] or "") for c in cells))
    columns = {c["column"]: column_title(c) for c in sorted(cells, key=lambda c: _place(c, scopes))}
    return Matrix(
        tuple(rows.items()), tuple(columns.items()), {(row_key(c), str(c["column"])): c for c in cells}
    )


def row_key(cell: Mapping[str, Any]) -> str:
    """What tells a row from others: two doctors may have one name."""
    return str(cell["doctor"] or cell["row"])


def _place(cell: Mapping[str, Any], scopes: Sequence[str]) -> tuple[int, str]:
    return scopes.index(str(cell["scope"] or "")), str(cell["month"])


def column_title(cell: Mapping[str, Any]) -> str:
    """The scope and the month of a column."""
    month = words.month(date.fromisoformat(f"{cell['month']}-01"))
    if not cell["scope"]:
        return month
    named = Scope(cell["scope"])
    scope = _("alt") if named is Scope.ALL else _(words.SCOPES[named])
    return f"{scope}, {month}"


def cell_text(cell: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A cell in a few words."""
    state = cell["state"]
    if state == "settled":
        settled = SETTLED.get(cell["settled"], OTHERWISE)
        return _(settled)
    if state == "burden":
        felt = cell["felt"]
        more = _MORE[felt["measure"]]
        return _(more).format(n=words.number(_felt(cell)), lege=short_name(felt["doctor"], names))
    if state in ("breaks", "unproven"):
        return _open_text(cell)
    return _(STATES[state])


def _felt(cell: Mapping[str, Any]) -> float:
    """How much more somebody carries: in duties, or of load in per cent of what it was."""
    felt = cell["felt"]
    more = float(felt["more"])
    return 100 * more / felt["before"] if felt["measure"] == "load" and felt["before"] else more


def _open_text(cell: Mapping[str, Any]) -> str:
    proven = cell["state"] == "breaks"
    if not cell["open"]:
        return _("flere udekket") if proven else _("ikke avklart")
    week = date.fromisoformat(cell["first_open"]).isocalendar().week
    if proven and cell["proven"]:
        return _("{n} udekket fra uke {uke}").format(n=cell["extra"], uke=week)
    if proven:
        return _("udekket fra uke {uke}, høyst {n}").format(n=cell["extra"], uke=week)
    return _("høyst {n} udekket, ikke bevist").format(n=cell["extra"])


def short_name(doctor: str, names: Mapping[str, str]) -> str:
    """The surname of a doctor, or the whole name when others have the same."""
    name = words.clean(names.get(doctor, doctor))
    last = name.split()[-1] if name.split() else doctor
    alike = sum(other.split()[-1:] == [last] for other in names.values())
    return last if alike == 1 else name


def grade(cell: Mapping[str, Any]) -> Grade:
    """How grave a cell is."""
    if cell["state"] == "burden":
        return GRADES[3 if _felt(cell) >= FELT_MUCH.get(cell["felt"]["measure"], HALF) else 2]
    return GRADES[_NUMBERS[cell["state"]]]


def decider_note() -> str:
    """Whom the files are for."""
    return _("For den som avgjør: har navn på leger. Ikke heng opp.")


def assumed() -> str:
    """What a cell stands on."""
    return _(
        "Hver rute er én endring alene, i sin måned: fra den første i måneden, med det planen før har etterlatt. "
        "Uken er den første med hull i den beste planen som ble funnet; en annen like god plan kan ha hullet senere."
    )
