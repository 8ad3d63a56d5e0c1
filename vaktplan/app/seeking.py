"""Rosters sought from the one at hand, each held against the check before anything is told of it."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import Disagreement, InvalidInput
from vaktplan.i18n import _
from vaktplan.ledger import LedgerRow, ledger
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Verdict
from vaktplan.rulebook.rules import TIERS

if TYPE_CHECKING:
    from vaktplan.solve.aim import Aim, Sum
    from vaktplan.solve.outcome import Options, Outcome

LAST = TIERS[-1]
TOO_SHORT = 0.3  # seconds in which nothing is begun
Solve = Callable[[Instance, Book, "Options"], "Outcome"]


@dataclass(frozen=True)
class Known:
    """A roster with what check and account say of it."""

    roster: Roster
    verdict: Verdict
    rows: tuple[LedgerRow, ...]

    def value(self, total: "Sum") -> int:
        """A sum as the check and the account have it."""
        from vaktplan.solve.aim import Counted

        if isinstance(total, Counted):
            return max(0, self.count(total.doctor, total.measure) - total.beyond)
        return sum(b.cost for b in self.verdict.soft if total.has(b.tier, b.rule))

    def count(self, doctor: str, measure: str) -> int:
        """What a doctor has in a measure."""
        (found,) = (m for r in self.rows if r.doctor == doctor for m in r.measures if m.measure == measure)
        return found.count


@dataclass(frozen=True)
class Sought:
    """The best roster found for an aim, what the aim comes to in it, and in any roster at least."""

    known: Known
    value: int
    bound: int


class Seeking:
    """A common time for several aims, from a roster at hand. Raises InvalidInput for one that breaks what is required.

    `interrupted` once somebody has asked it to stop; then nothing more is begun.
    """

    def __init__(
        self,
        instance: Instance,
        book: Book,
        roster: Roster,
        seconds: float,
        *,
        solve: Solve | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        from vaktplan.solve import run

        self.instance, self.book = instance, book
        self._solve, self._stopped = solve or run.solve, stopped
        self._end, self._interrupted = monotonic() + seconds, False
        self.here = self.known(roster)
        if self.here.verdict.hard:
            what = _("planen bryter krav, og da sier en sammenligning ingenting")
            raise InvalidInput.one("--roster", what, _("se «vaktplan check»"), "roster-unlawful")

    def known(self, roster: Roster) -> Known:
        """A roster as check and account see it."""
        from vaktplan.verify.verify import verify

        verdict = verify(self.instance, self.book, roster)
        return Known(roster, verdict, ledger(self.instance, self.book, roster))

    @property
    def interrupted(self) -> bool:
        """Whether somebody has asked it to stop."""
        return self._interrupted or self._stopped()

    @property
    def over(self) -> bool:
        """Whether nothing more is begun."""
        return self.interrupted or self._end - monotonic() < TOO_SHORT

    def above(self) -> "tuple[tuple[Sum, int], ...]":
        """What the roster at hand costs in each tier above the last, as the most that another may."""
        from vaktplan.solve.aim import Costs

        return tuple((Costs(t), self.here.verdict.tier_costs.get(t, 0)) for t in TIERS[:-1])

    def best(self, aim: "Aim", start: Known, part: float) -> Sought | None:
        """The best roster for an aim from one that keeps it, in a part of the time left; None: no time for it."""
        from vaktplan.solve.outcome import Options

        if self.over:
            return None
        seconds = (self._end - monotonic()) * part
        outcome = self._solve(
            self.instance, self.book, Options(time_limit=max(seconds, TOO_SHORT), hint=start.roster, aim=aim)
        )
        self._interrupted |= outcome.interrupted
        if outcome.roster is None:
            return Sought(start, _summed(aim, start), 0)  # every count and price is at least nothing
        known = self.known(outcome.roster)
        (tier,) = outcome.tiers
        _hold(aim, known, tier.cost, tier.bound)
        return Sought(known, tier.cost, tier.bound)


def _summed(aim: "Aim", known: Known) -> int:
    return sum(factor * known.value(total) for total, factor in aim.least)


def _hold(aim: "Aim", known: Known, claimed: int, bound: int) -> None:
    """Hold a roster and what is claimed of it against the check. Raises Disagreement."""
    wrong = [b.text for b in known.verdict.hard]
    wrong += [
        f"{total}: {known.value(total)} > {most}" for total, most in aim.most if known.value(total) > most
    ]
    found = _summed(aim, known)
    wrong += [f"{claimed} != {found}"] if claimed != found else []
    wrong += [f"{bound} > {found}"] if bound > found else []
    if wrong:
        told = _("Kontrollen og løseren er uenige, og da sies ingenting: {hva}").format(hva="; ".join(wrong))
        raise Disagreement(told)
