"""Money, against arithmetic done here and the plan's own figures."""

import pytest

from vaktplan.planning.facts import CostKind

from .kit import rounded, sandefjord, value


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("penger.grant-rise", 78),
        ("penger.grant-a-doctor", 288_500),
        ("penger.grant-all", 14_425_000),
        ("penger.grant-every-contract", 15_579_000),
        ("penger.locum-year", 2_400_000),
        ("penger.locum-all", 12_000_000),
        ("penger.locum-every-contract", 12_960_000),
        ("penger.alis-a-doctor", 240_000),
        ("penger.board-each", 75_000),
        ("penger.grant-today", 577 * 61_722),
        ("ndu.own", 119_484),
        ("ndu.group", 121_542),
        ("ndu.institution", -733),
        ("ndu.premises", -1_596),
        ("ndu.home", 1_841),
        ("ndu.activity", -1_221),
        ("ndu.acute", -349),
        ("ndu.total", -2_058),
        ("ndu.millions-2019", -21.8),
        ("ndu.millions-2018", -27.8),
        ("ndu.millions-2017", -0.1),
        ("penger.goals", 25),
    ],
)
def test_a_figure_of_money(key: str, expected: float) -> None:
    assert value(key) == pytest.approx(expected, abs=1e-6)


def test_the_share_of_the_groups_cost() -> None:
    assert rounded("ndu.share") == 98.3
    assert round(value("ndu.share"), 2) == 98.31


def test_a_salaried_post_is_about_three_times_the_addition() -> None:
    figure = sandefjord().figure("penger.salary-times")
    assert figure.low is not None and figure.high is not None
    assert (round(figure.low, 2), round(figure.high, 2), figure.rounded) == (2.74, 3.29, 3)


def test_the_measures_of_known_yearly_cost_are_added_once() -> None:
    known = [m for m in sandefjord().facts.measures if m.kind is CostKind.YEARLY]
    assert sorted(m.number for m in known) == [2, 5, 9, 20, 25]
    figure = sandefjord().figure("penger.measures-yearly")
    assert (figure.low, figure.high) == (6_570_000, 7_570_000)
    assert figure.value == 7_070_000
