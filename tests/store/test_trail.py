"""The trail tells of every edit."""

import random
from typing import Any

import pytest
from sqlalchemy import text

from tests.store.kit import NOW, TENANT, tenant
from vaktplan.errors import UsageError
from vaktplan.store import appendonly, trail
from vaktplan.store.database import Database

ROWS = 12
COLUMNS = ("who", "what", "target", "old", "new", "reason", "hash", "number", "at")


def written(db: Database) -> None:
    """A trail of some rows."""
    with db.writing() as session:
        tenant(session)
        for n in range(ROWS):
            trail.append(
                session, TENANT, NOW, f"Kari {n}", "publish", f"v{n}", f"v{n - 1}", f"v{n + 1}", "øving"
            )


def edited(db: Database, statement: str, **values: Any) -> int | None:
    """What the check says after an edit by somebody who first took the triggers away; the edit is not kept."""
    with db.raw() as connection:
        for name in appendonly.names("audit"):
            on = "" if db.file else " ON audit"
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        assert connection.execute(text(statement), values).rowcount == 1
        with trail.Session(connection) as session:
            found = trail.broken(session, TENANT)
        connection.rollback()
    return found


def test_a_trail_is_whole(db: Database) -> None:
    written(db)
    with db.reading() as session:
        assert trail.broken(session, TENANT) is None
        assert len(trail.head(session, TENANT)) == 64
        assert trail.broken(session, "another") is None and trail.head(session, "another") == ""


def test_every_edit_is_told_of(db: Database) -> None:
    written(db)
    draw = random.Random(7)
    for _ in range(100):
        number, column = draw.randint(1, ROWS), draw.choice(COLUMNS)
        value: Any = {"number": 77 + number, "at": "2020-01-01 00:00:00"}.get(column, "noe annet")
        statement = f'UPDATE audit SET "{column}" = :value WHERE number = :number'
        found = edited(db, statement, value=value, number=number)
        assert found == number, (column, number)


def test_a_row_taken_out_is_told_of(db: Database) -> None:
    written(db)
    for number in range(1, ROWS):
        assert edited(db, "DELETE FROM audit WHERE number = :number", number=number) == number


def test_a_missing_end_shows_in_the_head(db: Database) -> None:
    written(db)
    with db.reading() as session:
        told = trail.head(session, TENANT)
    with db.writing() as session:
        trail.append(session, TENANT, NOW, "Kari", "publish", "v99")
        assert trail.head(session, TENANT) != told


def test_a_text_too_long_is_refused(db: Database) -> None:
    with pytest.raises(UsageError), db.writing() as session:
        tenant(session)
        trail.append(session, TENANT, NOW, "Kari", "publish", "v1", reason="x" * 1001)
    with db.reading() as session:
        assert trail.head(session, TENANT) == ""
