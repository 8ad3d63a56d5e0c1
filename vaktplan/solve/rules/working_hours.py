"""Working time of all lines and practice together, averaged over weeks.

In words: over the weeks that end with each week of the period, shifts (at home divided), practice that no night takes
away and other hours of the post are on average at most so many hours a week.
In maths: F + Σ m(s) · x[d, s] − Σ practice(D) · y[d, D] ≤ L over the window, F being what is certain, y[d, D] ⇔ some
on-site night of d ends on D; when F > L only if something is taken: (F − L) · [some x[d, s]] + Σ … − Σ … ≤ 0;
priced: what is above, a begun minute counted whole.
Source: arbeidsmiljøloven §§ 10-4 (3), 10-5, 10-6 (8); for the profile sfs the municipality's own number.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import ceil, lcm

from vaktplan.domain.clock import DAY
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import Level, WorkingHours
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.model import weighted
from vaktplan.solve.reach import most
from vaktplan.solve.slices import dated
from vaktplan.solve.subtotals import Weeks
from vaktplan.solve.work import (
    AML,
    WEEK,
    exact,
    monday_of,
    weeks_of,
    weighed,
)
from vaktplan.solve.worktime import Beside, Parts

Weights = dict[str, Fraction]  # the minutes that shifts count, by id


def add(build: Build, rule: WorkingHours) -> None:
    """Forbid or price windows of weeks with too much work."""
    instance = build.instance
    earliest = monday_of(min((p.date for p in instance.history), default=instance.period.first))
    weight: Weights = {}
    for doctor in build.doctors:
        part = "aml" if doctor.rest_profile in AML else "sfs"
        if build.level(rule, part):
            beside, worked = Beside(build, doctor), _Worked(build, rule, doctor.id, weight)
            for end in weeks_of(instance.period):
                weeks = [end - k * WEEK for k in range(rule.weeks) if end - k * WEEK >= earliest]
                _window(build, rule, part, worked, beside, weeks)


class _Worked:
    """The minutes of one doctor's possible duties, as terms."""

    def __init__(self, build: Build, rule: WorkingHours, doctor: str, weight: Weights) -> None:
        self._rule, self._weight = rule, weight
        own = [(d, self.of(d)) for d in build.duties(doctor) if not d.past]
        self._unit = lcm(*(w.denominator for _, w in own))
        self._weeks = Weeks(build, [(d, w.numerator * (self._unit // w.denominator)) for d, w in own])

    def of(self, duty: Duty) -> Fraction:
        """The minutes of one duty."""
        return _weight(self._rule, duty.shift, self._weight)

    def parts(self, some: Sequence[Duty]) -> Parts:
        """The minutes of some duties that follow each other."""
        return [(v, Fraction(k, self._unit)) for v, k in self._weeks.terms(some)]


def _window(
    build: Build, rule: WorkingHours, part: str, worked: _Worked, beside: Beside, weeks: list[date]
) -> None:
    """One window: its weeks by their Mondays, the last one first."""
    doctor = beside.doctor
    duties = dated(build.duties(doctor.id), weeks[-1], weeks[0] + WEEK - DAY)
    inside = [(d, worked.of(d)) for d in duties]
    own = [(d, w) for d, w in inside if not d.past]
    certain, lost = beside.of(weeks)
    certain += sum(w for d, w in inside if d.past)
    hours = rule.aml_hours if part == "aml" else rule.sfs_hours
    day = min(weeks[0] + WEEK - DAY, build.instance.period.last)
    over = certain - 60 * len(weeks) * exact(hours.at(day))  # what is certain, above the limit
    if not own or (over <= 0 and over + most(build, [(d, ceil(w)) for d, w in own]) <= 0):
        return
    parts = worked.parts([d for d, _ in own]) + lost
    if over > 0:
        parts.append((build.any_of(d.on for d, _ in own), over))
    unit = lcm(over.denominator, *(w.denominator for _, w in parts))
    terms = [(v, w.numerator * (unit // w.denominator)) for v, w in parts]
    allowed = int(max(Fraction(0), -over) * unit)
    if build.level(rule, part) is Level.HARD:
        build.hard(rule, part, doctor.id, build.cp.add(weighted(terms) <= allowed))
    else:
        build.soft(rule, part, doctor.id, build.excess(terms, allowed, unit))


def _weight(rule: WorkingHours, shift: Shift, known: Weights) -> Fraction:
    if shift.id not in known:
        known[shift.id] = weighed(shift, exact(rule.home_divisor.at(shift.date)))
    return known[shift.id]
