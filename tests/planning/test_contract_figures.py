"""The figures of GP capacity, against the plan's own and against arithmetic done here."""

from math import ceil

import pytest

from .kit import rounded, sandefjord, value

LISTS, CAPS, MEAN, GROWTH = 61_722, 62_735, 1_143, 2_663
FREE = CAPS - LISTS


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("hjemler.contracts", 54),
        ("hjemler.lists", LISTS),
        ("hjemler.caps", CAPS),
        ("hjemler.mean-list", MEAN),
        ("hjemler.free", 1_013),
        ("hjemler.women", 21),
        ("hjemler.specialists", 40),
        ("hjemler.over-50", 18),
        ("hjemler.retiring", 11),
        ("hjemler.growth-persons", GROWTH),
        ("hjemler.waiting", 1_900),
        ("hjemler.elsewhere", 2_000),
        ("hjemler.mean-cap", CAPS / 54),
        ("hjemler.free-share-lists", FREE / LISTS * 100),
        ("hjemler.free-share-caps", FREE / CAPS * 100),
        ("hjemler.reserve-capacity", CAPS / LISTS * 100),
        ("hjemler.more-lists", (0.07 * LISTS - FREE) / MEAN),
        ("hjemler.more-caps", (0.07 * CAPS - FREE) / MEAN),
        ("hjemler.more-capacity", (LISTS / 0.93 - CAPS) / MEAN),
        ("hjemler.more-capacity-mean-cap", (LISTS / 0.93 - CAPS) / (CAPS / 54)),
        ("hjemler.at-goal", 61.722),
        ("hjemler.more-at-goal", 7.722),
        ("hjemler.at-goal-by-caps", 62.735),
        ("hjemler.retiring-a-year", 11 / 8),
    ],
)
def test_a_figure_of_the_contracts(key: str, expected: float) -> None:
    assert value(key) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("key", "expected", "digits"),
    [
        ("hjemler.free-share-lists", 1.641, 3),
        ("hjemler.free-share-caps", 1.615, 3),
        ("hjemler.mean-cap", 1161.8, 1),
        ("hjemler.more-lists", 2.89, 2),
        ("hjemler.more-caps", 2.96, 2),
        ("hjemler.more-capacity", 3.18, 2),
        ("hjemler.more-capacity-mean-cap", 3.13, 2),
        ("hjemler.growth", 2.33, 2),
        ("hjemler.growth-at-goal", 2.66, 2),
        ("hjemler.growth-with-margin", 2.51, 2),
        ("hjemler.last-with-margin", 60.6, 1),
        ("hjemler.last-at-goal", 64.4, 1),
        ("hjemler.last-at-goal-with-margin", 69.2, 1),
        ("hjemler.specialist-share", 74.1, 1),
        ("hjemler.over-50-share", 33.3, 1),
        ("hjemler.women-share", 38.9, 1),
        ("hjemler.mean-age", 48.2, 1),
        ("hjemler.waiting-share", 3.1, 1),
    ],
)
def test_a_figure_as_the_reference_rounds_it(key: str, expected: float, digits: int) -> None:
    assert round(value(key), digits) == expected


def test_every_definition_of_the_free_share_rounds_to_three_but_rounded_up_they_part() -> None:
    keys = ["more-lists", "more-caps", "more-capacity", "more-capacity-mean-cap"]
    assert [rounded(f"hjemler.{k}") for k in keys] == [3, 3, 3, 3]
    assert [ceil(value(f"hjemler.{k}")) for k in keys] == [3, 3, 4, 4]


def test_the_goal_by_lists_is_the_plans_62_and_by_caps_is_not() -> None:
    assert (rounded("hjemler.at-goal"), rounded("hjemler.more-at-goal")) == (62, 8)
    assert rounded("hjemler.at-goal-by-caps") == 63


def test_growth_spans_the_alternatives() -> None:
    figure = sandefjord().figure("hjemler.growth")
    assert figure.low is not None and figure.high is not None
    assert figure.low < figure.value < figure.high
