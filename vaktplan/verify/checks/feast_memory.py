"""feast-memory: not the same feast two years running, and not both jul and nyttår."""

from collections.abc import Iterator

from vaktplan.domain.days import Feast
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import FeastMemory
from vaktplan.verify.view import View
from vaktplan.verify.words import feast

Worked = dict[tuple[Feast, int], list[Shift]]


def check(view: View, rule: FeastMemory) -> Iterator[Breach]:
    """Feasts of the period that were worked the year before, and jul together with its nyttår."""
    for doctor, held in view.busy():
        new = _worked(view, held)
        if not new:
            continue
        before = {(f.feast, f.year) for f in view.frame.feasts_worked[doctor]}
        before |= set(_worked(view, view.past[doctor]))
        for (of, year), shifts in new.items():
            if (of, year - 1) in before:
                yield view.breach(rule, "same_feast", doctor, shifts, 1, _again, of, year)
        for year in sorted({y for of, y in new if of in (Feast.JUL, Feast.NYTTAAR)}):
            both = [(Feast.JUL, year), (Feast.NYTTAAR, year)]
            if all(f in new or f in before for f in both):
                shifts = [s for f in both for s in new.get(f, [])]
                yield view.breach(rule, "jul_and_nyttaar", doctor, shifts, 1, _both, year)


def _worked(view: View, shifts: list[Shift] | tuple[Shift, ...]) -> Worked:
    found: Worked = {}
    for shift in shifts:
        if shift.line.out_of_hours:
            for of in view.frame.feasts[shift.id]:
                found.setdefault(of, []).append(shift)
    return found


def _again(name: str, of: Feast, year: int) -> str:
    return _(
        "{navn} har vakt i høytiden {høytid} i {år} og hadde det også i {forrige}; det bør veksle."
    ).format(navn=name, høytid=feast(of), år=year, forrige=year - 1)


def _both(name: str, year: int) -> str:
    return _("{navn} har vakt både i jul og nyttår {år}; det bør være bare én av dem.").format(
        navn=name, år=year
    )
