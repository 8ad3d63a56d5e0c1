"""The system says no in the middle: the program says so in our words, and leaves the old or the new, whole."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store import kit
from vaktplan.store.database import Database
from vaktplan.store.health import examine
from vaktplan.store.migrations import upgrade

pytestmark = pytest.mark.oracle
FULL = "vaktplan.db: disken tok ikke imot mer; ingenting er endret"
CALLS = ("pwrite64", "fdatasync")


def refused(path: Path, call: str, error: str, number: int) -> tuple[int, list[int], str]:
    """Publish while the `number`th call fails: the exit code, the versions told of, and what was said."""
    strace = shutil.which("strace")
    assert strace, "strace is missing: make oracles"
    inject = f"inject={call}:error={error}:when={number}+"
    line = [strace, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
    program = [sys.executable, "-m", "tests.crash.small", str(path), "2", "6", "FULL", "alone"]
    done = subprocess.run([*line, *program], capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, [int(n) for n in done.stdout.split()], done.stderr


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize(("call", "number"), [(c, n) for c in CALLS for n in (1, 2, 3, 9, 20, 41, 77)])
def test_a_call_that_fails(tmp_path: Path, call: str, number: int, error: str) -> None:
    """From the `number`th on, every such call fails."""
    path = tmp_path / "vaktplan.db"
    db = Database(str(path))
    upgrade(db)
    with db.writing() as session:
        kit.publish(session, 1)
    code, told, said = refused(path, call, error, number)
    assert code == 0 or FULL in said.splitlines()[-1], said
    assert code != 0 or number > 3
    assert examine(db).faults == ()
    with db.reading() as session:
        there = kit.versions(session)
    assert there == list(range(1, len(there) + 1))
    assert 1 + len(told) <= len(there) <= 2 + len(told)
    assert code != 0 or told == [2, 3, 4, 5, 6]
