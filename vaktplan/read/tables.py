"""From raw cells to rows: sheets and headings matched, hidden and merged cells told, every row accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vaktplan.i18n import _
from vaktplan.text import did_you_mean, key, nearest, shown

from .cells import Bad, is_blank
from .columns import Column, Sheet
from .fields import read_field
from .notes import Notes
from .planning_sheets import PLANNING_SHEETS
from .raw import RawBook, RawSheet, letters, place
from .sheets import FAULTS, INSTRUCTIONS, LISTS, LISTS_MARK, REASON_HEADINGS, SHEETS

_HEADING_ROWS = 10


@dataclass(frozen=True)
class Row:
    """A row that holds something: values by field (blank cells are missing), and where each stands."""

    sheet: str
    number: int
    values: Mapping[str, Any]
    columns: Mapping[str, int]
    bad: frozenset[str] = frozenset()

    def where(self, field: str = "") -> str:
        """The place of a field, or of the row's first cell."""
        return place(self.sheet, self.number, self.columns.get(field, min(self.columns.values(), default=1)))


@dataclass
class Table:
    """A sheet's heading row and its rows."""

    name: str
    heading: int = 1
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


def is_lists(sheet: RawSheet) -> bool:
    """Whether a sheet is the template's own list sheet."""
    mark = sheet.cells.get((1, 1))
    return key(sheet.name) == key(LISTS) and mark is not None and str(mark.value) == LISTS_MARK


def _is_ours(sheet: RawSheet) -> bool:
    """Whether a sheet is one that vaktplan writes and does not read."""
    return is_lists(sheet) or (sheet.visible and key(sheet.name) in (key(INSTRUCTIONS), key(FAULTS)))


def match_sheets(
    book: RawBook, notes: Notes, wanted: Sequence[Sheet] = SHEETS, others: Sequence[Sheet] = PLANNING_SHEETS
) -> dict[str, RawSheet]:
    """The wanted sheets by the name they should have; what is missing, hidden or unknown is noted.

    The sheets of `others` may stand in the same workbook and are passed by.
    """
    known = {_squeezed(s.name): s.name for s in wanted}
    passed = {_squeezed(s.name) for s in others}
    found: dict[str, RawSheet] = {}
    strange: list[RawSheet] = []
    for sheet in book.sheets:
        name = known.get(_squeezed(sheet.name))
        if _squeezed(sheet.name) in passed or _is_ours(sheet):
            continue
        if not sheet.visible:
            _hidden_sheet(sheet, notes)
        elif name in found:
            what = _("to ark heter «{navn}»").format(navn=shown(name))
            notes.fault(sheet.name, what, _("Slett eller gi nytt navn til det ene."), "duplicate-sheet")
        elif name:
            found[name] = sheet
        else:
            strange.append(sheet)
    hidden = {known.get(_squeezed(s.name)) for s in book.sheets if not s.visible}
    missing = [s.name for s in wanted if s.required and s.name not in found and s.name not in hidden]
    unused = [s.name for s in wanted if s.name not in found]
    for name in missing:
        meant = nearest(name, [s.name for s in strange], 1)
        hint = _("Gi arket «{ark}» navnet «{navn}».").format(ark=shown(meant[0]), navn=name) if meant else ""
        hint = hint or _add(wanted).format(navn=name)
        notes.fault(name, _("arket «{navn}» mangler").format(navn=name), hint, "missing-sheet")
    for sheet in strange:
        what = _("arket «{navn}» er ukjent og blir ikke lest").format(navn=shown(sheet.name))
        notes.warn(shown(sheet.name), what, did_you_mean(sheet.name, unused), "unknown-sheet")
    return found


def _add(wanted: Sequence[Sheet]) -> str:
    if wanted is PLANNING_SHEETS:
        return _("Legg til arket «{navn}»; «vaktplan new --planning FIL.xlsx» viser hvordan.")
    return _("Legg til arket «{navn}»; «vaktplan new FIL.xlsx» viser hvordan.")


def _squeezed(name: str) -> str:
    return key(name).replace(" ", "")


