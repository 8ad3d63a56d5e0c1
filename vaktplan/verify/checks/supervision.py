"""supervision: the time that a doctor and a supervisor have together each month."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from vaktplan.domain.clock import minutes
from vaktplan.domain.people import Supervision
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import SupervisionRule
from vaktplan.verify.view import View
from vaktplan.verify.words import month as in_month
from vaktplan.verify.words import span


class _Month(NamedTuple):
    """What a row asks of a month; `served` of its `dates` are of the period, with the doctor at work."""

    first: date
    dates: int
    served: int
    wanted: int


def check(view: View, rule: SupervisionRule) -> Iterator[Breach]:
    """Each row and each month that the period touches: too little time together, or more than is asked for."""
    for row in view.instance.supervisions:
        own = [s for s in view.takes[row.doctor] if s.line.id == row.line]
        both = [s for s in own if row.supervisor in view.holders[s.id]]
        for month in view.frame.once((rule.id, row), _months, view, row):
            held = [s for s in both if s.date.replace(day=1) == month.first]
            met = sum(minutes(s.start, s.end) for s in held)
            off, part = met - month.wanted, "surplus" if met > month.wanted else "lacking"
            if off:
                other = view.name(row.supervisor)
                yield view.breach(rule, part, row.doctor, held, abs(off), _text, other, month, met)


def _months(view: View, row: Supervision) -> list[_Month]:
    served: dict[date, int] = {}
    for day in view.frame.period_days:
        first = day.replace(day=1)
        there = view.frame.at_work(row.doctor, day)
        served[first] = served.get(first, 0) + there
    lengths = {first: monthrange(first.year, first.month)[1] for first in served}
    return [
        _Month(first, lengths[first], days, row.minutes_a_month * days // lengths[first])
        for first, days in served.items()
    ]


def _text(name: str, supervisor: str, month: _Month, met: int) -> str:
    had = _("{navn} og {veileder} har {tid} veiledning sammen i {måned}")
    if not met:
        had = _("{navn} og {veileder} har ingen veiledning sammen i {måned}")
    asked = _("{krav} kreves")
    if not month.wanted:
        asked = _("det kreves ingen")
    elif month.served < month.dates:
        asked = _("{krav} kreves for {antall} av månedens {dager} dager")
    had = had.format(navn=name, veileder=supervisor, tid=span(met), måned=in_month(month.first))
    asked = asked.format(krav=span(month.wanted), antall=month.served, dager=month.dates)
    return f"{had}; {asked}."
