"""Which shifts a doctor may take at all: line, role, municipality, duty share, service, competence, fritak."""

from vaktplan.domain.clock import DAY, anniversary, touches
from vaktplan.domain.people import Doctor, Scope
from vaktplan.domain.shifts import LineKind, Need, Shift
from vaktplan.rulebook.book import Book, shift_feasts
from vaktplan.rulebook.rules import ExemptionRule

from .known import Known


def may_take(known: Known, book: Book, doctor: Doctor, shift: Shift) -> bool:
    """Whether a doctor may take a shift, absences, wishes and locks apart."""
    return (
        eligible(doctor, shift) and competent(known, doctor, shift) and not exempt(known, book, doctor, shift)
    )


def eligible(doctor: Doctor, shift: Shift) -> bool:
    """Whether the line is for the doctor, who serves then, and has a duty share if it is out of hours."""
    line = shift.line
    return (
        line.id in doctor.lines
        and (not line.roles or any(role in line.roles for role in doctor.roles))
        and (not line.municipalities or doctor.municipality in line.municipalities)
        and not (line.out_of_hours and doctor.share_on(shift.date) == 0)
        and doctor.serves_on(shift.date)
    )


def competent(known: Known, doctor: Doctor, shift: Shift) -> bool:
    """Whether the doctor is what the shift asks its holder to be."""
    if shift.need is Need.ALONE:
        return known.may_stand_alone(doctor, shift.date)
    if shift.need is Need.BAKVAKT:
        return known.may_be_bakvakt(doctor, shift.date)
    return True


def exempt(known: Known, book: Book, doctor: Doctor, shift: Shift) -> bool:
    """Whether fritak, decided or claimed by age, releases the doctor from the shift."""
    if not shift.line.out_of_hours:
        return False
    decided = any(
        _in_scope(known, e.scope, shift) and touches(shift.start, shift.end, e.first, e.last)
        for e in known.exemptions[doctor.id]
    )
    return decided or _exempt_by_age(known, book, doctor, shift)


def _exempt_by_age(known: Known, book: Book, doctor: Doctor, shift: Shift) -> bool:
    if doctor.age_claim is None or not _in_scope(known, doctor.age_claim, shift):
        return False
    rule = book.local.get(doctor.municipality, book.rules).get(ExemptionRule.id)
    if not isinstance(rule, ExemptionRule):
        return False
    birthday = anniversary(doctor.born, rule.age.whole(shift.date))
    return touches(shift.start, shift.end, birthday + DAY, None)


def is_duty(shift: Shift) -> bool:
    """Whether a shift is a duty that keeps the competence: regular, out of hours, legevakt or tilkalling."""
    line = shift.line
    return not shift.on_demand and line.out_of_hours and line.kind in (LineKind.LEGEVAKT, LineKind.TILKALLING)


def _in_scope(known: Known, scope: Scope, shift: Shift) -> bool:
    match scope:
        case Scope.ALL:
            return True
        case Scope.NIGHT:
            return known.is_night(shift)
        case Scope.WEEKEND:
            return bool(known.weekends_of(shift))
        case Scope.FEAST:
            return bool(shift_feasts(shift))
        case Scope.BAKVAKT:
            return shift.line.kind is LineKind.BAKVAKT
