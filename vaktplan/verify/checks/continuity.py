"""continuity: the same doctor in the same ward."""

from collections.abc import Iterator
from datetime import date

from vaktplan.domain.days import iso_week
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Continuity
from vaktplan.verify.view import View
from vaktplan.verify.words import label, listed

Week = tuple[int, int]


def check(view: View, rule: Continuity) -> Iterator[Breach]:
    """Takes in a ward that has its own doctors, by another; and weeks in which a ward has several doctors."""
    cared_for = view.frame.once((rule.id, "wards"), _wards, view)
    weeks: dict[tuple[str, Week], dict[str, list[Shift]]] = {}
    for doctor, held in view.busy():
        own = view.instance.doctor_by_id[doctor].wards
        for shift in held:
            ward = shift.type.ward
            if not ward:
                continue
            weeks.setdefault((ward, _week(shift.date)), {}).setdefault(doctor, []).append(shift)
            if ward in cared_for and ward not in own:
                regulars = cared_for[ward]
                yield view.breach(rule, "unfamiliar", doctor, [shift], 1, _strange, view, shift, regulars)
    for (ward, _of), seen in sorted(weeks.items()):
        if len(seen) > 1:
            shifts = {s.id: s for held in seen.values() for s in held}
            order = sorted(shifts.values(), key=lambda s: view.frame.order[s.id])
            yield view.breach(
                rule, "changes", None, order, len(seen) - 1, _many, view, ward, order, list(seen)
            )


def _wards(view: View) -> dict[str, list[str]]:
    """The wards that have doctors of their own, and who they are."""
    found: dict[str, list[str]] = {}
    for doctor in view.instance.doctors:
        for ward in doctor.wards:
            found.setdefault(ward, []).append(doctor.id)
    return found


def _week(day: date) -> Week:
    iso = day.isocalendar()
    return iso.year, iso.week


def _strange(name: str, view: View, shift: Shift, regulars: list[str]) -> str:
    return _("{navn} har {vakt} på {avdeling}, der {faste} er fast.").format(
        navn=name,
        vakt=label(shift),
        avdeling=shift.type.ward,
        faste=listed(view.name(d) for d in regulars),
    )


def _many(view: View, ward: str, shifts: list[Shift], doctors: list[str]) -> str:
    return _("{avdeling} har {antall} leger i uke {uke}: {leger}.").format(
        avdeling=ward,
        antall=len(doctors),
        uke=iso_week(shifts[0].date),
        leger=listed(view.name(d) for d in doctors),
    )
