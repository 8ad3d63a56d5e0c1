"""What a database promises: whole or not at all, one writer at a time, nothing changed afterwards."""

import sqlite3
import threading
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from tests.store import kit
from vaktplan.errors import DatabaseFault, UsageError
from vaktplan.store import appendonly, migrations
from vaktplan.store.database import HEAD, KNOWN, Database, set_up
from vaktplan.store.schema import Base, Tenant


def test_a_write_is_kept_whole(db: Database) -> None:
    with db.writing() as session:
        kit.publish(session, 1)
    with db.reading() as session:
        assert kit.versions(session) == [1]


def test_a_write_that_fails_leaves_nothing(db: Database) -> None:
    with pytest.raises(RuntimeError), db.writing() as session:
        kit.publish(session, 1)
        raise RuntimeError("in the middle")
    with db.reading() as session:
        assert kit.versions(session) == [] and session.get(Tenant, kit.TENANT) is None


def test_what_a_reader_writes_is_not_kept(db: Database) -> None:
    if db.file:
        with db.reading() as session:
            kit.tenant(session)
    else:
        with pytest.raises(DatabaseFault) as told, db.reading() as session:
            kit.tenant(session)
        assert told.value.code == "db-read-only"
    with db.reading() as session:
        assert session.get(Tenant, kit.TENANT) is None


def test_a_reader_sees_one_moment(db: Database) -> None:
    with db.reading() as session:
        assert kit.versions(session) == []
        with db.writing() as writer:
            kit.publish(writer, 1)
        assert kit.versions(session) == []


def test_two_writers_come_one_after_the_other(db: Database) -> None:
    """Each reads the newest version and writes the next: without turns, some would write the same."""

    def write() -> None:
        mine = Database(db.url.render_as_string(hide_password=False))
        for _ in range(5):
            with mine.writing() as session:
                kit.publish(session, max(kit.versions(session), default=0) + 1, events=1)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.reading() as session:
        assert kit.versions(session) == list(range(1, 21))


def test_the_same_version_twice_is_a_conflict(db: Database) -> None:
    with db.writing() as session:
        kit.publish(session, 1)
    with pytest.raises(DatabaseFault) as told, db.writing() as session:
        kit.publish(session, 1)
    assert told.value.code == "db-conflict"


