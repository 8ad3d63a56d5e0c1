"""The optimum and the lawful set on tiny instances, against brute force over the judge's own verdicts."""

from datetime import date
from itertools import chain, combinations
from time import monotonic

import pytest

from tests import kit
from tests.solve import small
from vaktplan.domain.instance import (
    Carried,
    FeastWorked,
    Instance,
    Lock,
    Municipality,
    PastShift,
    Succession,
    TypeLimit,
    YearToDate,
)
from vaktplan.domain.people import (
    Absence,
    AbsenceKind,
    Exemption,
    ExemptionKind,
    Pairing,
    PairingKind,
    RestProfile,
    Role,
    Scope,
    Supervision,
    Wish,
    WishKind,
)
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.solve.budget import Budget
from vaktplan.solve.judge import Judge, enumerate_lawful
from vaktplan.solve.outcome import Listener, Options, Status
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.run import solve
from vaktplan.solve.tiers import Climb

D = kit.doctor


def every_roster(instance: Instance) -> list[Roster]:
    pairs = [(d.id, s.id) for d in instance.doctors for s in instance.shifts]
    subsets = chain.from_iterable(combinations(pairs, n) for n in range(len(pairs) + 1))
    return [Roster.of(chosen) for chosen in subsets]


def tiny(name: str) -> Instance:
    match name:
        case "lis":
            return small.days(["natt", "bv-natt"], [D("a"), D("b", "lis1")], last=5)
        case "practice":
            return small.days(["natt"], [D("a", practice_weekdays=(1, 2, 3, 4, 5)), D("b"), D("c")], last=7)
        case "locum":
            people = [D("a"), D("v", "vikar", roles=(Role.VIKAR,))]
            return small.days(["kveld", "bv-kveld"], people, last=5, carried=(Carried(doctor="v"),))
        case "site":
            return small.days(["dobbel", "bv-sted"], [D("a"), D("l", "lis1")], last=5)
    wish = Wish(doctor="a", kind=WishKind.LIKE, strength=3, weekdays=(1,))
    off = Wish(doctor="b", kind=WishKind.RATHER_OFF, strength=2, first=date(2027, 1, 5))
    past = PastShift(doctor="a", date=date(2027, 1, 3), shift_type="natt")
    base = Lock(doctor="b", shift="2027-01-05:natt")
    return small.days(
        ["kveld", "natt"], [D("a"), D("b")], 6, wishes=(wish, off), history=(past,), base=(base,)
    )


BOOKS = {
    "kit": kit.BOOK,
    "first-duties": kit.with_params(kit.BOOK, "backup", {"new_locum_duties": 1, "on_site_duties": 1}),
    "cap-1": kit.with_params(kit.BOOK, "backup", {"cap": 1}),
}
TINY = [
    ("lis", "kit"),
    ("practice", "kit"),
    ("locum", "first-duties"),
    ("site", "first-duties"),
    ("wishes", "kit"),
]


@pytest.mark.parametrize(("name", "book"), TINY)
def test_the_optimum_and_the_lawful_set_equal_brute_force(name: str, book: str) -> None:
    instance, rules = tiny(name), BOOKS[book]
    judge = Judge(instance, rules)
    tiers = assemble(instance, rules).tiers
    best: tuple[int, ...] | None = None
    lawful = set()
    for roster in every_roster(instance):
        judged = judge(roster)
        if judged.lawful:
            lawful.add(roster.pairs)
            costs = tuple(
                sum(
                    c for (rule, part), c in judged.costs.items() if rules.rules[rule].term(part).tier is tier
                )
                for tier in tiers
            )
            best = costs if best is None else min(best, costs)
    assert enumerate_lawful(instance, rules) == lawful
    outcome = solve(instance, rules, Options(time_limit=20, workers=1))
    assert outcome.status is Status.PROVEN
    assert tuple(t.cost for t in outcome.tiers) == tuple(t.bound for t in outcome.tiers) == best


def wish(kind: WishKind, **fields: object) -> Wish:
    return Wish(doctor="a", kind=kind, **fields)  # type: ignore[arg-type]


