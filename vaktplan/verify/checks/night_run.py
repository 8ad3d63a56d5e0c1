"""night-run: not too many nights in a row."""

from collections.abc import Iterator
from datetime import date

from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import NightRun
from vaktplan.verify.view import View, runs
from vaktplan.verify.words import day


def check(view: View, rule: NightRun) -> Iterator[Breach]:
    """Maximal runs of night dates with a window of one night too many that ends in the period."""
    for doctor, held in view.busy():
        counted = [
            s
            for s, _new in view.walk(doctor)
            if view.frame.night[s.id] and (s.on_site or not rule.on_site_only)
        ]
        for run in runs(sorted({s.date for s in counted})):
            over = [
                e
                for length, e in enumerate(run, start=1)
                if e in view.instance.period and length > view.frame.whole(rule.max_nights, e)
            ]
            if over:
                most = view.frame.whole(rule.max_nights, over[-1])
                nights = [s for s in held if s in counted and run[0] <= s.date <= run[-1]]
                text = lambda d=doctor, r=run, m=most: _text(view.name(d), r, m)  # noqa: E731
                yield view.breach(rule, "main", doctor, nights, len(over), over[0], text)


def _text(name: str, run: list[date], most: int) -> str:
    return _("{navn} har {antall} netter på rad, {fra} til {til}, mot høyst {krav}.").format(
        navn=name, antall=len(run), fra=day(run[0]), til=day(run[-1]), krav=most
    )
