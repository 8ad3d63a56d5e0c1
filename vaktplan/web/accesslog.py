"""The access log: who got which answer, without a secret. What a stranger writes never stands in it.

A line names the route, never the path: `2026-12-01T07:00:00Z 192.0.2.7 GET /kalender/3f9a1c 200 13512 0.4 ms`.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from typing import TextIO

EVERY = 0.5  # seconds between writes


class AccessLog:
    """Lines gathered and written together; `out` None keeps no log."""

    def __init__(self, out: TextIO | None = None, clock: Callable[[], float] = time.time) -> None:
        self.out, self.clock = out, clock
        self.lines: list[str] = []
        self.second, self.stamp = -1, ""

    def add(self, address: str, method: str, place: str, status: int, size: int, seconds: float) -> None:
        """One answer; `place` is the route and what may be said of the token."""
        if self.out is None:
            return
        now = int(self.clock())
        if now != self.second:
            self.second, self.stamp = now, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
        self.lines.append(
            f"{self.stamp} {address} {method} {place} {status} {size} {seconds * 1000:.1f} ms\n"
        )

    def write(self) -> None:
        """Write what is gathered; a log that cannot be written stops nothing."""
        lines, self.lines = self.lines, []
        if self.out is None or not lines:
            return
        try:
            self.out.write("".join(lines))
            self.out.flush()
        except (OSError, ValueError):
            self.out = None

    async def go_on(self) -> None:
        """Write for as long as the server lives."""
        while True:
            await asyncio.sleep(EVERY)
            self.write()


def to_stderr() -> AccessLog:
    """The log of the running server."""
    return AccessLog(sys.stderr)