def _hidden_sheet(sheet: RawSheet, notes: Notes) -> None:
    hint = _("Høyreklikk på en arkfane, velg «Vis», og slett arket hvis det ikke skal være med.")
    notes.fault(
        shown(sheet.name), _("arket «{navn}» er skjult").format(navn=shown(sheet.name)), hint, "hidden-sheet"
    )


def read_table(raw: RawSheet, sheet: Sheet, notes: Notes, *, accept_hidden: bool = False) -> Table:
    """The rows of a sheet; everything that cannot be understood is noted with its cell."""
    table = Table(raw.name, _heading_row(raw, sheet.columns))
    strange = _match_headings(raw, sheet, table, notes)
    used = _used(raw, table)
    _tell_hidden(raw, table, used, notes, accept=accept_hidden)
    _tell_stray(raw, table, strange, notes)
    rejected = 0
    for number in used:
        row = _row(raw, sheet, table, number, notes)
        rejected += bool(row.bad)
        table.rows.append(row)
    present = {r for r, _c in raw.cells if r > table.heading}
    what = _("lest {lest}, tomme {tomme}, avvist {avvist}")
    empty = len(present) - len(used)
    told = what.format(lest=len(used) - rejected, tomme=empty, avvist=rejected)
    if used or sheet.required:
        notes.warn(raw.name, told, "", "rows")
    return table


def heading_key(text: object) -> str:
    """A heading for matching: spaces, hard spaces and case ignored."""
    return key(str(text)).replace(" ", "")


def _heading_row(raw: RawSheet, columns: Sequence[Column]) -> int:
    """The row, among the first ten, that holds the most known headings."""
    wanted = {heading_key(c.heading) for c in columns}
    hits = dict.fromkeys(range(1, _HEADING_ROWS + 1), 0)
    for (row, _column), cell in raw.cells.items():
        if row <= _HEADING_ROWS and heading_key(cell.value) in wanted:
            hits[row] += 1
    best = max(hits.values())
    if not best:
        return min((r for r, _c in raw.cells if r <= _HEADING_ROWS), default=1)
    return next(row for row, count in hits.items() if count == best)


def _match_headings(raw: RawSheet, sheet: Sheet, table: Table, notes: Notes) -> dict[int, str]:
    """Fill in the table's columns; return the unknown headings by column."""
    wanted = {heading_key(c.heading): c for c in sheet.columns}
    strange: dict[int, str] = {}
    for (row, column), cell in raw.cells.items():
        if row != table.heading or is_blank(cell):
            continue
        known = wanted.get(heading_key(cell.value))
        if known is None:
            strange[column] = str(cell.value)
        elif known.field in table.columns:
            what = _("kolonnen «{navn}» finnes to ganger").format(navn=known.heading)
            where = place(raw.name, row, column)
            notes.fault(where, what, _("Slett den ene kolonnen."), "duplicate-column")
        else:
            table.columns[known.field] = column
    _tell_headings(raw, sheet, table, strange, notes)
    return strange


def _tell_headings(raw: RawSheet, sheet: Sheet, table: Table, strange: dict[int, str], notes: Notes) -> None:
    free = [c.heading for c in sheet.columns if c.field not in table.columns]
    for column in sheet.columns:
        if column.required and column.field not in table.columns:
            what = _("kolonnen «{navn}» mangler i arket «{ark}»").format(navn=column.heading, ark=raw.name)
            meant = nearest(column.heading, strange.values(), 1)
            hint = _("Skriv «{navn}» i overskriftsraden.").format(navn=column.heading)
            if meant:
                hint = _("Er det «{funnet}» som skulle hete «{navn}»?").format(
                    funnet=shown(meant[0]), navn=column.heading
                )
            notes.fault(place(raw.name, table.heading, 1), what, hint, "missing-column")
    for number, heading in strange.items():
        where = place(raw.name, table.heading, number)
        if any(word in key(heading) for word in REASON_HEADINGS):
            what = _("kolonnen «{navn}» er utelatt").format(navn=shown(heading))
            hint = _("vaktplan lagrer virkningen, aldri grunnen. Slett kolonnen.")
            notes.warn(where, what, hint, "reason-column")
        else:
            what = _("kolonnen «{navn}» er ukjent og blir ikke lest").format(navn=shown(heading))
            notes.warn(where, what, did_you_mean(heading, free), "unknown-column")


