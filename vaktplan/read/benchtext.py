"""The lines of the public shift-scheduling format: sections of cells, and every fault with its line and column."""

import re
from collections.abc import Container
from typing import NamedTuple

from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _
from vaktplan.text import did_you_mean, has_refused, key, shown

HORIZON, SHIFTS, STAFF, DAYS_OFF = "SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF", "SECTION_DAYS_OFF"
ON, OFF, COVER = "SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS", "SECTION_COVER"
SECTIONS = (HORIZON, SHIFTS, STAFF, DAYS_OFF, ON, OFF, COVER)
REQUIRED = (HORIZON, SHIFTS, STAFF, COVER)
MOST_FAULTS = 100  # told one by one; the rest are counted
LONGEST_ID = 40
_WHOLE = re.compile(r"-?[0-9]+")


class Cell(NamedTuple):
    """A piece of text between two commas, and where it stands; both are counted from 1."""

    text: str
    line: int
    column: int


Row = list[Cell]


class Told:
    """The faults of one file, in the order of its lines."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._found: list[tuple[int, int, Fault]] = []

    def fault(self, cell: Cell, what: str, hint: str, code: str) -> None:
        """Note what is wrong at a cell."""
        where = f"{self.name}:{cell.line}:{cell.column}"
        self._found.append((cell.line, cell.column, Fault(where, what, hint, code)))

    def settle(self) -> None:
        """Raise InvalidInput with the faults, the first many one by one, when there are any."""
        if not self._found:
            return
        faults = list(dict.fromkeys(f for _line, _column, f in sorted(self._found)))
        rest = len(faults) - MOST_FAULTS
        if rest > 0:
            what = _("og {antall} feil til").format(antall=rest)
            more = Fault(self.name, what, _("Rett de første, og les filen på nytt."), "more-faults")
            faults = [*faults[:MOST_FAULTS], more]
        raise InvalidInput(faults)

    def whole(self, cell: Cell, least: int, most: int) -> int | None:
        """The whole number of a cell; None, with a fault, when it is none or outside its limits."""
        if not _WHOLE.fullmatch(cell.text):
            hint = _("Skriv et helt tall fra {fra} til {til}.").format(fra=least, til=most)
            what = _("«{tekst}» er ikke et helt tall").format(tekst=shown(cell.text))
            self.fault(cell, what, hint, "not-a-number")
            return None
        value = int(cell.text) if len(cell.text) < 12 else most + 1
        if not least <= value <= most:
            hint = _("Tallet må være fra {fra} til {til}.").format(fra=least, til=most)
            what = _("tallet {tall} er utenfor det som kan brukes").format(tall=shown(cell.text))
            self.fault(cell, what, hint, "out-of-range")
            return None
        return value

    def fresh_id(self, cell: Cell, known: set[str]) -> str | None:
        """The new id in a cell; None, with a fault, when it cannot be one. `known` are the keys of those before."""
        if not cell.text or len(cell.text) > LONGEST_ID or has_refused(cell.text):
            hint = _("Skriv en kort nøkkel på 1 til {mest} tegn.").format(mest=LONGEST_ID)
            self.fault(
                cell, _("«{tekst}» kan ikke være en id").format(tekst=shown(cell.text)), hint, "bad-id"
            )
            return None
        if key(cell.text) in known:
            what = _("id-en «{id}» finnes fra før").format(id=shown(cell.text))
            hint = _("Gi hver sin id; store og små bokstaver regnes som like.")
            self.fault(cell, what, hint, "duplicate-id")
            return None
        known.add(key(cell.text))
        return cell.text

    def known_id(self, cell: Cell, known: Container[str]) -> str | None:
        """The id in a cell; None, with a fault, when nothing has it."""
        if cell.text in known:
            return cell.text
        what = _("id-en «{id}» er ukjent").format(id=shown(cell.text))
        self.fault(cell, what, _("Bruk en id fra listen tidligere i filen."), "unknown-id")
        return None

    def few_enough(self, rows: list[Row], most: int) -> list[Row]:
        """The rows of a section, with a fault when they are more than can be used."""
        if len(rows) > most:
            what = _("delen har {antall} linjer").format(antall=len(rows))
            self.fault(rows[most][0], what, _("Den kan ha høyst {mest}.").format(mest=most), "too-many-rows")
        return rows[:most]

    def sized(self, row: Row, least: int, most: int | None) -> bool:
        """Whether a row has as many cells as it should, with a fault when it has not."""
        if len(row) >= least and (most is None or len(row) <= most):
            return True
        cell = row[-1] if len(row) < least else row[most or 0]
        what = _("linjen har {antall} felt").format(antall=len(row))
        hint = _("Den skal ha {antall}, med komma mellom.").format(antall=least)
        self.fault(cell, what, hint, "wrong-number-of-fields")
        return False


def pieces(cell: Cell, mark: str) -> Row:
    """The parts of a cell between marks; nothing of an empty cell."""
    return _split(cell.text, mark, cell.line, cell.column) if cell.text else []


def sections(text: str, told: Told) -> dict[str, list[Row]]:
    """The rows of each section; what stands outside them, is unknown or is missing is told."""
    found: dict[str, list[Row]] = {}
    rows: list[Row] | None = None
    outside = False
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        cells = _split(line, ",", number, 1)
        if stripped.startswith("SECTION_"):
            rows = _begin(cells[0], found, told)
            outside = True
        elif rows is not None:
            rows.append(cells)
        elif not outside:
            outside = True
            hint = _("Filen skal begynne med {navn}.").format(navn=HORIZON)
            told.fault(cells[0], _("linjen står ikke i noen del av filen"), hint, "no-section")
    for name in REQUIRED:
        if not found.get(name):
            last = Cell("", len(lines), len(lines[-1]) + 1)
            what = _("delen {navn} mangler eller er tom").format(navn=name)
            told.fault(last, what, _("Hent en hel kopi av filen."), "missing-section")
    return found


def _begin(cell: Cell, found: dict[str, list[Row]], told: Told) -> list[Row] | None:
    """The rows to fill of the section that a line names; None of one that is not to be read."""
    if cell.text not in SECTIONS:
        what = _("delen «{navn}» er ukjent").format(navn=shown(cell.text))
        hint = did_you_mean(cell.text[:LONGEST_ID], SECTIONS) or _("Delene er {navn}.").format(
            navn=", ".join(SECTIONS)
        )
        told.fault(cell, what, hint, "unknown-section")
        return None
    if cell.text in found:
        what = _("delen {navn} finnes to ganger").format(navn=cell.text)
        told.fault(cell, what, _("Slå de to sammen."), "duplicate-section")
        return None
    found[cell.text] = []
    return found[cell.text]


def _split(text: str, mark: str, line: int, start: int) -> Row:
    cells, column = [], start
    for piece in text.split(mark):
        lead = len(piece) - len(piece.lstrip())
        cells.append(Cell(piece.strip(), line, column + (lead if piece.strip() else 0)))
        column += len(piece) + len(mark)
    return cells
