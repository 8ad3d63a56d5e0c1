"""The Java side's rules say what verify says, on random rosters."""

import os
from pathlib import Path

import pytest

from instances.benchmark.district import district
from instances.benchmark.rows import rows
from tests.benchmarks.found import Ask
from tests.benchmarks.javaside import prepare
from tests.benchmarks.problems import ROOT, Problem, load
from tests.benchmarks.run import measure
from tests.benchmarks.sameverdict import differences
from vaktplan.domain.people import Doctor, RestProfile
from vaktplan.domain.shifts import ShiftType
from vaktplan.read.models import book_of
from vaktplan.rulebook.rules import WeekendBlock

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def jars() -> Path:
    """Timefold's jars, with the Java side compiled beside them."""
    found = Path(os.environ.get("JARS") or ROOT / ".timefold" / "jars")
    prepare(found)
    return found


def shared() -> Problem:
    """The smallest of the generated districts that municipalities share and that has lines inside opening hours."""
    for row in sorted(rows(), key=lambda row: row.doctors):
        instance = district(row)
        agreed = [m for m in instance.municipalities if m.share_percent is not None]
        if len(agreed) > 1 and any(not line.out_of_hours for line in instance.lines):
            return Problem(row.name, instance, book_of(instance))
    raise AssertionError("no district is shared")


def blocks(mode: str) -> Problem:
    """Sandefjord with the duties of a weekend as a block, and the employed under a written agreement."""
    whole = load("sandefjord")

    def block(kind: ShiftType) -> ShiftType:
        return kind.model_copy(update={"block": "helg"}) if kind.line == "legevakt" else kind

    def agreed(doctor: Doctor) -> Doctor:
        own = doctor.rest_profile is RestProfile.AML
        return doctor.model_copy(update={"rest_profile": RestProfile.AML_AGREED}) if own else doctor

    changed = {
        "shift_types": tuple(block(t) for t in whole.instance.shift_types),
        "doctors": tuple(agreed(d) for d in whole.instance.doctors),
    }
    rule = whole.book[WeekendBlock].model_copy(update={"mode": mode})
    book = whole.book.model_copy(update={"rules": {**whole.book.rules, rule.id: rule}})
    return Problem(f"blocks {mode}", whole.instance.model_copy(update=changed), book)


@pytest.mark.parametrize("name", ["smavik", "sandefjord-legevakt", "sandefjord"])
def test_the_java_side_and_verify_say_the_same(name: str, jars: Path) -> None:
    assert differences(load(name), jars, 60) == []


@pytest.mark.parametrize("mode", ["together", "split"])
def test_they_say_the_same_of_blocks_and_of_agreed_rest(mode: str, jars: Path) -> None:
    assert differences(blocks(mode), jars, 30) == []


def test_they_say_the_same_of_a_shared_district(jars: Path) -> None:
    assert differences(shared(), jars, 60) == []


def test_what_timefold_claims_of_sandefjord_verify_finds(jars: Path) -> None:
    answer = measure("timefold", Ask(load("sandefjord"), 30, 1, 0, jars))
    assert (answer["hard"] == 0) == (answer["claimed_hard"] == 0)
    assert not any(answer["overstated"].values())
