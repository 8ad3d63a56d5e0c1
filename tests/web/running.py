"""The server as a process, told what `vaktplan serve` is told."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@dataclass
class Running:
    """A server that answers at a port; what it says lies in `said`."""

    process: "subprocess.Popen[bytes]"
    port: int
    said: Path

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """The status and the body of an address."""
        request = Request(
            f"http://127.0.0.1:{self.port}{path}",
            headers={k.replace("_", "-"): v for k, v in headers.items()},
        )
        try:
            with urlopen(request, timeout=10) as answer:
                return int(answer.status), answer.read()
        except HTTPError as error:
            return error.code, error.read()

    def words(self) -> str:
        """What it said so far."""
        return self.said.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, text: str, seconds: float = 20, times: int = 1) -> None:
        """Wait until it has said something. Fails when it does not."""
        until = time.monotonic() + seconds
        while self.words().count(text) < times:
            assert self.process.poll() is None, self.words()
            assert time.monotonic() < until, self.words()
            time.sleep(0.05)

    def workers(self) -> list[int]:
        """The processes that answer."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(p) for p in told.split()]


@contextmanager
def serving(db: str, folder: Path, *words: str, env: dict[str, str] | None = None) -> Iterator[Running]:
    """A server that answers; ended afterwards as an administrator ends it."""
    port, said = free_port(), folder / "server.log"
    command = [sys.executable, "-m", "vaktplan", "serve", "--db", db, "--port", str(port), *words]
    with said.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})}
        )
    running = Running(process, port, said)
    try:
        running.wait_for(f"127.0.0.1:{port}")
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
