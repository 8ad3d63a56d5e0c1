"""The list of rules, written out by hand, and the model made of them.

What a single take is ruled out by comes first, so that the others never see it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book

from .build import BOTH, Build
from .rules import (
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

ADD: tuple[tuple[type[r.Rule], Callable[[Build, Any], None]], ...] = (
    (r.Eligibility, eligibility.add),
    (r.Competence, competence.add),
    (r.AbsenceRule, absence.add),
    (r.ExemptionRule, exemption.add),
    (r.Wishes, wishes.add),
    (r.OwnFirst, own_first.add),
    (r.LocumLimit, locum_limit.add),
    (r.OnePlace, one_place.add),
    (r.DailyRest, daily_rest.add),
    (r.RestAfterNight, rest_after_night.add),
    (r.SuccessionRule, succession.add),
    (r.WeeklyRest, weekly_rest.add),
    (r.NightRun, night_run.add),
    (r.RunLength, run_length.add),
    (r.RestRun, rest_run.add),
    (r.DutyCap, duty_cap.add),
    (r.WeekendCap, weekend_cap.add),
    (r.WorkingHours, working_hours.add),
    (r.Minutes, minutes.add),
    (r.TypeLimitRule, type_limit.add),
    (r.Spacing, spacing.add),
    (r.FeastMemory, feast_memory.add),
    (r.MinimumPractice, minimum_practice.add),
    (r.Locked, locked.add),
    (r.Stability, stability.add),
    (r.Fairness, fairness.add),
    (r.PairingRule, pairing.add),
    (r.SupervisionRule, supervision.add),
    (r.TraineeProgress, trainee_progress.add),
    (r.WeekendBlock, weekend_block.add),
    (r.Continuity, continuity.add),
    (r.SpecialistShare, specialist_share.add),
    (r.HomeShare, home_share.add),
    (r.MinimumDoctors, minimum_doctors.add),
    (r.Notice, notice.add),
    (r.Coverage, coverage.add),
    (r.Backup, backup.add),
)


def assemble(
    instance: Instance,
    book: Book,
    doctors: Iterable[str] | None = None,
    levels: tuple[r.Level, ...] = BOTH,
) -> Build:
    """The model of an instance under a book, for the whole municipality or for some of its doctors."""
    build = Build(instance, book, doctors, levels)
    filled(build)
    return build


def filled(build: Build) -> None:
    """Let every rule of the book speak, and close the build."""
    every = _by_municipality(build.instance, build.book)
    for kind, add in ADD:
        if build.whole or kind.scope is r.Scope.DOCTOR:
            for rule in build.homes(kind):
                if every:
                    build.book = build.book.model_copy(update={"local": every})
                add(build, rule)
    build.close()


def _by_municipality(instance: Instance, book: Book) -> dict[str, dict[str, r.Rule]]:
    """The one-doctor rules of each municipality, its own or the common ones: known also while one of them is seen."""
    if not book.local:
        return {}
    common = {i: rule for i, rule in book.rules.items() if rule.scope is r.Scope.DOCTOR}
    return {d.municipality: book.local.get(d.municipality, common) for d in instance.doctors}
