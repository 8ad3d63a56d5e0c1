"""A copy is whole or is not there; a copy put back never costs what stood there."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store import kit
from vaktplan.cli import main
from vaktplan.errors import DatabaseFault, UsageError
from vaktplan.store import backup, health, migrations
from vaktplan.store.database import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with three publications."""
    return published(tmp_path / "vaktplan.db", 3)


def published(path: Path, versions: int) -> Path:
    db = Database(str(path))
    migrations.upgrade(db)
    for version in range(1, versions + 1):
        with db.writing() as session:
            kit.publish(session, version)
    return path


def versions(path: Path) -> list[int]:
    with Database(str(path)).reading() as session:
        return kit.versions(session)


def test_a_copy_holds_what_was_published(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.db"
    assert backup.backup(Database(str(file)), copy).publications == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kopi.db", "vaktplan.db"]
    assert versions(copy) == [1, 2, 3] and copy.stat().st_mode & 0o077 == 0


def test_a_copy_while_others_write_is_of_one_moment(file: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        version = 4
        while not stop.is_set():
            with Database(str(file)).writing() as session:
                kit.publish(session, version)
            version += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(20):
            found = backup.backup(Database(str(file)), tmp_path / f"{n}.db")
            there = versions(tmp_path / f"{n}.db")
            assert found.faults == () and there == list(range(1, len(there) + 1))
            assert found.trails[0].rows == len(there)
    finally:
        stop.set()
        writer.join()


def test_a_copy_does_not_replace_another_unasked(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.db"
    copy.write_text("noe annet")
    with pytest.raises(UsageError, match="--force"):
        backup.backup(Database(str(file)), copy)
    assert copy.read_text() == "noe annet"
    backup.backup(Database(str(file)), copy, force=True)
    assert versions(copy) == [1, 2, 3]


def test_a_copy_of_a_damaged_database_is_not_made(file: Path, tmp_path: Path) -> None:
    os.truncate(file, 5 * 4096)
    with pytest.raises(DatabaseFault) as told:
        backup.backup(Database(str(file)), tmp_path / "kopi.db")
    assert told.value.code == "db-damaged" and list(tmp_path.iterdir()) == [file]


def test_a_copy_where_nothing_can_be_written(file: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault) as told:
        backup.backup(Database(str(file)), tmp_path / "none" / "kopi.db")
    assert told.value.code == "db-cannot-open"


def test_a_copy_is_put_back(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.db"
    backup.backup(Database(str(file)), copy)
    found, aside = backup.restore(Database(str(tmp_path / "ny.db")), copy)
    assert found.publications == 3 and aside is None
    assert versions(tmp_path / "ny.db") == [1, 2, 3]


def test_what_stood_there_is_set_aside(file: Path, tmp_path: Path) -> None:
    copy = published(tmp_path / "kopi.db", 1)
    with pytest.raises(UsageError, match="--force"):
        backup.restore(Database(str(file)), copy)
    assert versions(file) == [1, 2, 3]
    for n in (1, 2):
        _, aside = backup.restore(Database(str(file)), copy, force=True)
        assert aside == tmp_path / f"vaktplan.db.erstattet-{n}" and versions(file) == [1]
    assert versions(tmp_path / "vaktplan.db.erstattet-1") == [1, 2, 3]


def test_a_damaged_copy_replaces_nothing(file: Path, tmp_path: Path) -> None:
    copy = published(tmp_path / "kopi.db", 3)
    whole = copy.read_bytes()
    for size in (0, 100, 4096, len(whole) // 2):
        copy.write_bytes(whole[:size])
        with pytest.raises(DatabaseFault):
            backup.restore(Database(str(file)), copy, force=True)
    copy.write_bytes(whole)
    with sqlite3.connect(copy) as raw:
        raw.execute("DROP TRIGGER audit_no_update")
        raw.execute("UPDATE audit SET who = 'en annen' WHERE number = 2")
    raw.close()
    with pytest.raises(DatabaseFault) as told:
        backup.restore(Database(str(file)), copy, force=True)
    assert told.value.code in ("db-trail", "db-unguarded")
    assert versions(file) == [1, 2, 3]


def test_a_damaged_database_gives_way_to_a_copy(file: Path, tmp_path: Path) -> None:
    copy = published(tmp_path / "kopi.db", 2)
    for side in ("", "-wal", "-shm"):
        Path(f"{file}{side}").write_bytes(b"skadet " * 2000)
    _, aside = backup.restore(Database(str(file)), copy, force=True)
    assert versions(file) == [1, 2]
    assert aside is not None and aside.read_bytes().startswith(b"skadet")
    assert Path(f"{aside}-wal").read_bytes().startswith(b"skadet")


def test_a_log_left_alone_is_not_taken_for_the_copys(file: Path, tmp_path: Path) -> None:
    copy = published(tmp_path / "kopi.db", 2)
    target = tmp_path / "ny.db"
    Path(f"{target}-wal").write_bytes(b"fra en annen " * 2000)
    backup.restore(Database(str(target)), copy)
    assert versions(target) == [1, 2]


USER = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as user:
    user.execute("SELECT * FROM audit").fetchall()
    print(1)
    input()
"""


def test_a_database_in_use_is_not_replaced(file: Path, tmp_path: Path) -> None:
    copy = published(tmp_path / "kopi.db", 1)
    line = [sys.executable, "-uc", USER, str(file)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as user:
        assert user.stdout is not None and user.stdout.readline() == "1\n"
        with pytest.raises(DatabaseFault) as told:
            backup.restore(Database(str(file)), copy, force=True)
        user.communicate("\n")
    assert told.value.code == "db-in-use" and versions(file) == [1, 2, 3]
    backup.restore(Database(str(file)), copy, force=True)
    assert versions(file) == [1]


def test_postgresql_has_its_own_tools(tmp_path: Path) -> None:
    db = Database("postgresql+psycopg://kari:hemmelig@db/vakt")
    for tool, use in (("pg_dump", backup.backup), ("pg_restore", backup.restore)):
        with pytest.raises(UsageError, match=tool) as told:
            use(db, tmp_path / "kopi.dump")
        assert "hemmelig" not in str(told.value)


def test_a_database_is_looked_over(db: Database) -> None:
    with db.writing() as session:
        kit.publish(session, 1)
        kit.subscription(session)
    found = health.examine(db)
    assert (found.publications, found.subscriptions, found.faults) == (1, 1, ())
    with db.writing() as session:
        session.execute(text("UPDATE feeds SET etag = 'x'"))
    with db.raw() as connection:
        on = "" if db.file else " ON events"
        connection.execute(text(f"DROP TRIGGER events_no_delete{on}"))
    assert {f.code for f in health.examine(db).faults} == {"db-calendar", "db-unguarded"}


def test_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VAKTPLAN_DB", raising=False)
    assert main(["db", "check"]) == 3 and "db upgrade" in capsys.readouterr().err
    assert main(["db", "upgrade"]) == 0 and "vaktplan.db" in capsys.readouterr().out
    monkeypatch.setenv("VAKTPLAN_DB", str(tmp_path / "annen.db"))
    assert main(["db", "upgrade"]) == 0 and (tmp_path / "annen.db").exists()
    assert main(["db", "backup", "kopi.db", "--db", "vaktplan.db"]) == 0
    assert main(["db", "restore", "kopi.db", "--db", "ny.db"]) == 0
    capsys.readouterr()
    assert main(["db", "check", "--db", "ny.db", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["done"] == "checked" and told["faults"] == [] and told["revision"]
    assert main(["db"]) == 2 and "backup" in capsys.readouterr().err


def test_a_check_that_finds_something_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = published(tmp_path / "a.db", 2)
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER audit_no_update")
        raw.execute("UPDATE audit SET who = 'en annen' WHERE number = 2")
    raw.close()
    assert main(["db", "check", "--db", str(path)]) == 3
    said = capsys.readouterr().out
    assert "rad 2" in said and "db upgrade" in said
