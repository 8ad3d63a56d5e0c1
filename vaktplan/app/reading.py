"""What comes in: the workbook and its book, the models, and a new workbook to fill."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from vaktplan.answers import ModelsAnswer
from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault, InvalidInput, UsageError
from vaktplan.i18n import _
from vaktplan.read.source import workbook_in
from vaktplan.rulebook.book import Book

Warn = Callable[[Fault], None]
BENCHMARK = ".txt"  # the public shift-scheduling format
USUAL_BOOK = "legevakt"  # whose rules are shown when no book is named


def new_workbook(path: Path, *, planning: bool = False, overwrite: bool = False) -> None:
    """Write the empty template: of a roster, or of a staffing plan."""
    from vaktplan.read.planning_template import write_planning_template
    from vaktplan.read.template import write_template

    if path.suffix.lower() != ".xlsx":
        raise UsageError(_("filen må hete noe på .xlsx, ikke «{navn}»").format(navn=path.name))
    if path.exists() and not overwrite:
        raise UsageError(_("{fil} finnes fra før; velg et annet navn eller bruk --force").format(fil=path))
    (write_planning_template if planning else write_template)(path, overwrite=overwrite)


def models_in_force(day: date, book_name: str | None = None) -> ModelsAnswer:
    """What the planner believes on a date, with sources."""
    from vaktplan.read.models import list_books, load_book, load_norms, load_papers

    shown = load_book(book_name or USUAL_BOOK)
    norms = load_norms() if book_name is None else {n.id: n for n in shown.norms}
    return ModelsAnswer(
        day=day,
        norms=tuple(norms.values()),
        papers=load_papers(),
        books=tuple(list_books()),
        book=book_name,
        rules=shown,
    )


def read(source: Path, on_warning: Warn) -> tuple[Instance, Book, str]:
    """Instance and book; every fault of the two at once, with a marked copy of the workbook."""
    from vaktplan.read.workbook import read_workbook

    path = workbook_in(source)
    if path.suffix.casefold() == BENCHMARK:
        return _benchmark(path)
    try:
        result = read_workbook(path)
    except InvalidInput as error:
        raise _marked(path, error) from error
    for warning in result.warnings:
        on_warning(warning)
    return result.instance, result.book, result.sha256


def _benchmark(path: Path) -> tuple[Instance, Book, str]:
    """Instance and book of a file of the public shift-scheduling format."""
    from vaktplan.read.benchmark import read_benchmark

    instance, book = read_benchmark(path)
    return instance, book, hashlib.sha256(path.read_bytes()).hexdigest()


def _marked(path: Path, error: InvalidInput) -> InvalidInput:
    """The same error, with a copy of the workbook that shows where each fault is, when one can be made."""
    from vaktplan.read.report import fault_copy_name, write_fault_copy

    in_cells = [f for f in error.faults if "!" in f.where]
    if not in_cells:
        return error
    target = fault_copy_name(path)
    try:
        write_fault_copy(path, error.faults, target)
    except (OSError, UsageError, InvalidInput, ValueError):  # the words matter more than the copy
        return error
    marked = InvalidInput(error.faults, error.warnings)
    marked.files = (str(target),)
    return marked
