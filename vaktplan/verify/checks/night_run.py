"""night-run: not too many nights in a row."""

from collections.abc import Iterator
from datetime import date

from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import NightRun
from vaktplan.verify.view import View, runs
from vaktplan.verify.words import day


def check(view: View, rule: NightRun) -> Iterator[Breach]:
    """Maximal runs of night dates with a window of one night too many that ends in the period."""
    for doctor, held in view.busy():
        dates = {s.date for s, _new in view.walk(doctor) if _counts(view, rule, s)}
        for run in runs(sorted(dates)):
            over = [
                e
                for length, e in enumerate(run, start=1)
                if e in view.instance.period and length > view.frame.whole(rule.max_nights, e)
            ]
            if over:
                most = view.frame.whole(rule.max_nights, over[-1])
                nights = [s for s in held if _counts(view, rule, s) and run[0] <= s.date <= run[-1]]
                yield view.breach(rule, "main", doctor, nights, len(over), _text, run, most)


def _counts(view: View, rule: NightRun, shift: Shift) -> bool:
    return view.frame.night[shift.id] and (shift.on_site or not rule.on_site_only)


def _text(name: str, run: list[date], most: int) -> str:
    return _("{navn} har for mange netter på rad ({fra} til {til}): {antall}, mot høyst {krav}.").format(
        navn=name, antall=len(run), fra=day(run[0]), til=day(run[-1]), krav=most
    )
