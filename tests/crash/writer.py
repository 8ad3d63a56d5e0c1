"""Publishes version after version through the command itself, and says each one that was acknowledged."""

import os
import sqlite3
import sys
from contextlib import closing

from vaktplan.cli.main import main
from vaktplan.store.database import Database


def publish(database: str, workbook: str, roster: str, rounds: int) -> None:
    """Another phone number each time: every duty of every calendar changes."""
    for number in range(1, rounds + 1):
        words = [
            "publish",
            workbook,
            "--roster",
            roster,
            "--db",
            database,
            "--by",
            "Kari",
            "--phone",
            f"116{number:03}",
        ]
        assert main(words) == 0
        os.write(1, f"kept {number}\n".encode())


def held_open(database: str, workbook: str, roster: str, rounds: int) -> None:
    """The same beside a reader that stays, as a server does: the log is then not emptied after each version."""
    with closing(sqlite3.connect(database)) as reader:
        reader.execute("SELECT count(*) FROM publications").fetchone()
        publish(database, workbook, roster, rounds)


if __name__ == "__main__":
    where, book, plan, many, synchronous, beside = sys.argv[1:]
    if synchronous != "FULL":
        Database.__init__.__kwdefaults__["synchronous"] = synchronous  # type: ignore[index]
    (held_open if beside == "beside" else publish)(where, book, plan, int(many))
