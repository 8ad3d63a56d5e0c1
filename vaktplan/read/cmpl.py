"""The data files of CMPL: named sets and sparse tables, and every fault with its line and column."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vaktplan.i18n import _
from vaktplan.text import did_you_mean, shown

from .benchtext import Cell, Row, Told

_TOKEN = re.compile(r"[%<>\[\]=,]|[^\s%<>\[\]=,]+")
_SPAN = re.compile(r"([0-9]{1,9})\.\.([0-9]{1,9})")
_MARKS = frozenset("%<>[]=,")

Index = tuple[int, ...]


@dataclass
class Entry:
    """A name and what the file gives it: the words before the bracket, and the rows inside, line by line."""

    name: Cell
    head: Row = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def indices(self) -> tuple[str, ...]:
        """The sets that a table runs over, as in [I, D]."""
        words = [cell.text for cell in self.head]
        if "[" not in words or "]" not in words:
            return ()
        return tuple(w for w in words[words.index("[") + 1 : words.index("]")] if w != ",")

    @property
    def default(self) -> Cell | None:
        """What holds for the indices that are not named."""
        marks = [i for i, cell in enumerate(self.head) if cell.text == "="]
        return self.head[marks[0] + 1] if marks and marks[0] + 1 < len(self.head) else None

    def says(self, word: str) -> bool:
        """Whether a word stands before the bracket, outside the indices."""
        return any(cell.text == word for cell in self.head)


class Data:
    """What one file says, by name; what is asked for and is not there, or not as it should be, is told."""

    def __init__(self, text: str, told: Told) -> None:
        self.told = told
        self._entries = _entries(text, told)
        lines = text.split("\n")
        self._end = Cell("", len(lines), len(lines[-1]) + 1)

    def members(self, name: str, least: int, most: int) -> tuple[int, ...]:
        """The whole numbers of a set, in order; empty when it has a fault."""
        entry = self._entry(name)
        if entry is None or not self._is_set(entry):
            return ()
        cells = [cell for row in entry.rows for cell in row]
        found = [n for cell in cells for n in self._numbers(cell, least, most)]
        if not cells:
            self.told.fault(entry.name, _("mengden er tom"), _("Skriv for eksempel 1..5."), "empty-set")
        if len(set(found)) != len(found):
            what = _("mengden har det samme tallet to ganger")
            self.told.fault(cells[0], what, _("Nevn hvert tall én gang."), "named-twice")
        return tuple(sorted(set(found)))

    def table(
        self, name: str, over: Sequence[tuple[str, Sequence[int]]], least: int, most: int
    ) -> dict[Index, int]:
        """The values of a sparse table by index; all that is not named is 0."""
        entry = self._entry(name)
        if entry is None or not self._is_sparse(entry, [set_ for set_, _members in over]):
            return {}
        known = [(set_, frozenset(members)) for set_, members in over]
        found: dict[Index, int] = {}
        for row in entry.rows:
            if not self._sized(row, len(over) + 1) or _stands_for_none(row, known[0][1]):
                continue
            index = [
                self._index(cell, set_, members) for cell, (set_, members) in zip(row, known, strict=False)
            ]
            value = self.told.whole(row[-1], least, most)
            if value is None or None in index:
                continue
            place = tuple(i for i in index if i is not None)
            if place in found:
                what = _("indeksen {indeks} er nevnt to ganger").format(indeks=" ".join(map(str, place)))
                self.told.fault(row[0], what, _("Slett den ene linjen."), "named-twice")
            found[place] = value
        return found

    def fault_at(self, name: str, what: str, hint: str, code: str) -> None:
        """Note what is wrong with a name as a whole."""
        entry = self._entries.get(name)
        self.told.fault(entry.name if entry else self._end, what, hint, code)

    def _entry(self, name: str) -> Entry | None:
        entry = self._entries.get(name)
        if entry is None:
            what = _("%{navn} mangler").format(navn=name)
            hint = _("Hent en hel kopi av filen.")
            likely = did_you_mean(name, [n[:40] for n in self._entries if n.casefold() != name])
            self.told.fault(self._end, what, f"{hint} {likely}".strip(), "missing-name")
        return entry

    def _is_set(self, entry: Entry) -> bool:
        if not entry.indices and entry.says("set"):
            return True
        what = _("%{navn} skal være en mengde").format(navn=entry.name.text)
        hint = _("Skriv %{navn} set < 1..5 >.").format(navn=entry.name.text)
        self.told.fault(entry.name, what, hint, "not-a-set")
        return False

    def _is_sparse(self, entry: Entry, sets: Sequence[str]) -> bool:
        """Whether an entry is a table over some sets in which what is not named is 0."""
        default = entry.default
        if (
            entry.indices == tuple(sets)
            and entry.says("indices")
            and (default is None or default.text == "0")
        ):
            return True
        name = entry.name.text
        what = _("%{navn} skal være en tabell der det som ikke nevnes, er 0").format(navn=name)
        hint = _("Skriv %{navn}[{mengder}] = 0 indices < … >.").format(navn=name, mengder=", ".join(sets))
        self.told.fault(entry.name, what, hint, "not-a-table")
        return False

    def _numbers(self, cell: Cell, least: int, most: int) -> Iterable[int]:
        span = _SPAN.fullmatch(cell.text)
        if span is None:
            number = self.told.whole(cell, least, most)
            return () if number is None else (number,)
        first, last = int(span[1]), int(span[2])
        if least <= first <= last <= most:
            return range(first, last + 1)
        what = _("«{tekst}» er utenfor det som kan brukes").format(tekst=shown(cell.text))
        hint = _("Skriv for eksempel {fra}..{til}; høyeste tall er {mest}.")
        self.told.fault(
            cell, what, hint.format(fra=max(1, least), til=min(5, most), mest=most), "out-of-range"
        )
        return ()

    def _sized(self, row: Row, wanted: int) -> bool:
        if len(row) == wanted:
            return True
        cell = row[-1] if len(row) < wanted else row[wanted]
        what = _("linjen har {antall} tall").format(antall=len(row))
        hint = _("Den skal ha {antall}, med mellomrom mellom.").format(antall=wanted)
        self.told.fault(cell, what, hint, "wrong-number-of-fields")
        return False

    def _index(self, cell: Cell, name: str, members: frozenset[int]) -> int | None:
        number = (
            int(cell.text) if cell.text.isascii() and cell.text.isdigit() and len(cell.text) < 10 else None
        )
        if number in members:
            return number
        what = _("«{tekst}» er ikke i mengden {navn}").format(tekst=shown(cell.text), navn=name)
        self.told.fault(cell, what, _("Bruk et tall fra %{navn}.").format(navn=name), "unknown-id")
        return None


def _stands_for_none(row: Row, members: frozenset[int]) -> bool:
    """Whether a row is nothing but zeros, of which none is an index: how an empty table is written."""
    return 0 not in members and all(cell.text == "0" for cell in row)


def _entries(text: str, told: Told) -> dict[str, Entry]:
    """The entries of a file by name; what stands outside them, is cut off or comes twice is told."""
    found: dict[str, Entry] = {}
    for name, tokens in _statements(text, told):
        entry = Entry(name)
        opened = closed = False
        for cell in tokens:
            if closed:
                told.fault(cell, *_stray(cell))
                break
            if cell.text == "<" and not opened:
                opened = True
            elif cell.text == ">" and opened:
                closed = True
            elif not opened:
                entry.head.append(cell)
            elif cell.text in _MARKS:
                told.fault(cell, *_stray(cell))
            else:
                _add(entry.rows, cell)
        if not closed:
            mark = ">" if opened else "<"
            what = _("%{navn} mangler «{tegn}»").format(navn=shown(name.text), tegn=mark)
            told.fault(name, what, _("Skriv innholdet mellom < og >."), "unclosed")
        if name.text in found:
            what = _("%{navn} finnes to ganger").format(navn=shown(name.text))
            told.fault(name, what, _("Slett den ene."), "duplicate-name")
        found[name.text] = entry
    return found


def _stray(cell: Cell) -> tuple[str, str, str]:
    what = _("«{tekst}» står på feil sted").format(tekst=shown(cell.text))
    return what, _("Slett det, eller begynn en ny del med %navn."), "stray"


def _add(rows: list[Row], cell: Cell) -> None:
    if rows and rows[-1][-1].line == cell.line:
        rows[-1].append(cell)
    else:
        rows.append([cell])


def _statements(text: str, told: Told) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each name after a %, and all that follows until the next one."""
    name: Cell | None = None
    tokens: list[Cell] = []
    stray = False
    after_mark = False
    for cell in _tokens(text):
        if cell.text == "%":
            if name is not None:
                yield name, tokens
            name, tokens, after_mark = None, [], True
        elif after_mark:
            name, after_mark = cell, False
        elif name is not None:
            tokens.append(cell)
        elif not stray:
            stray = True
            told.fault(cell, *_stray(cell))
    if name is not None:
        yield name, tokens


def _tokens(text: str) -> Iterator[Cell]:
    """The words and marks of a file; what stands after # is a comment."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _TOKEN.finditer(line.partition("#")[0]):
            yield Cell(match[0], number, match.start() + 1)
