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

from . import capacity, cross, municipalities
from .facts import Facts
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
    rules = book or _rules(facts, setup, path.parent, notes)
    if rules is not None and setup.period is not None:
        _check_norms(rules, setup.period, facts, notes)
    if notes.faults or rules is None:  # a book that is not there has its fault
        raise notes.error()
    instance = _instance(facts, setup)
    capacity.warn(instance, facts.lines, notes)
    return ReadResult(instance, rules, tuple(notes.warnings), raw.sha256)


def _rules(facts: Facts, setup: Setup, folder: Path, notes: Notes) -> Book | None:
    """The book that Oppsett names, with the municipalities' own; None when it cannot be used, which is noted."""
    name = setup.values.get("book")
    own = municipalities.own_books(facts, name, folder, notes)
    common = municipalities.load(name, setup.where("book"), folder, notes) if isinstance(name, str) else None
    return common.with_local(own) if common is not None and own else common


def _check_norms(book: Book, period: Period, facts: Facts, notes: Notes) -> None:
    """Note every norm that is silent on dates the planning needs, whatever else is wrong."""
    try:
        check_covers(book, *dates_needed(facts.dated(period)))
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
        year_to_date=tuple(f for _row, f in facts.years),
        municipalities=tuple(f for _row, f in facts.municipalities),
        pairings=tuple(f for _row, f in facts.pairings),
        supervisions=tuple(f for _row, f in facts.supervisions),
        successions=tuple(f for _row, f in facts.successions),
        type_limits=tuple(f for _row, f in facts.type_limits),
        day_places=tuple(f for _row, f in facts.day_places),
        locks=tuple(Lock(doctor=k.doctor, shift=shift_id(k.date, k.shift_type)) for _row, k in facts.locks),
    )
