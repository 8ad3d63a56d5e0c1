"""The fair share as it is printed: one pool, several, and an agreed part."""

from datetime import date

from tests.kit import BOOK, doctor, instance_of
from vaktplan.domain.instance import Carried, Municipality
from vaktplan.domain.roster import Roster
from vaktplan.export.formula import general, worked_out
from vaktplan.ledger import MeasureLine, ledger

AGREED = (Municipality(name="Prøve", share_percent=60), Municipality(name="Nabo", share_percent=40))
OPEN = ("lv", "felles", "øhd")


def printed(*types: str, municipalities: tuple[Municipality, ...] = (), lines: tuple[str, ...] = OPEN) -> str:
    """The load of a, one of two doctors, of whom the other is no part of øhd and comes from the neighbour."""
    people = [doctor("a", lines=lines), doctor("n", municipality="Nabo", lines=("lv", "felles"))]
    instance = instance_of(
        date(2027, 1, 4),
        date(2027, 1, 7),
        types,
        people,
        carried=(Carried(doctor="a", load=-1.5),),
        municipalities=municipalities,
    )
    row = ledger(instance, BOOK, Roster())[0]
    return worked_out({m.measure: m for m in row.measures}["load"]).removeprefix(f"{general()} = ")


def test_one_pool_is_one_term() -> None:
    assert printed("kveld") == "−1,5 + 12 × (1 × 1 × 1) / 2 = 4,50"


def test_each_pool_is_a_term() -> None:
    # 12 points of the evenings for two, 12 of øhd for a alone
    said = "−1,5 + 12 × (1 × 1 × 1) / 2 + 12 × (1 × 1 × 1) / 1 = 16,50"
    assert printed("kveld", "øhd-sted") == said


def test_an_agreed_part_is_told() -> None:
    assert printed("felles", municipalities=AGREED) == "−1,5 + 16 × 60 % × (1 × 1 × 1) / 1 = 8,10"


def test_who_may_take_nothing_has_a_part_of_nothing() -> None:
    assert printed("kveld", lines=()) == "−1,5 + 12 × (1 × 1 × 0) / 1 = −1,50"


def test_a_measure_that_nobody_may_take_is_what_is_owed() -> None:
    numbers = dict.fromkeys(("total", "share", "presence", "able", "weight", "weight_sum", "target"), 0.0)
    line = MeasureLine(measure="load", owed=2, count=0, cost=0, owed_after=2, **numbers)
    assert worked_out(line) == f"{general()} = 2"