ONE_DAY = date(2027, 1, 4)
BITES: dict[str, tuple[Instance, Book]] = {
    "eligibility": (small.days(["kveld"], [D("a", lines=())]), kit.BOOK),
    "competence": (small.days(["tk-kveld"], [D("l", "lis1")]), kit.BOOK),
    "absence": (
        small.days(
            ["kveld"],
            [D("a")],
            absences=(Absence(doctor="a", first=ONE_DAY, last=ONE_DAY, kind=AbsenceKind.OTHER),),
        ),
        kit.BOOK,
    ),
    "exemption": (
        small.days(
            ["natt"],
            [D("a")],
            exemptions=(Exemption(doctor="a", kind=ExemptionKind.RIGHT, scope=Scope.ALL, first=ONE_DAY),),
        ),
        kit.BOOK,
    ),
    "backup": (small.days(["kveld"], [D("l", "lis1")]), kit.BOOK),
    "one-place": (small.days(["kveld", "dobbel"], [D("a"), D("b")], last=4), kit.BOOK),
    "daily-rest": (small.days(["kveld", "natt"], [D("a")], last=4), kit.BOOK),
    "rest-after-night": (small.days(["natt", "visitt"], [D("a")], last=5), kit.BOOK),
    "night-run": (small.days(["natt"], [D("a")], last=9), kit.BOOK),
    "duty-cap": (small.days(["tk-kveld"], [D("a")], last=10), kit.BOOK),
    "weekend-cap": (small.days(["helg"], [D("a")], last=31), kit.BOOK),
    "spacing": (small.days(["kveld"], [D("a")], last=5), kit.BOOK),
    "fairness": (small.days(["kveld"], [D("a"), D("b")], last=4), kit.BOOK),
    "feast-memory": (
        kit.instance_of(
            date(2027, 5, 17),
            date(2027, 5, 17),
            ["helg"],
            [D("a")],
            feasts_worked=(FeastWorked(doctor="a", feast="17mai", year=2026),),
        ),
        kit.BOOK,
    ),
    "wishes": (small.days(["kveld"], [D("a")], wishes=(wish(WishKind.MUST_OFF, weekdays=(1,)),)), kit.BOOK),
    "locked": (
        small.days(["kveld"], [D("a"), D("b")], last=4, locks=(Lock(doctor="b", shift="2027-01-04:kveld"),)),
        kit.BOOK,
    ),
    "stability": (
        small.days(["kveld"], [D("a"), D("b")], last=4, base=(Lock(doctor="b", shift="2027-01-04:kveld"),)),
        kit.BOOK,
    ),
}

