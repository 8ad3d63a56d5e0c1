"""The workbook: one .xlsx in, one Instance out, or every fault in it at once."""

from dataclasses import dataclass
from pathlib import Path

from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault
from vaktplan.i18n import _

from . import cross
from .facts import Facts
from .notes import Notes
from .raw import load
from .required import SETUP
from .setup import Setup, read_setup
from .sheets import SHEETS
from .tables import Table, match_sheets, read_table


@dataclass(frozen=True)
class ReadResult:
    """What was read, what the user should know about it, and the fingerprint of the file."""

    instance: Instance
    warnings: tuple[Fault, ...]
    sha256: str


def read_workbook(path: Path, *, accept_hidden: bool = False) -> ReadResult:
    """The Instance that a workbook holds. Raises InvalidInput with all faults at once; never writes.

    Hidden rows and columns with content are faults, or warnings when `accept_hidden` is chosen.
    """
    book, notes = load(path), Notes()
    found = match_sheets(book, notes)
    tables: dict[str, Table] = {
        sheet.name: read_table(found[sheet.name], sheet, notes, accept_hidden=accept_hidden)
        for sheet in SHEETS
        if sheet.name in found
    }
    if book.epoch_1904:
        what = _("arbeidsboken regner datoer fra 1904")
        notes.warn(path.name, what, _("Kontroller at datoene stemmer."), "epoch-1904")
    setup = read_setup(tables[SETUP.name], notes) if SETUP.name in tables else Setup()
    facts = Facts(tables, setup.municipality, notes)
    cross.check(facts, setup, notes)
    instance = _instance(facts, setup, notes)
    return ReadResult(instance, tuple(notes.warnings), book.sha256)


def _instance(facts: Facts, setup: Setup, notes: Notes) -> Instance:
    locks = cross.locks(facts, setup, notes)
    notes.settle()
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
        locks=locks,
    )
