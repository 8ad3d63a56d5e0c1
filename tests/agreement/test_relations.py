"""What must hold of a world relabelled, with an idle doctor, moved by weeks, cut in two, or made stricter."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from tests.agreement.brute import brute, enumerate_all, optimum
from tests.agreement.figures import figure
from tests.agreement.near import Near, hard_and_costs, sample
from tests.agreement.relations import (
    apart,
    cut,
    headless,
    one_clock,
    relabelled,
    shifted,
    tightened,
    timeless,
    with_idle,
)
from tests.agreement.worlds import DAY, World, world
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.solve.judge import Judge
from vaktplan.verify import Verifier

NEARS = range(10_000, 10_005)  # worlds with near-feasible rosters
TINIES = range(5)
MANY_NEARS, MANY_TINIES = range(10_000, 10_119), range(119)
CUT = (  # rules whose breaches before and after a date add up to the breaches of the whole
    "eligibility",
    "competence",
    "one-place",
    "absence",
    "exemption",
    "daily-rest",
    "rest-after-night",
    "night-run",
    "spacing",
    "weekly-rest",
    "pairing",
    "continuity",
    "run-length",
    "rest-run",
    "succession",
    "locked",
    "stability",
)
CUT_LAWFUL = (
    *CUT,
    "duty-cap",
    "weekend-cap",
    "feast-memory",
    "weekend-block",
    "backup",
    "coverage",
)  # lawful iff both halves are

Found = Counter[tuple[str, str, str | None, int]]


def _breaches(w: World, roster: Roster) -> Found:
    found = Verifier(w.instance, w.book, texts=False).verify(roster).breaches
    return Counter((b.rule, b.part, b.doctor, b.amount) for b in found if b.weight or b.tier is None)


def _agreed(w: World, roster: Roster) -> tuple[bool, dict[tuple[str, str], int]]:
    """What check and model both say."""
    checked = hard_and_costs(Verifier(w.instance, w.book, texts=False).verify(roster))
    said = Judge(w.instance, w.book)(roster)
    assert (said.lawful, said.costs) == checked
    return checked


def _samples(seeds: range, few: int) -> Iterator[tuple[World, tuple[Near, ...]]]:
    for seed in seeds:
        w, nears = sample(seed, 50, 4)
        if nears:
            yield w, tuple(Random(seed).sample(nears, min(few, len(nears))))


def _relabel(near_seeds: range, tiny_seeds: range) -> int:
    pairs = 0
    for w, nears in _samples(near_seeds, 3):
        ids = [d.id for d in w.instance.doctors]
        mixed = [f"L{k}" for k in range(len(ids))]
        Random(w.seed).shuffle(mixed)
        names = dict(zip(ids, mixed, strict=True))
        for near in nears:
            other, theirs = relabelled(w, near.roster, names)
            before = Counter(
                {(a, b, names.get(d or ""), n): k for (a, b, d, n), k in _breaches(w, near.roster).items()}
            )
            assert _breaches(other, theirs) == before
            assert _agreed(other, theirs) == _agreed(w, near.roster)
            pairs += 1
    for seed in tiny_seeds:
        w = world(seed)
        names = {d.id: f"L{9 - k}" for k, d in enumerate(w.instance.doctors)}
        other, _none = relabelled(w, Roster(), names)
        assert optimum(other) == brute(seed).best
        pairs += 1
    return pairs


def _idle(near_seeds: range, tiny_seeds: range) -> int:
    pairs = 0
    for each, nears in _samples(near_seeds, 3):
        w = headless(each)
        more = with_idle(w)
        for near in nears:
            assert _breaches(more, near.roster) == _breaches(w, near.roster)
            assert _agreed(more, near.roster) == _agreed(w, near.roster)
            pairs += 1
    for seed in tiny_seeds:
        w = headless(world(seed))
        if w.book[r.AbsenceRule].main.level is r.Level.HARD:
            assert optimum(with_idle(w)) == enumerate_all(w).best
            pairs += 1
    return pairs


def _moved(w: World, roster: Roster) -> Iterator[tuple[World, Roster]]:
    """The world some weeks later, where neither clock nor law changes."""
    for weeks in Random(w.seed).sample(range(1, 14), 3):
        other, theirs = shifted(w, roster, 28 * weeks)
        if all(one_clock(x.instance.period.first, x.instance.period.last) for x in (w, other)):
            yield other, theirs


def _shift(near_seeds: range, tiny_seeds: range) -> tuple[int, int]:
    pairs, over_new_year = 0, 0
    for each, nears in _samples(near_seeds, 2):
        w = timeless(each)
        if w.instance.period.first.year < 2026:
            continue
        for near in nears:
            for other, theirs in _moved(w, near.roster):
                assert _breaches(other, theirs) == _breaches(w, near.roster)
                assert _agreed(other, theirs) == _agreed(w, near.roster)
                spans = [{p.first.year, (p.first - 9 * DAY).year, p.last.year} for p in _periods(w, other)]
                over_new_year += len(spans[0]) != len(spans[1])
                pairs += 1
    for seed in tiny_seeds:
        w = timeless(world(seed))
        if w.instance.period.first.year >= 2026 and w.instance.shifts and len(w.instance.shifts) < 9:
            for other, _none in _moved(w, Roster()):
                assert optimum(other) == optimum(w)
                pairs += 1
    return pairs, over_new_year


def _periods(*worlds: World) -> list[Period]:
    return [w.instance.period for w in worlds]


def _lawful(w: World, book: Book, roster: Roster) -> bool:
    return not Verifier(w.instance, book, texts=False).verify(roster).hard


def _amounts(w: World, book: Book, roster: Roster) -> int:
    return sum(b.amount for b in Verifier(w.instance, book, texts=False).verify(roster).breaches)


def _cuts(w: World, most: int) -> list[date]:
    """Some dates to cut at, a Saturday from its Sunday first."""
    days = list(w.instance.period.days[1:])
    Random(w.seed).shuffle(days)
    return sorted(days, key=lambda d: d.weekday() != 6)[:most]


def _cut(near_seeds: range, rosters: int, most: int) -> int:
    pairs = 0
    for w, nears in _samples(near_seeds, rosters):
        for near in nears:
            for day in _cuts(w, most):
                _cut_at(w, near.roster, day)
                pairs += 1
    return pairs


def _cut_at(w: World, roster: Roster, day: date) -> None:
    head, early, tail, late = cut(w, roster, day)
    rules = [rule for rule in CUT_LAWFUL if not apart(w, rule, day)]
    for rule in rules:
        book = w.book.only(rule)
        halves = _lawful(head, book, early) and _lawful(tail, book, late)
        assert _lawful(w, book, roster) == halves, (w, rule, day, roster.pairs)
        if rule in CUT:
            parts = _amounts(head, book, early) + _amounts(tail, book, late)
            assert _amounts(w, book, roster) == parts, (w, rule, day, roster.pairs)
    book = w.book.only(*rules)
    whole, first, second = (
        lawful_by_model(x.instance, book, y) for x, y in ((w, roster), (head, early), (tail, late))
    )
    assert whole == (first and second), (w, day, roster.pairs)


def lawful_by_model(instance: Instance, book: Book, roster: Roster) -> bool:
    """Whether the model holds a roster to be lawful."""
    return Judge(instance, book)(roster).lawful


def _tighten(tiny_seeds: range) -> int:
    pairs = 0
    for seed in tiny_seeds:
        loose = brute(seed)
        for strict in tightened(world(seed)):
            every = enumerate_all(strict)
            assert every.lawful <= loose.lawful or _priced(strict)
            assert every.best is None or (loose.best is not None and every.best >= loose.best)
            assert optimum(strict) == every.best
            pairs += 1
    return pairs


def _priced(w: World) -> bool:
    """Whether one of the parts that were tightened is priced rather than forbidden."""
    parts = [("night-run", "main"), ("weekend-cap", "main"), ("duty-cap", "main"), ("wishes", "must_off")]
    return any(w.book.rules[rule].term(part).level is r.Level.SOFT for rule, part in parts)


def test_relabelled_doctors_change_nothing() -> None:
    figure(f"relabel: {_relabel(NEARS, TINIES)} pairs alike")


def test_an_idle_doctor_changes_nothing() -> None:
    figure(f"idle doctor: {_idle(NEARS, TINIES)} pairs alike")


def test_moving_by_weeks_changes_nothing() -> None:
    pairs, over_new_year = _shift(NEARS, TINIES)
    figure(f"28-day shift: {pairs} pairs alike, {over_new_year} in and out of New Year")
    assert pairs >= 20
    assert over_new_year >= 1


def test_the_whole_is_lawful_when_both_halves_are() -> None:
    figure(f"cut in two: {_cut(NEARS, 2, 3)} cuts alike")


def test_stricter_is_never_better() -> None:
    figure(f"tighten: {_tighten(TINIES)} pairs never better")


@pytest.mark.long
def test_the_relations_hold_on_many_worlds() -> None:
    figure(f"whole relabel: {_relabel(MANY_NEARS, MANY_TINIES)} pairs alike")
    figure(f"whole idle doctor: {_idle(MANY_NEARS, MANY_TINIES)} pairs alike")
    pairs, over_new_year = _shift(MANY_NEARS, MANY_TINIES)
    figure(f"whole 28-day shift: {pairs} pairs alike, {over_new_year} in and out of New Year")
    figure(f"whole cut in two: {_cut(MANY_NEARS, 2, 99)} cuts alike")
    figure(f"whole tighten: {_tighten(MANY_TINIES)} pairs never better")
