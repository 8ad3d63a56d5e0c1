"""Every way in which a database can be wrong is told in our own words, with what to do, and changes nothing."""

import os
import random
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store import kit
from tests.store.postgres import Server
from vaktplan.errors import DatabaseFault
from vaktplan.store import database as databases
from vaktplan.store import migrations
from vaktplan.store.database import Database
from vaktplan.store.health import examine
from vaktplan.store.troubles import TOLD

SECRET = "hemmeligpassord"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A SQLite file with publications."""
    path = tmp_path / "vaktplan.db"
    db = Database(str(path))
    migrations.upgrade(db)
    for version in range(1, 6):
        with db.writing() as session:
            kit.publish(session, version)
    return path


def read(path: Path) -> None:
    with Database(str(path)).reading() as session:
        kit.versions(session)
        session.execute(text("SELECT * FROM events")).all()


def write(path: Path) -> None:
    with Database(str(path)).writing() as session:
        kit.publish(session, 99)


def code(use: Callable[[Path], None], path: Path) -> str:
    """The code of what went wrong; the text names the file and says what to do."""
    with pytest.raises(DatabaseFault) as told:
        use(path)
    assert str(path) in str(told.value) and told.value.hint
    return told.value.code


@pytest.mark.parametrize("use", [read, write])
def test_a_file_that_is_not_there_is_not_made(tmp_path: Path, use: Callable[[Path], None]) -> None:
    assert code(use, tmp_path / "none.db") == "db-missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("use", [read, write])
def test_another_file_is_not_touched(tmp_path: Path, use: Callable[[Path], None]) -> None:
    path = tmp_path / "brev.txt"
    path.write_text("Kjære kommune, " * 400, encoding="utf-8")
    before = path.read_bytes()
    assert code(use, path) == "db-not-a-database"
    assert code(lambda p: void(migrations.upgrade(Database(str(p)))), path) == "db-not-a-database"
    assert path.read_bytes() == before


def void(_: object) -> None:
    """Nothing."""


@pytest.mark.parametrize("use", [read, write])
def test_another_programs_database_is_not_touched(tmp_path: Path, use: Callable[[Path], None]) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    assert code(use, path) == "db-not-a-database"
    assert code(lambda p: void(migrations.upgrade(Database(str(p)))), path) == "db-not-a-database"


@pytest.mark.parametrize("use", [read, write])
def test_an_empty_database_is_older(tmp_path: Path, use: Callable[[Path], None]) -> None:
    (tmp_path / "a.db").touch()
    assert code(use, tmp_path / "a.db") == "db-older"


@pytest.mark.parametrize("use", [read, write])
def test_an_older_and_a_newer_database(
    file: Path, use: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(file) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    assert code(use, file) == "db-newer"
    assert code(lambda p: void(migrations.upgrade(Database(str(p)))), file) == "db-newer"
    monkeypatch.setattr(databases, "KNOWN", ("9999", databases.HEAD))
    assert code(use, file) == "db-older"


def test_a_damaged_file_is_told_of(file: Path) -> None:
    """Each page but the first torn in turn: whoever reads all either sees what was written, or is told."""
    whole = file.read_bytes()
    told = 0
    for page in range(1, len(whole) // 4096):
        file.write_bytes(
            whole[: page * 4096] + random.Random(page).randbytes(4096) + whole[(page + 1) * 4096 :]
        )
        try:
            read(file)
        except DatabaseFault as error:
            assert error.code in ("db-damaged", "db-not-a-database", "db-refused"), error.code
            told += error.code == "db-damaged"
    assert told >= 2


def everything(path: Path) -> list[object]:
    """All that has a checksum or an index: versions, documents, calendars and the trail."""
    asked = (
        "SELECT tenant, first, last, version FROM publications ORDER BY id",
        "SELECT document FROM instances ORDER BY id",
        "SELECT pairs FROM rosters ORDER BY id",
        "SELECT document FROM verdicts ORDER BY id",
        "SELECT body FROM feeds",
        "SELECT tenant, number, at, who, what, target, old, new, reason, hash FROM audit ORDER BY id",
    )
    with Database(str(path)).reading() as session:
        return [tuple(row) for line in asked for row in session.execute(text(line))]


def flipped(file: Path, flips: int) -> None:
    """One bit wrong where something is written: told of, or nothing of what is kept is different."""
    whole, before = file.read_bytes(), everything(file)
    written = [at for at, byte in enumerate(whole) if byte]
    draw = random.Random(5)
    told = 0
    for _ in range(flips):
        body = bytearray(whole)
        at = draw.choice(written)
        body[at] ^= 1 << draw.randrange(8)
        file.write_bytes(body)
        try:
            if examine(Database(str(file))).faults:
                told += 1
            else:
                assert everything(file) == before, at
        except DatabaseFault:
            told += 1
    assert told >= flips // 4, told


def test_a_flipped_bit_changes_nothing_unnoticed(file: Path) -> None:
    flipped(file, 60)


@pytest.mark.long
def test_a_flipped_bit_changes_nothing_unnoticed_at_a_thousand_places(file: Path) -> None:
    flipped(file, 1000)


@pytest.mark.parametrize("use", [read, write])
def test_a_file_cut_short_is_damaged(file: Path, use: Callable[[Path], None]) -> None:
    os.truncate(file, 5 * 4096)
    assert code(use, file) == "db-damaged"


def test_a_full_database_keeps_what_it_had(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = Database(str(file))
    with pytest.raises(DatabaseFault) as told, db.writing() as session:
        session.execute(text("PRAGMA max_page_count = 1"))
        for version in range(10, 60):
            kit.publish(session, version)
    assert told.value.code == "db-full"
    with db.reading() as session:
        assert kit.versions(session) == [1, 2, 3, 4, 5]


FULL = """
import resource, sys
from tests.store import kit
from vaktplan.errors import DatabaseFault
from vaktplan.store.database import Database
db = Database(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    for version in range(6, 300):
        with db.writing() as session:
            kit.publish(session, version, events=40)
        print(version, flush=True)
except DatabaseFault as error:
    sys.exit(error.code)
"""


@pytest.mark.parametrize("limit", [150_000, 200_000, 260_000])
def test_a_full_disk_keeps_what_was_acknowledged(file: Path, limit: int) -> None:
    """The system refuses to let any file grow: the commit that met it left nothing, those before it all."""
    line = [sys.executable, "-c", FULL, str(file), str(limit)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1 and done.stderr.strip() == "db-full", done.stderr
    with Database(str(file)).reading() as session:
        assert kit.versions(session) == [1, 2, 3, 4, 5, *(int(v) for v in done.stdout.split())]
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"


def test_a_locked_database_is_told_of(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "PATIENCE", 0.2)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    read(file)
    assert code(write, file) == "db-locked"
    other.close()
    write(file)


READ_ONLY = """
import os, sys
from tests.store import kit
from vaktplan.errors import DatabaseFault
from vaktplan.store.database import Database
db = Database(sys.argv[1])
with db.reading() as session:
    kit.versions(session)  # everything is imported while we may still read it
os.chmod(os.path.dirname(sys.argv[1]), FOLDER)
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    with db.writing() as session:
        kit.publish(session, 99)
except DatabaseFault as error:
    sys.exit(error.code)
"""


@pytest.mark.parametrize(("folder", "expected"), [(0o555, "db-read-only"), (0o600, "db-cannot-open")])
def test_a_file_that_others_own_is_told_of(file: Path, folder: int, expected: str) -> None:
    """Neither file nor folder can be written; root may write everything and is somebody else for this test."""
    for path in file.parents[:4]:
        path.chmod(path.stat().st_mode | stat.S_IXOTH | stat.S_IXUSR)
    file.chmod(0o444)
    line = [sys.executable, "-c", READ_ONLY.replace("FOLDER", str(folder)), str(file)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    file.parent.chmod(0o755)
    assert done.stderr.strip() == expected


def test_no_server_and_no_password_told() -> None:
    begin = time.monotonic()
    db = Database(f"postgresql+psycopg://kari:{SECRET}@127.0.0.1:1/vakt")
    with pytest.raises(DatabaseFault) as told, db.reading():
        pass
    assert told.value.code == "db-no-server" and SECRET not in str(told.value) + repr(told.value.__cause__)
    assert time.monotonic() - begin < 10


@pytest.mark.oracle
def test_a_database_that_the_server_does_not_have(server: Server) -> None:
    db = Database(server.database().replace("@/t", "@/nosuch"))
    with pytest.raises(DatabaseFault) as told, db.reading():
        pass
    assert told.value.code == "db-no-server"


@pytest.mark.oracle
def test_a_server_that_goes_away(server: Server) -> None:
    db = Database(server.database())
    migrations.upgrade(db)
    with pytest.raises(DatabaseFault) as told, db.writing() as session:
        kit.publish(session, 1)
        server.stop("immediate")
        kit.publish(session, 2)
    server.start()
    assert told.value.code == "db-no-server"
    with db.reading() as session:
        assert kit.versions(session) == []


def test_every_trouble_says_what_to_do() -> None:
    assert all(what and hint for what, hint in TOLD.values())
