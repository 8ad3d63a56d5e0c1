"""The store behind the server: fetches kept, the wall read, the mark moved by everything that must empty the memory."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.web import database
from tests.web.kit import UNKNOWN
from vaktplan.errors import DatabaseFault
from vaktplan.web import kept
from vaktplan.web.source import Feed, Fetch

AT = datetime(2027, 1, 3, 17, 40, tzinfo=UTC)


def test_a_living_token_and_every_other(tmp_path: Path) -> None:
    ((token, body),) = database.make(tmp_path / "a.db", 1)
    source = kept.opened(str(tmp_path / "a.db"))
    found = source.feed(token)
    assert isinstance(found, Feed) and (found.body, found.changed_at) == (body, database.AT)
    assert source.feed(UNKNOWN) is None and source.subscriber(UNKNOWN) is None
    assert source.wall(token, AT) is None
    source.close()


def test_the_wall_of_a_published_roster(tmp_path: Path) -> None:
    database.make(tmp_path / "a.db", 1)
    tokens = database.publish(tmp_path / "a.db", "smavik")
    source = kept.opened(str(tmp_path / "a.db"))
    wall = source.wall(tokens["wall"], AT)
    assert wall is not None and wall.now[0].who == ("Nora Dahl",) and wall.phone == "33 00 00 00"
    assert source.wall(tokens["own"], AT) is None and source.feed(tokens["wall"]) is None
    later = source.wall(tokens["wall"], AT + timedelta(days=90))
    assert later is not None and later.now == later.soon == ()
    source.close()


def test_fetches_are_kept_and_renewed(tmp_path: Path) -> None:
    database.make(tmp_path / "a.db", 3)
    source = kept.opened(str(tmp_path / "a.db"))
    source.fetched([Fetch(1, AT, "a"), Fetch(2, AT, "a")])
    before = source.mark()
    source.fetched([Fetch(2, AT + timedelta(hours=1), "b"), Fetch(3, AT, "a")])
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        rows = connection.execute("select subscription, etag from fetches order by 1").fetchall()
    assert rows == [(1, "a"), (2, "b"), (3, "a")]
    assert source.mark() == before  # a fetch empties no memory
    source.close()


CHANGES = {
    "revoked": "update subscriptions set ended_at = '2026-12-01 12:00:00.000000' where id = 1",
    "subscribed": "insert into subscriptions (tenant, digest, variant, doctor, label, made_at, made_by, ended_as) "
    "values ('smavik', 'x', 'own', 'D9', '', '2026-12-01 12:00:00.000000', 'test', '')",
    "trail": "insert into audit (tenant, number, at, who, what, target, old, new, reason, hash) "
    "values ('smavik', 1, '2026-12-01 12:00:00.000000', '', '', '', '', '', '', '')",
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_what_moves_the_mark(tmp_path: Path, change: str) -> None:
    database.make(tmp_path / "a.db", 2)
    source = kept.opened(str(tmp_path / "a.db"))
    before = source.mark()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute(CHANGES[change])
    assert source.mark() != before
    source.close()


def test_a_database_that_cannot_be_served(tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault, match="finnes ikke"):
        kept.checked(str(tmp_path / "none.db"))
    (tmp_path / "text.db").write_text("hei " * 1000, encoding="utf-8")
    with pytest.raises(DatabaseFault, match="ikke en database"):
        kept.checked(str(tmp_path / "text.db"))
    assert not (tmp_path / "none.db").exists()
