"""duty-cap: not too many duties in rolling windows."""

from collections.abc import Iterator
from datetime import date

from vaktplan.domain.clock import DAY
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import N_, _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Cap, DutyCap
from vaktplan.verify.view import View, runs
from vaktplan.verify.words import day, plural

KINDS = {
    "all": N_("vakter"),
    "duty": N_("legevakter"),
    "duty_night": N_("nattevakter på legevakt"),
    "on_site": N_("tilstedevakter"),
    "home": N_("hjemmevakter"),
    "night": N_("nattevakter"),
    "weekend": N_("helgevakter"),
}


def check(view: View, rule: DutyCap) -> Iterator[Breach]:
    """For each cap, the maximal runs of dates on which the window ending there holds too many shifts."""
    for cap in rule.caps:
        for doctor, held in view.busy():
            old = [s.date for s in view.past[doctor] if _counts(view, cap, s)]
            new = [s for s in held if _counts(view, cap, s)]
            excess = _excess(view, cap, old, [s.date for s in new])
            for run in runs(list(excess)):
                begins = run[0] - (cap.days - 1) * DAY
                inside = [s for s in new if begins <= s.date <= run[-1]]
                worst = max(run, key=lambda e: excess[e])
                total = sum(excess[e] for e in run)
                yield view.breach(rule, "main", doctor, inside, total, _text, view, cap, worst, excess[worst])


def _counts(view: View, cap: Cap, shift: Shift) -> bool:
    match cap.kind:
        case "all":
            return True
        case "duty":
            return shift.line.out_of_hours
        case "duty_night":
            return shift.line.out_of_hours and view.frame.night[shift.id]
        case "on_site":
            return shift.on_site
        case "home":
            return not shift.on_site
        case "night":
            return view.frame.night[shift.id]
        case "weekend":
            return bool(view.frame.weekends[shift.id])


def _excess(view: View, cap: Cap, old: list[date], new: list[date]) -> dict[date, int]:
    found: dict[date, int] = {}
    for e in view.frame.period_days if new else ():
        begins = e - (cap.days - 1) * DAY
        mine = sum(begins <= d <= e for d in new)
        over = mine + sum(begins <= d <= e for d in old) - view.frame.whole(cap.max, e)
        if mine and over > 0:
            found[e] = over
    return found


def _text(name: str, view: View, cap: Cap, end: date, over: int) -> str:
    most = view.frame.whole(cap.max, end)
    return _("{navn} har for mange {slag} på {dager} ({fra} til {til}): {antall}, mot høyst {krav}.").format(
        navn=name,
        antall=most + over,
        slag=_(KINDS[cap.kind]),
        dager=plural(cap.days, _("1 dag"), _("{n} dager")),
        fra=day(end - (cap.days - 1) * DAY),
        til=day(end),
        krav=most,
    )
