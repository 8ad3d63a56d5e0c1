"""What is carried to the next period: owed per measure, and duties done, as the workbook's sheet Regnskap asks."""

from dataclasses import dataclass

from vaktplan.domain.shifts import Need
from vaktplan.i18n import _
from vaktplan.ledger import MeasureLine
from vaktplan.rulebook.rules import MEASURES

from . import units
from .view import View

SHEET = "Regnskap"  # the names below are the workbook's own, the same in every language
COLUMNS = ("Lege", "Belastning", "Netter", "Helger", "Høytider", "Bakvakter", "Vakter utført")


@dataclass(frozen=True)
class CarryLine:
    """One doctor's row of the next workbook's Regnskap."""

    doctor: str  # the id
    owed: tuple[float, ...]  # in the order of MEASURES
    duties_done: int


def lines(view: View) -> tuple[CarryLine, ...]:
    """A row for every doctor who has an account, in the workbook's order."""
    return tuple(
        CarryLine(d.id, _owed(view, d.id), duties_done(view, d.id))
        for d in view.instance.doctors
        if d.id in view.ledger
    )


def _owed(view: View, doctor: str) -> tuple[float, ...]:
    after = {line.measure: round(float(line.owed_after), 2) for line in view.ledger[doctor].measures}
    return tuple(after.get(m, 0.0) for m in MEASURES)


def duties_done(view: View, doctor: str) -> int:
    """Duties of legevakt before the period and in it: those that ask for standing alone or a bakvakt."""
    before = view.instance.carried_by_doctor[doctor].duties_done
    return before + sum(s.need is Need.ALONE_OR_BACKUP for s in view.shifts_of[doctor])


def title() -> str:
    """What the rows are called."""
    return _("Til neste måneds ark Regnskap")


def in_words(line: MeasureLine) -> str:
    """What one measure carries to the next period, as people say it."""
    amount = round(float(line.owed_after), 2)
    said = units.of_measure(line.measure, abs(amount))
    if amount > 0:
        return _("skylder {mengde}").format(mengde=said)
    return _("{mengde} til gode").format(mengde=said) if amount else _("ingenting")
