"""The power goes while a database is made, copied or put back: the old is there, or what was asked for."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store import kit
from vaktplan.errors import DatabaseFault
from vaktplan.store.backup import backup
from vaktplan.store.database import Database
from vaktplan.store.health import examine
from vaktplan.store.migrations import upgrade

from .disk import Disk
from .states import Found, compare, states
from .trace import traced

CHANCES = 6
pytestmark = pytest.mark.oracle


def published(path: Path, last: int) -> Database:
    """A database with some versions."""
    db = Database(str(path))
    upgrade(db)
    for version in range(1, last + 1):
        with db.writing() as session:
            kit.publish(session, version)
    return db


def versions(path: Path) -> list[int]:
    """The versions of a database that is whole."""
    db = Database(str(path))
    assert examine(db).faults == ()
    with db.reading() as session:
        return kit.versions(session)


def crashed(tmp_path: Path, *command: str, wrong: Callable[[Path, str], list[str]]) -> Found:
    """Trace a command in the folder `db`, and open every state that a stop may leave."""
    folder, there = tmp_path / "db", tmp_path / "state"
    folder.mkdir(exist_ok=True)
    there.mkdir()
    disk = Disk.of(folder)
    line = [sys.executable, "-m", "vaktplan", *command, "--db", str(folder / "vaktplan.db")]
    calls = traced(line, tmp_path / "strace")
    return compare(states(disk, calls, 1, CHANCES), there, wrong)


def test_made(tmp_path: Path) -> None:
    """Not there, empty or whole; and making it again always ends well."""

    def wrong(path: Path, told: str) -> list[str]:
        if told and not path.exists():
            return ["lost"]
        db = Database(str(path))
        try:
            if told and examine(db).faults:
                return ["damaged"]
            upgrade(db)
            return [f.code for f in examine(db).faults]
        except DatabaseFault as error:
            return [error.code]

    found = crashed(tmp_path, "db", "upgrade", wrong=wrong)
    assert found.states >= 100 and not found.wrong, found


def test_copied(tmp_path: Path) -> None:
    """No copy under its name, or a whole one; the database as it was."""
    (tmp_path / "db").mkdir()
    published(tmp_path / "db" / "vaktplan.db", 3)

    def wrong(path: Path, told: str) -> list[str]:
        copy = path.with_name("kopi.db")
        found = ["database"] if versions(path) != [1, 2, 3] else []
        if copy.exists() and versions(copy) != [1, 2, 3]:
            found.append("copy")
        return [*found, "lost"] if told and not copy.exists() else found

    found = crashed(tmp_path, "db", "backup", str(tmp_path / "db" / "kopi.db"), wrong=wrong)
    assert found.states >= 100 and not found.wrong, found


def test_put_back(tmp_path: Path) -> None:
    """The old one or the copy in its place, or neither; the old one is always somewhere, whole."""
    (tmp_path / "db").mkdir()
    path = tmp_path / "db" / "vaktplan.db"
    backup(published(tmp_path / "other.db", 1), tmp_path / "kopi.db")
    published(path, 3)

    def wrong(path: Path, told: str) -> list[str]:
        aside = path.with_name("vaktplan.db.erstattet-1")
        there = versions(path) if path.exists() else []
        set_aside = versions(aside) if aside.exists() else []
        if [1, 2, 3] not in (there, set_aside):
            return ["lost"]
        return ["not put back"] if told and there != [1] else []

    found = crashed(tmp_path, "db", "restore", "--force", str(tmp_path / "kopi.db"), wrong=wrong)
    assert found.states >= 100 and not found.wrong, found
