"""Fair shares and the account, against numbers worked out by hand."""

from datetime import date
from fractions import Fraction as F
from typing import Any

import pytest

from tests.kit import BOOK, STANDING, doctor, instance_of, with_params
from vaktplan.domain.instance import Carried, Instance
from vaktplan.domain.people import Absence, Competence, Doctor, DutyShare, Exemption, ExemptionKind, Scope
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput
from vaktplan.ledger import Share, fair_shares, ledger
from vaktplan.ledger.standing import GROUNDS, holds, may_stand_alone
from vaktplan.rulebook.norms import plain
from vaktplan.verify import verify

MONDAY, THURSDAY = date(2027, 1, 4), date(2027, 1, 7)
HALF = (DutyShare(share=0.5),)


def days(*people: Doctor, types: tuple[str, ...] = ("natt",), **fields: Any) -> Instance:
    """Monday 4 to Thursday 7 January 2027: no weekend, no feast."""
    return instance_of(MONDAY, THURSDAY, types, people, **fields)


def night_off(doctor: str) -> Exemption:
    """An exemption from nights."""
    return Exemption(doctor=doctor, kind=ExemptionKind.RIGHT, scope=Scope.NIGHT, first=date(2027, 1, 1))


def test_the_share_follows_the_duty_share() -> None:
    shares = fair_shares(days(doctor("a"), doctor("b", duty_shares=HALF)), BOOK)
    assert (shares["a"]["nights"].target, shares["b"]["nights"].target) == (F(8, 3), F(4, 3))
    assert (shares["a"]["load"].target, shares["b"]["load"].target) == (F(40, 3), F(20, 3))


def test_a_share_that_holds_for_some_dates_counts_for_those() -> None:
    late = (DutyShare(share=1, first=date(2027, 1, 7)),)
    [share] = [fair_shares(days(doctor("a", duty_shares=late)), BOOK)["a"]["nights"]]
    assert (share.share, share.able, share.weight) == (F(1, 4), F(1, 4), F(1, 16))
    assert share.target == 4


def test_only_absence_that_does_not_count_as_presence_lowers_the_share() -> None:
    away = Absence(doctor="a", first=date(2027, 1, 5), last=date(2027, 1, 9), counts_as_presence=False)
    course = Absence(doctor="b", first=date(2027, 1, 5), last=date(2027, 1, 9))
    shares = fair_shares(days(doctor("a"), doctor("b"), absences=(away, course)), BOOK)
    assert [shares[d]["nights"].presence for d in "ab"] == [F(1, 4), F(1)]
    assert [shares[d]["nights"].target for d in "ab"] == [F(4, 5), F(16, 5)]


@pytest.mark.parametrize(("percent", "able"), [(0, F(3, 8)), (50, F(11, 16)), (100, F(1))])
def test_one_exempt_from_nights_makes_up_in_load_as_the_book_says(percent: int, able: F) -> None:
    book = with_params(BOOK, "fairness", {"make_up_percent": percent})
    instance = days(doctor("a"), doctor("b"), types=("kveld", "natt"), exemptions=(night_off("a"),))
    shares = fair_shares(instance, book)
    assert shares["a"]["load"].able == able
    assert shares["a"]["nights"].able == 0
    assert shares["a"]["load"].target == 32 * able / (able + 1)
    assert shares["b"]["nights"].target == 4


def test_an_age_right_counts_only_when_claimed_and_from_the_day_after_the_birthday() -> None:
    born = date(1967, 1, 5)
    claimed = doctor("a", born=born, age_claim=Scope.ALL)
    silent = doctor("b", born=born)
    shares = fair_shares(days(claimed, silent), BOOK)
    # 60 on the 5th, over 60 from the 6th: the night of the 5th touches the 6th, so only the 4th is left
    assert shares["a"]["nights"].able == F(1, 4)
    assert shares["b"]["nights"].able == 1


def test_what_is_owed_stands_alone_when_nobody_may_take_anything() -> None:
    carried = Carried(doctor="a", nights=1.234)
    shares = fair_shares(days(doctor("a", lines=()), carried=(carried,)), BOOK)
    assert (shares["a"]["nights"].weight_sum, shares["a"]["nights"].target) == (0, F(123, 100))


@pytest.mark.parametrize(("last", "total"), [(7, 2), (8, 3)])
def test_bakvakter_are_expected_by_who_may_come_to_need_one(last: int, total: int) -> None:
    people = [doctor("a"), doctor("l", "lis1")]
    instance = instance_of(MONDAY, date(2027, 1, last), ("natt", "bv-natt"), people)
    shares = fair_shares(instance, BOOK)  # half of 4 nights is 2; of 5 it is 2½, rounded up
    assert shares["a"]["bakvakt"].total == total
    assert (shares["a"]["bakvakt"].target, shares["l"]["bakvakt"].target) == (total, 0)


def test_day_lines_are_no_part_of_the_shares() -> None:
    shares = fair_shares(days(doctor("a"), types=("daglv", "visitt")), BOOK)
    assert {s.total for s in shares["a"].values()} == {0}


