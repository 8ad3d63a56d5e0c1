"""An instance as a JSON file: read, and every reference in it known, or all that is wrong at once."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book

MAX_BYTES = 50_000_000
MOST = 8  # places told of one file that pydantic refuses


Books = dict[tuple[str, ...], Book]  # those read before, by folder and names


def read_instance(path: Path, books: Books | None = None) -> tuple[Instance, Book]:
    """The instance of a JSON file, and its book. Raises InvalidInput with line and column, or place, of each fault."""
    from vaktplan.rulebook.present import check_covers, dates_needed

    instance = _instance(path)
    faults = list(_faults(instance, path))
    if faults:
        raise InvalidInput(faults)
    book = _book(instance, path.parent, {} if books is None else books)
    check_covers(book, *dates_needed(instance))
    return instance, book


def _book(instance: Instance, folder: Path, books: Books) -> Book:
    from vaktplan.read.models import book_of

    own = [(m.name, m.book) for m in instance.municipalities if m.book]
    names = (str(folder), instance.book, *(part for pair in own for part in pair))
    if names not in books:
        books[names] = book_of(instance, folder)
    return books[names]


def _instance(path: Path) -> Instance:
    hint = _("filen skal være en instance.json, slik den står i instances/")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidInput.one(str(path), _("filen er for stor"), hint, "too-large")
        return Instance.model_validate(json.loads(path.read_bytes()))
    except OSError as error:
        what = _("filen kan ikke leses: {feil}").format(feil=error.strerror)
        raise InvalidInput.one(str(path), what, hint, "unreadable") from None
    except json.JSONDecodeError as error:
        where = _("{fil}, linje {linje}, kolonne {kolonne}")
        where = where.format(fil=path, linje=error.lineno, kolonne=error.colno)
        what = _("ikke gyldig JSON: {feil}").format(feil=error.msg)
        raise InvalidInput.one(where, what, hint, "bad-json") from None
    except ValidationError as error:
        raise InvalidInput(_refused(path, error, hint)) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise InvalidInput.one(str(path), _("filen er ikke JSON i UTF-8"), hint, "bad-json") from None


def _refused(path: Path, error: ValidationError, hint: str) -> list[Fault]:
    """The first places that are no fact, and how many more there are."""
    found = error.errors()
    told = [
        Fault(
            f"{path}: {'.'.join(map(str, e['loc']))}",
            _("passer ikke: {feil}").format(feil=e["msg"]),
            hint,
            "bad-instance",
        )
        for e in found[:MOST]
    ]
    if len(found) > MOST:
        what = _("{n} steder til passer ikke").format(n=len(found) - MOST)
        told.append(Fault(str(path), what, hint, "bad-instance"))
    return told


def _faults(instance: Instance, path: Path) -> Iterator[Fault]:
    """Ids that are used twice, and references to what is not there."""
    for where, ids in (
        ("lines", [line.id for line in instance.lines]),
        ("shift_types", [t.id for t in instance.shift_types]),
        ("doctors", [d.id for d in instance.doctors]),
    ):
        for id in sorted({id for id in ids if ids.count(id) > 1}):
            what = _("to har id «{id}»").format(id=id)
            yield Fault(f"{path}: {where}", what, _("gi den ene en annen id"), "same-id")
    known = {
        "line": {line.id for line in instance.lines},
        "shift_type": {t.id for t in instance.shift_types},
        "doctor": {d.id for d in instance.doctors},
    }
    unknown = [(w, k, id) for w, k, id in _references(instance) if id not in known[k]]
    for where, _kind, id in unknown:
        what = _("«{id}» finnes ikke").format(id=id)
        yield Fault(f"{path}: {where}", what, _("skriv en id som finnes i filen"), "unknown-id")
    if not unknown:
        for n, lock in enumerate((*instance.locks, *instance.base)):
            if lock.shift not in instance.shift_by_id:
                what = _("«{id}» finnes ikke").format(id=lock.shift)
                yield Fault(f"{path}: locks.{n}.shift", what, _("skriv en vakt i perioden"), "unknown-id")


def _references(instance: Instance) -> Iterator[tuple[str, str, str]]:
    """Every reference: where it stands, to what kind, and the id."""
    for n, t in enumerate(instance.shift_types):
        yield f"shift_types.{n}.line", "line", t.line
    for n, d in enumerate(instance.doctors):
        yield from ((f"doctors.{n}.lines", "line", id) for id in d.lines)
    for name in (
        *("exemptions", "absences", "wishes", "history", "feasts_worked", "carried", "year_to_date"),
        *("locks", "base", "pairings", "supervisions", "successions"),
    ):
        yield from _of_rows(name, getattr(instance, name))


def _of_rows(name: str, rows: Iterable[object]) -> Iterator[tuple[str, str, str]]:
    fields = (
        *(("doctor", "doctor"), ("other", "doctor"), ("supervisor", "doctor"), ("line", "line")),
        *(("shift_type", "shift_type"), ("first", "shift_type"), ("then", "shift_type")),
    )
    for n, row in enumerate(rows):
        for field, kind in fields:
            id = getattr(row, field, None)
            if isinstance(id, str):
                yield f"{name}.{n}.{field}", kind, id
