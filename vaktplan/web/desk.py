"""What every route shares: the store, the shelf, who guesses, the log and the figures."""

import asyncio
import logging
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from . import answers
from .accesslog import AccessLog
from .asgi import Scope
from .caller import address, household
from .fetches import Fetches
from .figures import Figures
from .misses import Misses
from .shelf import Shelf
from .source import Source

RENEW = 60.0  # seconds between looks for what falls out with time
_log = logging.getLogger("vaktplan.web")


def utc_now() -> datetime:
    """The clock of the server."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Setup:
    """How the server is set up; `base` is the address that subscribers are told, without a slash at the end."""

    base: str
    trusted: frozenset[str] = frozenset()
    worker: str = "1"


class Desk:
    """One for each worker."""

    def __init__(
        self, source: Source, setup: Setup, log: AccessLog, now: Callable[[], datetime] = utc_now
    ) -> None:
        self.source, self.setup, self.log, self.now = source, setup, log, now
        self.shelf = Shelf(source)
        self.fetches = Fetches(source, now)
        self.misses = Misses()
        self.figures = Figures(setup.worker)
        self.tasks: list[asyncio.Task[None]] = []

    def missed(self, scope: Scope) -> answers.Answer:
        """The answer to an address that does not exist: one and the same, until too many were asked for."""
        at = household(address(scope, self.setup.trusted))
        wait = self.misses.missed(at, time.monotonic())
        return answers.too_many(wait) if wait else answers.NOT_FOUND

    def answered(self, scope: Scope, route: str, mark: str, status: int, size: int, seconds: float) -> None:
        """Count and log an answer; the log says the route with `mark` in the token's place."""
        self.figures.add(route, status, seconds)
        place = route.replace("{token}.ics", mark).replace("{token}", mark)
        self.log.add(address(scope, self.setup.trusted), scope["method"], place, status, size, seconds)

    def failed(self, route: str, error: BaseException) -> None:
        """Tell the log what failed and in which line, without a word of what was asked or of any value."""
        frames = traceback.extract_tb(error.__traceback__)
        where = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames[-6:]))
        _log.error("%s: %s at %s", route, type(error).__name__, where)

    async def open(self) -> None:
        """Begin what runs beside the answers."""
        loops = (self.shelf.watch(), self.fetches.go_on(), self.log.go_on(), self._renew())
        self.tasks = [asyncio.create_task(c) for c in loops]

    async def close(self) -> None:
        """End it, and keep what waits."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.fetches.keep()
        self.log.write()
        self.source.close()

    async def _renew(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self.source.renew, self.now())
            except Exception as error:  # the next round tries again
                self.failed("renew", error)
            await asyncio.sleep(RENEW)
