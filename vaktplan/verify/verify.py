"""All checks of a book on a finished roster, and what it costs."""

from collections.abc import Callable, Iterator
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Breach, Verdict

from .checks import (
    absence,
    backup,
    competence,
    coverage,
    daily_rest,
    duty_cap,
    eligibility,
    exemption,
    fairness,
    feast_memory,
    locked,
    night_run,
    one_place,
    rest_after_night,
    spacing,
    stability,
    weekend_cap,
    wishes,
)
from .frame import Frame
from .view import View

Check = Callable[[View, Any], Iterator[Breach]]

CHECKS: dict[type[r.Rule], Check] = {
    r.Coverage: coverage.check,
    r.Eligibility: eligibility.check,
    r.Competence: competence.check,
    r.Backup: backup.check,
    r.OnePlace: one_place.check,
    r.AbsenceRule: absence.check,
    r.ExemptionRule: exemption.check,
    r.DailyRest: daily_rest.check,
    r.RestAfterNight: rest_after_night.check,
    r.NightRun: night_run.check,
    r.DutyCap: duty_cap.check,
    r.WeekendCap: weekend_cap.check,
    r.Spacing: spacing.check,
    r.Fairness: fairness.check,
    r.FeastMemory: feast_memory.check,
    r.Wishes: wishes.check,
    r.Locked: locked.check,
    r.Stability: stability.check,
}


class Verifier:
    """The checks of one book on one instance, for as many rosters as one likes."""

    def __init__(self, instance: Instance, book: Book, texts: bool = True) -> None:
        self.instance = instance
        self.book = book
        self._texts = texts
        self._frame = Frame(instance, book)
        self._checks = [(rule, CHECKS[type(rule)]) for rule in book.each()]

    def verify(self, roster: Roster) -> Verdict:
        """Every breach of a roster, hard ones first, and its cost per tier and per rule.

        Raises ValueError for a roster that names a doctor or a shift the instance does not have.
        """
        view = View(self._frame, roster, self._texts)
        tiers = dict.fromkeys(r.TIERS, 0)
        costs: dict[str, int] = {}
        found: list[tuple[tuple[Any, ...], Breach]] = []
        for place, (rule, check) in enumerate(self._checks):
            costs[rule.id] = 0
            for breach in check(view, rule):
                costs[rule.id] += breach.cost
                if breach.tier is not None:
                    tiers[breach.tier] += breach.cost
                found.append((self._place(place, breach), breach))
        found.sort(key=lambda each: each[0])
        return Verdict(breaches=tuple(b for _place, b in found), tier_costs=tiers, rule_costs=costs)

    def _place(self, rule: int, breach: Breach) -> tuple[Any, ...]:
        """Where a breach stands in the list: hard first, then rule, doctor, first shift."""
        frame = self._frame
        soft = breach.level is r.Level.SOFT
        doctor = -1 if breach.doctor is None else frame.rank[breach.doctor]
        return (soft, rule, doctor, tuple(map(frame.when, breach.shifts)), breach.part, breach.amount)


_recent: tuple[Verifier, ...] = ()


def verify(instance: Instance, book: Book, roster: Roster) -> Verdict:
    """The verdict on one roster; the last few instances and books are remembered."""
    global _recent
    for known in _recent:
        if known.instance is instance and known.book is book:
            return known.verify(roster)
    fresh = Verifier(instance, book)
    _recent = (fresh, *_recent[:3])
    return fresh.verify(roster)
