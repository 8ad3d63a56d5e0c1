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

ADD: tuple[tuple[type[r.Rule], Callable[[Build, Any], None]], ...] = (
    (r.Eligibility, eligibility.add),
    (r.Competence, competence.add),
    (r.AbsenceRule, absence.add),
    (r.ExemptionRule, exemption.add),
    (r.Wishes, wishes.add),
    (r.OnePlace, one_place.add),
    (r.DailyRest, daily_rest.add),
    (r.RestAfterNight, rest_after_night.add),
    (r.NightRun, night_run.add),
    (r.DutyCap, duty_cap.add),
    (r.WeekendCap, weekend_cap.add),
    (r.Spacing, spacing.add),
    (r.FeastMemory, feast_memory.add),
    (r.Locked, locked.add),
    (r.Stability, stability.add),
    (r.Fairness, fairness.add),
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
    for kind, add in ADD:
        rule = book.get(kind)
        if rule is not None and (build.whole or rule.scope is r.Scope.DOCTOR):
            add(build, rule)
    build.close()
    return build
