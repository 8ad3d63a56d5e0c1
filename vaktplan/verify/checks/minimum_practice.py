"""minimum-practice: enough duty in a year to keep the competence."""

from collections.abc import Iterator
from datetime import date

from vaktplan.domain.shifts import LineKind, Shift
from vaktplan.i18n import _
from vaktplan.ledger.may_take import MayTake
from vaktplan.ledger.pools import present_days
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import MinimumPractice
from vaktplan.verify.view import View
from vaktplan.verify.words import day, plural

KINDS = (LineKind.LEGEVAKT, LineKind.TILKALLING)


def check(view: View, rule: MinimumPractice) -> Iterator[Breach]:
    """Doctors who could have duty, but are behind the year's pace after the period."""
    ytd = view.instance.ytd_by_doctor
    for doctor, held in view.takes.items():
        required = view.frame.once((id(rule), doctor), _required, view, rule, doctor)
        if required <= ytd[doctor].duties:
            continue
        duties = [s for s in held if _is_duty(s) and s.date.year == ytd[doctor].year]
        lack = required - ytd[doctor].duties - len(duties)
        if lack > 0:
            end = view.instance.period.last
            yield view.breach(rule, "main", doctor, duties, lack, _text, end, required - lack, required)


def _is_duty(shift: Shift) -> bool:
    return not shift.on_demand and shift.line.out_of_hours and shift.line.kind in KINDS


def _required(view: View, rule: MinimumPractice, doctor: str) -> int:
    """The duties wanted of the year at the end of the period; none of one who may take none."""
    who, last = view.instance.doctor_by_id[doctor], view.instance.period.last
    may = view.frame.once("may take", MayTake, view.instance, view.book)
    if not any(_is_duty(s) and may(who, s) for s in view.instance.shifts):
        return 0
    days = present_days(who, view.frame.absences[doctor], view.instance.period)
    present = view.instance.ytd_by_doctor[doctor].days_present + sum(d.year == last.year for d in days)
    in_year = (date(last.year + 1, 1, 1) - date(last.year, 1, 1)).days
    return view.frame.whole(rule.duties_a_year, last) * present // in_year


def _text(name: str, end: date, count: int, required: int) -> str:
    return _(
        "{navn} har {antall} i {år} til og med {dag}; det bør være minst {krav} for å holde kompetansen."
    ).format(
        navn=name,
        antall=plural(count, _("1 vakt"), _("{n} vakter")),
        år=end.year,
        dag=day(end),
        krav=required,
    )
