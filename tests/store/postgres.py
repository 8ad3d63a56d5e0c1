"""A PostgreSQL server for tests: Debian's binaries, a folder and a socket of its own, gone afterwards."""

import itertools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

FOLDER = Path("/usr/lib/postgresql")  # Debian's, a folder for each version
_numbers = itertools.count(1)


class Server:
    """A server that listens on no port; its user is the one who may start it (never root)."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="vaktplan-pg-", dir="/tmp"))
        self._user = "postgres" if os.geteuid() == 0 else ""

    def __enter__(self) -> "Server":
        if self._user:
            shutil.chown(self.folder, self._user)
        self.run("initdb", "-D", str(self._data), "-U", "vaktplan", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        self.run(
            "pg_ctl", "-D", str(self._data), "-l", str(self.folder / "log"), "-o", options, "-w", "start"
        )

    def stop(self, mode: str = "fast") -> None:
        """Stop."""
        self.run("pg_ctl", "-D", str(self._data), "-m", mode, "-w", "stop")

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"t{next(_numbers)}"
        self.run("createdb", "-h", str(self.folder), "-U", "vaktplan", name)
        return f"postgresql+psycopg://vaktplan@/{name}?host={self.folder}"

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def run(self, program: str, *args: str) -> None:
        """Run one of the server's programs as its user."""
        as_user = ["runuser", "-u", self._user, "--"] if self._user else []
        binaries = max(FOLDER.glob("*/bin"), key=lambda b: int(b.parent.name))
        line = [*as_user, str(binaries / program), *args]
        subprocess.run(line, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=60)
