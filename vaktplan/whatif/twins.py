"""Twin plans: one side of a month planned, verified and bounded; two sides set beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from vaktplan.domain import clock
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.ledger import fair_shares, ledger
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import MEASURES, Tier

from .comparison import ORDER, Difference, Range, Side, Twins

if TYPE_CHECKING:
    from vaktplan.solve.cover import Covered
    from vaktplan.solve.outcome import Outcome

SINGLE = (r.Eligibility.id, r.Competence.id, r.AbsenceRule.id, r.ExemptionRule.id, r.Wishes.id)
COVERING = 0.4  # of the time at most, to find what must stay open
SEARCHING = 0.35  # of what is left then, for a better roster; the rest is for the bounds


@dataclass(frozen=True)
class Ask:
    """One side to look at: near which roster, whose sums are bounded first, and for how long.

    Not `whole`: only what must stay open.
    """

    instance: Instance
    book: Book
    near: Roster | None
    doctors: tuple[str, ...]
    seconds: float
    whole: bool = True


def side(ask: Ask) -> Side:
    """What one side comes to; runs where it is called, so that two can run in two processes."""
    end = monotonic() + ask.seconds
    found = _covered(ask)
    if found.roster is None:
        return Side(ask.instance, None, found.cost, found.bound, found.impossible)
    if not ask.whole:
        return Side(ask.instance, found.roster, found.cost, found.bound)
    return _whole(ask, found.roster, found.bound, end)


def _covered(ask: Ask) -> "Covered":
    """A roster with as little open as can be: the one at hand when it leaves nothing open, else the best of both."""
    from vaktplan.solve.cover import Covered, fewest_open
    from vaktplan.verify.verify import verify

    near = None if ask.near is None else _kept(ask, ask.near)
    cost = 0 if near is None else verify(ask.instance, ask.book, near).tier_costs[Tier.COVER]
    if near is not None and cost == 0:
        return Covered(near, 0, 0, impossible=False, seconds=0.0)
    found = fewest_open(ask.instance, ask.book, COVERING * ask.seconds, near or ask.near)
    if near is None or found.impossible or (found.roster is not None and found.cost <= cost):
        return found
    return Covered(near, cost, found.bound, impossible=False, seconds=found.seconds)


def _kept(ask: Ask, near: Roster) -> Roster | None:
    """A roster without the takes that break what is required by themselves; None when it is unlawful even so."""
    from vaktplan.verify.verify import verify

    hard = verify(ask.instance, ask.book, near).hard
    wrong = {(b.doctor, shift) for b in hard if b.rule in SINGLE for shift in b.shifts}
    left = Roster.of(near.taken.difference(wrong)) if wrong else near
    return None if verify(ask.instance, ask.book, left).hard else left


def _whole(ask: Ask, start: Roster, bound: int, end: float) -> Side:
    from vaktplan.solve.outcome import Options
    from vaktplan.solve.ranges import ranges
    from vaktplan.solve.run import solve
    from vaktplan.verify.verify import verify

    left = max(1.0, SEARCHING * (end - monotonic()))
    outcome = solve(ask.instance, ask.book, Options(time_limit=left, workers=1, hint=start))
    roster = _better(ask, start, outcome.roster)
    bounds = {t.name: t.bound for t in outcome.tiers}
    bounds[Tier.COVER.value] = max(bound, bounds.get(Tier.COVER.value, 0))
    verdict = verify(ask.instance, ask.book, roster)
    keys = [(d, m) for m in ORDER for d in ask.doctors if d in ask.instance.doctor_by_id]
    ends = ranges(ask.instance, ask.book, roster, keys, end - monotonic()).ends
    return Side(
        ask.instance,
        roster,
        verdict.tier_costs[Tier.COVER],
        bounds[Tier.COVER.value],
        rows=ledger(ask.instance, ask.book, roster),
        hard=len(verdict.hard),
        law=verdict.tier_costs[Tier.LAW],
        rest=shortest_rest(ask.instance, roster),
        ranges={key: Range(*pair) for key, pair in ends.items()},
        sure=_settled(outcome, bounds, verdict.tier_costs),
    )


def _better(ask: Ask, start: Roster, found: Roster | None) -> Roster:
    """The better of two rosters, tier after tier; a lawful one before all."""
    from vaktplan.verify.verify import verify

    def price(roster: Roster) -> tuple[int, ...]:
        verdict = verify(ask.instance, ask.book, roster)
        return (len(verdict.hard), *verdict.tier_costs.values())

    return start if found is None else min(start, found, key=price)


def _settled(outcome: "Outcome", bounds: dict[str, int], costs: dict[Tier, int]) -> bool:
    """Whether every tier but the last is proven, so that every best roster costs the same there."""
    names = [t.name for t in outcome.tiers]
    above = names[:-1] if names else [t.value for t in costs][:-1]
    return all(costs[Tier(name)] == bounds.get(name, -1) for name in above)


def shortest_rest(instance: Instance, roster: Roster) -> float | None:
    """The shortest rest in hours between two shifts of one doctor that do not follow at once; None: no two.

    Bakvakt is no such shift.
    """
    found = []
    for doctor, held in roster.by_doctor(instance).items():
        regular = [s for s in (*instance.past[doctor], *held) if not s.on_demand]
        end = None
        for shift in regular:
            if end is not None and shift.start > end and shift.id in instance.shift_by_id:
                found.append(clock.minutes(end, shift.start))
            end = shift.end if end is None else max(end, shift.end)
    return round(min(found) / 60, 2) if found else None


def beside(refused: Side, granted: Side, books: tuple[Book, Book], *, whole: bool) -> Twins:
    """Two sides of one month, with every difference and its bound; `books` are theirs."""
    shares = [
        {
            (d, m): float(s.target - s.owed)
            for d, each in fair_shares(x.instance, b).items()
            for m, s in each.items()
        }
        for x, b in zip((refused, granted), books, strict=True)
    ]
    counts = [
        {(row.doctor, line.measure): line.count for row in x.rows for line in row.measures}
        for x in (refused, granted)
    ]
    doctors = dict.fromkeys(d.id for x in (refused, granted) for d in x.instance.doctors)
    differences = []
    for doctor in doctors:
        for measure in MEASURES:
            key = (doctor, measure)
            ends = _difference(refused, granted, key)
            before, after = (c.get(key, 0) for c in counts)
            share_before, share_after = (round(s.get(key, 0.0), 4) for s in shares)
            differences.append(
                Difference(
                    doctor,
                    measure,
                    before,
                    after,
                    share_before,
                    share_after,
                    least=None if ends is None else ends.least,
                    most=None if ends is None else ends.most,
                )
            )
    return Twins(refused.instance.period, refused, granted, tuple(differences), whole)


def _difference(refused: Side, granted: Side, key: tuple[str, str]) -> Range | None:
    """How much more the granted side can give than the refused one; a doctor who is not there has nothing."""
    before, after = (_range(x, key) for x in (refused, granted))
    if before is None or after is None:
        return None
    return Range(after.least - before.most, after.most - before.least)


def _range(side: Side, key: tuple[str, str]) -> Range | None:
    if side.roster is not None and key[0] not in side.instance.doctor_by_id:
        return Range(0, 0)
    return side.ranges.get(key)


def breaks_from(twins: Twins, books: tuple[Book, Book], seconds: float) -> tuple[date | None, bool]:
    """The first date by which no roster covers as much as before, and whether the day before is proven to be fine.

    By a date means: of the places dated so far, more must stay open than before, however the rest is planned.
    """
    end = monotonic() + seconds
    days = sorted({s.date for s in twins.granted.instance.shifts if s.wanted})
    if not twins.broken or not days:
        return None, False
    if twins.granted.impossible:
        return days[0], False
    ask = _Prefix(twins, books, end)
    if twins.refused.open_cost:
        return ask.one_by_one(days)
    return ask.halving(days)


class _Prefix:
    """What must stay open of the first dates, on both sides."""

    def __init__(self, twins: Twins, books: tuple[Book, Book], end: float) -> None:
        self._twins, self._books, self._end = twins, books, end

    def more(self, day: date) -> bool | None:
        """Whether more must stay open by a date than before; None: not proven either way."""
        after = self._open(self._twins.granted, self._books[1], day)
        before = (0, 0)
        if self._twins.refused.open_cost:
            before = self._open(self._twins.refused, self._books[0], day)
        if after[0] > before[1]:
            return True
        return False if after[1] <= before[0] else None

    def halving(self, days: Sequence[date]) -> tuple[date, bool]:
        """Where nothing need stay open as it is, more days only leave more open."""
        fine, broken, exact = -1, len(days) - 1, True
        while broken - fine > 1:
            middle = (fine + broken) // 2
            found = self.more(days[middle])
            if found:
                broken = middle
            else:
                fine, exact = middle, found is False
        return days[broken], exact

    def one_by_one(self, days: Sequence[date]) -> tuple[date, bool]:
        """The first of all dates."""
        exact = True
        for day in days:
            found = self.more(day)
            if found:
                return day, exact
            exact = exact and found is False
        return days[-1], False

    def _open(self, side: Side, book: Book, day: date) -> tuple[int, int]:
        """The least weight, as a bound and as found."""
        from vaktplan.solve.cover import fewest_open

        left = self._end - monotonic()
        if left <= 0:
            return 0, 1 << 40
        found = fewest_open(side.instance, book, left, side.roster, until=day)
        return found.bound, found.cost if found.roster is not None else 1 << 40
