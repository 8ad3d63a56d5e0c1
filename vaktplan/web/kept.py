"""The store as the server asks it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import create_engine

from vaktplan.domain import clock
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.store import reading

from . import board
from .source import WALL, Feed, Fetch, Source, Subscriber, Wall


class Kept:
    """The database behind the server."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url if "://" in url else f"sqlite:///{url}")

    def feed(self, token: str) -> Feed | None:
        """The calendar of a living token."""
        found = reading.calendar(self.engine, token)
        return None if found is None else Feed(found.subscription, found.body, found.etag, found.changed_at)

    def subscriber(self, token: str) -> Subscriber | None:
        """Whose living token it is."""
        who = reading.whose(self.engine, token)
        return None if who is None else Subscriber(who.id, who.variant, who.label, who.municipality)

    def wall(self, token: str, now: datetime) -> Wall | None:
        """The wall of a living token."""
        who = reading.whose(self.engine, token)
        if who is None or who.variant != WALL:
            return None
        today = clock.day_of(now)
        told = reading.standing(self.engine, who.tenant, today - clock.DAY, today + 2 * clock.DAY)
        plans = [(_instance(t.instance), Roster.of(t.pairs)) for t in told]
        return board.wall(plans, now, "")

    def mark(self) -> str:
        """Another text after every change."""
        return reading.mark(self.engine)

    def renew(self, now: datetime) -> None:
        """Render anew what falls out with time."""

    def fetched(self, fetches: Sequence[Fetch]) -> None:
        """Keep when each subscription was last fetched."""
        reading.fetched(self.engine, [(f.subscription, f.at, f.etag) for f in fetches])

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _instance(text: str) -> Instance:
    return Instance.model_validate_json(text)


def opened(db: str) -> Source:
    """The store of a database."""
    return Kept(db)


def checked(db: str) -> None:
    """Refuse a database that cannot be served, in the store's own words."""
    opened(db).close()