@pytest.mark.parametrize(("count", "steep", "cost"), [(0, 1, 0), (0, 2, 1), (1, 2, 1), (2, 10, 23)])
def test_the_cost_is_rounded_to_the_nearest_and_halves_go_up(count: int, steep: int, cost: int) -> None:
    share = Share("nights", F(0), F(1), F(1), F(1), F(1), F(1), F(2), F(1, 2))
    assert share.cost(count, steep) == cost


def test_the_account_of_a_roster() -> None:
    people = [doctor("a", practice_weekdays=(1, 2, 3)), doctor("b", duty_shares=HALF)]
    carried = (Carried(doctor="a", nights=0.5),)
    instance = days(*people, types=("natt", "tk-kveld"), carried=carried)
    roster = Roster.of(("a", f"2027-01-0{i}:natt") for i in (4, 5, 6))
    roster = Roster.of([*roster.pairs, ("b", "2027-01-07:natt"), ("a", "2027-01-07:tk-kveld")])
    a, b = ledger(instance, BOOK, roster)
    assert (a.shifts, a.hours_on_site, a.hours_home, a.nights, a.load) == (4, 27, 7.5, 3, 16)
    assert (a.weekends, a.feasts, a.bakvakt, a.practice_days_lost) == (0, 0, 0, 2)
    assert (b.shifts, b.nights, b.load, b.practice_days_lost) == (1, 1, 5, 0)
    nights = {m.measure: m for m in a.measures}["nights"]
    # target 0.5 + 4·(1/1.5) = 3.17; (3 − 3.17)²·10 = 0.28 → 0; owed after 0.5 + 2.67 − 3 = 0.17
    assert (nights.target, nights.count, nights.cost, nights.owed_after) == (3.1667, 3, 0, 0.17)
    assert (nights.weight, nights.weight_sum) == (1, 1.5)
    other = {m.measure: m for m in b.measures}["nights"]
    assert (other.cost, other.owed_after) == (3, 0.33)  # 10·(1/3)² = 1.11 → 1, at weight 3


def test_weekends_are_counted_once_and_hours_are_real() -> None:
    instance = instance_of(date(2027, 3, 26), date(2027, 3, 28), ("natt", "helg"), [doctor("a")])
    roster = Roster.of([("a", "2027-03-27:natt"), ("a", "2027-03-28:helg"), ("a", "2027-03-26:natt")])
    [row] = ledger(instance, BOOK, roster)
    assert (row.weekends, row.hours_on_site) == (1, 9 + 8 + 7.5)
    assert row.feasts == 3  # langfredag, påskeaften and 1. påskedag


def test_the_account_and_the_check_charge_the_same() -> None:
    people = [doctor("a"), doctor("b", duty_shares=HALF), doctor("l", "lis1")]
    instance = days(*people, types=("kveld", "natt", "bv-natt"), exemptions=(night_off("b"),))
    roster = Roster.of([("a", s.id) for s in instance.shifts if s.date.day != 5] + [("l", "2027-01-05:natt")])
    rows = ledger(instance, BOOK, roster)
    charged = sum(m.cost for row in rows for m in row.measures)
    assert charged == verify(instance, BOOK, roster).rule_costs["fairness"] > 0


class TestStanding:
    """The grounds, each on its first day and the day before."""

    @pytest.mark.parametrize("ground", sorted(set(GROUNDS) - {"transition-2017"}))
    def test_a_ground_holds_from_its_date(self, ground: str) -> None:
        first = date(2027, 1, 5)
        facts = Competence(
            specialties=({"name": "Allmennmedisin", "since": first},),
            specialising_since=first,
            approved_gp=first,
            lis1_done=first,
            turnus_done=first,
            course_acute=first,
            course_violence=first,
            service_30_months=first,
            duty_experience=first,
        )
        assert not holds(ground, facts, date(2027, 1, 4))
        assert holds(ground, facts, first)
        assert not holds(ground, Competence(), first)

    def test_specialising_ends_on_its_last_day(self) -> None:
        facts = Competence(specialising_since=date(2025, 1, 1), specialising_until=date(2027, 1, 5))
        assert holds("specialising", facts, date(2027, 1, 5))
        assert not holds("specialising", facts, date(2027, 1, 6))

    def test_the_transition_right_has_no_date(self) -> None:
        assert holds("transition-2017", Competence(transition_2017=True), date(2026, 1, 1))

    def test_another_specialty_is_enough_only_where_any_is(self) -> None:
        facts = Competence(specialties=({"name": "indremedisin", "since": MONDAY},))
        assert holds("specialist", facts, MONDAY)
        assert not holds("specialist-allmennmedisin", facts, MONDAY)

    def test_an_unknown_ground_is_an_error_of_the_book(self) -> None:
        standing = STANDING.model_copy(update={"alone_grounds": plain(("magic",))})
        with pytest.raises(InvalidInput):
            may_stand_alone(standing, doctor("a"), MONDAY)
