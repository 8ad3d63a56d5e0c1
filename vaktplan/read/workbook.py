"""The workbook: one .xlsx in, one Instance and its Book out, or every fault in the two at once."""

from dataclasses import dataclass
from pathlib import Path

from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.shifts import shift_id
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.present import check_covers, dates_needed

from . import cross
from .facts import Facts
from .models import load_book
from .notes import Notes
from .raw import load
from .required import SETUP
from .setup import Setup, read_setup
from .sheets import SHEETS
from .tables import Table, match_sheets, read_table


@dataclass(frozen=True)
class ReadResult:
    """What was read, the book it names, what the user should know about it, and the fingerprint of the file."""

    instance: Instance
    book: Book
    warnings: tuple[Fault, ...]
    sha256: str


def read_workbook(path: Path, *, accept_hidden: bool = False, book: Book | None = None) -> ReadResult:
    """The Instance that a workbook holds, and its book. Raises InvalidInput with all faults at once; never writes.

    Hidden rows and columns with content are faults, or warnings when `accept_hidden` is chosen. A `book` given
    is taken in place of the one that Oppsett names.
    """
    raw, notes = load(path), Notes()
    found = match_sheets(raw, notes)
    tables: dict[str, Table] = {
        sheet.name: read_table(found[sheet.name], sheet, notes, accept_hidden=accept_hidden)
        for sheet in SHEETS
        if sheet.name in found
    }
    if raw.epoch_1904:
        what = _("arbeidsboken regner datoer fra 1904")
        notes.warn(path.name, what, _("Kontroller at datoene stemmer."), "epoch-1904")
    setup = read_setup(tables[SETUP.name], notes) if SETUP.name in tables else Setup()
    facts = Facts(tables, setup.municipality, notes)
    cross.check(facts, setup, notes)
    rules = book or _named_book(setup, path.parent, notes)
    if rules is not None and setup.period is not None:
        _check_norms(rules, setup.period, facts, notes)
    if notes.faults or rules is None:  # a book that is not there has its fault
        raise notes.error()
    return ReadResult(_instance(facts, setup), rules, tuple(notes.warnings), raw.sha256)


def _named_book(setup: Setup, folder: Path, notes: Notes) -> Book | None:
    """The book that Oppsett names; None when it cannot be used, and every reason is noted."""
    name = setup.values.get("book")
    if not isinstance(name, str):
        return None
    try:
        return load_book(name, folder)
    except InvalidInput as error:
        for f in error.faults:
            where = setup.where("book") if f.code == "unknown-book" else f.where
            notes.fault(where, f.what, f.hint, f.code)
        return None


def _check_norms(book: Book, period: Period, facts: Facts, notes: Notes) -> None:
    """Note every norm that is silent on dates the planning needs, whatever else is wrong."""
    history = tuple(f for _row, f in facts.history)
    dated = Instance(
        municipality="", book=book.id, period=period, lines=(), shift_types=(), doctors=(), history=history
    )
    try:
        check_covers(book, *dates_needed(dated))
    except InvalidInput as error:
        notes.take(error)


def _instance(facts: Facts, setup: Setup) -> Instance:
    given = {k: v for k, v in setup.values.items() if k not in ("first", "last")}
    return Instance(
        **given,
        period=setup.period,
        lines=tuple(f for _row, f in facts.lines),
        shift_types=tuple(f for _row, f in facts.types),
        doctors=tuple(f for _row, f in facts.doctors),
        exemptions=tuple(f for _row, f in facts.exemptions),
        absences=tuple(f for _row, f in facts.absences),
        wishes=tuple(f for _row, f in facts.wishes),
        history=tuple(f for _row, f in facts.history),
        feasts_worked=tuple(f for _row, f in facts.feasts),
        carried=tuple(f for _row, f in facts.carried),
        locks=tuple(Lock(doctor=k.doctor, shift=shift_id(k.date, k.shift_type)) for _row, k in facts.locks),
    )
