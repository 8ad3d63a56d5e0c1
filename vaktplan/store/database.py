"""The database: SQLite in one file, or PostgreSQL; what a writer has been told is kept is on the disk.

SQLite: write-ahead log with synchronous=FULL (the log is on the disk before a commit answers), foreign keys, ten
seconds of patience, and BEGIN IMMEDIATE for writers, so that nobody writes on what they read before another wrote.
PostgreSQL: readers see one snapshot; writers come one at a time, as in SQLite.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session

from vaktplan.errors import UsageError
from vaktplan.i18n import _

from .troubles import translated, trouble

PATIENCE = 10  # seconds that a writer waits for another
HEAD = "0001"  # the newest revision of the tables
KNOWN = (HEAD,)  # every revision that this vaktplan knows
_WRITES = {"vaktplan_writes": True}
_ONE_WRITER = 7_826_455  # any number: the key of PostgreSQL's lock


class Database:
    """A database by its address: a path, sqlite:///path or postgresql+psycopg://….

    `synchronous` is for the test that shows that the crash test can fail, `journal` for a copy that is to
    stay one file; everyone else leaves both.
    """

    def __init__(self, url: str, *, synchronous: str = "FULL", journal: str = "WAL") -> None:
        self.url = parsed(url)
        self.file = _file_of(self.url)
        self.told = str(self.file) if self.file else self.url.render_as_string(hide_password=True)
        self.engine = (
            _sqlite(self.file, synchronous, journal) if self.file else _postgres(self.url, self.told)
        )
        self._writer = self.engine.execution_options(**_WRITES)
        self._checked = False

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the database as it is now; what it changes is not kept."""
        with translated(self.told), Session(self._reader(), expire_on_commit=False) as session:
            self._open(session)
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is kept whole when it ends well, and not at all otherwise; one writer at a time."""
        with translated(self.told), Session(self._writer, expire_on_commit=False) as session, session.begin():
            self._open(session)
            yield session

    @contextmanager
    def raw(self) -> Iterator[Connection]:
        """A writer's connection to whatever is there: no table is expected. For upgrade and restore."""
        with translated(self.told):
            self._must_exist()
            with self._writer.begin() as connection:
                yield connection

    def make(self) -> None:
        """An empty SQLite file that only its owner can read."""
        if self.file is None:
            return
        try:
            os.close(os.open(self.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return
        except OSError as error:
            raise trouble(self.told, "db-full" if error.errno == errno.ENOSPC else "db-cannot-open") from None

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def revision(self) -> str:
        """The revision of the tables; empty for a database without any table."""
        with translated(self.told):
            self._must_exist()
            with self._reader().connect() as connection:
                return _revision(connection, self.told)

    def _reader(self) -> Engine:
        if self.file:
            return self.engine
        return self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def _open(self, session: Session) -> None:
        """Begin, and the first time see whether the tables are those that this vaktplan knows."""
        self._must_exist()
        connection = session.connection()
        if self._checked:
            return
        found = _revision(connection, self.told)
        if found != HEAD:
            raise trouble(self.told, "db-older" if not found or found in KNOWN else "db-newer")
        self._checked = True

    def _must_exist(self) -> None:
        if self.file is None:
            return
        try:
            there = self.file.exists()
        except OSError:
            raise trouble(self.told, "db-cannot-open") from None
        if not there:
            raise trouble(self.told, "db-missing")


def parsed(url: str) -> URL:
    """The address; a plain path is a SQLite file. UsageError for what is neither."""
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise UsageError(
            _("--db: forstår ikke adressen; skriv en fil eller postgresql+psycopg://…")
        ) from None


def _file_of(url: URL) -> Path | None:
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise UsageError(_("--db: skriv hvilken fil databasen skal ligge i"))
        return Path(url.database).absolute()
    if url.get_backend_name() == "postgresql":
        return None
    raise UsageError(_("--db: kjenner bare SQLite (en fil) og PostgreSQL (postgresql+psycopg://…)"))


def _sqlite(file: Path, synchronous: str, journal: str) -> Engine:
    """SQLite, never making a file that is not there."""
    url = URL.create("sqlite", database="file:" + quote(str(file)), query={"mode": "rw", "uri": "true"})
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={synchronous}",
            "foreign_keys=ON",
            "recursive_triggers=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("vaktplan_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(url: URL, told: str) -> Engine:
    try:
        engine = create_engine(
            url, poolclass=NullPool, hide_parameters=True, connect_args={"connect_timeout": PATIENCE}
        )
    except (ModuleNotFoundError, NoSuchModuleError):
        raise trouble(told, "db-no-driver") from None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("vaktplan_writes"):
            connection.execute(text("SET LOCAL synchronous_commit = on"))
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})"))

    return engine


def _revision(connection: Connection, told: str) -> str:
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
    if tables:
        raise trouble(told, "db-not-a-database")
    return ""
