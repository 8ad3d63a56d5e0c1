"""Why a place stands open: for each doctor of the line, what keeps the doctor from it."""

from datetime import date
from typing import Any

from tests.kit import BOOK, doctor, instance_of, with_params
from vaktplan.domain.instance import Instance, PastShift
from vaktplan.domain.people import (
    Absence,
    Doctor,
    Exemption,
    ExemptionKind,
    Pairing,
    PairingKind,
    Role,
    Scope,
)
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.rules import RULE_BY_ID
from vaktplan.verify.whynot import MOST, WhyOpen, why_open

MONDAY = date(2027, 1, 4)
EVENING = "2027-01-04:kveld"


def a_day(types: list[str], doctors: list[Doctor], **fields: Any) -> Instance:
    """One Monday."""
    return instance_of(MONDAY, MONDAY, types, doctors, **fields)


def told(why: tuple[WhyOpen, ...]) -> dict[str, dict[str, tuple[str, ...]]]:
    """The obstacles by shift and doctor."""
    return {w.shift: {o.doctor: o.rules for o in w.obstacles} for w in why}


def test_each_doctor_has_an_obstacle_of_their_own_but_one() -> None:
    people = [doctor(name) for name in ("borte", "trett", "natt", "fri", "uvenn", "venn", "kan")]
    instance = a_day(
        ["kveld", "natt", "tk-kveld"],
        people,
        absences=(Absence(doctor="borte", first=MONDAY, last=MONDAY),),
        exemptions=(Exemption(doctor="fri", kind=ExemptionKind.RIGHT, scope=Scope.ALL, first=MONDAY),),
        pairings=(Pairing(doctor="uvenn", other="venn", kind=PairingKind.NEVER_TOGETHER),),
        history=(PastShift(doctor="trett", date=date(2027, 1, 3), shift_type="natt"),),
    )
    roster = Roster.of([("venn", "2027-01-04:tk-kveld"), ("natt", "2027-01-04:natt")])
    book = with_params(BOOK, "daily-rest", {"sfs_hours": 9})
    (why,) = why_open(instance, book, roster)
    assert (why.shift, why.places) == (EVENING, 1)
    assert told((why,))[EVENING] == {
        "borte": ("absence",),
        "trett": ("daily-rest",),
        "natt": ("daily-rest",),
        "fri": ("exemption",),
        "uvenn": ("pairing",),
        "venn": ("one-place",),
        "kan": (),
    }
    assert not why.nobody_could
    assert set().union(*(o.rules for o in why.obstacles)) <= set(RULE_BY_ID)


def test_nobody_could_when_each_is_kept_from_it() -> None:
    away = tuple(Absence(doctor=d, first=MONDAY, last=MONDAY) for d in ("a", "b"))
    (why,) = why_open(a_day(["kveld"], [doctor("a"), doctor("b")], absences=away), BOOK, Roster())
    assert why.nobody_could
    assert [o.rules for o in why.obstacles] == [("absence",), ("absence",)]


def test_a_beginner_alone_lacks_a_bakvakt() -> None:
    (why,) = why_open(a_day(["kveld"], [doctor("l", "lis1")]), BOOK, Roster())
    assert told((why,)) == {EVENING: {"l": ("backup",)}}


def test_what_is_only_priced_keeps_nobody_from_it() -> None:
    """Two evenings running cost something, and are lawful."""
    instance = instance_of(MONDAY, date(2027, 1, 5), ["kveld"], [doctor("a")])
    why = why_open(instance, BOOK, Roster.of([("a", EVENING)]))
    assert told(why) == {"2027-01-05:kveld": {"a": ()}}


def test_a_breach_that_stands_already_is_not_the_new_take_s() -> None:
    absent = (Absence(doctor="a", first=MONDAY, last=MONDAY),)
    instance = instance_of(MONDAY, date(2027, 1, 6), ["kveld"], [doctor("a")], absences=absent)
    why = why_open(instance, BOOK, Roster.of([("a", EVENING)]))
    assert told(why) == {"2027-01-05:kveld": {"a": ()}, "2027-01-06:kveld": {"a": ()}}


def test_only_doctors_of_the_line_who_serve_and_do_not_hold_it_are_looked_at() -> None:
    people = [
        doctor("har"),
        doctor("kan"),
        doctor("annen", lines=("tk",)),
        doctor("sluttet", last_day=date(2027, 1, 3)),
        doctor("kommer", first_day=date(2027, 1, 5)),
    ]
    (why,) = why_open(a_day(["dobbel"], people), BOOK, Roster.of([("har", "2027-01-04:dobbel")]))
    assert (why.places, [o.doctor for o in why.obstacles]) == (1, ["kan"])


def test_a_line_of_some_roles_or_another_municipality_is_not_everybody_s() -> None:
    people = [doctor("l", "lis1"), doctor("a"), doctor("n", municipality="Nabo")]
    why = why_open(a_day(["lisKveld", "naboKveld"], people), BOOK, Roster())
    assert {shift: list(of) for shift, of in told(why).items()} == {
        "2027-01-04:lisKveld": ["l"],
        "2027-01-04:naboKveld": ["n"],
    }
    assert Role.LIS1 in people[0].roles


def test_a_line_with_nobody_has_nobody_who_could() -> None:
    (why,) = why_open(a_day(["kveld"], [doctor("a", lines=())]), BOOK, Roster())
    assert (why.obstacles, why.nobody_could) == ((), True)


def test_a_rule_that_only_a_municipality_forbids_is_an_obstacle() -> None:
    soft = {"main": {"level": "soft", "tier": "people", "weight": 1}}
    common = with_params(BOOK, "night-run", {"max_nights": 1, **soft})
    book = common.with_local({"Nabo": with_params(BOOK, "night-run", {"max_nights": 1})})
    people = [doctor("o"), doctor("k", municipality="Nabo")]
    past = tuple(PastShift(doctor=d, date=date(2027, 1, 3), shift_type="natt") for d in ("o", "k"))
    why = why_open(a_day(["natt"], people, history=past), book, Roster())
    assert told(why) == {"2027-01-04:natt": {"o": (), "k": ("night-run",)}}


def test_all_covered_has_nothing_to_tell() -> None:
    instance = a_day(["kveld", "bv-kveld", "tilbud"], [doctor("a")])  # on demand, and an offer: never missed
    assert why_open(instance, BOOK, Roster.of([("a", EVENING)])) == ()


def test_no_more_than_so_many_are_looked_into() -> None:
    instance = instance_of(MONDAY, date(2027, 4, 4), ["kveld", "tk-kveld"], [doctor("a")])
    book = BOOK.only("coverage", "eligibility")
    every = [s.id for s, _n in Roster().open_places(instance)]
    assert len(every) > MOST
    assert [w.shift for w in why_open(instance, book, Roster())] == every[:MOST]
