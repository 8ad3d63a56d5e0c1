"""Forty conflicts planted in the month of a large municipality: each found with its cause, and minimal."""

from statistics import median
from time import monotonic

import pytest

from tests.solve.corpus import Plant, corpus, sandefjord
from vaktplan.solve.conflict import conflict_on


def explained(plant: Plant) -> float:
    """Hold a plant's explanation against its cause; the seconds it took."""
    began = monotonic()
    found = conflict_on(plant.instance, sandefjord().book, plant.roster, plant.shift, 60.0)
    assert found is not None, plant.name
    assert found.minimal, plant.name
    assert {reason.rule for reason in found.reasons} >= plant.why, (plant.name, found.reasons)
    return monotonic() - began


def test_one_of_each_kind() -> None:
    for plant in corpus(1, seed=2):
        explained(plant)


@pytest.mark.long
def test_forty() -> None:
    seconds = [explained(plant) for plant in corpus(5)]
    assert len(seconds) == 40
    print(f"median {median(seconds):.1f} s, longest {max(seconds):.1f} s")
