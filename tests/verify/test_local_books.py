"""A municipality's own book: its doctors are judged by its one-doctor rules, everybody else by the common ones."""

from datetime import date
from typing import Any

from tests.kit import BOOK, doctor, instance_of, soft, with_params
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Verdict
from vaktplan.rulebook.norms import Dated, Norm, NormValue
from vaktplan.rulebook.rules import DailyRest, Level, Scope, Tier
from vaktplan.verify import Verifier

MONDAY = date(2027, 1, 4)
HERE, THERE = "Prøve", "Nabo"
NIGHTS = [f"2027-01-{day:02}:natt" for day in (4, 5, 6)]


def two_towns(**fields: Any) -> Instance:
    """Ola at home and Kari next door, a week of evenings and nights."""
    people = [doctor("Ola"), doctor("Kari", municipality=THERE)]
    return instance_of(MONDAY, date(2027, 1, 10), ["kveld", "natt"], people, **fields)


def alike(*shifts: str) -> Roster:
    """A roster in which both have the same shifts."""
    return Roster.of((d, s) for d in ("Ola", "Kari") for s in shifts)


def neighbours(rule: str, common: dict[str, Any], own: dict[str, Any]) -> Book:
    """A common book of one rule, and the neighbours' own with other parameters."""
    theirs = with_params(BOOK, rule, own).only(rule)
    return with_params(BOOK, rule, common).only(rule).with_local({THERE: theirs})


def told(verdict: Verdict) -> list[tuple[str, str | None, int]]:
    """The breaches in short."""
    return [(b.rule, b.doctor, b.amount) for b in verdict.breaches]


def test_each_is_judged_by_their_own_number_whichever_is_stricter() -> None:
    nights = alike(*NIGHTS)
    for common, own, expected in [
        (3, 2, [("night-run", "Kari", 1)]),
        (2, 3, [("night-run", "Ola", 1)]),
        (1, 2, [("night-run", "Ola", 2), ("night-run", "Kari", 1)]),
        (3, 3, []),
    ]:
        book = neighbours("night-run", {"max_nights": common}, {"max_nights": own})
        assert told(Verifier(two_towns(), book).verify(nights)) == expected


def test_a_book_for_people_of_nowhere_changes_nothing() -> None:
    strict = with_params(BOOK, "night-run", {"max_nights": 1})
    roster = alike(*NIGHTS)
    with_one = Verifier(two_towns(), BOOK.with_local({"Ingensteds": strict})).verify(roster)
    assert with_one == Verifier(two_towns(), BOOK).verify(roster)


def test_what_is_worked_out_for_one_variant_is_not_reused_for_the_other() -> None:
    roster = alike("2027-01-04:natt", "2027-01-05:kveld")
    # the night ends at 08 and the evening begins at 15.30: 450 minutes
    three = {"sfs_hours": 3, "aml_hours": 3, "aml_agreed_hours": 3}
    for common, own, expected in [
        ({"sfs_hours": 8}, {"sfs_hours": 12}, [("daily-rest", "Ola", 30), ("daily-rest", "Kari", 270)]),
        (three, {"sfs_hours": 8}, [("daily-rest", "Kari", 30)]),
        ({"sfs_hours": 8}, three, [("daily-rest", "Ola", 30)]),
    ]:
        hours = neighbours("daily-rest", common, own)
        assert told(Verifier(two_towns(), hours).verify(roster)) == expected

    free = neighbours("rest-after-night", {"free_until": "16:00"}, {"free_until": "17:00"})
    expected = [("rest-after-night", "Ola", 30), ("rest-after-night", "Kari", 90)]
    assert told(Verifier(two_towns(), free).verify(roster)) == expected


def test_level_and_price_are_their_own_too_and_the_costs_are_added() -> None:
    book = neighbours("spacing", {"main": soft(7)}, {"main": soft(2, Tier.LAW), "days": 2})
    verdict = Verifier(two_towns(), book).verify(alike("2027-01-04:kveld", "2027-01-05:kveld"))
    # at home: 3 - 1 day-steps at 7; next door: 2 - 1 at 2
    assert verdict.rule_costs == {"spacing": 16}
    assert verdict.tier_costs[Tier.PEOPLE] == 14 and verdict.tier_costs[Tier.LAW] == 2
    forbidden = neighbours("spacing", {}, {"main": {"level": "hard"}})
    levels = Verifier(two_towns(), forbidden).verify(alike("2027-01-04:kveld", "2027-01-05:kveld"))
    assert [(b.doctor, b.level) for b in levels.breaches] == [("Kari", Level.HARD), ("Ola", Level.SOFT)]


