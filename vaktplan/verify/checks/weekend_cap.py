"""weekend-cap: not too many weekends."""

from collections.abc import Iterator
from datetime import date, timedelta

from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import WeekendCap
from vaktplan.verify.view import View, runs
from vaktplan.verify.words import day, plural

WEEK = timedelta(days=7)


def check(view: View, rule: WeekendCap) -> Iterator[Breach]:
    """Maximal runs of weekends that end a window with too many worked weekends."""
    ends = view.frame.once((rule.id, "weekends"), _of_the_period, view)
    for doctor, held in view.busy():
        new = _weekends(view, rule, held)
        old = _weekends(view, rule, view.past[doctor])
        excess: dict[date, int] = {}
        for e in ends if new else ():
            window = [e - i * WEEK for i in range(rule.weeks)]
            worked = [w for w in window if w in new or w in old]
            over = len(worked) - _most(view, rule, doctor, e)
            if over > 0 and any(w in new for w in worked):
                excess[e] = over
        for run in runs(list(excess), step=7):
            begins = run[0] - (rule.weeks - 1) * WEEK
            counted = {s.id: s for w, shifts in new.items() if begins <= w <= run[-1] for s in shifts}
            inside = [s for s in held if s.id in counted]
            worst = max(run, key=lambda e: excess[e])
            total = sum(excess[e] for e in run)
            most = _most(view, rule, doctor, worst)
            yield view.breach(rule, "main", doctor, inside, total, _text, rule, worst, most, excess[worst])


def _most(view: View, rule: WeekendCap, doctor: str, end: date) -> int:
    own = view.instance.doctor_by_id[doctor].max_weekends
    return view.frame.whole(rule.max_weekends, end) if own is None else own


def _of_the_period(view: View) -> list[date]:
    return sorted({w for s in view.instance.shifts for w in view.frame.weekends[s.id]})


def _weekends(
    view: View, rule: WeekendCap, shifts: tuple[Shift, ...] | list[Shift]
) -> dict[date, list[Shift]]:
    found: dict[date, list[Shift]] = {}
    for shift in shifts:
        outside = not rule.out_of_hours_only or shift.line.out_of_hours
        if outside and (shift.on_site or not rule.on_site_only):
            for weekend in view.frame.weekends[shift.id]:
                found.setdefault(weekend, []).append(shift)
    return found


def _text(name: str, rule: WeekendCap, end: date, most: int, over: int) -> str:
    return _(
        "{navn} har for mange helger på {uker} til og med helgen {dag}: {antall}, mot høyst {krav}."
    ).format(
        navn=name,
        antall=most + over,
        uker=plural(rule.weeks, _("1 uke"), _("{n} uker")),
        dag=day(end),
        krav=most,
    )
