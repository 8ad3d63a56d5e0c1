"""Published means kept: no power cut leaves half a version or loses one that was acknowledged."""

import sys
from pathlib import Path

import pytest

from vaktplan.store.database import Database
from vaktplan.store.migrations import upgrade

from .disk import Disk
from .trace import traced
from .verdict import Found, judged

ROOT = Path(__file__).parents[2]
WORKBOOK = ROOT / "instances" / "smavik"
ROSTER = ROOT / "exports" / "eksempel" / "vaktplan.xlsx"


def run(tmp: Path, rounds: int, synchronous: str = "FULL", beside: str = "beside") -> Found:
    """All states of so many publications on a database of its own."""
    folder, scratch = tmp / "disk", tmp / "scratch"
    folder.mkdir()
    scratch.mkdir()
    file = folder / "vaktplan.db"
    db = Database(str(file))
    upgrade(db)
    db.close()
    before = Disk.of(folder)
    words: list[str | Path] = [sys.executable, "-m", "tests.crash.writer", str(file), WORKBOOK, ROSTER]
    ops = traced([*words, str(rounds), synchronous, beside], folder, tmp / "strace")
    found = judged(folder, ops, scratch, before)
    print(
        f"{synchronous}, {beside}: {len(ops)} operations, {found.states} states, {found.kept} acknowledged, "
        f"{len(found.lost)} lost, {len(found.half)} half"
    )
    assert found.kept == rounds
    return found


@pytest.mark.oracle
@pytest.mark.parametrize("beside", ["beside", "alone"])
def test_every_state_is_the_version_acknowledged_or_the_next(tmp_path: Path, beside: str) -> None:
    found = run(tmp_path, 2, beside=beside)
    assert found.states >= 200
    assert not found.lost
    assert not found.half


@pytest.mark.oracle
@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_the_same_states_are_found_wanting_without_durability(tmp_path: Path, synchronous: str) -> None:
    assert run(tmp_path, 2, synchronous).lost


@pytest.mark.long
@pytest.mark.oracle
def test_five_thousand_states(tmp_path: Path) -> None:
    found = run(tmp_path, 16)
    assert found.states >= 5000
    assert not found.lost
    assert not found.half
