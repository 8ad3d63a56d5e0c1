"""one-place: nobody is in two places at once."""

from collections.abc import Iterator
from itertools import islice

from vaktplan.domain.clock import overlap
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import OnePlace
from vaktplan.verify.view import View
from vaktplan.verify.words import clocked, span


def check(view: View, rule: OnePlace) -> Iterator[Breach]:
    """Pairs of a doctor's shifts, at least one of the period, that share time."""
    for doctor, held in view.busy():
        walk = view.walk(doctor)
        for n, (a, a_new) in enumerate(walk, start=1):
            for b, b_new in islice(walk, n, None):
                if b.start >= a.end:
                    break
                shared = overlap(a.start, a.end, b.start, b.end)
                if shared and (a_new or b_new):
                    yield view.breach(rule, "main", doctor, [a, b], shared, _text, a, b, shared)
        for shift in held:
            meets = 0 if shift.line.out_of_hours else _practice(view, doctor, shift)
            if meets:
                yield view.breach(rule, "practice", doctor, [shift], meets, _busy, shift, meets)


def _practice(view: View, doctor: str, shift: Shift) -> int:
    """Minutes that a shift shares with the doctor's own practice."""
    days = [day for day in view.frame.days[shift.id] if view.frame.practises(doctor, day)]
    return sum(overlap(shift.start, shift.end, *view.frame.practice(day)) for day in days)


def _busy(name: str, shift: Shift, meets: int) -> str:
    return _("{navn} har egen praksis {tid} av {vakt}.").format(
        navn=name, tid=span(meets), vakt=clocked(shift)
    )


def _text(name: str, a: Shift, b: Shift, shared: int) -> str:
    return _("{navn} er satt opp to steder samtidig: {a} og {b} faller sammen i {tid}.").format(
        navn=name, a=clocked(a), b=clocked(b), tid=span(shared)
    )
