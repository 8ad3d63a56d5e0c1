"""rest-run: not too few, and not too many, days off in a row."""

from collections.abc import Iterator
from datetime import date

from vaktplan.domain.clock import DAY, dates
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import RestRun
from vaktplan.verify.view import View, runs
from vaktplan.verify.words import day, plural


def check(view: View, rule: RestRun) -> Iterator[Breach]:
    """Maximal runs of days off that are too short between work dates, or too long."""
    for doctor, held in view.takes.items():
        who = view.instance.doctor_by_id[doctor]
        least, most = who.min_rest_run or rule.min_days, who.max_rest_run or rule.max_days
        if least == 1 and most is None:
            continue
        before = max((s.date for s in view.past[doctor] if _counts(rule, s)), default=None)
        worked: dict[date, list[Shift]] = {}
        for shift in held:
            if _counts(rule, shift):
                worked.setdefault(shift.date, []).append(shift)
        for run in runs(_off(view, before, worked)):
            begun = before is not None and run[0] == before + DAY
            after = worked.get(run[-1] + DAY, [])
            if len(run) < least and after and (begun or run[0] - DAY in worked):
                yield view.breach(rule, "too_few", doctor, after, least - len(run), _few, run, least)
            over = _over(view, run, most)
            if over:
                yield view.breach(rule, "too_many", doctor, [], over, _many, run, most)


def _counts(rule: RestRun, shift: Shift) -> bool:
    return shift.on_site or not rule.on_site_only


def _off(view: View, before: date | None, worked: dict[date, list[Shift]]) -> list[date]:
    """The dates without work after the last past work date."""
    period = view.instance.period
    first = period.first if before is None else before + DAY
    return [d for d in dates(first, period.last) if d not in worked]


def _over(view: View, run: list[date], most: int | None) -> int:
    """The dates of the period in a run that end one day off too many."""
    return 0 if most is None else sum(e in view.instance.period for e in run[most:])


def _few(name: str, run: list[date], least: int) -> str:
    return _("{navn} har bare {dager} på rad fra {fra}, mot minst {krav}.").format(
        navn=name, dager=plural(len(run), _("1 fridag"), _("{n} fridager")), fra=day(run[0]), krav=least
    )


def _many(name: str, run: list[date], most: int) -> str:
    return _("{navn} har for mange fridager på rad ({fra} til {til}): {antall}, mot høyst {krav}.").format(
        navn=name, fra=day(run[0]), til=day(run[-1]), antall=len(run), krav=most
    )
