"""absence: nobody has duty while away."""

from collections.abc import Iterator

from vaktplan.domain.clock import touches
from vaktplan.domain.people import Absence
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import AbsenceRule
from vaktplan.verify.view import View
from vaktplan.verify.words import clocked, dates


def check(view: View, rule: AbsenceRule) -> Iterator[Breach]:
    """Takes that touch an absence of the doctor; one breach per take."""
    for doctor, held in view.busy():
        if not view.frame.absences[doctor]:
            continue
        for shift in held:
            away = view.frame.once((rule.id, doctor, shift.id), _away, view, doctor, shift)
            if away:
                yield view.breach(rule, "main", doctor, [shift], 1, _text, shift, away)


def _away(view: View, doctor: str, shift: Shift) -> Absence | None:
    for absence in view.frame.absences[doctor]:
        if touches(shift.start, shift.end, absence.first, absence.last):
            return absence
    return None


def _text(name: str, shift: Shift, away: Absence) -> str:
    return _("{navn} er ikke tilgjengelig (fravær {datoer}), men er satt opp på {vakt}.").format(
        navn=name, datoer=dates(away.first, away.last), vakt=clocked(shift)
    )
