"""One process that answers. It gets the listening socket from the parent, and ends when the parent does.

Run by `parent` as `python -m vaktplan.web.worker SOCKET READY`; how it is set up comes as one line of JSON on stdin (an
address of a database may hold a password, and everybody on a machine sees arguments).
"""

import asyncio
import json
import logging
import os
import signal
import socket
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import uvicorn

from . import accesslog, kept
from .connection import Connection, Draining
from .desk import Desk, Setup
from .site import Site

DRAIN = 15  # seconds for answers under way


@dataclass(frozen=True)
class Order:
    """What the parent asks of a worker."""

    db: str
    base: str
    trusted: tuple[str, ...]
    worker: str

    def line(self) -> str:
        """As one line."""
        return json.dumps({**self.__dict__, "trusted": list(self.trusted)})

    @classmethod
    def read(cls, line: str) -> "Order":
        """From one line."""
        said = json.loads(line)
        return cls(said["db"], said["base"], tuple(said["trusted"]), said["worker"])


def main() -> None:
    """Answer until told to stop."""
    listening, ready = int(sys.argv[1]), int(sys.argv[2])
    order = Order.read(sys.stdin.readline())
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(message)s")
    setup = Setup(order.base, frozenset(order.trusted), order.worker)
    desk = Desk(kept.opened(order.db), setup, accesslog.to_stderr())
    server = Draining(config(Site(desk)))
    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(_answer(server, socket.socket(fileno=listening), ready))


def config(site: Any) -> uvicorn.Config:
    """How uvicorn runs: no access log of its own (it would print every secret), no word of itself."""
    return uvicorn.Config(
        site,
        loop="uvloop" if find_spec("uvloop") else "asyncio",
        http=Connection,
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=DRAIN,
        backlog=2048,
    )


async def _answer(server: Draining, listening: socket.socket, ready: int) -> None:
    watching = asyncio.create_task(_beside(server, ready))
    await server.serve(sockets=[listening])
    watching.cancel()


async def _beside(server: Draining, ready: int) -> None:
    """Tell the parent when the worker answers, and stop when the parent is gone."""
    while not server.started:
        await asyncio.sleep(0.01)
    os.write(ready, b"1")
    os.close(ready)
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(1)
    server.should_exit = True


if __name__ == "__main__":
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # meant for the parent
    main()
