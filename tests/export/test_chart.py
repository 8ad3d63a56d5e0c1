"""The chart of cost and bound: one for the coordinator when there is something to draw, true in lines and words."""

import re
from itertools import pairwise

import pytest

from tests.export import parse, sample
from vaktplan.export import chart, html
from vaktplan.export.report import Moment, PlanReport, TierLine


def searched(cost: int = 310, bound: int = 300, seconds: float = 60, **more: object) -> PlanReport:
    """A report whose last tier ended at a cost and a bound."""
    tiers = (TierLine(name="cover", cost=1, bound=1), TierLine(name="people", cost=cost, bound=bound))
    return sample.report(**{"curve": sample.CURVE, "tiers": tiers, "seconds": seconds, **more})


def people(*points: tuple[float, int | None, int]) -> tuple[Moment, ...]:
    """A curve of the last tier alone."""
    return tuple(Moment(seconds=s, tier="people", cost=c, bound=b) for s, c, b in points)


def corners(path: str) -> list[tuple[float, float]]:
    """The corners that a path goes through."""
    found: list[tuple[float, float]] = []
    for command, numbers in re.findall(r"([MHV])([\d. ]+)", path):
        values = [float(n) for n in numbers.split()]
        if command == "M":
            found.append((values[0], values[1]))
        else:
            x, y = found[-1]
            found.append((values[0], y) if command == "H" else (x, values[0]))
    return found


def drawn(report: PlanReport) -> chart.Chart:
    """The chart that must be there."""
    made = chart.chart(report)
    assert made is not None
    return made


def test_the_page_has_one_named_picture_and_asks_for_nothing() -> None:
    text = html.page(searched())
    tags = parse.page(text).tags
    pictures = [a for t, a in tags if t == "svg"]
    assert [a["role"] for a in pictures] == ["img"]
    named = (pictures[0]["aria-labelledby"] or "").split()
    assert len(named) == 2 and set(named) <= {a.get("id") for _t, a in tags}
    assert "<title id=" in text.split("<svg")[1]
    assert not re.search(r"<script|xlink|https?://|url\(", text.split("<figure")[1].split("</figure>")[0])


def test_no_chart_on_the_wall_and_none_without_a_curve() -> None:
    assert "<svg" not in html.page(searched(), audience="wall")
    assert "<svg" not in html.page(sample.report())
    assert chart.chart(searched(curve=people((1.0, 310, 300)))) is None  # a dot is no line
    assert chart.chart(searched(curve=sample.CURVE[:2])) is None  # nothing of the last tier
    assert chart.chart(sample.report(tiers=(), curve=sample.CURVE)) is None


def test_the_words_say_what_the_bound_says() -> None:
    said = drawn(searched()).says
    assert "kan koste mindre enn 300 i dette trinnet; denne koster 310" in said
    assert "høyst 3,3 % billigere" in said  # 10 of 310, never rounded down
    assert drawn(searched()).names == ("denne planen 310", "nedre grense 300")


def test_proven_says_when_the_lines_met() -> None:
    said = drawn(searched(curve=people((1, 500, 100), (4.2, 310, 100), (9.5, 310, 310)), bound=310)).says
    assert "koster mindre enn 310 i dette trinnet" in said and "møttes etter 9,5 sekunder" in said


def test_a_bound_of_nothing_promises_nothing() -> None:
    said = drawn(searched(curve=people((1, 500, 0), (4, 310, 0)), bound=0)).says
    assert "er ikke vist" in said and "%" not in said


def test_the_cost_only_falls_and_the_bound_only_rises_within_the_field() -> None:
    made = drawn(searched())
    for path, sign in ((made.cost, 1), (made.bound, -1)):
        points = corners(path)
        assert all(chart.LEFT <= x <= chart.RIGHT and chart.TOP <= y <= chart.BOTTOM for x, y in points)
        assert [x for x, _y in points] == sorted(x for x, _y in points)
        heights = [sign * y for _x, y in points]
        assert heights == sorted(heights)
        assert points[-1][0] == chart.RIGHT
    assert corners(made.cost)[-1][1] < corners(made.bound)[-1][1]


def test_lines_that_met_end_at_one_height() -> None:
    made = drawn(searched(curve=people((1, 500, 100), (30, 310, 200)), bound=310))
    assert corners(made.cost)[-1] == corners(made.bound)[-1]


def test_a_far_off_beginning_is_cut_and_comes_in_from_above() -> None:
    far = people((1, 90_000, 250), (2, 900, 280), (30, 310, 300))
    made = drawn(searched(curve=far))
    assert corners(made.cost)[0][1] == chart.TOP
    assert max(int(t.text.replace(chart.HARD_SPACE, "")) for t in made.up) <= 1000


def test_costs_that_differ_little_do_not_start_at_nothing() -> None:
    made = drawn(searched(cost=37_912, bound=37_500, curve=people((1, 40_000, 37_000), (30, 37_912, 37_500))))
    assert "0" not in [t.text for t in made.up]
    assert f"38{chart.HARD_SPACE}000" in [t.text for t in made.up]


def test_when_all_happened_early_the_seconds_are_drawn_apart() -> None:
    early = people(*((0.1 * n, 1000 - 20 * n, 5 * n) for n in range(1, 31)), (400, 310, 300))
    texts = [t.text for t in drawn(searched(curve=early, seconds=600)).across]
    assert texts[:2] == ["0", "1"] and texts[-1] == "600"
    late = people(*((10.0 * n, 1000 - 10 * n, 5 * n) for n in range(1, 60)))
    at = [t.at for t in drawn(searched(curve=late, seconds=600)).across]
    assert len({b - a for a, b in pairwise(at)}) <= 2  # evenly, but for rounding


def test_thousands_of_points_make_a_short_path() -> None:
    many = people(*((n / 50, 100_000 - n, n // 2) for n in range(20_000)))
    made = drawn(searched(cost=80_001, bound=9_999, curve=many, seconds=400))
    assert len(made.cost) + len(made.bound) < 12_000


@pytest.mark.parametrize("seconds", [0.05, 0.8, 3.0, 59.9, 61.0, 3600.0, 86_400.0])
def test_marks_stand_apart_at_any_length(seconds: float) -> None:
    curve = people((0.3 * seconds, 500, 100), (0.9 * seconds, 310, 300))
    made = drawn(searched(curve=curve, seconds=seconds))
    across = [t.at for t in made.across]
    assert len(across) >= 2 and all(b - a >= 30 for a, b in pairwise(across))
    assert all(chart.LEFT <= x <= chart.RIGHT for x in across)


def test_the_table_says_proven_tier_by_tier() -> None:
    text = html.page(searched(cost=1310, bound=1300))
    rows = re.findall(
        r"<tr><th scope=\"row\">.*?</tr>", text.split("Trinnene, vunnet")[1].split("</table>")[0]
    )
    assert "bevist" in rows[0] and "bevist" not in rows[1]
    assert "1\N{NO-BREAK SPACE}310" in rows[1] and "0,77 %" in rows[1]
