"""The store behind the server: fetches kept, the wall read, the mark moved by everything that must empty the memory."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.store.conftest import server, url
from tests.web import database
from tests.web.kit import UNKNOWN
from vaktplan.errors import DatabaseFault
from vaktplan.store.database import Database
from vaktplan.store.schema import FetchRow
from vaktplan.web import kept
from vaktplan.web.source import Feed, Fetch

__all__ = ["server", "url"]  # fixtures: SQLite always, PostgreSQL in the oracle set
AT = datetime(2027, 1, 3, 17, 40, tzinfo=UTC)


def test_a_living_token_and_every_other(url: str) -> None:
    ((token, body),) = database.make(url, 1)
    source = kept.opened(url)
    found = source.feed(token)
    assert isinstance(found, Feed) and (found.body, found.changed_at) == (body, database.AT)
    assert source.feed(UNKNOWN) is None and source.subscriber(UNKNOWN) is None
    assert source.wall(token, AT) is None
    source.close()


def test_the_wall_of_a_published_roster(url: str) -> None:
    database.make(url, 1)
    tokens = database.publish(url, "smavik")
    source = kept.opened(url)
    wall = source.wall(tokens["wall"], AT)
    assert wall is not None and wall.now[0].who == ("Nora Dahl",) and wall.phone == "33 00 00 00"
    assert source.wall(tokens["own"], AT) is None and source.feed(tokens["wall"]) is None
    later = source.wall(tokens["wall"], AT + timedelta(days=90))
    assert later is not None and later.now == later.soon == ()
    source.close()


def test_fetches_are_kept_and_renewed(url: str) -> None:
    database.make(url, 3)
    source = kept.opened(url)
    source.fetched([Fetch(1, AT, "a"), Fetch(2, AT, "a")])
    before = source.mark()
    source.fetched([Fetch(2, AT + timedelta(hours=1), "b"), Fetch(3, AT, "a")])
    with Database(url).reading() as session:
        rows = session.execute(
            select(FetchRow.subscription, FetchRow.etag, FetchRow.at).order_by(FetchRow.subscription)
        )
        assert [tuple(r) for r in rows] == [(1, "a", AT), (2, "b", AT + timedelta(hours=1)), (3, "a", AT)]
    assert source.mark() == before  # a fetch empties no memory
    source.ready()
    source.close()


CHANGES = {
    "revoked": "update subscriptions set ended_at = '2026-12-01 12:00:00.000000' where id = 1",
    "subscribed": "insert into subscriptions (tenant, digest, variant, doctor, label, made_at, made_by, ended_as) "
    "values ('smavik', 'x', 'own', 'D9', '', '2026-12-01 12:00:00.000000', 'test', '')",
    "trail": "insert into audit (tenant, number, at, who, what, target, old, new, reason, hash) "
    "values ('smavik', 1, '2026-12-01 12:00:00.000000', '', '', '', '', '', '', '')",
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_what_moves_the_mark(url: str, change: str) -> None:
    database.make(url, 2)
    source = kept.opened(url)
    before = source.mark()
    with Database(url).writing() as session:
        session.execute(text(CHANGES[change]))
    assert source.mark() != before
    source.close()


def test_a_database_that_cannot_be_served(tmp_path: Path) -> None:
    with pytest.raises(DatabaseFault, match="finnes ikke"):
        kept.checked(str(tmp_path / "none.db"))
    (tmp_path / "text.db").write_text("hei " * 1000, encoding="utf-8")
    with pytest.raises(DatabaseFault, match="ikke en database"):
        kept.checked(str(tmp_path / "text.db"))
    assert not (tmp_path / "none.db").exists()
