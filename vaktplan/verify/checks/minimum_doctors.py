"""minimum-doctors: enough doctors in the duty scheme."""

from collections.abc import Iterator

from vaktplan.domain.shifts import LineKind
from vaktplan.i18n import _
from vaktplan.ledger.may_take import MayTake
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import MinimumDoctors
from vaktplan.verify.view import View
from vaktplan.verify.words import plural


def check(view: View, rule: MinimumDoctors) -> Iterator[Breach]:
    """Too few doctors who may have legevakt out of hours in the period, whatever the roster."""
    count = view.frame.once((rule.id, "count"), _count, view)
    least = view.frame.whole(rule.doctors, view.instance.period.first)
    if count is not None and count < least:
        yield view.breach(rule, "main", None, [], least - count, _text, count, least)


def _count(view: View) -> int | None:
    """How many may take some legevakt of the period; None when it has none."""
    duties = [
        s
        for s in view.instance.shifts
        if not s.on_demand and s.line.out_of_hours and s.line.kind is LineKind.LEGEVAKT
    ]
    may = view.frame.once("may take", MayTake, view.instance, view.book)
    return sum(any(may(d, s) for s in duties) for d in view.instance.doctors) if duties else None


def _text(count: int, least: int) -> str:
    return _("Vaktordningen har {antall} som kan ha legevakt i perioden; det skal være minst {krav}.").format(
        antall=plural(count, _("1 lege"), _("{n} leger")), krav=least
    )
