"""Who has fetched what: gathered in memory, kept in batches, so that no answer waits for a write."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from .source import Fetch, Source

EVERY = 10.0  # seconds between batches
_log = logging.getLogger("vaktplan.web")


class Fetches:
    """The newest fetch of each subscription that is not kept yet."""

    def __init__(self, source: Source, now: Callable[[], datetime]) -> None:
        self.source, self.now = source, now
        self.waiting: dict[int, tuple[datetime, str]] = {}

    def note(self, subscription: int, etag: str) -> None:
        """A subscription got this."""
        self.waiting[subscription] = (self.now(), etag)

    async def keep(self) -> None:
        """Write what waits; what cannot be written waits on."""
        taken, self.waiting = self.waiting, {}
        if not taken:
            return
        batch = [Fetch(s, at, etag) for s, (at, etag) in sorted(taken.items())]
        try:
            await asyncio.to_thread(self.source.fetched, batch)
        except Exception as error:  # the database may be locked or gone; the next batch tries again
            _log.error("fetch times not kept yet (%d): %s", len(batch), type(error).__name__)
            self.waiting = {**taken, **self.waiting}

    async def go_on(self) -> None:
        """Keep for as long as the server lives."""
        while True:
            await asyncio.sleep(EVERY)
            await self.keep()
