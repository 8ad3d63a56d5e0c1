"""LIS1 in duty: a fair number, spread out, and no two beginners together.

In words: a trainee has no more duties than the fair share rounded up and no fewer than it rounded down; duty dates of
a trainee that are close cost the days that are missing; of those who may not stand alone, few share a shift.
In maths: F_d = T a_d p_d / Σ_k a_k p_k; floor(F_d) ≤ Σ x[d, s] ≤ ceil(F_d) over the duties s;
Σ (days − (j − i)) · (y[d, i] ∧ y[d, j]) over dates i < j < i + days, y[d, i] ⇔ some duty of d has date i;
Σ x[k, s] ≤ most_together over the k who need a bakvakt on s; priced: what is missing and what is too much.
Source: SFS 2305 (LIS1 takes part on equal terms); kompetanseforskriften § 3a.
"""

from fractions import Fraction
from math import ceil, floor

from vaktplan.domain.people import Role
from vaktplan.domain.shifts import Need, Shift
from vaktplan.rulebook.rules import Coverage, TraineeProgress
from vaktplan.solve.build import Build
from vaktplan.solve.may import is_duty, may_take
from vaktplan.solve.shapes import at_least, at_most, close_dates
from vaktplan.solve.share import duty_share, present


def add(build: Build, rule: TraineeProgress) -> None:
    """Forbid or price what a trainee has too much or too little, close dates, and beginners together."""
    trainees = [d.id for d in build.doctors if Role.LIS1 in d.roles]
    fair = _fair(build) if trainees else {}
    for doctor in trainees:
        own = [d for d in build.duties(doctor) if is_duty(d.shift)]
        takes = [d.on for d in own if not d.past]
        share = fair.get(doctor, Fraction(0))
        at_most(build, rule, "too_many", doctor, [(v, 1) for v in takes], ceil(share))
        at_least(build, rule, "too_few", doctor, takes, floor(share))
        close_dates(build, rule, "spread", doctor, own, rule.days)
    for shift in build.instance.shifts:
        if shift.need is Need.ALONE_OR_BACKUP:
            _together(build, rule, shift)


def _fair(build: Build) -> dict[str, Fraction]:
    """The fair number of duties of every doctor who may take one."""
    instance = build.instance
    duties = [s for s in instance.shifts if is_duty(s)]
    able = [d for d in instance.doctors if any(may_take(build.known, build.book, d, s) for s in duties)]
    weight = {d.id: duty_share(instance, d) * present(build.known, d) for d in able}
    places, whole = sum(s.places for s in duties), sum(weight.values(), Fraction(0))
    return {d: places * w / whole for d, w in weight.items()} if whole else {}


def _together(build: Build, rule: TraineeProgress, shift: Shift) -> None:
    if shift.places <= rule.most_together and build.forbids(Coverage, "too_many"):
        return
    by_id = build.instance.doctor_by_id
    beginners = [t for t in build.takers(shift) if build.known.needs_bakvakt(by_id[t.doctor], shift.date)]
    at_most(build, rule, "together", None, [(t.on, 1) for t in beginners], rule.most_together)
