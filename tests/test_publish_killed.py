"""Killed at any moment of a publication, the old version or the new one stands, whole."""

import os
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.publishing import NOW, ROTA, facts, pairs, published, write_rota
from vaktplan.store import revisions
from vaktplan.store.database import Database
from vaktplan.store.publications import newest
from vaktplan.store.schema import FeedRow

PROGRAM = """
import os, sys
from datetime import timedelta
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.publishing import NOW, published

left = [int(sys.argv[3])]

def die(*_more):
    left[0] -= 1
    if left[0] == 0:
        os._exit(137)

event.listen(Engine, "before_cursor_execute", die)
event.listen(Engine, "commit", die)
published(sys.argv[1], Path(sys.argv[2]), at=NOW + timedelta(days=1), signer="Kari", reason="bytte")
print("acknowledged", left[0])
"""


def state(database: str) -> tuple[int, int, frozenset[str]]:
    """The version, the duties that calendars know of, and the hashes of the feeds."""
    with Database(database).reading() as session:
        found = newest(session, "smavik", facts().period.first, facts().period.last)
        known = sum(r.sequence for r in revisions.newest(session, "smavik").values())
        feeds = frozenset(row.etag for row in session.query(FeedRow).all())
    return (0 if found is None else found.version), known, feeds


def killed_at(database: str, rota: Path, moment: int) -> tuple[int, str]:
    """Publish in a process that dies at its so manieth statement; its exit code and what it had said."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, database, str(rota), str(moment)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        check=False,
    )
    return run.returncode, run.stdout


@pytest.mark.parametrize("moment", [5, 12, 40, 10_000])
def test_killed_at_a_statement_the_old_or_the_new_version_stands(tmp_path: Path, moment: int) -> None:
    database = str(tmp_path / "vaktplan.db")
    published(database, ROTA)
    before = state(database)
    rota = write_rota(tmp_path / "ny.xlsx", sorted(pairs())[1:])
    code, said = killed_at(database, rota, moment)
    after = state(database)
    whole = sqlite3.connect(database).execute("PRAGMA integrity_check").fetchone()
    assert whole == ("ok",)
    if code == 0:
        assert said.startswith("acknowledged")
        assert after[0] == 2 and after[1] > before[1] and after[2] != before[2]
    else:
        assert (code, after) == (137, before)
    again = published(database, rota, at=NOW + timedelta(days=2), signer="Kari", reason="bytte")
    assert again.status == ("unchanged" if code == 0 else "published")
