"""A connection that waits for nobody for ever, and leaves politely.

uvicorn itself lets a connection that never asks stay open until the files run out (1 024 of them take a server down).
"""

import asyncio
from typing import Any

from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

HEADERS_WITHIN = 10.0  # seconds from the first moment of a question to its last header
HEADERS_AT_MOST = 64 * 2**10  # bytes
LINGER = 1.0  # seconds in which a connection at rest may still ask once, when the server leaves


class Leaving:
    """Whether this process takes leave."""

    now = False


class Connection(HttpToolsProtocol):
    """One connection."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.asking: asyncio.TimerHandle | None = None
        self.unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A question is expected from now on."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is expected any more."""
        self._asked()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a question whose headers do not end is cut off by time and by size."""
        if self.asking is None and (self.cycle is None or self.cycle.response_complete):
            self._expect()
        self.unread += len(data)
        super().data_received(data)
        if self.asking is not None and self.unread > HEADERS_AT_MOST:
            self._late()

    def on_headers_complete(self) -> None:
        """The question is there; the last one, when the server leaves."""
        self._asked()
        super().on_headers_complete()
        if Leaving.now and self.cycle is not None:
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        """A connection at rest may ask once more; one that is being answered ends with its answer."""
        if self.cycle is None or self.cycle.response_complete:
            self.loop.call_later(LINGER, self._rest)
        else:
            self.cycle.keep_alive = False

    def _rest(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self._late()

    def _expect(self) -> None:
        self.unread = 0
        self.asking = self.loop.call_later(HEADERS_WITHIN, self._late)

    def _asked(self) -> None:
        if self.asking is not None:
            self.asking.cancel()
            self.asking = None

    def _late(self) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.close()


class Draining(Server):
    """A server that tells its connections when it leaves."""

    async def shutdown(self, sockets: Any = None) -> None:
        """Take no more connections, answer those there are."""
        Leaving.now = True
        await super().shutdown(sockets)
