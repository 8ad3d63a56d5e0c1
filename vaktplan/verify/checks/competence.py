"""competence: who may stand alone, and who may be bakvakt, on the date of the shift."""

from collections.abc import Iterator

from vaktplan.domain.shifts import Need, Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Competence
from vaktplan.verify.standing import alone, bakvakt
from vaktplan.verify.view import View
from vaktplan.verify.words import label


def check(view: View, rule: Competence) -> Iterator[Breach]:
    """Takes of shifts whose holder must stand alone, or must be fit to be bakvakt, by one who is not."""
    for doctor, held in view.busy():
        for shift in held:
            if shift.need is Need.ALONE:
                fit = alone(view, doctor, shift.date)
            elif shift.need is Need.BAKVAKT:
                fit = bakvakt(view, doctor, shift.date)
            else:
                continue
            if not fit:
                yield view.breach(rule, "main", doctor, [shift], 1, _text, shift)


def _text(name: str, shift: Shift) -> str:
    if shift.need is Need.BAKVAKT:
        return _("{navn} fyller ikke kravene til å være bakvakt på {vakt}, men er satt opp der.").format(
            navn=name, vakt=label(shift)
        )
    return _("{navn} kan ikke stå alene i vakt, men er satt opp på {vakt}, som krever det.").format(
        navn=name, vakt=label(shift)
    )
