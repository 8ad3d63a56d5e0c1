"""The server as processes: restarts nobody notices, connections that never ask, another process that revokes."""

import hashlib
import os
import re
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.web import database
from tests.web.kit import calendar
from tests.web.running import Running, serving

MANY = 40
HALF_OPEN = 1100
END = "update subscriptions set ended_at = ?, ended_as = 'revoked' where doctor = ?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it happens."""
    return tmp_path_factory.mktemp("serving")


@pytest.fixture(scope="module")
def made(folder: Path) -> list[tuple[str, bytes]]:
    """Subscriptions and their calendars."""
    return database.make(folder / "vaktplan.db", MANY)


@pytest.fixture(scope="module")
def server(folder: Path, made: list[tuple[str, bytes]]) -> Iterator[Running]:
    """A server."""
    with serving(str(folder / "vaktplan.db"), folder) as running:
        yield running


def ask(connection: HTTPConnection, token: str) -> tuple[int, bytes]:
    """A calendar over a kept connection, begun anew when the server has said that it closes."""
    connection.request("GET", f"/kalender/{token}.ics")
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, body


def test_restarts_refuse_nobody(server: Running, made: list[tuple[str, bytes]]) -> None:
    stop, wrong, asked = Event(), [], [0, 0]

    def phone(kind: int) -> None:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
        while not stop.is_set():
            token, body = made[asked[kind] % MANY]
            try:
                if ask(connection, token) != (200, body):
                    wrong.append("body")
            except OSError as error:
                wrong.append(repr(error))
            asked[kind] += 1
            if kind:
                connection.close()
        connection.close()

    phones = [Thread(target=phone, args=(kind,)) for kind in (0, 0, 1, 1)]
    for thread in phones:
        thread.start()
    seen = set(server.workers())
    for _k in range(3):
        time.sleep(0.3)
        server.process.send_signal(signal.SIGHUP)
        before = set(server.workers())
        until = time.monotonic() + 30
        while before & set(server.workers()):
            assert time.monotonic() < until
            time.sleep(0.05)
        seen |= set(server.workers())
    stop.set()
    for thread in phones:
        thread.join()
    assert len(seen) == 4
    assert wrong == []
    assert min(asked) > 100


def test_connections_that_never_ask_refuse_nobody(server: Running, made: list[tuple[str, bytes]]) -> None:
    held = []
    try:
        held = [socket.create_connection(("127.0.0.1", server.port), 5) for _k in range(HALF_OPEN)]
        for connection in held[::2]:
            connection.sendall(b"GET /kalender/")
        for token, body in made:
            assert server.get(f"/kalender/{token}.ics") == (200, body)
        held[0].settimeout(15)
        assert held[0].recv(1) == b""  # cut off by the server
    finally:
        for connection in held:
            connection.close()


def test_headers_without_end_are_cut_off(server: Running) -> None:
    with closing(socket.create_connection(("127.0.0.1", server.port), 10)) as connection:
        connection.sendall(b"GET /helse HTTP/1.1\r\nHost: x\r\n")
        with pytest.raises(OSError):
            for _k in range(10_000):
                connection.sendall(b"X: " + b"y" * 1000 + b"\r\n")


def test_a_worker_that_dies_is_replaced(server: Running, made: list[tuple[str, bytes]]) -> None:
    (worker,) = server.workers()
    os.kill(worker, signal.SIGKILL)
    server.wait_for("starting another")
    until = time.monotonic() + 20
    while server.workers() in ([], [worker]) and time.monotonic() < until:
        time.sleep(0.05)
    assert server.get(f"/kalender/{made[0][0]}.ics") == (200, made[0][1])


def change(path: Path, *words: object) -> None:
    """Another process writes."""
    with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
        connection.execute(str(words[0]), words[1:])


@pytest.mark.parametrize("workers", [1, 2])
def test_revoked_means_dead_within_a_second_in_every_worker(tmp_path: Path, workers: int) -> None:
    path = tmp_path / "vaktplan.db"
    mine = database.make(path, 3)
    with serving(str(path), tmp_path, "--workers", str(workers)) as running:
        for k, (token, body) in enumerate(mine):
            for _again in range(6):
                assert running.get(f"/kalender/{token}.ics") == (200, body)
            change(path, END, f"2026-12-01 12:00:0{k}.000000", f"D{k}")
            time.sleep(1.0)
            for _again in range(6):
                assert running.get(f"/kalender/{token}.ics")[0] == 404


def test_no_token_in_what_the_server_says(server: Running, made: list[tuple[str, bytes]]) -> None:
    for token, _body in made:
        for path in (
            f"/kalender/{token}.ics",
            f"/abonner/{token}",
            f"/tavle/{token}",
            f"/x/{token}",
            f"/kalender/{token}",
        ):
            server.get(path, Referer=f"http://x/{token}", User_Agent=token)
    with closing(socket.create_connection(("127.0.0.1", server.port), 10)) as connection:
        connection.sendall(f"GARBAGE /kalender/{made[0][0]}.ics\r\n\r\n".encode())
        connection.recv(1000)
    time.sleep(1.2)
    words = server.words()
    assert len(re.findall(r" GET /kalender/[0-9a-f]{6} 200 ", words)) > MANY
    assert [t for t, _body in made if t in words or t[:10] in words] == []


def test_a_database_that_breaks_under_way_is_503_and_then_whole_again(tmp_path: Path) -> None:
    path = tmp_path / "vaktplan.db"
    ((token, body),) = database.make(path, 1)
    with serving(str(path), tmp_path) as running:
        assert running.get(f"/kalender/{token}.ics") == (200, body)
        assert running.get("/klar")[0] == 200
        change(path, "alter table subscriptions rename to gone")
        time.sleep(1.2)
        status, told = running.get(f"/kalender/{token}.ics")
        assert status == 503 and b"VCALENDAR" not in told
        assert running.get("/klar")[0] == 503
        assert running.get("/helse")[0] == 200
        change(path, "alter table gone rename to subscriptions")
        time.sleep(1.0)
        assert running.get(f"/kalender/{token}.ics") == (200, body)
        assert token not in running.words() and "Traceback" not in running.words()


def test_an_answer_is_the_same_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "vaktplan.db"
    ((token, body),) = database.make(path, 1)
    assert body == calendar("D0")
    etag = '"' + hashlib.sha256(body).hexdigest() + '"'
    for _start in range(2):
        with serving(str(path), tmp_path) as running:
            assert running.get(f"/kalender/{token}.ics", If_None_Match=etag) == (304, b"")
            assert running.get(f"/kalender/{token}.ics") == (200, body)


def test_who_has_fetched_is_kept_when_the_server_ends(tmp_path: Path) -> None:
    path = tmp_path / "vaktplan.db"
    mine = database.make(path, 3)
    with serving(str(path), tmp_path, "--workers", "2") as running:
        for token, _body in mine[:2]:
            running.get(f"/kalender/{token}.ics")
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("select subscription, etag from fetches order by 1").fetchall()
    assert rows == [(k + 1, hashlib.sha256(mine[k][1]).hexdigest()) for k in range(2)]
