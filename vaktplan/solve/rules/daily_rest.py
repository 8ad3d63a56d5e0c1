"""Time off between two duties, by profile.

In words: from the end of one duty to the start of any later one there are so many real hours; at home may need fewer.
In maths: x[d, a] + x[d, b] ≤ 1 when 0 ≤ b.start − a.end < hours(a, b);
priced: the missing minutes · (x[d, a] ∧ x[d, b]).
Source: SFS 2305 3.2-3.3 and 7.4 (8 hours); arbeidsmiljøloven § 10-8 (1) and (3) (11 and 8 hours).
"""

from datetime import timedelta

from vaktplan.domain.clock import minutes
from vaktplan.domain.people import Doctor, RestProfile
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import DailyRest
from vaktplan.solve.build import Build


def add(build: Build, rule: DailyRest) -> None:
    """Keep duties apart that leave too little rest between them."""
    norms = (rule.sfs_hours, rule.aml_hours, rule.aml_agreed_hours, rule.home_hours)
    longest = max(n.whole(day) for n in norms for day in build.instance.period.days)
    for doctor in build.doctors:
        for a, b in build.pairs(doctor.id, timedelta(hours=longest)):
            if a.shift.date == b.shift.date and not (a.shift.line.out_of_hours or b.shift.line.out_of_hours):
                continue  # one working day
            gap = minutes(a.shift.end, b.shift.start)
            if gap >= 0 and (missing := 60 * _hours(rule, doctor, a.shift, b.shift) - gap) > 0:
                build.apart(rule, "main", a, b, missing)


def _hours(rule: DailyRest, doctor: Doctor, a: Shift, b: Shift) -> int:
    if not (a.on_site and b.on_site):
        return rule.home_hours.whole(b.date)
    return max(_profile_hours(rule, doctor, a, b), _profile_hours(rule, doctor, b, b))


def _profile_hours(rule: DailyRest, doctor: Doctor, shift: Shift, later: Shift) -> int:
    match doctor.rest_profile:
        case RestProfile.AML_AGREED:
            return rule.aml_agreed_hours.whole(later.date)
        case RestProfile.SFS if shift.line.under_sfs:
            return rule.sfs_hours.whole(later.date)
        case RestProfile.SFS | RestProfile.AML:
            return rule.aml_hours.whole(later.date)
