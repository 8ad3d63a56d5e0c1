"""weekly-rest: a long rest in every week, by profile."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from vaktplan.domain.clock import dates, minutes
from vaktplan.domain.days import iso_week
from vaktplan.domain.people import RestProfile
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import WeeklyRest
from vaktplan.verify.frame import Week
from vaktplan.verify.view import View
from vaktplan.verify.words import span

Spell = tuple[datetime, datetime]


def check(view: View, rule: WeeklyRest) -> Iterator[Breach]:
    """Weeks with a duty of the period in them whose longest stretch without work is too short."""
    for doctor, _held in view.busy():
        profile = view.instance.doctor_by_id[doctor].rest_profile
        counted = [(s, new) for s, new in view.walk(doctor) if _counts(rule, profile, s)]
        if not any(new for _s, new in counted):
            continue
        hours = rule.aml_agreed_hours if profile is RestProfile.AML_AGREED else rule.aml_hours
        for week in view.frame.weeks:
            inside = [(s, new) for s, new in counted if s.start < week.closes and s.end > week.opens]
            mine = [s for s, new in inside if new]
            if not mine:
                continue
            work = [(s.start, s.end) for s, _new in inside]
            if profile is not RestProfile.SFS:
                work += view.frame.once(("weekly-rest", doctor, week.monday), _practice, view, doctor, week)
            longest = _longest(work, week)
            need = 60 * view.frame.whole(hours, week.first)
            if longest < need:
                yield view.breach(rule, "main", doctor, mine, need - longest, _text, week, longest, need)


def _counts(rule: WeeklyRest, profile: RestProfile, shift: Shift) -> bool:
    if profile is RestProfile.SFS and shift.line.under_sfs:
        return False
    return shift.on_site or rule.home_counts


def _practice(view: View, doctor: str, week: Week) -> list[Spell]:
    """Own practice in the week, as far as the period goes: what comes after it counts as free."""
    days = dates(week.monday, week.last)
    spells = [view.frame.practice(d) for d in days if view.frame.practises(doctor, d)]
    return [(begins, ends) for begins, ends in spells if begins < ends]


def _longest(work: Sequence[Spell], week: Week) -> int:
    """The longest stretch of the week without work, in minutes."""
    longest, free_from = 0, week.opens
    for begins, ends in sorted(work):
        longest = max(longest, minutes(free_from, begins))
        free_from = max(free_from, ends)
    return max(longest, minutes(free_from, week.closes))


def _text(name: str, week: Week, longest: int, need: int) -> str:
    return _("{navn} har {fri} sammenhengende fri i uke {uke}; {krav} kreves.").format(
        navn=name, fri=span(longest), uke=iso_week(week.monday), krav=span(need)
    )
