"""The values of the law against a second reading of the texts, written down here without looking at models/."""

from datetime import date

import pytest

from vaktplan.read import models
from vaktplan.rulebook.rules import (
    DutyCap,
    Eligibility,
    HomeShare,
    Minutes,
    NightRun,
    OwnFirst,
    PairingRule,
    RestRun,
    RunLength,
    Spacing,
    SuccessionRule,
    TypeLimitRule,
    WeekendBlock,
    WeekendCap,
)

NORMS = models.load_norms()
BOOKS = models.list_books()
TODAY, OLD = date(2026, 11, 21), date(2025, 12, 31)

# (norm, date, value, what its cite says, verified)
READ = [
    ("kompetanseforskriften.alone-grounds", OLD, None, "akuttmedisinforskriften § 7", True),
    ("kompetanseforskriften.bakvakt-duty", TODAY, True, "kompetanseforskriften § 3a (2)", True),
    ("kompetanseforskriften.exempt-total-years", TODAY, 1, "§ 4 (1)", True),
    ("kompetanseforskriften.exempt-months-a-year", TODAY, 4, "§ 4 (1)", True),
    ("kompetanseforskriften.exempt-months-a-year-legevakt", TODAY, 6, "§ 4 (1)", True),
    ("kompetanseforskriften.report-by", TODAY, "03-31", "§ 4 (4)", True),
    ("kompetanseforskriften.transition-waives-courses", TODAY, False, "§ 5", False),
    ("akuttmedisinforskriften.coverage-duty", TODAY, 1, "§ 6", True),
    ("akuttmedisinforskriften.lis1-exception", OLD, ("lis1-done",), "FOR-2025-04-04-599", True),
    ("akuttmedisinforskriften.lis1-exception", TODAY, (), "§ 7", True),
    ("fastlegeforskriften.duty", TODAY, True, "§ 33 (1)", True),
    ("fastlegeforskriften.age-right", TODAY, 60, "fastlegeforskriften § 33 (4) a", True),
    ("fastlegeforskriften.age-right", OLD, 60, "(2012) § 13", True),
    ("fastlegeforskriften.age-factor", TODAY, 55, "§ 33 (3)", True),
    ("fastlegeforskriften.other-tasks-hours", TODAY, 7.5, "§ 32", True),
    ("fastlegeforskriften.contract-ends", TODAY, 70, "§ 12", True),
    ("fastlegeforskriften.contract-ends", date(2027, 1, 1), 70, "§ 12", False),
    ("fastlegeforskriften.list-cap-max", TODAY, 2500, "§ 10", True),
    ("sfs2305.daily-rest", TODAY, 8, "SFS 2305 punkt 7.4 (3)", False),
    ("sfs2305.hours-exception", date(2021, 6, 1), True, "SFS 2305 punkt 3.2-3.3", True),
    ("sfs2305.hours-exception", date(2022, 6, 1), True, "SFS 2305 punkt 3.2-3.3", False),
    ("sfs2305.even-distribution", TODAY, True, "SFS 2305 punkt 7.4", False),
    ("sfs2305.min-doctors", TODAY, 0, "enigheten 24.5.2024", False),
    ("arbeidsmiljoloven.plan-notice", TODAY, 14, "§ 10-3", True),
    ("arbeidsmiljoloven.day-hours", TODAY, 9, "§ 10-4 (1)", True),
    ("arbeidsmiljoloven.week-hours", TODAY, 40, "§ 10-4 (1)", True),
    ("arbeidsmiljoloven.standby-divisor", TODAY, 7, "§ 10-4 (3)", True),
    ("arbeidsmiljoloven.week-hours-shift", TODAY, 38, "§ 10-4 (4)", True),
    ("arbeidsmiljoloven.week-hours-continuous", TODAY, 36, "§ 10-4 (5)", True),
    ("arbeidsmiljoloven.average-week-hours", TODAY, 50, "§ 10-5 (1)", True),
    ("arbeidsmiljoloven.average-week-hours-union", TODAY, 54, "§ 10-5 (2)", True),
    ("arbeidsmiljoloven.average-day-hours-authority", TODAY, 13, "§ 10-5 (3)", True),
    ("arbeidsmiljoloven.overtime-year", TODAY, 200, "§ 10-6 (4)", True),
    ("arbeidsmiljoloven.total-day-hours", TODAY, 13, "§ 10-6 (8)", True),
    ("arbeidsmiljoloven.total-day-hours-agreed", TODAY, 16, "§ 10-6 (9)", True),
    ("arbeidsmiljoloven.daily-rest", TODAY, 11, "§ 10-8 (1)", True),
    ("arbeidsmiljoloven.weekly-rest", TODAY, 35, "§ 10-8 (2)", True),
    ("arbeidsmiljoloven.daily-rest-agreed", TODAY, 8, "§ 10-8 (3)", True),
    ("arbeidsmiljoloven.weekly-rest-agreed", TODAY, 28, "§ 10-8 (3)", True),
    ("arbeidsmiljoloven.night-opens", TODAY, "21:00", "§ 10-11 (1)", True),
    ("arbeidsmiljoloven.night-closes", TODAY, "06:00", "§ 10-11 (1)", True),
    ("arbeidsmiljoloven.night-more-than", TODAY, 180, "§ 10-11 (6)", True),
    ("arbeidsmiljoloven.night-average-hours", TODAY, 8, "§ 10-11 (6)", True),
    ("arbeidsmiljoloven.eve-begins", TODAY, "15:00", "§ 10-10 (1)", True),
    ("helligdager.eve-peace-begins", TODAY, "16:00", "helligdagsfredloven § 3", True),
    ("spesialistforskriften.alis-supervision", TODAY, 4, "§ 2 (3)", True),
    ("asa4310.curative-hours", TODAY, 28, "ASA 4310", False),
    ("sandefjordplanen.free-list-places", TODAY, 7, "kap. 2.3", False),
    ("sandefjordplanen.duties-a-year", TODAY, 10, "tiltak 17", True),
    ("sandefjordplanen.duties-a-year", date(2020, 6, 1), 10, "tiltak 17", False),
    ("sandefjordplanen.specialist-share", TODAY, 50, "tiltak 11", True),
    ("arbeidsmiljoloven.total-week-hours", TODAY, 48, "§ 10-6 (8)", True),
    # chapter 10 before 2026: the act's own list of amendments under §§ 10-4, 10-6 and 10-8 ends with 1 July 2015
    ("arbeidsmiljoloven.week-hours", OLD, 40, "§ 10-4 (1)", True),
    ("arbeidsmiljoloven.standby-divisor", OLD, 7, "§ 10-4 (3)", True),
    ("arbeidsmiljoloven.total-week-hours", OLD, 48, "§ 10-6 (8)", True),
    ("arbeidsmiljoloven.weekly-rest", OLD, 35, "§ 10-8 (2)", True),
    ("arbeidsmiljoloven.weekly-rest-agreed", OLD, 28, "§ 10-8 (3)", True),
    ("kompetanseforskriften.exempt-months-a-year", OLD, 4, "§ 4, slik den lød før", False),
    ("kompetanseforskriften.exempt-months-a-year-legevakt", OLD, 6, "§ 4, slik den lød før", False),
    ("sfs2305.min-doctors", OLD, 0, "enigheten 24.5.2024", False),
    ("sfs2305.min-doctors", date(2024, 5, 23), 0, "før enigheten", False),
    ("sfs2305.week-hours", TODAY, 37.5, "punkt 3.1", False),
    ("sfs2305.lis1-equal", TODAY, True, "punkt 7.4", False),
    ("spesialistforskriften.supervision", TODAY, True, "§ 2 (3)", True),
    ("spesialistforskriften.lis1-supervision", TODAY, True, "§ 17", True),
    ("spesialistforskriften.supervisor-specialist", TODAY, True, "§ 25", True),
    ("vaktordningen.publication-notice", TODAY, 28, "regelbokens egen frist", False),
]


