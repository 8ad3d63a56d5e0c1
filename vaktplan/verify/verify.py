"""All checks of a book on a finished roster, and what it costs."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Breach, Verdict

from .checks import (
    absence,
    backup,
    competence,
    continuity,
    coverage,
    daily_rest,
    duty_cap,
    eligibility,
    exemption,
    fairness,
    feast_memory,
    home_share,
    locked,
    locum_limit,
    minimum_doctors,
    minimum_practice,
    minutes,
    night_run,
    notice,
    one_place,
    own_first,
    pairing,
    rest_after_night,
    rest_run,
    run_length,
    spacing,
    specialist_share,
    stability,
    succession,
    supervision,
    trainee_progress,
    type_limit,
    weekend_block,
    weekend_cap,
    weekly_rest,
    wishes,
    working_hours,
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
    r.WeeklyRest: weekly_rest.check,
    r.WorkingHours: working_hours.check,
    r.MinimumPractice: minimum_practice.check,
    r.TraineeProgress: trainee_progress.check,
    r.PairingRule: pairing.check,
    r.SupervisionRule: supervision.check,
    r.Continuity: continuity.check,
    r.SpecialistShare: specialist_share.check,
    r.WeekendBlock: weekend_block.check,
    r.LocumLimit: locum_limit.check,
    r.OwnFirst: own_first.check,
    r.HomeShare: home_share.check,
    r.MinimumDoctors: minimum_doctors.check,
    r.Notice: notice.check,
    r.RunLength: run_length.check,
    r.RestRun: rest_run.check,
    r.SuccessionRule: succession.check,
    r.Minutes: minutes.check,
    r.TypeLimitRule: type_limit.check,
    r.Locked: locked.check,
    r.Stability: stability.check,
}


class _Variant(NamedTuple):
    """A rule as it holds for some doctors (None: for all), and its place in the list of rules."""

    place: int
    rule: r.Rule
    doctors: frozenset[str] | None


class Verifier:
    """The checks of one book on one instance, for as many rosters as one likes."""

    def __init__(self, instance: Instance, book: Book, texts: bool = True) -> None:
        self.instance = instance
        self.book = book
        self._texts = texts
        self._frame = Frame(instance, book)
        self._variants = _variants(instance, book)

    def verify(self, roster: Roster, only: str | None = None) -> Verdict:
        """Every breach of a roster, hard ones first, and its cost per tier and per rule.

        With `only`, the breaches of one doctor, by the rules that look at one doctor at a time.
        Raises ValueError for a roster that names a doctor or a shift the instance does not have.
        """
        view = View(self._frame, roster, self._texts)
        variants = self._variants if only is None else _narrowed(self._variants, only)
        tiers = dict.fromkeys(r.TIERS, 0)
        costs = {variant.rule.id: 0 for variant in self._variants}
        found: list[tuple[tuple[Any, ...], Breach]] = []
        for variant in variants:
            for breach in _breaches(view, variant):
                costs[breach.rule] += breach.cost
                if breach.tier is not None:
                    tiers[breach.tier] += breach.cost
                found.append((self._place(variant.place, breach), breach))
        found.sort(key=lambda each: each[0])
        return Verdict(breaches=tuple(b for _place, b in found), tier_costs=tiers, rule_costs=costs)

    def _place(self, rule: int, breach: Breach) -> tuple[Any, ...]:
        """Where a breach stands in the list: hard first, then rule, doctor, first shift."""
        frame = self._frame
        soft = breach.level is r.Level.SOFT
        doctor = -1 if breach.doctor is None else frame.rank[breach.doctor]
        return (soft, rule, doctor, tuple(map(frame.when, breach.shifts)), breach.part, breach.amount)


def _breaches(view: View, variant: _Variant) -> Iterator[Breach]:
    """What a rule says of the doctors it holds for."""
    check, doctors = CHECKS[type(variant.rule)], variant.doctors
    if doctors is None:
        return check(view, variant.rule)
    return (b for b in check(view.among(doctors), variant.rule) if b.doctor in doctors)


def _narrowed(variants: tuple[_Variant, ...], doctor: str) -> tuple[_Variant, ...]:
    """The rules of single doctors as they hold for one of them."""
    return tuple(
        v._replace(doctors=frozenset((doctor,)))
        for v in variants
        if v.rule.scope is r.Scope.DOCTOR and (v.doctors is None or doctor in v.doctors)
    )


def _variants(instance: Instance, book: Book) -> tuple[_Variant, ...]:
    """Every rule in the order of the list; one of single doctors as each municipality's own book has it."""
    found: list[_Variant] = []
    for place, kind in enumerate(r.RULES):
        common = book.rules.get(kind.id)
        if kind.scope is r.Scope.TIES or not book.local:
            found += [_Variant(place, common, None)] if common is not None else []
        else:
            found += [_Variant(place, rule, doctors) for rule, doctors in _own(instance, book, kind.id)]
    return tuple(found)


def _own(instance: Instance, book: Book, rule_id: str) -> list[tuple[r.Rule, frozenset[str]]]:
    """The variants of a rule, each with the doctors it holds for; equal ones are one."""
    common = book.rules.get(rule_id)
    found: list[tuple[r.Rule, set[str]]] = [] if common is None else [(common, set())]
    for doctor in instance.doctors:
        rules = book.local.get(doctor.municipality, book.rules)
        if rule_id not in rules:
            continue
        for known, doctors in found:
            if known is rules[rule_id] or known == rules[rule_id]:
                doctors.add(doctor.id)
                break
        else:
            found.append((rules[rule_id], {doctor.id}))
    return [(rule, frozenset(doctors)) for rule, doctors in found]


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
