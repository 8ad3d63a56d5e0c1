"""Cases in words for shifts that the kit has none of: those that end at midnight, or run past the next morning."""

from datetime import date

import pytest

from tests.agreement.pool import POOL
from tests.kit import BOOK, LINES, doctor, with_params
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance, PastShift
from vaktplan.domain.people import Absence, Exemption, ExemptionKind, Scope, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.rules import Level
from vaktplan.solve.judge import judge
from vaktplan.verify import Verifier

FRIDAY, SATURDAY, SUNDAY = date(2027, 1, 8), date(2027, 1, 9), date(2027, 1, 10)
TAKE = "2027-01-08:midnatt"  # Friday 16-24
MATCHES = {"doctor": "Kari", "kind": WishKind.MUST_OFF, "first": SATURDAY, "last": SATURDAY}
AWAY = {"doctor": "Kari", "first": SATURDAY, "last": SATURDAY}
EXEMPT = {"doctor": "Kari", "kind": ExemptionKind.RIGHT, "scope": Scope.ALL, "first": SATURDAY}
WEEKEND = {**EXEMPT, "scope": Scope.WEEKEND, "first": date(2026, 1, 1)}
NIGHT = {**WEEKEND, "scope": Scope.NIGHT}


def _instance(*types: str, first: date = FRIDAY, last: date = SUNDAY, **facts: object) -> Instance:
    return Instance(
        municipality="Prøve",
        book="kit",
        period=Period(first=first, last=last),
        lines=LINES,
        shift_types=tuple(POOL[t] for t in types),
        doctors=(doctor("Kari"), doctor("Lise", "lis1")),
        **facts,
    )


def _found(instance: Instance, rule: str, *pairs: tuple[str, str], **params: object) -> list[tuple[str, int]]:
    """The hard breaches that the check finds, when the model agrees that there are any."""
    book = with_params(BOOK, rule, params).only(rule)
    roster = Roster.of(pairs)
    hard = [b for b in Verifier(instance, book).verify(roster).breaches if b.level is Level.HARD]
    assert judge(instance, book, roster).lawful == (not hard)
    return sorted((b.part, b.amount) for b in hard)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("absence", {"absences": (Absence(**AWAY),)}),
        ("wishes", {"wishes": (Wish(**MATCHES),)}),
        ("exemption", {"exemptions": (Exemption(**EXEMPT),)}),
        ("exemption", {"exemptions": (Exemption(**WEEKEND),)}),
        ("exemption", {"exemptions": (Exemption(**NIGHT),)}),  # 21-24 is three hours, and more is asked
    ],
)
def test_a_shift_until_midnight_does_not_touch_the_next_date(rule: str, facts: dict[str, object]) -> None:
    assert _found(_instance("midnatt", **facts), rule, ("Kari", TAKE)) == []


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("absence", {"absences": (Absence(**AWAY),)}),
        ("wishes", {"wishes": (Wish(**MATCHES),)}),
        ("exemption", {"exemptions": (Exemption(**EXEMPT),)}),
        ("exemption", {"exemptions": (Exemption(**WEEKEND),)}),
        ("exemption", {"exemptions": (Exemption(**NIGHT),)}),
    ],
)
def test_a_shift_past_midnight_does(rule: str, facts: dict[str, object]) -> None:
    part = "must_off" if rule == "wishes" else "main"
    assert _found(_instance("seint", **facts), rule, ("Kari", "2027-01-08:seint")) == [(part, 1)]


def test_a_friday_until_midnight_works_no_weekend() -> None:
    caps = {"max_weekends": 0, "weeks": 1}
    assert _found(_instance("midnatt"), "weekend-cap", ("Kari", TAKE), **caps) == []
    assert _found(_instance("seint"), "weekend-cap", ("Kari", "2027-01-08:seint"), **caps) == [("main", 1)]


def test_duty_from_before_the_period_overlaps_duty_in_it() -> None:
    past = (PastShift(doctor="Kari", date=date(2027, 1, 7), shift_type="tk-lang"),)
    instance = _instance("tk-lang", "tidlig", history=past)
    # Thursday 16 to Friday 12, and Friday 5-13: 5 to 12
    assert _found(instance, "one-place", ("Kari", "2027-01-08:tidlig")) == [("main", 420)]
    assert _found(instance, "one-place", ("Lise", "2027-01-08:tidlig")) == []


def test_a_bakvakt_from_before_the_period_backs_nobody_in_it() -> None:
    past = (PastShift(doctor="Kari", date=date(2027, 1, 7), shift_type="bv-lang"),)
    instance = _instance("bv-lang", "tidlig", history=past)
    # Thursday's bakvakt is on until Friday 12; past shifts play no part: all of 5-13 is without
    assert _found(instance, "backup", ("Lise", "2027-01-08:tidlig")) == [("missing", 480)]


def test_a_bakvakt_that_begins_within_the_duty_leaves_the_beginning_bare() -> None:
    instance = _instance("bv-tidlig", "seint", "bv-lang")
    duty = ("Lise", "2027-01-08:seint")  # 22 to 10
    assert _found(instance, "backup", duty, ("Kari", "2027-01-09:bv-tidlig")) == [("missing", 420)]  # 22 to 5
    assert _found(instance, "backup", duty, ("Kari", "2027-01-08:bv-lang")) == []  # 20 to 12
