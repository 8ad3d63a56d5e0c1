"""The wall's facts out of a published roster."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.web import board

SMAVIK = Path(__file__).parents[2] / "instances" / "smavik"


@pytest.fixture(scope="module")
def plan() -> tuple[Instance, Roster]:
    """Småvik in January."""
    best = json.loads((SMAVIK / "best.json").read_text(encoding="utf-8"))["roster"]
    facts = Instance.model_validate_json((SMAVIK / "instance.json").read_bytes())
    return facts, Roster.of((p["doctor"], p["shift"]) for p in best)


def test_who_is_on_and_who_backs(plan: tuple[Instance, Roster]) -> None:
    wall = board.wall([plan], datetime(2027, 1, 3, 17, 40, tzinfo=UTC), "33 00 00 00")
    assert [(p.line, p.what, p.who, p.backup) for p in wall.now] == [
        ("Legevakt", "Helgedag", ("Nora Dahl",), False),
        ("Bakvakt", "Bakvakt helgedag", ("Silje Vik",), True),
    ]
    assert [(p.what, p.who) for p in wall.soon] == [
        ("Helgenatt", ("Erik Lunde",)),
        ("Hverdagsvakt", ("Jonas Haugen",)),
    ]
    assert (wall.unit, wall.phone) == ("Småvik legevakt", "33 00 00 00")


def test_a_change_of_guard_is_to_the_second(plan: tuple[Instance, Roster]) -> None:
    before = board.wall([plan], datetime(2027, 1, 3, 18, 59, 59, tzinfo=UTC), "")
    after = board.wall([plan], datetime(2027, 1, 3, 19, 0, 0, tzinfo=UTC), "")
    assert [p.what for p in before.now if not p.backup] == ["Helgedag"]
    assert [p.what for p in after.now if not p.backup] == ["Helgenatt"]


def test_an_open_place_is_shown_and_an_empty_bakvakt_is_not(plan: tuple[Instance, Roster]) -> None:
    wall = board.wall([(plan[0], Roster())], datetime(2027, 1, 3, 17, 40, tzinfo=UTC), "")
    assert [(p.what, p.who) for p in wall.now] == [("Helgedag", ())]


def test_nothing_published() -> None:
    assert board.wall([], datetime(2027, 1, 3, tzinfo=UTC), "") == board.Wall("", "", (), ())
