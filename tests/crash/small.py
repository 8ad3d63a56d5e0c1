"""Publishes versions, and tells of each on a line when it is kept: python -m tests.crash.small DB FIRST LAST HOW HELD.

HOW is SQLite's synchronous. HELD: another has the database open all the while, as a server has, so that the log is not
emptied after each publication.
"""

import sqlite3
import sys

from tests.store import kit
from vaktplan.store.database import Database


def main(url: str, first: str, last: str, how: str, held: str) -> None:
    """Publish, and tell."""
    server = sqlite3.connect(url) if held == "held" else None
    if server:
        server.execute("SELECT * FROM audit").fetchall()
    db = Database(url, synchronous=how)
    for version in range(int(first), int(last) + 1):
        with db.writing() as session:
            kit.publish(session, version)
        print(version, flush=True)
    if server:
        server.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