@pytest.mark.parametrize("table", appendonly.TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET tenant = tenant", "DELETE FROM {}"])
def test_what_is_stored_stays(db: Database, table: str, statement: str) -> None:
    with db.writing() as session:
        kit.publish(session, 1)
        kit.decision(session)
    with pytest.raises(DatabaseFault) as told, db.writing() as session:
        session.execute(text(statement.format(table)))
    assert told.value.code == "db-append-only"


def test_a_replacement_is_a_deletion(tmp_path: Path) -> None:
    """SQLite's INSERT OR REPLACE deletes without a word unless it is told otherwise."""
    db = Database(str(tmp_path / "a.db"))
    migrations.upgrade(db)
    with db.writing() as session:
        kit.publish(session, 1)
    with pytest.raises(DatabaseFault) as told, db.writing() as session:
        session.execute(text("INSERT OR REPLACE INTO publications SELECT * FROM publications"))
    assert told.value.code == "db-append-only"


def test_a_subscription_ends_once_and_is_never_gone(db: Database) -> None:
    with db.writing() as session:
        kit.subscription(session)
    refused = ("label = 'x'", "digest = 'b'", "ended_at = NULL", "ended_at = made_at, label = 'x'")
    for change in refused:
        with pytest.raises(DatabaseFault, match="endres"), db.writing() as session:
            session.execute(text(f"UPDATE subscriptions SET {change}"))
    with db.writing() as session:
        session.execute(text("UPDATE subscriptions SET ended_at = made_at, ended_as = 'revoked'"))
    for statement in ("UPDATE subscriptions SET ended_as = 'left'", "DELETE FROM subscriptions"):
        with pytest.raises(DatabaseFault) as told, db.writing() as session:
            session.execute(text(statement))
        assert told.value.code == "db-append-only"


def test_a_naive_time_is_refused(db: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"), db.writing() as session:
        session.add(Tenant(id="a", name="A", created_at=datetime(2026, 1, 1)))
    with db.reading() as session:
        assert session.get(Tenant, "a") is None


def test_an_instant_comes_back_as_it_went_in(db: Database) -> None:
    with db.writing() as session:
        kit.tenant(session)
    with db.reading() as session:
        found = session.get(Tenant, kit.TENANT)
        assert found is not None and found.created_at == kit.NOW and found.created_at.tzinfo == kit.NOW.tzinfo


def test_upgrading_again_changes_nothing(url: str) -> None:
    db = Database(url)
    assert migrations.upgrade(db) is True
    assert migrations.upgrade(db) is False
    assert db.revision() == HEAD


def test_an_upgrade_that_fails_leaves_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("after the tables, before the triggers")

    db = Database(url)
    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr(migrations, "guard", fail)
        migrations.upgrade(db)
    assert db.revision() == ""
    assert migrations.upgrade(db) is True


def test_two_upgrades_at_once(url: str) -> None:
    made: list[bool] = []

    def upgrade() -> None:
        for _ in range(5):  # on a busy machine the others may take longer than one waits: so one is told
            with suppress(DatabaseFault):
                made.append(migrations.upgrade(Database(url)))
                return

    threads = [threading.Thread(target=upgrade) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3 and Database(url).revision() == HEAD


def test_the_revisions_give_the_tables(db: Database) -> None:
    with db.raw() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert appendonly.unguarded(connection) == ()


def test_every_revision_is_known() -> None:
    script = ScriptDirectory.from_config(migrations.configured())
    assert script.get_heads() == [HEAD]
    assert {r.revision for r in script.walk_revisions()} == set(KNOWN)


def test_sqlite_is_opened_as_promised(tmp_path: Path) -> None:
    db = Database(str(tmp_path / "a.db"))
    migrations.upgrade(db)
    asked = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 10_000,
    }
    with db.reading() as session:
        assert {p: session.scalar(text(f"PRAGMA {p}")) for p in asked} == asked
    assert (tmp_path / "a.db").stat().st_mode & 0o077 == 0


def test_a_disk_that_cannot_keep_a_log_is_refused(tmp_path: Path) -> None:
    """SQLite then goes on without a log, and says nothing; as on many network disks."""
    path = tmp_path / "a.db"
    opened = closing(sqlite3.connect(f"{path.as_uri()}?vfs=unix-dotfile", uri=True))
    with pytest.raises(DatabaseFault) as told, opened as connection:
        set_up(connection, "a.db", "FULL", "WAL")
    assert told.value.code == "db-no-log"


def test_connections_are_let_go_or_kept(tmp_path: Path) -> None:
    log = tmp_path / "a.db-wal"
    for keep in (False, True):
        db = Database(str(tmp_path / "a.db"), keep=keep)
        migrations.upgrade(db)
        with db.writing() as session:
            kit.publish(session, 1 + keep)
        assert log.exists() is keep
        db.close()
        assert not log.exists()


def test_plain_addresses_mean_psycopg() -> None:
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        assert Database(f"{scheme}://a/b").url.drivername == "postgresql+psycopg"
    with pytest.raises(DatabaseFault) as told:
        Database("postgresql+nosuch://a/b")
    assert told.value.code == "db-no-driver"


@pytest.mark.parametrize(
    "wrong", ["mysql://a/b", "sqlite://", "sqlite:///:memory:", "://x", "http://[", "postgresql://a:b"]
)
def test_an_address_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(UsageError, match="--db"):
        Database(wrong)


def test_an_upgrade_puts_the_triggers_back(db: Database) -> None:
    """A table that a revision rebuilds loses its triggers."""
    with db.writing() as session:
        kit.publish(session, 1)
    with db.raw() as connection:
        for name in appendonly.names("events"):
            connection.execute(text(f"DROP TRIGGER {name}" + ("" if db.file else " ON events")))
        assert appendonly.unguarded(connection) == appendonly.names("events")
    assert migrations.upgrade(db) is False
    with pytest.raises(DatabaseFault), db.writing() as session:
        session.execute(text("DELETE FROM events"))
    with db.reading() as session:
        assert kit.versions(session) == [1]
