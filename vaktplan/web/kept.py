"""The store as the server asks it."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from vaktplan.app.feeds import renew
from vaktplan.domain import clock
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.store import reading
from vaktplan.store.database import Database

from . import board
from .source import WALL, Feed, Fetch, Source, Subscriber, Wall


class Kept:
    """The database behind the server."""

    def __init__(self, db: str) -> None:
        self.db, self.database = db, Database(db)

    def feed(self, token: str) -> Feed | None:
        """The calendar of a living token."""
        with self.database.reading() as session:
            found = reading.calendar(session, token)
        return None if found is None else Feed(found.subscription, found.body, found.etag, found.changed_at)

    def subscriber(self, token: str) -> Subscriber | None:
        """Whose living token it is."""
        with self.database.reading() as session:
            who = reading.whose(session, token)
        return None if who is None else Subscriber(who.id, who.variant, who.label, who.municipality)

    def wall(self, token: str, now: datetime) -> Wall | None:
        """The wall of a living token."""
        today = clock.day_of(now)
        with self.database.reading() as session:
            who = reading.whose(session, token)
            if who is None or who.variant != WALL:
                return None
            told = reading.standing(session, who.tenant, today - clock.DAY, today + 2 * clock.DAY)
        plans = [(_instance(t.instance), Roster.of(t.pairs)) for t in told]
        return board.wall(plans, now, who.phone)

    def mark(self) -> str:
        """Another text after every change."""
        with self.database.reading() as session:
            return reading.mark(session)

    def ready(self) -> None:
        """Look anew whether the database can be served."""
        checked(self.db)

    def renew(self, now: datetime) -> None:
        """Render anew what falls out with time."""
        renew(self.database, now)

    def fetched(self, fetches: Sequence[Fetch]) -> None:
        """Keep when each subscription was last fetched."""
        with self.database.writing() as session:
            reading.fetched(session, [(f.subscription, f.at, f.etag) for f in fetches])

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()


@lru_cache(maxsize=8)
def _instance(text: str) -> Instance:
    return Instance.model_validate_json(text)


def opened(db: str) -> Source:
    """The store of a database."""
    return Kept(db)


def checked(db: str) -> None:
    """Refuse a database that cannot be served. Raises InvalidInput with what is wrong and what to do."""
    source = opened(db)
    try:
        source.mark()
    finally:
        source.close()
