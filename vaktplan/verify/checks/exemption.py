"""exemption: fritak by decision, and the age right when it is claimed."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from vaktplan.domain.clock import DAY, anniversary, touches
from vaktplan.domain.people import Scope
from vaktplan.domain.shifts import LineKind, Shift
from vaktplan.i18n import N_, _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import ExemptionRule
from vaktplan.verify.view import View
from vaktplan.verify.words import clocked, dates

SCOPES = {
    Scope.ALL: N_("all vakt utenfor åpningstid"),
    Scope.NIGHT: N_("nattevakt"),
    Scope.WEEKEND: N_("helgevakt"),
    Scope.FEAST: N_("vakt i høytider"),
    Scope.BAKVAKT: N_("bakvakt"),
}


class Release(NamedTuple):
    """What a doctor is released from, and when."""

    scope: Scope
    first: date
    last: date | None


def check(view: View, rule: ExemptionRule) -> Iterator[Breach]:
    """Takes of out-of-hours shifts that a decision or a claimed age right covers; one breach per take."""
    for doctor, held in view.busy():
        if not view.frame.exemptions[doctor] and view.instance.doctor_by_id[doctor].age_claim is None:
            continue
        for shift in held:
            release = view.frame.once((id(rule), doctor, shift.id), _release, view, rule, doctor, shift)
            if release:
                yield view.breach(rule, "main", doctor, [shift], 1, _text, shift, release)


def _release(view: View, rule: ExemptionRule, doctor: str, shift: Shift) -> Release | None:
    if not shift.line.out_of_hours:
        return None
    who = view.instance.doctor_by_id[doctor]
    releases = [Release(e.scope, e.first, e.last) for e in view.frame.exemptions[doctor]]
    if who.age_claim is not None:
        over = anniversary(who.born, rule.age.whole(shift.date)) + DAY
        releases.append(Release(who.age_claim, over, None))
    for release in releases:
        in_time = touches(shift.start, shift.end, release.first, release.last)
        if in_time and _in_scope(view, release.scope, shift):
            return release
    return None


def _in_scope(view: View, scope: Scope, shift: Shift) -> bool:
    within = {
        Scope.ALL: True,
        Scope.NIGHT: view.frame.night[shift.id],
        Scope.WEEKEND: bool(view.frame.weekends[shift.id]),
        Scope.FEAST: bool(view.frame.feasts[shift.id]),
        Scope.BAKVAKT: shift.line.kind is LineKind.BAKVAKT,
    }
    return within[scope]


def _text(name: str, shift: Shift, release: Release) -> str:
    return _("{navn} har fritak ({omfang}, {datoer}), men er satt opp på {vakt}.").format(
        navn=name,
        omfang=_(SCOPES[release.scope]),
        datoer=dates(release.first, release.last),
        vakt=clocked(shift),
    )
