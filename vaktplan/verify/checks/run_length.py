"""run-length: not too many, and not too few, working days in a row."""

from collections.abc import Iterator
from datetime import date

from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import RunLength
from vaktplan.verify.view import View, runs
from vaktplan.verify.words import day, plural


def check(view: View, rule: RunLength) -> Iterator[Breach]:
    """Maximal runs of work dates that are too long or too short, with some of the run in the period."""
    period = view.instance.period
    for doctor, held in view.busy():
        who = view.instance.doctor_by_id[doctor]
        worked = {s.date for s, _new in view.walk(doctor) if s.on_site or not rule.on_site_only}
        least = who.min_run or rule.min_days
        for run in runs(sorted(worked)):
            if run[-1] < period.first:
                continue
            mine = [s for s in held if run[0] <= s.date <= run[-1] and (s.on_site or not rule.on_site_only)]
            over = [
                e
                for length, e in enumerate(run, start=1)
                if e in period and length > (who.max_run or view.frame.whole(rule.max_days, e))
            ]
            if over:
                most = who.max_run or view.frame.whole(rule.max_days, over[-1])
                yield view.breach(rule, "too_many", doctor, mine, len(over), _many, run, most)
            unknown = run[0] == period.first == min(worked)  # it may have begun before what is known
            if len(run) < least and not unknown and run[-1] < period.last:
                yield view.breach(rule, "too_few", doctor, mine, least - len(run), _few, run, least)


def _many(name: str, run: list[date], most: int) -> str:
    return _(
        "{navn} har for mange arbeidsdager på rad ({fra} til {til}): {antall}, mot høyst {krav}."
    ).format(navn=name, fra=day(run[0]), til=day(run[-1]), antall=len(run), krav=most)


def _few(name: str, run: list[date], least: int) -> str:
    return _("{navn} har bare {dager} på rad fra {fra}, mot minst {krav}.").format(
        navn=name,
        dager=plural(len(run), _("1 arbeidsdag"), _("{n} arbeidsdager")),
        fra=day(run[0]),
        krav=least,
    )
