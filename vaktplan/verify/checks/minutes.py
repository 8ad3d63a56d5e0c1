"""minutes: a doctor's own limits on rostered time in the period."""

from collections.abc import Iterator

from vaktplan.domain import clock
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Minutes
from vaktplan.verify.view import View
from vaktplan.verify.words import span


def check(view: View, rule: Minutes) -> Iterator[Breach]:
    """Doctors with more, or less, rostered time than their own limits."""
    for doctor, held in view.takes.items():
        who = view.instance.doctor_by_id[doctor]
        if who.max_minutes is None and who.min_minutes is None:
            continue
        total = sum(clock.minutes(s.start, s.end) for s in held)
        if who.max_minutes is not None and total > who.max_minutes:
            over = total - who.max_minutes
            yield view.breach(rule, "too_many", doctor, held, over, _many, total, who.max_minutes)
        if who.min_minutes is not None and total < who.min_minutes:
            lack = who.min_minutes - total
            yield view.breach(rule, "too_few", doctor, held, lack, _few, total, who.min_minutes)


def _many(name: str, total: int, most: int) -> str:
    return _("{navn} har {tid} vakt i perioden, mot høyst {krav}.").format(
        navn=name, tid=span(total), krav=span(most)
    )


def _few(name: str, total: int, least: int) -> str:
    return _("{navn} har {tid} vakt i perioden, mot minst {krav}.").format(
        navn=name, tid=span(total), krav=span(least)
    )
