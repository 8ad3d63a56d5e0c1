"""Conflicts planted in a large municipality's month: each found with its cause, minimal, with ways that work."""

from statistics import median
from time import monotonic

import pytest

from tests.solve.corpus import KINDS, Kind, Plant, corpus, no_bakvakt, sandefjord
from vaktplan.app.openplaces import explained
from vaktplan.solve.conflict import Conflict, place_asked

LONGEST = 60.0  # seconds for one explanation with its ways out
FOREVER = 600.0
FEW = (no_bakvakt,)  # the others take minutes: `make long`


def hold(plant: Plant) -> tuple[float, int]:
    """Hold a plant's explanation against its cause and the whole model; the seconds it took, and how many ways out."""
    book = sandefjord().book
    began = monotonic()
    (found,) = explained(plant.instance, book, plant.roster, [plant.shift], LONGEST)
    seconds = monotonic() - began
    assert found.conflict is not None, plant.name
    assert found.conflict.minimal, plant.name
    assert {reason.rule for reason in found.conflict.reasons} >= plant.why, (plant.name, found.conflict)
    assert not found.disagreement, (
        plant.name,
        found.disagreement,
    )  # each way's roster is lawful and fills the place
    needed(plant, found.conflict)
    return seconds, len(found.ways)


def needed(plant: Plant, conflict: Conflict) -> None:
    """In a model of the whole made anew the reasons forbid it, and without any one of them they do not."""
    end = monotonic() + FOREVER
    asked, _ = place_asked(plant.instance, sandefjord().book, plant.roster, plant.shift, end)
    assert not asked.possible(conflict.reasons), plant.name
    for one in conflict.reasons:
        assert asked.possible([other for other in conflict.reasons if other != one]), (plant.name, one)


@pytest.mark.parametrize("kind", FEW, ids=lambda kind: kind.__name__)
def test_some_kinds(kind: Kind) -> None:
    for plant in corpus(1, seed=2, kinds=(kind,)):
        hold(plant)


@pytest.mark.long
def test_all() -> None:
    plants = corpus(4)
    assert len(plants) == 4 * len(KINDS) >= 40
    found = [hold(plant) for plant in plants]
    seconds = [each for each, _ in found]
    print(f"{len(plants)} plants: median {median(seconds):.1f} s, longest {max(seconds):.1f} s")
    print(f"{sum(ways for _, ways in found)} ways out, none for {sum(not ways for _, ways in found)} plants")
