"""A streaming look through the XML of a workbook, so that no far cell or giant merge reaches a parser."""

import re
import zipfile
from pathlib import Path
from xml.parsers import expat

from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.text import shown

from .guard import broken, open_zip, read_bytes

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 200_000
MOST_MERGES = 500
LARGEST_RANGE = 5_000
MOST_ELEMENTS = 1_000_000
_CHUNK = 1 << 18
_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_RANGES = frozenset({"mergeCell", "hyperlink", "comment"})
_SPARE = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")


class _Refused(Exception):
    """Stops the parser: what is wrong, what to do, and the code."""

    def __init__(self, what: str, hint: str, code: str, cell: str = "") -> None:
        super().__init__(code)
        self.what, self.hint, self.code, self.cell = what, hint, code, cell


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for c in letters.upper():
        number = number * 26 + ord(c) - 64
    return number


def corner(ref: str) -> tuple[int, int]:
    """(row, column) of a cell reference. Raises ValueError when it is none."""
    found = _REF.match(ref)
    if not found:
        raise ValueError(ref)
    return int(found[2]), column_number(found[1])


class _Part:
    """The counts of one XML part, kept while it streams by."""

    def __init__(self) -> None:
        self.rows = self.row = self.cells = self.merges = self.elements = 0
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def doctype(self, *_args: object) -> None:
        """No workbook has a DOCTYPE."""
        hint = _("Åpne filen i Excel og lagre den på nytt som .xlsx.")
        raise _Refused(_("filen inneholder XML-deklarasjoner som ikke er lov"), hint, "xml-entities")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count an element and refuse what is too far away or too large."""
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise _Refused(_("filen har for mye innhold"), _smaller(), "too-large")
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes.get("r", ""))
        elif name == "row":
            self.rows += 1
            self.row = int(attributes.get("r", self.row + 1))
            if self.row > MOST_ROWS >= self.rows:
                self._far(f"A{self.row}")
        elif name in _RANGES:
            self._range(name, attributes.get("ref", "A1"))
        elif name == "sheet":
            ids = [v for k, v in attributes.items() if k.rpartition(":")[2] == "id"]
            self.sheets.append((attributes.get("name", ""), ids[0] if ids else ""))
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def _cell(self, ref: str) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS and self.rows <= MOST_ROWS:
            what = _("arket har mer enn {antall} celler").format(antall=MOST_CELLS)
            raise _Refused(what, _smaller(), "too-many-cells")
        if ref:
            row, column = corner(ref)
            if column > MOST_COLUMNS or (row > MOST_ROWS >= self.rows):
                self._far(ref)

    def _far(self, ref: str) -> None:
        what = _("cellen {celle} ligger langt utenfor tabellen").format(celle=shown(ref))
        hint = _(
            "Slett rader og kolonner utenfor tabellen. Høyst {rader} rader og {kolonner} kolonner leses."
        )
        raise _Refused(what, hint.format(rader=MOST_ROWS, kolonner=MOST_COLUMNS), "far-cell", ref)

    def _range(self, name: str, ref: str) -> None:
        self.merges += name == "mergeCell"
        first, _colon, last = ref.partition(":")
        (top, left), (bottom, right) = corner(first), corner(last or first)
        size = (abs(bottom - top) + 1) * (abs(right - left) + 1)
        if self.merges > MOST_MERGES or size > LARGEST_RANGE:
            what = _("området {område} er for stort").format(område=shown(ref))
            hint = _("Opphev sammenslåtte celler: merk dem og velg «Slå sammen celler» en gang til.")
            raise _Refused(what, hint, "large-merge", first)
        if max(top, bottom) > MOST_ROWS or max(left, right) > MOST_COLUMNS:
            self._far(last or first)


def _smaller() -> str:
    return _("Slett innhold som ikke hører til vaktplanen, eller kopier dataene over i en ny mal.")


def _too_many_rows(rows: int) -> _Refused:
    what = _("arket har {antall} rader; høyst {høyst} leses").format(antall=rows, høyst=MOST_ROWS)
    hint = _("Slett radene som ikke trengs. Ingenting er lest.")
    return _Refused(what, hint, "too-many-rows")


def _stream(archive: zipfile.ZipFile, name: str) -> _Part:
    """Parse one XML part piece by piece; past the row limit the rest is only counted."""
    part, rest, tail = _Part(), 0, b""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = part.start
    parser.StartDoctypeDeclHandler = part.doctype
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            if part.rows <= MOST_ROWS:
                parser.Parse(chunk, False)
            else:
                rest += len(re.findall(rb"<row[\s/>]", tail + chunk))
            tail = chunk[-4:]
    if part.rows > MOST_ROWS:
        raise _too_many_rows(part.rows + rest)
    parser.Parse(b"", True)
    return part


def _sheet_names(book: _Part, links: _Part) -> dict[str, str]:
    """Part name → the sheet's name on screen."""
    found = {}
    for name, relation in book.sheets:
        target = links.targets.get(relation, "").removeprefix("/xl/").removeprefix("/")
        found[f"xl/{target}"] = name
    return found


def check(path: Path) -> bytes:
    """The bytes of a workbook that is safe to parse. Raises InvalidInput in words when it is not."""
    data, where = read_bytes(path), path.name
    archive = open_zip(data, where)
    try:
        book, links = (_stream(archive, name) for name in _SPARE)
        names = _sheet_names(book, links)
        for name in archive.namelist():
            if name.casefold().endswith((".xml", ".rels", ".vml")) and name not in _SPARE:
                where = names.get(name, path.name)
                _stream(archive, name)
    except _Refused as e:
        place = f"{where}!{e.cell}" if e.cell and where != path.name else where
        raise InvalidInput.one(place, e.what, e.hint, e.code) from None
    except Exception:  # damaged XML and damaged compression fail in many ways
        raise broken(path.name) from None
    return data
