"""Twins of small towns against every roster there is: what falls empty, from when, and what the best keep within."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from random import Random
from typing import NamedTuple

import pytest

from tests import kit
from tests.solve import small
from vaktplan.app.whatif import touched
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence, Scope, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.ledger.pools import values
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import MEASURES, TIERS, Tier
from vaktplan.solve import ranges as bounds
from vaktplan.verify import Verifier
from vaktplan.whatif.changes import Grant
from vaktplan.whatif.comparison import Comparison, Effect, Range, Side, Twins
from vaktplan.whatif.scenario import Scenario
from vaktplan.whatif.twins import Ask, beside, breaks_from, side
from vaktplan.whatif.words import certainty, headline

BOOK = small.book(
    "eligibility", "absence", "exemption", "one-place", "daily-rest", "night-run", "fairness", "wishes"
)
PAIRS = 24
QUICK = 6  # of them without the big programme
SEEDS = [*range(QUICK), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(QUICK, PAIRS))]


class Town(NamedTuple):
    """A small town before and after a fritak."""

    before: Instance
    after: Instance
    scenario: Scenario


class Every(NamedTuple):
    """Every lawful roster of a town with its cost per tier."""

    instance: Instance
    lawful: tuple[tuple[Roster, tuple[int, ...]], ...]

    @property
    def best(self) -> list[Roster]:
        """All rosters that no other beats."""
        least = min(costs for _roster, costs in self.lawful)
        return [roster for roster, costs in self.lawful if costs == least]

    def open_by(self, day: date) -> int:
        """The least number of places of the first dates that stay open."""
        return min(
            sum(n for shift, n in roster.open_places(self.instance) if shift.date <= day)
            for roster, _costs in self.lawful
        )


def town(seed: int) -> Town:
    """Three or two doctors, five or six shifts, with absences and wishes, and a fritak from nights for one."""
    random = Random(seed)
    people = [kit.doctor(f"d{i}") for i in range(random.choice((2, 3, 3)))]
    last = 4 + random.choice((4, 5)) if len(people) == 2 else 4 + random.choice((3, 4))
    days = [date(2027, 1, day) for day in range(4, last + 1)]
    absences = tuple(
        Absence(doctor=d.id, first=day, last=day) for d in people for day in days if random.random() < 0.2
    )
    wishes = tuple(
        Wish(doctor=d.id, kind=WishKind.RATHER_OFF, first=day, last=day)
        for d in people
        for day in days
        if random.random() < 0.2
    )
    before = small.days(["natt"], people, last, absences=absences, wishes=wishes)
    grant = Grant(doctor="d0", scope=Scope.NIGHT, first=random.choice(days[:3]))
    return Town(before, grant.apply(before), Scenario(name="fritak", changes=(grant,)))


@cache
def every(seed: int, granted: bool) -> Every:
    """All rosters of a side, judged by the check alone."""
    instance = town(seed)[int(granted)]
    verifier = Verifier(instance, BOOK, texts=False)
    found = []
    for roster in _rosters(instance):
        verdict = verifier.verify(roster)
        if not verdict.hard:
            found.append((roster, tuple(verdict.tier_costs[t] for t in TIERS)))
    return Every(instance, tuple(found))


def _rosters(instance: Instance) -> Iterator[Roster]:
    doctors = [None, *(d.id for d in instance.doctors)]
    shifts = [s.id for s in instance.shifts]
    for chosen in product(doctors, repeat=len(shifts)):
        yield Roster.of((d, s) for d, s in zip(chosen, shifts, strict=True) if d is not None)


@cache
def twins(seed: int) -> Twins:
    """Both sides as they are found."""
    before, after, _scenario = town(seed)
    doctors = tuple(d.id for d in before.doctors)
    found = [side(Ask(i, BOOK, None, doctors, 20.0)) for i in (before, after)]
    return beside(found[0], found[1], (BOOK, BOOK), whole=True)


def compared(seed: int) -> Comparison:
    """The comparison with its date."""
    before, after, scenario = town(seed)
    day, exact = breaks_from(twins(seed), (BOOK, BOOK), 20.0)
    return Comparison(scenario, (twins(seed),), touched(before, after), day, exact)


def count(instance: Instance, book: Book, roster: Roster, doctor: str, measure: str) -> int:
    """A doctor's sum of a measure."""
    return sum(values(book, s)[measure] for s in roster.shifts_of(instance, doctor))


def outside(found: Side, all_of: Every) -> list[str]:
    """The sums of best rosters that lie outside a side's ranges."""
    wrong = []
    for roster in all_of.best:
        for (doctor, measure), ends in found.ranges.items():
            n = count(found.instance, BOOK, roster, doctor, measure)
            if not ends.least <= n <= ends.most:
                wrong.append(f"{doctor} has {n} {measure}, not {ends.least}–{ends.most}")
    return wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_the_answer_and_its_date_are_those_of_every_roster(seed: int) -> None:
    refused, granted, found = every(seed, False), every(seed, True), compared(seed)
    days = [s.date for s in refused.instance.shifts]
    worse = [day for day in days if granted.open_by(day) > refused.open_by(day)]
    assert found.breaks == (granted.open_by(days[-1]) > refused.open_by(days[-1]))
    if found.breaks:
        assert found.breaks_from == worse[0]
        assert found.breaks_exact
    else:
        assert found.effect in (Effect.HARMLESS, Effect.HARM)
        assert found.breaks_from is None