@pytest.mark.parametrize(("id", "day", "value", "cite", "verified"), READ)
def test_a_value_is_that_of_the_text(id: str, day: date, value: object, cite: str, verified: bool) -> None:
    found = NORMS[id].at(day)
    assert value is None or found.value == value
    assert found.cite.endswith(cite) or cite in found.cite
    assert found.verified is verified


@pytest.mark.parametrize(
    ("id", "first"),
    [
        ("red-days", date(1995, 2, 24)),
        ("eve-peace-begins", date(1995, 2, 24)),
        ("may-days", date(1947, 4, 26)),
    ],
)
def test_the_acts_on_holidays_hold_from_the_day_they_came_into_force(id: str, first: date) -> None:
    assert NORMS[f"helligdager.{id}"].values[0].first == first


def test_no_text_after_the_settlement_of_2024_is_held_for_read() -> None:
    for norm in NORMS.values():
        if norm.id.startswith("sfs2305."):
            assert not [
                v for v in norm.values if v.verified and (v.last is None or v.last >= date(2024, 5, 24))
            ]


@pytest.mark.parametrize("name", BOOKS)
def test_a_number_of_the_book_is_not_told_as_one_of_the_law(name: str) -> None:
    book = models.load_book(name)
    for kind in (NightRun, DutyCap, WeekendCap, Spacing, RunLength):
        assert book[kind].cite(TODAY).startswith("regelbokens eget tall")
    for kind in (
        PairingRule,
        HomeShare,
        SuccessionRule,
        Minutes,
        TypeLimitRule,
        WeekendBlock,
        OwnFirst,
        RestRun,
    ):
        assert book[kind].cite(TODAY).startswith(("kommunens", "avtalen mellom kommunene"))
    assert "§" not in book[Eligibility].cite(TODAY)


@pytest.mark.parametrize("name", BOOKS)
def test_the_law_of_fritak_is_cited_the_same_for_every_ground(name: str) -> None:
    """A breach quotes every paragraph of fritak at once, so that the paragraph tells nothing of the doctor."""
    for day in (OLD, TODAY):
        cites = models.load_book(name).rules["exemption"].cite(day)
        assert cites.count(";") >= 1
        assert "bokstav" not in cites and "§ 33 (4) b" not in cites and "§ 33 (4) c" not in cites
