"""Publishes versions, and tells of each on a line when it is kept: python -m tests.crash.writer DB FIRST LAST HOW HELD.

HOW is SQLite's synchronous. HELD: another has the database open all the while, as a server has, so that the log is not
emptied after each publication.
"""

import os
import sqlite3
import sys

from .killed import publish


def main(url: str, first: str, last: str, how: str, held: str) -> None:
    """Publish, and tell."""
    server = sqlite3.connect(url) if held == "held" else None
    if server:
        server.execute("SELECT * FROM audit").fetchall()
    for version in range(int(first), int(last) + 1):
        publish(url, version, synchronous=how)
        os.write(1, f"kept {version}\n".encode())
    if server:
        server.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
