"""A copy of the database in one file, and a copy put back: checked before it counts, and never over what was there."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from vaktplan.errors import DatabaseFault, UsageError
from vaktplan.i18n import _

from .database import Database
from .health import Health, examine
from .troubles import of_sqlite, trouble

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510  # the bytes that everyone who has a SQLite file open has locked
SIDES = ("-wal", "-shm")  # what SQLite keeps beside its file


def backup(db: Database, target: Path, *, force: bool = False) -> Health:
    """Copy a living database to a file, whole as of one moment; nobody ever sees half a file."""
    source = _sqlite_only(db, _("pg_dump -Fc -f {fil} {adresse}"), target)
    if target.exists() and not force:
        raise UsageError(_("{fil} finnes; velg et annet navn, eller legg til --force").format(fil=target))
    with _beside(target) as part:
        _copy(source, part, db.told)
        found = _checked(part, db.told)
        os.replace(part, target)
        _settle(target)
    return found


def restore(db: Database, source: Path, *, force: bool = False) -> tuple[Health, Path | None]:
    """Put a copy in the place of the database; what stood there is set aside under another name, which is answered.

    The copy is checked before anything is moved. DatabaseFault when someone has the database open.
    """
    target = _sqlite_only(db, _("pg_restore --clean -d {adresse} {fil}"), source)
    if not source.exists():
        raise trouble(str(source), "db-missing")
    if target.exists() and not force:
        said = _(
            "{fil} finnes; legg til --force for å sette kopien i stedet (det som står der, blir tatt vare på)"
        )
        raise UsageError(said.format(fil=target))
    with _beside(target) as part:
        _copy(source, part, str(source))
        found = _checked(part, str(source))
        _must_be_free(target, db.told)
        aside = _set_aside(target)
        os.replace(part, target)
        _settle(target)
    return found, aside


def _sqlite_only(db: Database, command: str, file: Path) -> Path:
    """The file of the database; UsageError with PostgreSQL's own command for PostgreSQL."""
    if db.file:
        return db.file
    said = _("PostgreSQL har sine egne verktøy for dette. Kjør: {kommando}")
    raise UsageError(said.format(kommando=command.format(fil=file, adresse=db.told.replace("+psycopg", ""))))


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new file beside the target, gone when something fails."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
    except OSError as error:
        raise trouble(str(target), "db-full" if error.errno == errno.ENOSPC else "db-cannot-open") from None
    finally:
        for path in (part, *_sides(part)):
            path.unlink(missing_ok=True)


def _copy(source: Path, part: Path, told: str) -> None:
    """SQLite's own copy, page by page in one reading, left as one file without a log beside it."""
    try:
        with closing(_opened(source)) as old, closing(_opened(part)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise trouble(told, of_sqlite(error)) from None
    _sync(part)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)


def _checked(part: Path, told: str) -> Health:
    """The health of a copy; DatabaseFault, in the name of what it is a copy of, for one that is not whole."""
    copy = Database(str(part), journal="DELETE")
    try:
        found = examine(copy)
    except DatabaseFault as error:
        raise trouble(told, error.code) from None
    if found.faults:
        raise DatabaseFault(replace(found.faults[0], where=told))
    return found


def _must_be_free(target: Path, told: str) -> None:
    """Refused while another process has the file open, seen from the lock that each of them holds.

    SQLite itself is not asked: opening a damaged file, it takes the log beside it away, and that may be what saves it.
    Where there are no such locks (Windows), a file that is open cannot be moved.
    """
    if fcntl is None or not target.exists():
        return
    with target.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError:
            raise trouble(told, "db-in-use") from None


def _set_aside(target: Path) -> Path | None:
    """The old file first, then its log: a stop in between loses nothing. None when there was nothing."""
    there = [p for p in (target, *_sides(target)) if p.exists()]
    if not there:
        return None
    number = next(
        n for n in range(1, 10_000) if not target.with_name(f"{target.name}.erstattet-{n}").exists()
    )
    aside = target.with_name(f"{target.name}.erstattet-{number}")
    for path in there:
        path.rename(aside.with_name(aside.name + path.name.removeprefix(target.name)))
    return aside


def _sides(path: Path) -> list[Path]:
    return [path.with_name(path.name + side) for side in SIDES]


def _settle(path: Path) -> None:
    """The name is on the disk too."""
    _sync(path.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
