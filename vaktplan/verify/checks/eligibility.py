"""eligibility: line, role, municipality, duty share, and who is in the service."""

from collections.abc import Iterator

from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import N_, _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Eligibility
from vaktplan.verify.view import View
from vaktplan.verify.words import label, listed

NOT_ON_THE_LINE = N_("legen er ikke satt opp på tjenestelinjen")
OTHER_ROLES = N_("tjenestelinjen er for andre roller")
OTHER_MUNICIPALITIES = N_("tjenestelinjen er for leger i andre kommuner")
NO_SHARE = N_("legen har ingen vaktandel den dagen")
NOT_IN_SERVICE = N_("legen er ikke i tjeneste den dagen")


def check(view: View, rule: Eligibility) -> Iterator[Breach]:
    """Takes of shifts whose line is not for the doctor; one breach, however many grounds."""
    for doctor, held in view.busy():
        who = view.instance.doctor_by_id[doctor]
        for shift in held:
            grounds = view.frame.once((rule.id, doctor, shift.id), _grounds, who, shift)
            if grounds:
                yield view.breach(rule, "main", doctor, [shift], 1, _text, shift, grounds)


def _grounds(who: Doctor, shift: Shift) -> list[str]:
    line, found = shift.line, []
    if line.id not in who.lines:
        found.append(NOT_ON_THE_LINE)
    if line.roles and not set(line.roles) & set(who.roles):
        found.append(OTHER_ROLES)
    if line.municipalities and who.municipality not in line.municipalities:
        found.append(OTHER_MUNICIPALITIES)
    if line.out_of_hours and who.share_on(shift.date) == 0:
        found.append(NO_SHARE)
    if not who.serves_on(shift.date):
        found.append(NOT_IN_SERVICE)
    return found


def _text(name: str, shift: Shift, grounds: list[str]) -> str:
    return _("{navn} kan ikke ha {vakt} ({linje}): {grunner}.").format(
        navn=name, vakt=label(shift), linje=shift.line.name, grunner=listed(_(g) for g in grounds)
    )
