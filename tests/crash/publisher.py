"""Publishes through the command itself: python -m tests.crash.publisher DB FIRST LAST HOW HELD.

Tells of each version when the command has; HOW and HELD as in small.
"""

import io
import os
import sqlite3
import sys
from contextlib import closing, redirect_stdout

from vaktplan.cli.main import main
from vaktplan.store.database import Database

from .killed import ROSTER, WORKBOOK


def publish(url: str, first: int, last: int) -> None:
    """Another phone number each time: every duty of every calendar changes."""
    line = ["publish", str(WORKBOOK), "--roster", str(ROSTER), "--db", url, "--by", "Kari", "--phone"]
    for number in range(first, last + 1):
        with redirect_stdout(io.StringIO()):
            code = main([*line, f"116{number:04}"])
        assert code == 0
        os.write(1, f"kept {number}\n".encode())


if __name__ == "__main__":
    where, begin, end, how, held = sys.argv[1:]
    if how != "FULL":
        Database.__init__.__kwdefaults__["synchronous"] = how  # type: ignore[index]
    with closing(sqlite3.connect(where)) as server:
        if held == "held":
            server.execute("SELECT * FROM audit").fetchall()
        publish(where, int(begin), int(end))
