"""Whenever the power goes in `vaktplan publish`, the old version or the new one stands; and this test can fail."""

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


def crashed(tmp_path: Path, last: int, how: str, held: str, *, step: int = 1) -> Found:
    """Trace publications from the second version on, and open every `step`th state that a stop may leave."""
    folder, there = tmp_path / "db", tmp_path / "state"
    folder.mkdir()
    there.mkdir()
    path = folder / "vaktplan.db"
    db = Database(str(path))
    upgrade(db)
    db.close()
    publish(str(path), 1)
    disk = Disk.of(folder)
    line = [sys.executable, "-m", "tests.crash.publisher", str(path), "2", str(last), how, held]
    calls = traced(line, tmp_path / "strace")
    found = compare(islice(states(disk, calls, 1, 3, b"kept "), 0, None, step), there, lacking)
    print(how, held, found)
    return found


@pytest.mark.oracle
@pytest.mark.parametrize("held", [ALONE, HELD])
def test_a_publication_is_whole_or_not_at_all(tmp_path: Path, held: str) -> None:
    found = crashed(tmp_path, 3, "FULL", held, step=10)
    assert found.states >= 50
    assert not found.wrong


@pytest.mark.oracle
def test_the_same_finds_what_is_lost_when_the_log_is_not_awaited(tmp_path: Path) -> None:
    assert crashed(tmp_path, 3, "NORMAL", HELD, step=10).wrong["lost"] >= 10


@pytest.mark.oracle
def test_the_same_finds_what_is_wrong_without_any_sync(tmp_path: Path) -> None:
    assert sum(crashed(tmp_path, 4, "OFF", ALONE, step=7).wrong.values()) >= 40


@pytest.mark.long
@pytest.mark.parametrize(("held", "last", "least"), [(ALONE, 13, 5_000), (HELD, 18, 5_000)])
def test_nothing_told_of_is_lost_in_thousands_of_states(
    tmp_path: Path, held: str, last: int, least: int
) -> None:
    found = crashed(tmp_path, last, "FULL", held)
    assert found.states >= least
    assert not found.wrong
