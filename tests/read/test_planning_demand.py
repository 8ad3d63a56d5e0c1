"""Norm to duty: the copy has the plan's sessions in its nursing homes, spread over the week, and all else as it was."""

from collections import Counter
from pathlib import Path

import pytest

from instances.build_sandefjord import sandefjord
from instances.planning_facts import facts
from tests.read.books import read_in_process
from vaktplan.domain.instance import Instance
from vaktplan.domain.shifts import ShiftType
from vaktplan.errors import InvalidInput, UsageError
from vaktplan.planning.facts import House, Unit
from vaktplan.planning.plan import HouseNeed, Plan
from vaktplan.read import raw
from vaktplan.read.planning import read_planning
from vaktplan.read.planning_demand import with_demand, write_demand
from vaktplan.read.planning_sessions import shared_out
from vaktplan.read.template import write_workbook
from vaktplan.read.workbook import read_workbook

SESSIONS = {"sms": 37, "nygard": 23, "kamfjord": 11, "mosserod": 8, "soletunet": 9, "andebu": 0}


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process: the cases below are about what cells mean."""
    monkeypatch.setattr(raw, "run_child", read_in_process)


def _need(house: str, sessions: int) -> HouseNeed:
    counts = dict.fromkeys(("long", "short", "planned_long", "planned_short"), 0)
    needs = dict.fromkeys(("need", "planned_need", "exact_need", "stay_need", "older_need"), 0.0)
    return HouseNeed(house=house, unit="", **counts, **needs, today=None, sessions=sessions)


def _plan(sessions: dict[str, int] = SESSIONS) -> Plan:
    rows = tuple(_need(h, n) for h, n in sessions.items())
    return Plan(facts=facts(), year=2028, figures=(), houses=(*rows, _need("", sum(sessions.values()))))


def _sessions(instance: Instance) -> list[ShiftType]:
    return [t for t in instance.shift_types if t.line == "sykehjem"]


def _by_house(instance: Instance) -> Counter[str]:
    found: Counter[str] = Counter()
    for t in _sessions(instance):
        found[t.house] += t.places * len(t.weekdays)
    return found


def test_each_house_has_the_plans_sessions() -> None:
    changed, count = with_demand(sandefjord(), _plan())
    assert count == sum(SESSIONS.values())
    names = {"SMS": 37, "Nygård": 23, "Kamfjord": 11, "Mosserød": 8, "Soletunet": 9}
    assert _by_house(changed) == names


def test_the_week_is_even() -> None:
    changed, count = with_demand(sandefjord(), _plan())
    slots: Counter[tuple[int, int]] = Counter()
    for t in _sessions(changed):
        slots.update({(d, t.start.hour): t.places for d in t.weekdays})
    assert sum(slots.values()) == count and len(slots) == 10
    assert max(slots.values()) - min(slots.values()) <= 1


def test_the_wards_stay_and_so_does_everything_else() -> None:
    before = sandefjord()
    changed, _count = with_demand(before, _plan(SESSIONS | {"andebu": 6}))
    assert {t.ward for t in _sessions(changed)} == {t.ward for t in _sessions(before)}
    same = set(Instance.model_fields) - {"shift_types", "history", "wishes", "locks"}
    assert {n: getattr(changed, n) for n in same} == {n: getattr(before, n) for n in same}
    others = [t for t in before.shift_types if t.line != "sykehjem"]
    assert [t for t in changed.shift_types if t.line != "sykehjem"] == others


def test_the_copy_reads_as_a_roster_and_as_a_plan(tmp_path: Path) -> None:
    write_workbook(sandefjord(), tmp_path / "workbook.xlsx")
    assert write_demand(tmp_path, _plan(), tmp_path / "ny.xlsx") == 88
    read = read_workbook(tmp_path / "ny.xlsx")
    assert _by_house(read.instance).total() == 88
    assert read_planning(tmp_path / "ny.xlsx")[0] == facts()


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    write_workbook(sandefjord(), tmp_path / "bok.xlsx")
    with pytest.raises(UsageError):
        write_demand(tmp_path / "bok.xlsx", _plan(), tmp_path / "bok.xlsx")


def test_a_roster_without_a_nursing_home_line_is_told() -> None:
    lines = tuple(x for x in sandefjord().lines if x.id != "sykehjem")
    with pytest.raises(InvalidInput) as caught:
        with_demand(sandefjord().model_copy(update={"lines": lines}), _plan())
    assert [(f.where, f.code) for f in caught.value.faults] == [("Tjenestelinjer!A1", "no-nursing-home-line")]


def test_a_house_that_the_plan_does_not_know_is_told() -> None:
    before = sandefjord()
    types = tuple(
        t.model_copy(update={"house": "Ukjent"}) if t.house == "Andebu" else t for t in before.shift_types
    )
    with pytest.raises(InvalidInput) as caught:
        with_demand(before.model_copy(update={"shift_types": types}), _plan())
    assert [f.code for f in caught.value.faults] == ["unknown-house"]
    assert "Ukjent" in caught.value.faults[0].what and "Mosserødhjemmet" in caught.value.faults[0].hint


def test_a_house_that_the_roster_does_not_have_gets_the_plans_wards() -> None:
    more = facts().model_copy(
        update={
            "houses": (*facts().houses, House(id="ny", name="Nybygget", fte=1)),
            "units": (
                *facts().units,
                Unit(house="ny", name="A", places=30, short=0),
                Unit(house="ny", name="B, C", places=10, short=0),
            ),
        }
    )
    plan = _plan(SESSIONS | {"ny": 12}).model_copy(update={"facts": more})
    changed, _count = with_demand(sandefjord(), plan)
    wards: Counter[str] = Counter()
    for t in _sessions(changed):
        if t.house == "Nybygget":
            wards[t.ward] += t.places * len(t.weekdays)
    assert wards == {"Nybygget A": 9, "Nybygget B C": 3}


@pytest.mark.parametrize(
    ("sessions", "weights", "given"),
    [(10, [3, 1], [8, 2]), (7, [1, 1, 1], [3, 2, 2]), (3, [0, 0], [2, 1]), (0, [5], [0]), (21, [2], [21])],
)
def test_sharing_out_adds_up(sessions: int, weights: list[float], given: list[int]) -> None:
    assert shared_out(sessions, weights) == given
