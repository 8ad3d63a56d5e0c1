"""locum-limit: how long a locum may work without the specialisation."""

from collections.abc import Iterator
from datetime import date

from vaktplan.domain.people import Role
from vaktplan.domain.shifts import SFS_KINDS
from vaktplan.i18n import _
from vaktplan.ledger.standing import holds
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import LocumLimit
from vaktplan.verify.view import View
from vaktplan.verify.words import plural

GROUNDS = ("specialist", "specialising", "approved-gp", "transition-2017")


def check(view: View, rule: LocumLimit) -> Iterator[Breach]:
    """Locums with more days of work on the exception than the year has room for."""
    for doctor, held in view.busy():
        if Role.VIKAR not in view.instance.doctor_by_id[doctor].roles:
            continue
        ytd = view.instance.ytd_by_doctor[doctor]
        counted = [s for s in held if s.date.year == ytd.year and _excepted(view, doctor, s.date)]
        days = len({s.date for s in counted})
        limit = view.frame.once((id(rule), doctor), _limit, view, rule, doctor)
        over = days - max(0, limit - ytd.days_worked)
        if over > 0:
            total = ytd.days_worked + days
            yield view.breach(rule, "main", doctor, counted, over, _text, total, ytd.year, limit)


def _excepted(view: View, doctor: str, day: date) -> bool:
    """Whether the doctor works on the exception from the specialisation on a date."""
    return view.frame.once(("locum-limit", doctor, day), _without_ground, view, doctor, day)


def _without_ground(view: View, doctor: str, day: date) -> bool:
    competence = view.instance.doctor_by_id[doctor].competence
    return not any(holds(ground, competence, day) for ground in GROUNDS)


def _limit(view: View, rule: LocumLimit, doctor: str) -> int:
    lines = [view.instance.line_by_id[i] for i in view.instance.doctor_by_id[doctor].lines]
    duty_only = all(line.kind in SFS_KINDS for line in lines)
    months = rule.legevakt_months if duty_only else rule.other_months
    return view.frame.whole(months, view.instance.period.last) * rule.days_a_month


def _text(name: str, total: int, year: int, limit: int) -> str:
    return _(
        "{navn} får {dager} i {år} som vikar på unntaket fra kravet om spesialisering, mot høyst {krav}."
    ).format(navn=name, dager=plural(total, _("1 arbeidsdag"), _("{n} arbeidsdager")), år=year, krav=limit)
