"""Whenever the power goes, every publication that was told of is there, whole; and this test can fail."""

import sys
from itertools import islice
from pathlib import Path

import pytest

from vaktplan.store.database import Database
from vaktplan.store.migrations import upgrade

from .disk import Disk
from .killed import publish
from .states import Found, compare, lacking, states
from .trace import traced

ALONE, HELD = "alone", "held"


def crashed(tmp_path: Path, last: int, how: str, held: str, *, chances: int = 3, step: int = 1) -> Found:
    """Trace a program that publishes some versions, and open every `step`th state that a stop may leave."""
    folder = tmp_path / "db"
    folder.mkdir()
    path = folder / "vaktplan.db"
    db = Database(str(path))
    upgrade(db)
    db.close()
    publish(str(path), 1)
    disk = Disk.of(folder)
    line = [sys.executable, "-m", "tests.crash.writer", str(path), "2", str(last), how, held]
    calls = traced(line, tmp_path / "strace")
    there = tmp_path / "state"
    there.mkdir()
    return compare(islice(states(disk, calls, 1, chances, b"kept "), 0, None, step), there, lacking)


@pytest.mark.long
def test_the_test_can_fail_without_any_sync(tmp_path: Path) -> None:
    off = crashed(tmp_path, 4, "OFF", ALONE, step=3)
    assert sum(off.wrong.values()) >= 100, off


@pytest.mark.long
@pytest.mark.parametrize(("held", "last", "least"), [(ALONE, 13, 5_000), (HELD, 18, 5_000)])
def test_nothing_told_of_is_lost_in_thousands_of_states(
    tmp_path: Path, held: str, last: int, least: int
) -> None:
    found = crashed(tmp_path, last, "FULL", held)
    print(found)
    assert found.states >= least and not found.wrong, found
