"""working-hours: all lines, own practice and other work together, averaged over weeks."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor

from vaktplan.domain.clock import dates, minutes
from vaktplan.domain.days import iso_week
from vaktplan.domain.people import RestProfile
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.ledger.pools import exact
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import WorkingHours
from vaktplan.verify.frame import WEEK, monday_of
from vaktplan.verify.view import View
from vaktplan.verify.words import plural, span


def check(view: View, rule: WorkingHours) -> Iterator[Breach]:
    """Weeks that end a window with too much work in it, some of it duty of the period."""
    mondays = view.frame.once((id(rule), "mondays"), _mondays, view, rule)
    for doctor, held in view.busy():
        sfs = view.instance.doctor_by_id[doctor].rest_profile is RestProfile.SFS
        part, hours = ("sfs", rule.sfs_hours) if sfs else ("aml", rule.aml_hours)
        worked = _worked(view, rule, doctor, mondays)
        for week in view.frame.weeks:
            window = [m for m in mondays if week.monday - (rule.weeks - 1) * WEEK <= m <= week.monday]
            mine = [s for s in held if window[0] <= s.date < week.monday + WEEK]
            limit = 60 * view.frame.whole(hours, week.last) * len(window)
            total = sum(worked[m] for m in window)
            if mine and total > limit:
                over, facts = ceil(total - limit), (week.monday, len(window), ceil(total), limit)
                yield view.breach(rule, part, doctor, mine, over, _text, *facts)


def _mondays(view: View, rule: WorkingHours) -> list[date]:
    """Every week that some window holds."""
    known = min([view.instance.period.first, *(p.date for p in view.instance.history)])
    last = view.frame.weeks[-1].monday
    weeks = (last - monday_of(known)).days // 7
    needed = len(view.frame.weeks) + rule.weeks - 2
    return [last - i * WEEK for i in range(min(weeks, needed), -1, -1)]


def _worked(view: View, rule: WorkingHours, doctor: str, mondays: list[date]) -> dict[date, int | Fraction]:
    """The minutes of each week; practice is lost on a date on which an on-site night ends."""
    frame = view.frame
    worked: dict[date, int | Fraction] = dict(
        frame.once((id(rule), doctor), lambda: {m: _fixed(view, doctor, m) for m in mondays})
    )
    lost = set()
    for shift, _new in view.walk(doctor):
        week = monday_of(shift.date)
        if week in worked:
            worked[week] += frame.once((id(rule), shift.id), _minutes, view, rule, shift)
        if shift.on_site and frame.night[shift.id] and frame.practises(doctor, frame.ends[shift.id]):
            lost.add(frame.ends[shift.id])
    for day in lost:
        if monday_of(day) in worked:
            worked[monday_of(day)] -= max(0, minutes(*frame.practice(day)))
    return worked


def _fixed(view: View, doctor: str, monday: date) -> int:
    """Practice on the week's practice days, and the work that no roster shows."""
    days = dates(monday, monday + WEEK)[:7]
    practice = [max(0, minutes(*view.frame.practice(d))) for d in days if view.frame.practises(doctor, d)]
    at_work = sum(view.frame.at_work(doctor, d) for d in days[:5])
    other = exact(view.instance.doctor_by_id[doctor].other_hours, 2)
    return sum(practice) + floor(60 * other * at_work / 5 + Fraction(1, 2))


def _minutes(view: View, rule: WorkingHours, shift: Shift) -> int | Fraction:
    spent = minutes(shift.start, shift.end)
    return spent if shift.on_site else Fraction(spent, view.frame.whole(rule.home_divisor, shift.date))


def _text(name: str, monday: date, weeks: int, total: int, limit: int) -> str:
    return _(
        "{navn} har {tid} arbeid på {uker} til og med uke {uke}, alle tjenestelinjer og egen praksis "
        "medregnet; grensen er {krav} ({snitt} i uken)."
    ).format(
        navn=name,
        tid=span(total),
        uker=plural(weeks, _("1 uke"), _("{n} uker")),
        uke=iso_week(monday),
        krav=span(limit),
        snitt=span(limit // weeks),
    )
