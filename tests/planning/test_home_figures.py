"""The nursing-home norm and the need of each house, against arithmetic done here and the plan's own figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaktplan.planning.needs import share_out

from .kit import rounded, sandefjord, value

CLINICAL = 37.5 * 0.7


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("nfas.other-hours", 11.5),
        ("nfas.education-hours", 7.5),
        ("nfas.education-share", 20),
        ("nfas.course-hours", 1.875),
        ("nfas.clinical-hours", 26.25),
        ("nfas.clinical-hours-left", 26.0),
        ("nfas.long-hours", 13.1),
        ("nfas.long-week", 0.3275),
        ("nfas.long-a-post", 26.25 / 0.3275),
        ("nfas.long-a-post-left", 26 / 0.3275),
        ("nfas.long-a-day", 16),
        ("nfas.long-minutes", 19.6875),
        ("nfas.long-minutes-gross", 28.125),
        ("nfas.short-hours", 9),
        ("nfas.short-week", 2.25),
        ("nfas.short-a-post", 26.25 / 2.25),
        ("nfas.short-a-day", 2.4),
        ("nfas.short-minutes", 135),
        ("nfas.short-minutes-post", 131.25),
        ("sykehjem.places", 393),
        ("sykehjem.fte", 7.5),
        ("sykehjem.short", 85),
        ("sykehjem.long", 308),
        ("sykehjem.planned-short", 93),
        ("sykehjem.planned-long", 300),
        ("sykehjem.andebu.places", 39),
        ("sykehjem.andebu.rows", 41),
        ("sykehjem.nygard.need-at-planned-places", 2.25),
        ("sykehjem.stay-groups", 423),
        ("sykehjem.oehd-missing", 0.2),
    ],
)
def test_a_figure_of_the_norm_and_the_homes(key: str, expected: float) -> None:
    assert value(key) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("key", "expected", "digits"),
    [
        ("nfas.other-share", 30.67, 2),
        ("nfas.long-a-post", 80.15, 2),
        ("nfas.long-a-post-left", 79.4, 1),
        ("nfas.short-a-post", 11.67, 2),
        ("nfas.long-minutes", 19.7, 1),
        ("nfas.long-round-ordinary", 1.67, 2),
        ("nfas.long-round-all", 2.17, 2),
        ("sykehjem.need", 10.93, 2),
        ("sykehjem.planned-need", 11.50, 2),
        ("sykehjem.exact-need", 11.13, 2),
        ("sykehjem.exact-planned-need", 11.71, 2),
        ("sykehjem.stay-need", 12.57, 2),
        ("sykehjem.stay-need-plan", 12.14, 2),
        ("sykehjem.missing", 3.4, 1),
        ("sykehjem.sms.planned-need", 4.92, 2),
        ("sykehjem.nygard.planned-need", 1.575, 3),
        ("sykehjem.kamfjord.planned-need", 1.93, 2),
        ("sykehjem.mosserod.planned-need", 0.725, 3),
        ("sykehjem.soletunet.planned-need", 1.225, 3),
        ("sykehjem.andebu.planned-need", 1.125, 3),
        ("sykehjem.mean-stay-days", 18.45, 2),
        ("sykehjem.mean-stay-weeks", 2.64, 2),
        ("sykehjem.turnover-stay-days", 15.1, 1),
        ("sykehjem.admission-stay-days", 14.8, 1),
        ("sykehjem.death-share", 41.6, 1),
        ("sykehjem.admission-growth", 37.9, 1),
        ("sykehjem.hospital-share-2017", 53.9, 1),
        ("sykehjem.hospital-share-2018", 65.5, 1),
        ("sykehjem.hospital-share-2019", 69.3, 1),
        ("sykehjem.hospital-share-2020", 58.0, 1),
    ],
)
def test_a_figure_as_the_reference_rounds_it(key: str, expected: float, digits: int) -> None:
    assert round(value(key), digits) == expected


@pytest.mark.parametrize(
    ("house", "places_a_post", "hours_a_place"),
    [
        ("sms", 15.5, 2.415),
        ("nygard", 90.0, 0.417),
        ("kamfjord", 80.0, 0.469),
        ("mosserod", 145.0, 0.259),
        ("soletunet", 67.1, 0.559),
        ("andebu", 97.5, 0.385),
    ],
)
def test_places_and_hours_of_a_house(house: str, places_a_post: float, hours_a_place: float) -> None:
    assert rounded(f"sykehjem.{house}.places-a-post") == places_a_post
    assert rounded(f"sykehjem.{house}.hours-a-place") == hours_a_place


def test_the_norms_stay_gives_the_norms_hours_again() -> None:
    assert value("nfas.short-fixed") / 4 + value("nfas.short-weekly") == value("nfas.short-week")


def test_the_houses_hold_sessions_that_meet_the_planned_need() -> None:
    rows = [r for r in sandefjord().houses if not r.unit]
    assert [r.house for r in rows] == ["sms", "nygard", "kamfjord", "mosserod", "soletunet", "andebu", ""]
    for row in rows[:-1]:
        assert row.sessions * 3.75 >= row.planned_need * CLINICAL - 1e-9 > (row.sessions - 1) * 3.75
    assert rows[-1].sessions == sum(r.sessions for r in rows[:-1])
    assert rows[-1].need == pytest.approx(sum(r.need for r in rows[:-1]))


def test_the_wards_of_a_house_share_its_sessions() -> None:
    rows = sandefjord().houses
    for house in (r for r in rows if r.house and not r.unit):
        wards = [r for r in rows if r.house == house.house and r.unit]
        assert sum(w.sessions for w in wards) == house.sessions
        assert all(w.today is None for w in wards)
        if house.house != "andebu":  # its rows are two places more than its total
            for name in ("need", "planned_need", "exact_need", "stay_need", "older_need"):
                assert sum(getattr(w, name) for w in wards) == pytest.approx(getattr(house, name))


def test_the_need_of_a_ward_is_the_norm_of_its_places() -> None:
    wards = {(r.house, r.unit): r for r in sandefjord().houses if r.unit}
    assert wards["kamfjord", "2. etg"].need == pytest.approx(24 / 80 + 8 / 12)
    assert wards["kamfjord", "2. etg"].planned_need == pytest.approx(16 / 80 + 16 / 12)
    lindrende = wards["sms", "3A/B lindrende og korttid"]
    assert lindrende.stay_need == pytest.approx(19 * (3 / (18.6 / 7) + 1.5) / CLINICAL)


@given(st.integers(0, 60), st.lists(st.floats(0, 10), min_size=1, max_size=8))
def test_sessions_are_shared_out_without_loss(whole: int, parts: list[float]) -> None:
    shares = share_out(whole, parts)
    if sum(parts) > 0:
        assert sum(shares) == whole
        assert all(abs(s - whole * p / sum(parts)) < 1 + 1e-6 for s, p in zip(shares, parts, strict=True))
    else:
        assert set(shares) == {0}


def test_the_older_norm_stands_beside() -> None:
    expected = (308 / 3 + 85 * 1.5) * 1.4 / 37.5
    assert value("sykehjem.older-need") == pytest.approx(expected)


def test_what_is_missing_spans_the_readings_of_the_norm() -> None:
    figure = sandefjord().figure("sykehjem.missing")
    assert figure.low is not None and figure.high is not None
    assert (round(figure.low, 1), round(figure.high, 1)) == (3.4, 5.1)
