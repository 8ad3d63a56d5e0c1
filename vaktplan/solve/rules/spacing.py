"""Duties spread out in time.

In words: two duty dates of a doctor closer than so many days cost the days that are missing; the later
is in the period.
In maths: y[d, j] ⇔ some duty of d has date j; Σ (days − (j − i)) · (y[d, i] ∧ y[d, j]) over i < j < i + days.
Source: the book's; SFS 2305 7.4 asks for an even spread.
"""

from datetime import date, timedelta

from vaktplan.rulebook.rules import Level, Spacing
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.model import Var


def add(build: Build, rule: Spacing) -> None:
    """Forbid or price duty dates that are close."""
    level = build.level(rule, "main")
    if level is None:
        return
    for doctor in build.doctors:
        own = _dates(build, rule, build.takes(doctor.id))
        every = _dates(build, rule, build.duties(doctor.id))
        for j in sorted(own):
            for i in (j - timedelta(days=k) for k in range(rule.days - 1, 0, -1)):
                if i in every:
                    _pair(build, rule, doctor.id, every[i], own[j], rule.days - (j - i).days)


def _pair(build: Build, rule: Spacing, doctor: str, i: Var, j: Var, amount: int) -> None:
    if build.level(rule, "main") is Level.SOFT:
        build.soft(rule, "main", doctor, build.both(i, j), amount)
    else:
        build.hard(rule, "main", doctor, build.cp.add_at_most_one([i, j]))


def _dates(build: Build, rule: Spacing, duties: tuple[Duty, ...]) -> dict[date, Var]:
    on: dict[date, list[Var]] = {}
    for duty in duties:
        if rule.out_of_hours_only and not duty.shift.line.out_of_hours:
            continue
        if duty.shift.on_site or not rule.on_site_only:
            on.setdefault(duty.shift.date, []).append(duty.on)
    return {day: build.any_of(of) for day, of in on.items()}
