"""Not too many nights in a row.

In words: among any max + 1 dates in a row that end in the period, one is without a night; past nights count.
In maths: y[d, e] ⇔ some night of d has date e; Σ y[d, e − max .. e] ≤ max, or the excess is priced.
Source: the book's; arbeidsmiljøloven § 10-11 asks that night work be kept from being harmful.
"""

from datetime import date

from vaktplan.domain.clock import DAY
from vaktplan.rulebook.rules import Level, NightRun
from vaktplan.solve.build import Build
from vaktplan.solve.model import Var, weighted


def add(build: Build, rule: NightRun) -> None:
    """Forbid or price every window of nights that is one too long."""
    level = build.level(rule, "main")
    if level is None:
        return
    for doctor in build.doctors:
        nights = _night_dates(build, rule, doctor.id)
        for end in build.instance.period.days:
            most = rule.max_nights.whole(end)
            window = [nights[end - k * DAY] for k in range(most + 1) if end - k * DAY in nights]
            if len(window) <= most or all(y.index == build.true.index for y in window):
                continue
            terms = [(y, 1) for y in window]
            if level is Level.HARD:
                build.hard(rule, "main", doctor.id, build.cp.add(weighted(terms) <= most))
            else:
                build.soft(rule, "main", doctor.id, build.excess(terms, most))


def _night_dates(build: Build, rule: NightRun, doctor: str) -> dict[date, Var]:
    on: dict[date, list[Var]] = {}
    for duty in build.duties(doctor):
        if build.known.is_night(duty.shift) and (duty.shift.on_site or not rule.on_site_only):
            on.setdefault(duty.shift.date, []).append(duty.on)
    return {day: build.any_of(of) for day, of in on.items()}
