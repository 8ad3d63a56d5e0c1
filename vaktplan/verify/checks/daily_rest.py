"""daily-rest: time off between two duties, by profile."""

from collections.abc import Iterator

from vaktplan.domain.clock import minutes
from vaktplan.domain.people import RestProfile
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import DailyRest
from vaktplan.verify.view import View
from vaktplan.verify.words import label, span


def check(view: View, rule: DailyRest) -> Iterator[Breach]:
    """Every pair of a doctor's shifts, at least one of the period, with too little time between."""
    for doctor, _held in view.busy():
        profile = view.instance.doctor_by_id[doctor].rest_profile
        walk = view.walk(doctor)
        for i, (a, a_new) in enumerate(walk):
            for b, b_new in walk[i + 1 :]:
                if b.start < a.end or not (a_new or b_new) or _one_working_day(a, b):
                    continue
                gap = minutes(a.end, b.start)
                if gap >= 60 * view.frame.once((id(rule), b.date), _most, rule, b):
                    continue
                need = 60 * _hours(view, rule, profile, a, b)
                if gap < need:
                    yield view.breach(rule, "main", doctor, [a, b], need - gap, _text, a, b, gap, need)


def _one_working_day(a: Shift, b: Shift) -> bool:
    return a.date == b.date and not (a.line.out_of_hours or b.line.out_of_hours)


def _most(rule: DailyRest, b: Shift) -> int:
    """The longest rest that any pair ending with this shift could ask."""
    kinds = (rule.sfs_hours, rule.aml_hours, rule.aml_agreed_hours, rule.home_hours)
    return max(k.whole(b.date) for k in kinds)


def _hours(view: View, rule: DailyRest, profile: RestProfile, a: Shift, b: Shift) -> int:
    if not (a.on_site and b.on_site):
        return view.frame.whole(rule.home_hours, b.date)
    if profile is RestProfile.AML_AGREED:
        return view.frame.whole(rule.aml_agreed_hours, b.date)
    employed = view.frame.whole(rule.aml_hours, b.date)
    if profile is RestProfile.AML:
        return employed
    duty = view.frame.whole(rule.sfs_hours, b.date)
    return max(duty if s.line.under_sfs else employed for s in (a, b))


def _text(name: str, a: Shift, b: Shift, gap: int, need: int) -> str:
    return _("{navn} har {hvile} hvile mellom {a} og {b}; kravet er {krav}.").format(
        navn=name, hvile=span(gap), a=label(a), b=label(b), krav=span(need)
    )
