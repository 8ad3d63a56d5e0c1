"""Dates on which a doctor works, and what is said of some dates worked and others off."""

from collections.abc import Mapping, Sequence
from datetime import date

from vaktplan.rulebook.rules import Level, Rule

from .build import Build
from .model import Var

WorkDates = Mapping[date, Var]


def work_dates(build: Build, doctor: str, on_site_only: bool) -> WorkDates:
    """Each date on which a doctor may have a shift, past ones too, with whether there is one."""
    on: dict[date, list[Var]] = {}
    for duty in build.duties(doctor):
        if duty.shift.on_site or not on_site_only:
            on.setdefault(duty.shift.date, []).append(duty.on)
    return {day: build.any_of(of) for day, of in on.items()}


def against(
    build: Build,
    rule: Rule,
    part: str,
    doctor: str,
    work: WorkDates,
    worked: Sequence[date],
    off: Sequence[date],
    amount: int = 1,
) -> None:
    """A breach of an amount when some dates are all worked and others are all off."""
    certain = build.true.index
    if any(day not in work for day in worked) or any(
        day in work and work[day].index == certain for day in off
    ):
        return
    yes = [work[day] for day in worked if work[day].index != certain]
    no = [work[day] for day in off if day in work]
    level = build.level(rule, part)
    if level is Level.HARD:
        build.hard(rule, part, doctor, build.cp.add_bool_or([*(v.negated() for v in yes), *no]))
    elif level is Level.SOFT and not (yes or no):
        build.soft(rule, part, doctor, None, constant=amount)
    elif level is Level.SOFT:
        build.soft(rule, part, doctor, build.all_of(yes, no), amount)
