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
    from vaktplan.verify.supply import impossible_takes
    from vaktplan.verify.verify import verify

    left = Roster.of(near.taken.difference(impossible_takes(ask.instance, ask.book, near)))
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
    found, exact = ask.halving(days)
    return ask.earlier(days, found, exact) if twins.refused.open_cost else (found, exact)


class _Prefix:
    """What must stay open of the first dates, on both sides."""

    def __init__(self, twins: Twins, books: tuple[Book, Book], end: float) -> None:
        self._sides, self._books, self._end = (twins.refused, twins.granted), books, end
        self._known: dict[date, bool | None] = {}
        self._weights = [_weights(s, b) for s, b in zip(self._sides, books, strict=True)]

    def more(self, day: date) -> bool | None:
        """Whether more must stay open by a date than before; None: not proven either way."""
        if day not in self._known:
            self._known[day] = self._more(day)
        return self._known[day]

    def _more(self, day: date) -> bool | None:
        before, after = (sum(n for d, n in w.items() if d <= day) for w in self._weights)
        if after == 0:
            return False
        least_after, most_after = self._open(1, day, after)
        if least_after > before:
            return True
        least_before, most_before = self._open(0, day, before) if before else (0, 0)
        if least_after > most_before:
            return True
        return False if most_after <= least_before else None

    def halving(self, days: Sequence[date]) -> tuple[date, bool]:
        """A date by which more must stay open, and the day before it need not; the last is known to be one."""
        fine, broken, exact = -1, len(days) - 1, True
        while broken - fine > 1:
            middle = (fine + broken) // 2
            found = self.more(days[middle])
            if found:
                broken = middle
            else:
                fine, exact = middle, exact and found is False
        return days[broken], exact

    def earlier(self, days: Sequence[date], found: date, exact: bool) -> tuple[date, bool]:
        """The first such date: where something is open as it is, a shortfall may also come and go."""
        for day in days[: days.index(found)]:
            more = self.more(day)
            if more:
                return day, exact
            exact = exact and more is False
        return found, exact

    def _open(self, place: int, day: date, known: int) -> tuple[int, int]:
        """The least weight of a side, as a bound and as found, the roster at hand being known."""
        from vaktplan.solve.cover import fewest_open

        side, left = self._sides[place], self._end - monotonic()
        if left <= 0:
            return 0, known
        found = fewest_open(side.instance, self._books[place], left, side.roster, until=day)
        return found.bound, known if found.roster is None else min(known, found.cost)


def _weights(side: Side, book: Book) -> dict[date, int]:
    """What the open places of a side's roster weigh, by date."""
    from vaktplan.verify.verify import verify

    found: dict[date, int] = {}
    breaches = () if side.roster is None else verify(side.instance, book, side.roster).breaches
    for breach in breaches:
        if breach.tier is Tier.COVER and breach.rule == r.Coverage.id:
            day = side.instance.shift_by_id[breach.shifts[0]].date
            found[day] = found.get(day, 0) + breach.cost
    return found
