"""backup: who may not stand alone has a bakvakt, another person, all the time, and nobody else has one."""

from collections.abc import Iterator, Sequence

from vaktplan.domain.clock import minutes, overlap
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Backup
from vaktplan.verify.standing import Stretch, opened, stretches
from vaktplan.verify.view import View
from vaktplan.verify.words import label, span


def check(view: View, rule: Backup) -> Iterator[Breach]:
    """Duties without their bakvakt, doctors who back themselves, and bakvakter that nobody needs."""
    needs = list(opened(view, rule))
    standby = [(d, b) for d, held in view.busy() for b in held if b.on_demand]
    time = stretches(needs, [b for _d, b in standby])
    for doctor, shift, first in needs:
        bare = _minutes_without(time, shift, first, rule.cap)
        if bare:
            yield view.breach(rule, "missing", doctor, [shift], bare, _missing, shift, bare)
        for backer, b in standby:
            shared = overlap(shift.start, shift.end, b.start, b.end) if backer == doctor else 0
            if shared:
                pair = sorted((shift, b), key=lambda s: (s.start, s.end, s.id))
                yield view.breach(rule, "same_person", doctor, pair, shared, _own, shift, b, shared)
    for backer, b in standby:
        if (backer, b.id) not in view.frame.locked and not _useful(time, b, rule.cap):
            yield view.breach(rule, "unneeded", backer, [b], 1, _unneeded, b)


def _minutes_without(time: Sequence[Stretch], shift: Shift, first: bool, cap: int) -> int:
    return sum(
        minutes(t.start, t.end)
        for t in time
        if shift.start <= t.start < shift.end
        and (t.needing > cap * t.standby or (first and t.first > cap * t.on_site))
    )


def _useful(time: Sequence[Stretch], b: Shift, cap: int) -> bool:
    return any(
        t.needing > cap * (t.standby - 1) or (b.on_site and t.first > cap * (t.on_site - 1))
        for t in time
        if b.start <= t.start < b.end
    )


def _missing(name: str, shift: Shift, bare: int) -> str:
    return _("{navn} skal ha bakvakt på {vakt}, men mangler det i {tid}.").format(
        navn=name, vakt=label(shift), tid=span(bare)
    )


def _own(name: str, shift: Shift, b: Shift, shared: int) -> str:
    return _("{navn} er sin egen bakvakt: {vakt} og {bakvakt} faller sammen i {tid}.").format(
        navn=name, vakt=label(shift), bakvakt=label(b), tid=span(shared)
    )


def _unneeded(name: str, b: Shift) -> str:
    return _("{navn} er satt opp på {bakvakt}, men ingen på vakt trenger bakvakt da.").format(
        navn=name, bakvakt=label(b)
    )
