"""Whenever the power goes while `vaktplan publish` runs, the old version or the new one stands, with its calendars."""

import sys
from itertools import islice
from pathlib import Path

import pytest

from vaktplan.errors import DatabaseFault
from vaktplan.store.database import Database
from vaktplan.store.migrations import upgrade

from .disk import Disk
from .killed import publish, whole
from .states import Found, compare, states
from .trace import Call, traced


def wrong(path: Path, told: str) -> list[str]:
    """What is wrong with a state when so much had been told."""
    try:
        return ["lost"] if whole(str(path)) < int(told or 1) else []
    except DatabaseFault:
        return ["damaged"]
    except AssertionError:
        return ["half"]


def _of_the_reader(call: Call) -> bool:
    """Whether it is what the process that reads a workbook tells the command, and not the command's own word."""
    return call.name == "write" and call.handle == 1 and not call.texts[0].strip().isdigit()


def crashed(tmp_path: Path, last: int, how: str, held: str, step: int) -> Found:
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
    calls = (c for c in traced(line, tmp_path / "strace") if not _of_the_reader(c))
    found = compare(islice(states(disk, calls, 1, 3), 0, None, step), there, wrong)
    print(how, held, found)
    return found


@pytest.mark.oracle
@pytest.mark.parametrize("held", ["alone", "held"])
def test_a_publication_is_whole_or_not_at_all(tmp_path: Path, held: str) -> None:
    found = crashed(tmp_path, 3, "FULL", held, step=10)
    assert found.states >= 50
    assert not found.wrong


@pytest.mark.oracle
def test_the_same_finds_what_is_lost_when_the_log_is_not_awaited(tmp_path: Path) -> None:
    assert crashed(tmp_path, 3, "NORMAL", "held", step=10).wrong["lost"] >= 5
