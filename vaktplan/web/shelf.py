"""Calendars in memory, served without a word to the database, and dead as soon as the database says so.

The shelf looks at the store's mark every LOOK seconds and empties itself when it has moved. It is trusted for TRUST
seconds after a look that succeeded: a revoked token is dead within a second, and a database that is gone gives 503.
"""

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime

from .answers import GUARDS
from .asgi import Headers
from .secret import digest
from .source import Feed, Source

LOOK = 0.2
TRUST = 0.8
KEPT = 600.0  # what time alone changes (a duty of three months ago) may be seen so much longer
ROOM = 256 * 2**20  # bytes
_log = logging.getLogger("vaktplan.web")


class Damaged(Exception):
    """A rendered calendar is not whole: better no answer than a calendar that deletes duties."""


@dataclass(frozen=True)
class Ready:
    """A calendar with its headers written."""

    subscription: int
    etag: str
    quoted: bytes
    body: bytes
    whole: Headers
    same: Headers  # of 304

    @classmethod
    def of(cls, feed: Feed) -> "Ready":
        """The headers of a feed. Raises Damaged when its bytes are not those that were rendered."""
        if hashlib.sha256(feed.body).hexdigest() != feed.etag or not feed.body:
            raise Damaged(feed.subscription)
        quoted = f'"{feed.etag}"'.encode()
        same = [
            (b"etag", quoted),
            (b"last-modified", format_datetime(feed.changed_at, usegmt=True).encode()),
            (b"cache-control", b"private, max-age=900, must-revalidate"),
            *GUARDS,
        ]
        whole = [
            (b"content-type", b"text/calendar; charset=utf-8"),
            (b"content-length", str(len(feed.body)).encode()),
            (b"content-disposition", b'inline; filename="vakter.ics"'),
            *same,
        ]
        return cls(feed.subscription, feed.etag, quoted, feed.body, whole, same)


class Shelf:
    """The calendars last asked for, by the hash of their token."""

    def __init__(self, source: Source, clock: Callable[[], float] = time.monotonic) -> None:
        self.source, self.clock = source, clock
        self.ready: dict[bytes, tuple[Ready, float]] = {}
        self.size = 0
        self.mark = ""
        self.turn = 0  # how often the shelf was emptied
        self.looked = float("-inf")

    @property
    def age(self) -> float:
        """Seconds since the store was last seen."""
        return self.clock() - self.looked

    def at_hand(self, key: bytes) -> Ready | None:
        """The calendar of a token's hash, when it is here and can be trusted."""
        held = self.ready.get(key)
        if held is None:
            return None
        now = self.clock()
        return held[0] if now - self.looked < TRUST and now - held[1] < KEPT else None

    async def fetch(self, token: str) -> Ready | None:
        """The calendar of a token, from the store. Raises what the store raises."""
        turn, asked = self.turn, self.clock()
        feed = await asyncio.to_thread(self.source.feed, token)
        if feed is None:
            return None
        ready = Ready.of(feed)
        if turn == self.turn:
            self._put(digest(token), ready, asked)
        return ready

    def _put(self, key: bytes, ready: Ready, asked: float) -> None:
        if self.size + len(ready.body) > ROOM:
            self._empty()
        old = self.ready.get(key)
        self.size += len(ready.body) - (len(old[0].body) if old else 0)
        self.ready[key] = (ready, asked)

    def _empty(self) -> None:
        self.ready.clear()
        self.size = 0
        self.turn += 1

    async def look(self) -> None:
        """Ask the store for its mark once; what it raises is raised."""
        began = self.clock()
        mark = await asyncio.to_thread(self.source.mark)
        if mark != self.mark:
            self._empty()
            self.mark = mark
        self.looked = began

    async def watch(self) -> None:
        """Look for as long as the server lives."""
        failing = False
        while True:
            try:
                await self.look()
                failing = False
            except Exception as error:  # whatever the database may do: the shelf then trusts nothing
                if not failing:
                    _log.error("database does not answer: %s", type(error).__name__)
                failing = True
            await asyncio.sleep(LOOK)
