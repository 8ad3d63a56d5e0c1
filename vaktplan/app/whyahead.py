"""Why a later month breaks, or a load in it passes the limit; and what prevents it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from vaktplan.answers.horizon import Cause, MonthAhead, Overload, Remedy
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.rulebook.book import Book
from vaktplan.whatif.ahead import OWN, TAKING, Event, moved, undone
from vaktplan.whatif.remedies import remedies

from .monthsahead import Look

LITTLE = 0.5  # a load this small is no load that can pass a limit


class Stopped(Exception):
    """Someone asked to stop before the answer was known."""


@dataclass(frozen=True)
class Seen:
    """The months that were looked at, and what is asked about them afterwards."""

    facts: Instance
    book: Book
    coming: tuple[Event, ...]
    months: tuple[MonthAhead, ...]
    look: Look

    def first_open(self) -> MonthAhead | None:
        """The first month without a roster that fills every place."""
        return next((m for m in self.months if not m.holds), None)

    def why_open(self, bad: MonthAhead) -> Cause:
        """The events since the month before without which the month would hold."""
        return self._cause(bad, lambda facts: self._holds(facts, bad.period))

    def remedies(self, bad: MonthAhead) -> Iterator[Remedy]:
        """What was tried, the cheapest first, up to the first that helps."""
        month = moved(self.facts, bad.period)
        shifts = [month.shift_by_id[s] for s, _n in bad.open] or [s for s in month.shifts if s.wanted]
        for change in remedies(month, self.book, shifts):
            holds = self._covered(change.apply(month))
            yield Remedy(change, change.title(month), holds)
            if holds:
                return

    def overload(self) -> Overload | None:
        """The first month in which a doctor's part of the load passes the limit, and whose grew the most."""
        for month in self.months[1:]:
            over = {d: grown for d in month.load if (grown := self._grown(d, month)) > 1 + self.look.limit}
            if over:
                return self._overload(month, *max(over.items(), key=lambda each: (each[1], each[0])))
        return None

    def _overload(self, month: MonthAhead, doctor: str, grown: float) -> Overload:
        cause = self._cause(month, lambda facts: not self._still_over(facts, doctor, month.period))
        return Overload(month.period, doctor, month.load[doctor], month.load[doctor] / grown, cause)

    @cached_property
    def _today(self) -> MonthAhead:
        """The shares of the first month, were nobody away in it."""
        first = self.facts.model_copy(update={"absences": (), "carried": ()})
        return self._shares(first, self.months[0].period)

    def _grown(self, doctor: str, month: MonthAhead) -> float:
        """How many times the part of the load that the doctor has today; 0 when there is nothing to compare with.

        What has changed of the doctor's own since then (a share, a fritak that is over) makes a new beginning.
        """
        own = [e.day for e in self.coming if e.doctor == doctor and e.kind in OWN]
        since = max((day for day in own if day <= month.period.last), default=None)
        before = self._today
        if since is not None:
            later = (m for m in self.months if since <= m.period.first < month.period.first)
            before = next(later, month)
        if before.load.get(doctor, 0.0) < LITTLE:
            return 0.0
        return month.part(doctor) / before.part(doctor)

    def _still_over(self, facts: Instance, doctor: str, period: Period) -> bool:
        return self._grown(doctor, self._shares(facts, period)) > 1 + self.look.limit

    def _shares(self, facts: Instance, period: Period) -> MonthAhead:
        """A month with its fair shares alone."""
        from vaktplan.ledger.shares import fair_shares

        shares = fair_shares(moved(facts, period), self.book)
        load, nights = ({d: float(s[m].target) for d, s in shares.items()} for m in ("load", "nights"))
        return MonthAhead(period, False, False, (), 0, 0, 0, load, nights)

    def _cause(self, month: MonthAhead, well: Callable[[Instance], bool]) -> Cause:
        """The events since the month before of which any one undone makes it well, or a least set that does so."""
        before = max(
            (m.period.first for m in self.months if m.period.first < month.period.first), default=None
        )
        since = [
            e
            for e in self.coming
            if e.kind in TAKING and before is not None and before < e.day <= month.period.last
        ]
        one = tuple(e for e in since if well(undone(self.facts, [e])))
        if one:
            return Cause(one, each=True)
        if not since or not well(undone(self.facts, since)):
            return Cause((), each=False)
        least = list(since)
        for event in since:
            rest = [e for e in least if e != event]
            if well(undone(self.facts, rest)):
                least = rest
        return Cause(tuple(least), each=False)

    def _holds(self, facts: Instance, period: Period) -> bool:
        return self._covered(moved(facts, period))

    def _covered(self, month: Instance) -> bool:
        """Whether a roster is found that fills every place. Raises Stopped."""
        from vaktplan.solve.cover import fewest_open

        if self.look.stopped():
            raise Stopped
        found = fewest_open(month, self.book, self.look.seconds)
        return found.roster is not None and not found.roster.open_places(month)