@pytest.mark.long
def test_both_answers_are_among_the_pairs() -> None:
    effects = [compared(seed).effect for seed in range(PAIRS)]
    assert sum(e is Effect.BREAKS for e in effects) >= 5
    assert sum(e is not Effect.BREAKS for e in effects) >= 5


@pytest.mark.parametrize("seed", SEEDS)
def test_every_best_roster_is_within_the_ranges(seed: int) -> None:
    found = twins(seed)
    assert found.refused.sure
    assert found.granted.sure
    assert len(found.refused.ranges) == len(found.refused.instance.doctors) * len(MEASURES)
    assert not outside(found.refused, every(seed, False))
    assert not outside(found.granted, every(seed, True))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_difference_between_two_best_rosters_is_within_its_bound(seed: int) -> None:
    before, after, found = every(seed, False), every(seed, True), twins(seed)
    for each in found.differences:
        assert each.least is not None
        assert each.most is not None
        counts = [
            {count(e.instance, BOOK, r, each.doctor, each.measure) for r in e.best} for e in (before, after)
        ]
        assert each.least <= min(counts[1]) - max(counts[0])
        assert max(counts[1]) - min(counts[0]) <= each.most


@pytest.mark.long
def test_some_ranges_are_narrow_and_some_differences_certain() -> None:
    every_one = [d for seed in range(PAIRS) for d in twins(seed).differences]
    assert any(d.certain for d in every_one)
    assert any(d.least == d.most for d in every_one)


def ranged(seed: int, granted: bool) -> Side:
    """A side whose ranges are asked for again."""
    found = twins(seed).granted if granted else twins(seed).refused
    assert found.roster is not None
    ends = bounds.ranges(found.instance, BOOK, found.roster, list(found.ranges), 20.0).ends
    return replace(found, ranges={key: Range(*pair) for key, pair in ends.items()})


def wrong(pairs: int = PAIRS) -> list[str]:
    """All that lies outside ranges asked for again."""
    return [
        text
        for seed in range(pairs)
        for granted in (False, True)
        for text in outside(ranged(seed, granted), every(seed, granted))
    ]


@pytest.mark.long
def test_a_bound_drawn_one_too_far_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed = bounds._Prices.narrowed

    def too_far(self, key, worth, ends, end):  # type: ignore[no-untyped-def]
        low, high = narrowed(self, key, worth, ends, end)
        return (low, max(low, high - 1))

    monkeypatch.setattr(bounds._Prices, "narrowed", too_far)
    assert wrong()


@pytest.mark.long
def test_room_too_small_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    settle = bounds._Prices.settle

    def stingy(self, prices, end):  # type: ignore[no-untyped-def]
        kept = settle(self, prices, end)
        self._room -= 5 * bounds.SCALE
        return kept

    monkeypatch.setattr(bounds._Prices, "settle", stingy)
    assert wrong()


def test_without_time_for_prices_the_ranges_still_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "_prices", lambda build, values, end: None)
    assert not wrong(QUICK)


def test_the_costs_are_those_of_the_check() -> None:
    for seed in range(QUICK):
        for found, granted in ((twins(seed).refused, False), (twins(seed).granted, True)):
            assert found.roster is not None
            assert found.roster in every(seed, granted).best
            least = min(costs for _roster, costs in every(seed, granted).lawful)
            assert found.open_cost == found.open_bound == least[TIERS.index(Tier.COVER)]


@pytest.mark.long
def test_the_answer_in_one_line() -> None:
    told = {compared(seed).effect: headline(compared(seed)) for seed in range(PAIRS)}
    assert "bryter sammen fra uke 1 (" in told[Effect.BREAKS]
    assert told.get(Effect.HARM, "Kan innvilges, med disse ulempene:") == "Kan innvilges, med disse ulempene:"


def test_certainty_in_words() -> None:
    found = next(d for seed in range(PAIRS) for d in twins(seed).differences if d.measure == "nights")
    told = [
        certainty(type(found)("d0", "nights", 0, 0, 0, 0, least, most))
        for least, most in ((3, 4), (1, 1), (-2, -1), (-1, 2), (0, 0), (None, None))
    ]
    assert told == [
        "minst 3 og høyst 4 netter mer",
        "1 natt mer",
        "minst 1 og høyst 2 netter mindre",
        "ikke sikkert noen forskjell (mellom −1 og +2)",
        "ingen forskjell",
        "ingen grense er regnet ut",
    ]
