"""`vaktplan drill`: who steps in, what is swapped, where a hole is, held against the check and against trying all."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.fleet.rosters import write_list
from tests.kit import BOOK, doctor, instance_of
from tests.whatif.towns import INSTANCES, best, town
from vaktplan.app.drillwork import drilled
from vaktplan.app.openplaces import explained
from vaktplan.cli.main import main
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.verify.verify import verify
from vaktplan.whatif.absence import drills

THURSDAY, FRIDAY = date(2027, 1, 7), date(2027, 1, 8)


def outlooks(instance: Instance, roster: Roster) -> dict[tuple[str, str], dict[str, Any]]:
    """Every drill of a small instance, by doctor and lost shift."""
    told = [drilled(instance, BOOK, roster, d, 20.0) for d in drills(instance, roster)]
    assert not any(t["disagreement"] for t in told)
    return {(t["doctor"], lost["shift"]): lost for t in told for lost in t["lost"]}


def test_one_who_is_free_steps_in() -> None:
    instance = instance_of(FRIDAY, FRIDAY, ["natt"], [doctor("a"), doctor("b")])
    lost = outlooks(instance, Roster.of([("a", "2027-01-08:natt")]))["a", "2027-01-08:natt"]
    assert (lost["outlook"], lost["stand_ins"]) == ("steps-in", ["b"])


def test_nobody_else_is_a_hole_with_a_plan_b() -> None:
    instance = instance_of(FRIDAY, FRIDAY, ["natt"], [doctor("a")])
    lost = outlooks(instance, Roster.of([("a", "2027-01-08:natt")]))["a", "2027-01-08:natt"]
    assert lost["outlook"] == "hole" and "locum" in [w["kind"] for w in lost["ways"]]


def test_what_was_worked_before_the_date_is_not_changed() -> None:
    """b has had Thursday night: were that free to move to c, b could have Friday's day; as it is, nobody can."""
    people = [doctor("a"), doctor("b"), doctor("c", lines=("lv",))]
    instance = instance_of(THURSDAY, FRIDAY, ["natt", "daglv"], people)
    night, lost = "2027-01-07:natt", "2027-01-08:daglv"
    held = Roster.of([("b", night), ("a", "2027-01-07:daglv"), ("a", lost), ("c", "2027-01-08:natt")])
    assert outlooks(instance, held)["a", lost]["outlook"] == "hole"
    [drill] = [d for d in drills(instance, held) if d.shifts == (lost,)]
    [free] = explained(drill.away.apply(instance), BOOK, drill.left(held), [lost], 20.0)
    assert free.conflict is None and not free.out_of_time


def test_a_bakvakt_nobody_needs_is_no_loss() -> None:
    people = [doctor("a"), doctor("b")]
    instance = instance_of(FRIDAY, FRIDAY, ["kveld", "bv-kveld"], people)
    lost = outlooks(instance, Roster.of([("a", "2027-01-08:kveld"), ("b", "2027-01-08:bv-kveld")]))
    assert lost["b", "2027-01-08:bv-kveld"]["outlook"] == "idle"


def test_a_bakvakt_that_is_needed_is_a_hole_when_nobody_else_may() -> None:
    people = [doctor("l", "lis1"), doctor("b")]
    instance = instance_of(FRIDAY, FRIDAY, ["kveld", "bv-kveld"], people)
    lost = outlooks(instance, Roster.of([("l", "2027-01-08:kveld"), ("b", "2027-01-08:bv-kveld")]))
    assert lost["b", "2027-01-08:bv-kveld"]["outlook"] == "hole"


@pytest.fixture(scope="module")
def smavik(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Småvik's best roster, drilled with the command."""
    folder = tmp_path_factory.mktemp("drill")
    roster = write_list(best("smavik"), folder / "plan.xlsx")
    asked = ["drill", str(INSTANCES / "smavik"), "--roster", str(roster), "-o", str(folder / "ut")]
    assert main([*asked, "--processes", "2"]) == 0
    stored = [json.loads(p.read_text(encoding="utf-8")) for p in (folder / "ut").rglob("[0-9a-f]*.json")]
    return {d["date"] + d["doctor"]: d for s in stored for d in s["answer"]["drills"]}


def test_every_absence_of_the_month_is_drilled(smavik: dict[str, Any]) -> None:
    instance, _book = town("smavik")
    every = drills(instance, best("smavik"), out_of_hours_only=True)
    assert {f"{d.day}{d.away.doctor}" for d in every} == set(smavik)


def test_each_answer_holds_in_the_check(smavik: dict[str, Any]) -> None:
    """With the stand-ins and the swaps made, nothing is forbidden and no more is open than before."""
    instance, book = town("smavik")
    held = best("smavik")
    seen = set()
    for drill in drills(instance, held, out_of_hours_only=True):
        pairs = set(drill.left(held).pairs)
        for lost in smavik[f"{drill.day}{drill.away.doctor}"]["lost"]:
            seen.add(lost["outlook"])
            pairs |= {(who, lost["shift"]) for who in lost["stand_ins"][:1]}
            for change in lost["changes"]:
                assert change["shift"] == lost["shift"] or change["shift"] >= f"{drill.day}"
                pairs -= {(who, change["shift"]) for who in change["left"]}
                pairs |= {(who, change["shift"]) for who in change["came"]}
        pairs -= {(r["doctor"], r["shift"]) for r in smavik[f"{drill.day}{drill.away.doctor}"]["released"]}
        after, away = Roster.of(pairs), drill.away.apply(instance)
        assert verify(away, book, after).hard == (), drill.away.id
        assert after.open_places(away) == held.open_places(instance) == ()
    assert seen == {"steps-in", "swap"}


def test_an_empty_roster_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = write_list(Roster(), tmp_path / "tom.xlsx")
    assert main(["drill", str(INSTANCES / "smavik"), "--roster", str(roster)]) == 2
    assert "planen er tom" in capsys.readouterr().err
