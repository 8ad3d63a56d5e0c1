"""spacing: duties spread out in time."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Spacing
from vaktplan.verify.view import View
from vaktplan.verify.words import day, plural


def check(view: View, rule: Spacing) -> Iterator[Breach]:
    """Pairs of duty dates closer than wanted, the later one in the period."""
    for doctor, _held in view.busy():
        on: dict[date, list[Shift]] = {}
        new: set[date] = set()
        for shift, is_new in view.walk(doctor):
            outside = not rule.out_of_hours_only or shift.line.out_of_hours
            if outside and (shift.on_site or not rule.on_site_only):
                on.setdefault(shift.date, []).append(shift)
                if is_new:
                    new.add(shift.date)
        for i, j in combinations(sorted(on), 2):
            apart = (j - i).days
            if apart < rule.days and j in new:
                yield view.breach(
                    rule, "main", doctor, [*on[i], *on[j]], rule.days - apart, _text, rule, i, j
                )


def _text(name: str, rule: Spacing, i: date, j: date) -> str:
    apart = plural((j - i).days, _("bare 1 dag"), _("bare {n} dager"))
    return _("{navn} har vakt både {i} og {j}, {avstand} fra hverandre; det bør være minst {krav}.").format(
        navn=name, i=day(i), j=day(j), avstand=apart, krav=rule.days
    )
