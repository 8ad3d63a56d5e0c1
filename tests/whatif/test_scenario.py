"""Scenarios: changes in order, all faults at once, the original untouched, and still an instance that can be read."""

from pathlib import Path
from random import Random

import pytest

from tests.whatif.drawn import draw
from tests.whatif.towns import jan, town
from vaktplan.domain.people import Scope
from vaktplan.errors import InvalidInput
from vaktplan.read.changes import from_id, made
from vaktplan.read.template import write_workbook
from vaktplan.read.workbook import read_workbook
from vaktplan.whatif.changes import CHANGES, KINDS, Away, Grant, Join, Leave, Reduce
from vaktplan.whatif.scenario import Scenario, applied, tried

TOWNS = ("smavik", "sandefjord")


@pytest.mark.parametrize("name", TOWNS)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_change_edits_nothing_and_its_id_is_the_change(kind: str, name: str) -> None:
    instance, book = town(name)
    before = instance.model_dump_json()
    made_some = 0
    for seed in range(40):
        change = draw(Random(seed), instance, book, kind)
        again, faults = made(from_id(change.id), instance, book)
        assert (again, faults) == (change, [])
        assert again is not None
        assert again.id == change.id
        assert change.title(instance)
        if not change.check(instance, book):
            made_some += 1
            changed = change.apply(instance)
            assert changed != instance
            assert changed == change.apply(instance)
            assert type(changed).model_validate(changed.model_dump()) == changed
    assert instance.model_dump_json() == before
    assert made_some or (kind, name) == ("claim", "smavik")


def test_every_kind_of_change_is_named_once() -> None:
    assert len(KINDS) == len(CHANGES) == 13


def test_changes_are_made_in_order() -> None:
    instance, book = town("smavik")
    scenario = Scenario(
        name="En ny, som snart blir borte",
        changes=(
            Join(like="odd"),
            Away(doctor="ny1", first=jan(4), last=jan(8)),
            Leave(doctor="ny1", first=jan(20)),
        ),
    )
    changed = applied(instance, book, scenario)
    assert changed.doctor_by_id["ny1"].last_day == jan(19)
    assert changed.absences[-1].doctor == "ny1"
    assert scenario.titles(instance) == (
        "En lege som Odd Brekke begynner",
        "Ny lege 1 er ikke tilgjengelig 04.01.2027–08.01.2027",
        "Ny lege 1 slutter: ingen vakt fra 20.01.2027",
    )
    assert applied(instance, book, Scenario(name="Som den er")) == instance


def test_all_faults_are_told_at_once_with_change_and_field() -> None:
    instance, book = town("smavik")
    scenario = Scenario(
        name="Mye galt",
        changes=(
            Grant(doctor="oddny", scope=Scope.ALL, first=jan(1)),
            Reduce(doctor="silje", percent=50),
            Leave(doctor="silje", first=jan(5).replace(year=2028)),
            Reduce(doctor="silje", percent=50),
        ),
    )
    with pytest.raises(InvalidInput) as caught:
        applied(instance, book, scenario)
    assert [(f.where, f.code) for f in caught.value.faults] == [
        ("grant:oddny:all:2027-01-01: doctor", "unknown-doctor"),
        ("leave:silje:2028-01-05: first", "outside-period"),
        ("reduce:silje:50: percent", "no-change"),  # as the first of the two left it
    ]
    changed, faults = tried(instance, book, scenario)
    assert [place for place, _fault in faults] == [0, 2, 3]
    assert changed.doctor_by_id["silje"].share_on(jan(1)) == 0.5


def _readable(name: str, seed: int, folder: Path) -> int:
    """Draw a scenario, make what can be made, and read the workbook of it; how many changes were made."""
    instance, book = town(name)
    random = Random(seed)
    changes = tuple(draw(random, instance, book) for _ in range(8))
    changed, faults = tried(instance, book, Scenario(name="Tilfeldig", changes=changes))
    path = folder / "endret.xlsx"
    write_workbook(changed, path)
    assert read_workbook(path).instance == changed
    return len(changes) - len({place for place, _fault in faults})


def test_any_scenario_leaves_an_instance_that_a_workbook_can_hold(tmp_path: Path) -> None:
    assert sum(_readable("smavik", seed, tmp_path) for seed in range(5)) > 15


@pytest.mark.long
def test_any_scenario_of_a_large_town_can_be_read(tmp_path: Path) -> None:
    assert sum(_readable("sandefjord", seed, tmp_path) for seed in range(40)) > 160
    assert sum(_readable("sandefjord-larvik", seed, tmp_path) for seed in range(20)) > 80