def _used(raw: RawSheet, table: Table) -> list[int]:
    """The rows below the heading that hold something in a known column."""
    columns = set(table.columns.values())
    return sorted(
        {r for (r, c), cell in raw.cells.items() if r > table.heading and c in columns and not is_blank(cell)}
    )


def _tell_hidden(raw: RawSheet, table: Table, used: list[int], notes: Notes, *, accept: bool) -> None:
    hidden = [r for r in used if r in raw.hidden_rows]
    columns = sorted(c for c in table.columns.values() if c in raw.hidden_columns)
    told = notes.warn if accept else notes.fault
    if hidden:
        named = ", ".join(_peek(raw, table, r) for r in hidden[:10]) + (" …" if len(hidden) > 10 else "")
        what = _("{antall} skjulte rader har innhold: {rader}").format(antall=len(hidden), rader=named)
        if len(hidden) == 1:
            what = _("1 skjult rad har innhold: {rad}").format(rad=named)
        hint = _(
            "Fjern filteret, eller merk radene rundt, høyreklikk og velg «Vis». Slett det som ikke skal med."
        )
        told(place(raw.name, hidden[0], 1), what, hint, "hidden-rows")
    if columns and used:
        named = ", ".join(letters(c) for c in columns)
        what = _("{antall} skjulte kolonner har innhold: {kolonner}").format(
            antall=len(columns), kolonner=named
        )
        if len(columns) == 1:
            what = _("1 skjult kolonne har innhold: {kolonne}").format(kolonne=named)
        hint = _("Merk kolonnene rundt, høyreklikk og velg «Vis».")
        told(place(raw.name, table.heading, columns[0]), what, hint, "hidden-columns")


def _peek(raw: RawSheet, table: Table, row: int) -> str:
    """A row's number and what stands in its first known cell."""
    cells = (raw.cells.get((row, c)) for c in sorted(table.columns.values()))
    first = next((c.value for c in cells if c is not None and not is_blank(c)), "")
    return _("rad {rad} («{verdi}»)").format(rad=row, verdi=shown(first))


def _tell_stray(raw: RawSheet, table: Table, strange: dict[int, str], notes: Notes) -> None:
    """Warn of content in columns that have no heading."""
    headed = set(table.columns.values()) | set(strange)
    stray = sorted(
        (r, c)
        for (r, c), cell in raw.cells.items()
        if r > table.heading and c not in headed and not is_blank(cell)
    )
    if stray:
        what = _("{antall} celler uten overskrift blir ikke lest").format(antall=len(stray))
        hint = _("Slett dem, eller flytt dem inn i tabellen.")
        if len(stray) == 1:
            what = _("1 celle uten overskrift blir ikke lest")
            hint = _("Slett den, eller flytt den inn i tabellen.")
        notes.warn(place(raw.name, *stray[0]), what, hint, "stray-cells")


def _row(raw: RawSheet, sheet: Sheet, table: Table, number: int, notes: Notes) -> Row:
    values: dict[str, Any] = {}
    bad = set()
    for column in sheet.columns:
        at = table.columns.get(column.field)
        cell = raw.cells.get((number, at)) if at else None
        try:
            if at and raw.merged_at(number, at):
                raise _merged()
            if cell is not None and not is_blank(cell):
                values[column.field] = read_field(column, cell)
            elif column.required and at:
                what = _("«{kolonne}» er tom").format(kolonne=column.heading)
                raise Bad(what, _("Fyll ut cellen, eller tøm hele raden."), "blank")
        except Bad as e:
            bad.add(column.field)
            notes.fault(place(raw.name, number, at or 1), e.what, e.hint, e.code)
    return Row(raw.name, number, values, table.columns, frozenset(bad))


def _merged() -> Bad:
    hint = _("Opphev sammenslåingen («Slå sammen celler» en gang til) og fyll ut hver celle.")
    return Bad(_("cellen er slått sammen med andre celler"), hint, "merged-cell")
