"""What a doctor may take at all, whatever the rest of the roster: the static facts behind a fair share."""

from collections.abc import Callable
from datetime import date

from vaktplan.domain import clock
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, Scope
from vaktplan.domain.shifts import LineKind, Need, Shift
from vaktplan.rulebook.book import Book, shift_feasts, weekends_of
from vaktplan.rulebook.rules import ExemptionRule

from .standing import may_be_bakvakt, may_stand_alone


class MayTake:
    """Answers for one instance and book; what is asked twice is worked out once."""

    def __init__(self, instance: Instance, book: Book) -> None:
        self._book = book
        homes = dict.fromkeys(d.municipality for d in instance.doctors)
        self._age_rule = {home: book.seen_from(home).get(ExemptionRule) for home in homes}
        self._decisions = {
            d.id: tuple(e for e in instance.exemptions if e.doctor == d.id) for d in instance.doctors
        }
        self._known: dict[tuple[str, str, date], bool] = {}

    def __call__(self, doctor: Doctor, shift: Shift) -> bool:
        """Whether eligibility, competence and exemption allow the doctor the shift."""
        return self.but_for_exemption(doctor, shift) and not self.exempt(doctor, shift)

    def but_for_exemption(self, doctor: Doctor, shift: Shift) -> bool:
        """The same, were there no exemption."""
        return eligible(doctor, shift) and self._competent(doctor, shift)

    def alone(self, doctor: Doctor, day: date) -> bool:
        """Whether the doctor may stand alone on a date."""
        return self._once("alone", doctor, day, may_stand_alone)

    def exempt(self, doctor: Doctor, shift: Shift) -> bool:
        """Whether a decision, or a claimed age right, releases the doctor from the shift."""
        if not shift.line.out_of_hours:
            return False
        spans = [(e.scope, e.first, e.last) for e in self._decisions[doctor.id]]
        rule = self._age_rule[doctor.municipality]
        if doctor.age_claim is not None and rule is not None:
            birthday = clock.anniversary(doctor.born, rule.age.whole(shift.date))
            spans.append((doctor.age_claim, birthday + clock.DAY, None))
        return any(
            clock.touches(shift.start, shift.end, first, last) and self._in_scope(scope, shift)
            for scope, first, last in spans
        )

    def _competent(self, doctor: Doctor, shift: Shift) -> bool:
        if shift.need is Need.ALONE:
            return self.alone(doctor, shift.date)
        if shift.need is Need.BAKVAKT:
            return self._once("bakvakt", doctor, shift.date, may_be_bakvakt)
        return True

    def _in_scope(self, scope: Scope, shift: Shift) -> bool:
        match scope:
            case Scope.ALL:
                return True
            case Scope.NIGHT:
                return self._book.is_night(shift)
            case Scope.WEEKEND:
                return bool(weekends_of(shift))
            case Scope.FEAST:
                return bool(shift_feasts(shift))
            case Scope.BAKVAKT:
                return shift.line.kind is LineKind.BAKVAKT

    def _once(self, what: str, doctor: Doctor, day: date, ask: Callable[..., bool]) -> bool:
        key = (what, doctor.id, day)
        if key not in self._known:
            self._known[key] = ask(self._book.standing, doctor, day)
        return self._known[key]


def eligible(doctor: Doctor, shift: Shift) -> bool:
    """Whether line, roles, municipality, duty share and time in the service let the doctor take the shift."""
    line = shift.line
    if line.id not in doctor.lines or not doctor.serves_on(shift.date):
        return False
    if line.roles and not any(role in line.roles for role in doctor.roles):
        return False
    if line.municipalities and doctor.municipality not in line.municipalities:
        return False
    return not line.out_of_hours or doctor.share_on(shift.date) > 0
