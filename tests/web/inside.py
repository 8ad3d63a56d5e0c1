"""The server in a thread of the test, at an instant of the test's choosing."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Thread

from tests.web.running import free_port
from vaktplan.web.accesslog import AccessLog
from vaktplan.web.connection import Draining, Leaving
from vaktplan.web.desk import Desk, Setup
from vaktplan.web.site import Site
from vaktplan.web.source import Source
from vaktplan.web.worker import config


@contextmanager
def at(source: Source, now: datetime) -> Iterator[str]:
    """The address of a server that believes it is `now`."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    desk = Desk(source, Setup(base), AccessLog(None), lambda: now)
    told = config(Site(desk))
    told.host, told.port = "127.0.0.1", port
    server = Draining(told)
    thread = Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < until and thread.is_alive()
            time.sleep(0.02)
        yield base
    finally:
        server.should_exit = True
        thread.join(20)
        Leaving.now = False
