"""The verdict as a whole: order, costs, texts, paragraphs, and rosters that cannot be judged."""

from datetime import date

import pytest

from tests.kit import BOOK, doctor, instance_of, soft, with_params
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.people import Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.norms import Dated, Norm, NormValue
from vaktplan.rulebook.rules import RULES, TIERS, DailyRest, Level, Tier
from vaktplan.verify import Verifier, verify
from vaktplan.verify.verify import CHECKS

MONDAY = date(2027, 1, 4)


def small(**fields: object) -> Instance:
    """Two evenings and two nights, Ola before Kari, and Lise who may not stand alone."""
    people = [doctor("Ola"), doctor("Kari"), doctor("Lise", "lis1")]
    return instance_of(MONDAY, date(2027, 1, 5), ["kveld", "natt", "bv-kveld"], people, **fields)


def test_every_rule_has_its_check_in_the_order_of_the_rules() -> None:
    assert tuple(CHECKS) == RULES


def test_hard_breaches_come_first_then_rule_doctor_and_shift() -> None:
    roster = Roster.of(
        [
            ("Lise", "2027-01-05:kveld"),
            ("Lise", "2027-01-04:kveld"),
            ("Ola", "2027-01-04:natt"),
            ("Ola", "2027-01-05:bv-kveld"),
            ("Kari", "2027-01-04:natt"),
        ]
    )
    verdict = verify(small(), BOOK.only("coverage", "backup", "spacing"), roster)
    assert [(b.rule, b.part, b.doctor, b.shifts) for b in verdict.breaches] == [
        ("coverage", "too_many", None, ("2027-01-04:natt",)),
        ("backup", "missing", "Lise", ("2027-01-04:kveld",)),
        ("coverage", "open_place", None, ("2027-01-05:natt",)),
        ("spacing", "main", "Lise", ("2027-01-04:kveld", "2027-01-05:kveld")),
    ]
    assert [b.level for b in verdict.breaches] == [Level.HARD, Level.HARD, Level.SOFT, Level.SOFT]


def test_costs_are_summed_per_tier_and_per_rule_and_none_is_left_out() -> None:
    book = with_params(BOOK, "spacing", {"main": soft(7)}).only("coverage", "spacing", "daily-rest")
    instance = small(wishes=(Wish(doctor="Ola", kind=WishKind.MUST_OFF, first=MONDAY),))
    roster = Roster.of([("Ola", "2027-01-04:kveld"), ("Ola", "2027-01-05:kveld")])
    verdict = verify(instance, book, roster)
    assert verdict.rule_costs == {"coverage": 200, "daily-rest": 0, "spacing": 14}
    assert list(verdict.rule_costs) == ["coverage", "daily-rest", "spacing"]
    assert verdict.tier_costs == {Tier.COVER: 200, Tier.LAW: 0, Tier.STABILITY: 0, Tier.PEOPLE: 14}
    assert tuple(verdict.tier_costs) == TIERS


def test_a_hard_breach_has_no_price() -> None:
    roster = Roster.of([("Ola", "2027-01-04:kveld"), ("Kari", "2027-01-04:kveld")])
    verdict = verify(small(), BOOK.only("coverage"), roster)
    assert [(b.part, b.cost) for b in verdict.breaches if b.level is Level.HARD] == [("too_many", 0)]


@pytest.mark.parametrize("pair", [("Nobody", "2027-01-04:kveld"), ("Ola", "2027-01-06:kveld")])
def test_a_roster_of_unknown_doctors_or_shifts_is_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="unknown"):
        verify(small(), BOOK, Roster.of([pair]))


def test_without_texts_the_verdict_is_the_same_but_for_them() -> None:
    roster = Roster.of([("Ola", "2027-01-04:kveld"), ("Ola", "2027-01-04:natt")])
    told = Verifier(small(), BOOK).verify(roster)
    silent = Verifier(small(), BOOK, texts=False).verify(roster)
    assert all(b.text for b in told.breaches)
    assert {b.text for b in silent.breaches} == {""}
    assert silent.breaches == tuple(b.model_copy(update={"text": ""}) for b in told.breaches)


def test_one_verifier_judges_many_rosters_as_fresh_ones_do() -> None:
    instance = small(locks=(Lock(doctor="Kari", shift="2027-01-04:natt"),))
    kept = Verifier(instance, BOOK)
    pairs = [(d.id, s.id) for d in instance.doctors for s in instance.shifts]
    for i in range(len(pairs)):
        roster = Roster.of(pairs[i : i + 4])
        assert kept.verify(roster) == Verifier(instance, BOOK).verify(roster)


def test_the_remembered_verifier_is_that_of_the_same_instance_and_book() -> None:
    first, second = small(), small(base=(Lock(doctor="Kari", shift="2027-01-04:natt"),))
    empty = Roster()
    for instance, costs in [(first, 0), (second, 1), (first, 0)]:
        assert verify(instance, BOOK, empty).rule_costs["stability"] == costs
    assert "stability" not in verify(second, BOOK.only("coverage"), empty).rule_costs


def rest(name: str, *values: tuple[date, date | None, int, str]) -> Norm:
    """A norm of hours with its paragraphs."""
    return Norm(
        id=name,
        title_nb=name,
        title_en=name,
        unit="h",
        values=tuple(
            NormValue(first=a, last=b, value=v, cite=c, source="x", read_on=MONDAY, verified=True)
            for a, b, v, c in values
        ),
    )


def test_a_breach_quotes_the_paragraph_of_its_own_date() -> None:
    norm = rest(
        "rest",
        (date(2020, 1, 1), date(2025, 12, 31), 8, "gammel § 1"),
        (date(2026, 1, 1), None, 10, "ny § 2"),
    )
    rule = BOOK.rules["daily-rest"]
    rule = DailyRest(**{**dict(rule), "sfs_hours": Dated(norm=norm), "basis": (norm,)})
    book = BOOK.model_copy(update={"rules": {"daily-rest": rule}})
    instance = instance_of(date(2025, 12, 29), date(2026, 1, 2), ["natt", "kveld"], [doctor("Kari")])
    takes = ["2025-12-29:natt", "2025-12-30:kveld", "2025-12-31:natt", "2026-01-02:kveld"]
    takes.append("2026-01-01:natt")
    verdict = verify(instance, book, Roster.of(("Kari", t) for t in takes))
    assert [(b.shifts, b.amount, b.cite) for b in verdict.breaches] == [
        (("2025-12-29:natt", "2025-12-30:kveld"), 30, "gammel § 1"),
        (("2026-01-01:natt", "2026-01-02:kveld"), 150, "ny § 2"),
    ]