LAST, AUTUMN, SATURDAY = date(2027, 12, 30), date(2027, 9, 1), date(2027, 1, 9)
AML = RestProfile.AML
BITES |= {
    "weekly-rest": (small.days(["felles"], [D("a", rest_profile=AML)], last=10), kit.BOOK),
    "working-hours": (
        small.days(["felles"], [D("a", rest_profile=AML, practice_weekdays=(1, 2, 3, 4, 5))], last=10),
        kit.BOOK,
    ),
    "minimum-practice": (
        kit.instance_of(
            LAST,
            date(2027, 12, 31),
            ["kveld"],
            [D("a"), D("b")],
            year_to_date=tuple(YearToDate(doctor=d, year=2027, days_present=363, duties=8) for d in "ab"),
        ),
        kit.BOOK,
    ),
    "trainee-progress": (small.days(["dobbel"], [D("l", "lis1"), D("m", "lis1")], last=4), kit.BOOK),
    "pairing": (
        small.days(
            ["dobbel"],
            [D("a"), D("b")],
            last=4,
            pairings=(Pairing(doctor="a", other="b", kind=PairingKind.NEVER_TOGETHER),),
        ),
        kit.BOOK,
    ),
    "supervision": (
        kit.instance_of(
            date(2027, 2, 1),
            date(2027, 2, 28),
            ["tilbud"],
            [D("l", "lis1"), D("a")],
            supervisions=(Supervision(doctor="l", supervisor="a", line="hs", minutes_a_month=200),),
        ),
        kit.BOOK,
    ),
    "continuity": (small.days(["b"], [D("a"), D("b", wards=("B1",))], last=4), kit.BOOK),
    "specialist-share": (small.days(["visitt"], [D("l", "lis3")]), kit.BOOK),
    "weekend-block": (
        kit.instance_of(
            SATURDAY,
            SATURDAY,
            ["blokk-dag", "blokk-kveld"],
            [D("a"), D("b")],
            history=(
                PastShift(doctor="a", date=date(2027, 1, 8), shift_type="blokk-dag"),
                PastShift(doctor="b", date=date(2027, 1, 8), shift_type="blokk-kveld"),
            ),
        ),
        kit.BOOK,
    ),
    "locum-limit": (
        kit.instance_of(
            AUTUMN,
            AUTUMN,
            ["kveld"],
            [D("v", "vikar", lines=("lv", "tk", "bv"))],
            year_to_date=(YearToDate(doctor="v", year=2027, days_worked=126),),
        ),
        kit.BOOK,
    ),
    "own-first": (small.days(["kveld"], [D("v", "vikar")]), kit.BOOK),
    "home-share": (
        small.days(
            ["felles"],
            [D("a"), D("n", municipality="Nabo", lines=())],
            last=4,
            municipalities=(
                Municipality(name="Prøve", share_percent=60),
                Municipality(name="Nabo", share_percent=40),
            ),
        ),
        kit.BOOK,
    ),
    "minimum-doctors": (
        small.days(["kveld"], [D("a")]),
        kit.with_params(kit.BOOK, "minimum-doctors", {"doctors": 3}),
    ),
    "notice": (small.days(["kveld"], [D("a")], discussed=date(2027, 1, 1)), kit.BOOK),
    "run-length": (small.days(["felles"], [D("a")], last=10), kit.BOOK),
    "rest-run": (
        small.days(
            ["felles"],
            [D("a")],
            last=4,
            history=(PastShift(doctor="a", date=date(2027, 1, 2), shift_type="felles"),),
        ),
        kit.with_params(kit.BOOK, "rest-run", {"min_days": 2}),
    ),
    "succession": (
        small.days(["natt"], [D("a")], last=5, successions=(Succession(first="natt", then="natt"),)),
        kit.BOOK,
    ),
    "minutes": (small.days(["kveld"], [D("a", max_minutes=449)]), kit.BOOK),
    "type-limit": (
        small.days(["kveld"], [D("a")], type_limits=(TypeLimit(doctor="a", shift_type="kveld", most=2),)),
        kit.BOOK,
    ),
}


LOCK_A = (Lock(doctor="a", shift="2027-01-04:kveld"),)
CHOSEN_A = {
    "locked": small.days(["kveld"], [D("a"), D("b")], last=4, locks=LOCK_A),
    "stability": small.days(["kveld"], [D("a"), D("b")], last=4, base=LOCK_A),
}


def costs_and_roster(instance: Instance, book: Book) -> tuple[int, Roster]:
    """The proven optimum, without the child process."""
    build = assemble(instance, book)
    climb = Climb(build, Options(workers=1), Budget(monotonic() + 30, 30), Listener())
    assert climb.run() is Status.PROVEN
    assert climb.state.values is not None
    return sum(climb.state.costs.values()), build.roster(climb.state.values)


def test_every_rule_but_coverage_is_shown_to_bite() -> None:
    assert sorted([*BITES, "coverage"]) == sorted(r.RULE_BY_ID)


@pytest.mark.parametrize("rule", BITES)
def test_a_rule_bites(rule: str) -> None:
    instance, book = BITES[rule]
    without = costs_and_roster(instance, book.only("coverage"))[0]
    with_it, roster_with = costs_and_roster(instance, book.only("coverage", rule))
    if rule in ("locked", "stability"):
        assert roster_with.pairs == (("b", "2027-01-04:kveld"),)
        assert costs_and_roster(CHOSEN_A[rule], book.only("coverage", rule))[1].pairs == (
            ("a", "2027-01-04:kveld"),
        )
    else:
        assert with_it > without


def test_coverage_fills_the_places() -> None:
    instance = small.days(["dobbel"], [D("a"), D("b"), D("c")], last=4)
    cost, roster = costs_and_roster(instance, kit.BOOK.only("coverage"))
    assert cost == 0
    assert len(roster.pairs) == 2


@pytest.mark.parametrize("part", ["missing", "same_person", "unneeded"])
def test_backup_cannot_be_priced(part: str) -> None:
    book = kit.with_params(kit.BOOK, "backup", {part: {"level": "soft", "tier": "people", "weight": 1}})
    instance = small.days(["kveld"], [D("a")])
    with pytest.raises(InvalidInput, match=f"backup.{part}"):
        solve(instance, book, Options(time_limit=10))