def test_a_rule_of_one_book_alone_holds_for_its_own_doctors_alone() -> None:
    roster = alike(*NIGHTS)
    strict = with_params(BOOK, "night-run", {"max_nights": 2})
    theirs = strict.only("one-place").with_local({HERE: strict.only("night-run")})
    assert told(Verifier(two_towns(), theirs).verify(roster)) == [("night-run", "Ola", 1)]
    ours = strict.only("night-run").with_local({THERE: strict.only("one-place")})
    verdict = Verifier(two_towns(), ours).verify(roster)
    assert told(verdict) == [("night-run", "Ola", 1)]
    assert list(verdict.rule_costs) == ["one-place", "night-run"]


def test_what_ties_doctors_together_is_the_common_books() -> None:
    crowd = Roster.of([("Ola", "2027-01-04:natt"), ("Kari", "2027-01-04:natt")])
    softer = with_params(BOOK, "coverage", {"too_many": soft(1)})
    book = BOOK.only("coverage").with_local({THERE: softer, HERE: softer})
    breaches = Verifier(two_towns(), book).verify(crowd).hard
    assert [(b.rule, b.part) for b in breaches] == [("coverage", "too_many")]
    assert book.only("coverage").rules["coverage"].scope is Scope.TIES


def test_locks_and_the_old_roster_are_told_once_each() -> None:
    pair = Lock(doctor="Kari", shift="2027-01-04:natt")
    other = Lock(doctor="Ola", shift="2027-01-05:natt")
    instance = two_towns(locks=(pair, other), base=(pair, other))
    theirs = with_params(BOOK, "stability", {"main": soft(5, Tier.STABILITY)})
    book = BOOK.only("locked", "stability").with_local({THERE: theirs.only("locked", "stability")})
    verdict = Verifier(instance, book).verify(Roster())
    assert told(verdict) == [
        ("locked", "Ola", 1),
        ("locked", "Kari", 1),
        ("stability", "Ola", 1),
        ("stability", "Kari", 1),
    ]
    assert verdict.rule_costs == {"locked": 0, "stability": 6}


def test_breaches_stand_by_rule_and_doctor_whichever_book_they_come_from() -> None:
    people = [doctor("Kari", municipality=THERE), doctor("Ola"), doctor("Per", municipality=THERE)]
    instance = instance_of(MONDAY, date(2027, 1, 10), ["natt"], people)
    theirs = with_params(BOOK, "night-run", {"max_nights": 1}).only("night-run")
    book = with_params(BOOK, "night-run", {"max_nights": 2}).only("night-run").with_local({THERE: theirs})
    roster = Roster.of((d.id, s) for d in people for s in NIGHTS)
    expected = [("night-run", "Kari", 2), ("night-run", "Ola", 1), ("night-run", "Per", 2)]
    assert told(Verifier(instance, book).verify(roster)) == expected


def test_a_breach_quotes_the_paragraph_of_its_own_book() -> None:
    def resting(cite: str) -> Book:
        value = NormValue(first=MONDAY, value=8, cite=cite, source="x", read_on=MONDAY, verified=True)
        norm = Norm(id=cite, title_nb=cite, title_en=cite, unit="h", values=(value,))
        rule = BOOK.rules["daily-rest"]
        changed = DailyRest(**{**dict(rule), "sfs_hours": Dated(norm=norm), "basis": (norm,)})
        return BOOK.model_copy(update={"rules": {"daily-rest": changed}})

    book = resting("felles § 1").with_local({THERE: resting("egen § 2")})
    verdict = Verifier(two_towns(), book).verify(alike("2027-01-04:natt", "2027-01-05:kveld"))
    assert [(b.doctor, b.cite) for b in verdict.breaches] == [("Ola", "felles § 1"), ("Kari", "egen § 2")]


def test_doctors_judged_together_or_town_by_town_have_the_same_breaches() -> None:
    """The whole kit with every number of the neighbours changed: as if each town were checked by itself."""
    strict = with_params(BOOK, "night-run", {"max_nights": 1})
    strict = with_params(strict, "run-length", {"max_days": 1, "min_days": 2})
    strict = with_params(strict, "weekly-rest", {"aml_hours": 60})
    strict = with_params(strict, "working-hours", {"sfs_hours": 3, "weeks": 1})
    strict = with_params(strict, "daily-rest", {"sfs_hours": 12})
    strict = with_params(strict, "minimum-practice", {"duties_a_year": 400})
    instance, roster = two_towns(), alike(*NIGHTS, "2027-01-07:kveld", "2027-01-09:natt")
    both = Verifier(instance, BOOK.with_local({THERE: strict})).verify(roster).breaches
    here = Verifier(instance, BOOK).verify(roster).breaches
    there = Verifier(instance, strict).verify(roster).breaches
    own = {id for id, rule in BOOK.rules.items() if rule.scope is Scope.DOCTOR}
    assert {b for b in both if b.doctor == "Kari" and b.rule in own} == {
        b for b in there if b.doctor == "Kari" and b.rule in own
    }
    assert {b for b in both if b.doctor == "Ola"} == {b for b in here if b.doctor == "Ola"}
    assert {b.rule for b in both if b.doctor == "Kari"} > {b.rule for b in both if b.doctor == "Ola"}
