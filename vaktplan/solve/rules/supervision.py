"""The time that a doctor and a supervisor have together each month.

In words: in each month the shifts of the line that both take last as long as agreed; what lacks is dear, what is too
much is not asked for.
In maths: b[s] = x[d, s] ∧ x[o, s]; wanted − Σ minutes · b ≤ lacking, Σ minutes · b − wanted ≤ surplus, each ≥ 0.
Source: spesialistforskriften § 2 (3).
"""

from calendar import monthrange
from datetime import date

from vaktplan.domain.clock import minutes
from vaktplan.domain.people import Supervision
from vaktplan.rulebook.rules import Level, SupervisionRule
from vaktplan.solve.build import Build
from vaktplan.solve.model import Terms, weighted
from vaktplan.solve.shapes import always, at_most

Month = tuple[int, int]


def add(build: Build, rule: SupervisionRule) -> None:
    """Forbid or price, for each row and month, what is lacking and what is too much."""
    days: dict[Month, list[date]] = {}
    for day in build.instance.period.days:
        days.setdefault((day.year, day.month), []).append(day)
    for row in build.instance.supervisions:
        doctor = build.instance.doctor_by_id[row.doctor]
        for month, inside in days.items():
            served = sum(build.known.at_work(doctor, day) for day in inside)
            wanted = row.minutes_a_month * served // monthrange(*month)[1]
            together = _together(build, row, month)
            at_most(build, rule, "surplus", row.doctor, together, wanted)
            _lacking(build, rule, row.doctor, together, wanted)


def _together(build: Build, row: Supervision, month: Month) -> Terms:
    found = []
    for duty in build.takes(row.doctor):
        shift, other = duty.shift, build.x(row.supervisor, duty.shift.id)
        if shift.line.id == row.line and (shift.date.year, shift.date.month) == month and other is not None:
            both = build.every_of([duty.on, other])
            found.append((both, minutes(shift.start, shift.end)))
    return found


def _lacking(build: Build, rule: SupervisionRule, doctor: str, together: Terms, wanted: int) -> None:
    level = build.level(rule, "lacking")
    if wanted <= 0 or level is None:
        return
    if not together:
        always(build, rule, "lacking", wanted, doctor)
    elif level is Level.HARD:
        build.hard(rule, "lacking", doctor, build.cp.add(weighted(together) >= wanted))
    else:
        build.soft(rule, "lacking", doctor, build.short_of(together, wanted))
