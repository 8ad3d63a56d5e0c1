"""backup: who may not stand alone has a bakvakt, another person, for the whole time, and nobody else has one."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from vaktplan.domain.clock import minutes, overlap
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Backup
from vaktplan.verify.standing import Opened, opened
from vaktplan.verify.view import View
from vaktplan.verify.words import label, span


class Stretch(NamedTuple):
    """A stretch of time in which nobody comes or goes, and how many are on: N, F, B and S of the rule."""

    start: datetime
    end: datetime
    needing: int
    first: int
    standby: int
    on_site: int


def check(view: View, rule: Backup) -> Iterator[Breach]:
    """Duties without their bakvakt, doctors who back themselves, and bakvakter that nobody needs."""
    needs = list(opened(view, rule))
    standby = [(d, b) for d, held in view.busy() for b in held if b.on_demand]
    time = _stretches(needs, [b for _d, b in standby])
    for doctor, shift, first in needs:
        bare = _minutes_without(time, shift, first, rule.cap)
        if bare:
            lacks = lambda d=doctor, s=shift, n=bare: _missing(view.name(d), s, n)  # noqa: E731
            yield view.breach(rule, "missing", doctor, [shift], bare, shift.date, lacks)
        for backer, b in standby:
            shared = overlap(shift.start, shift.end, b.start, b.end) if backer == doctor else 0
            if shared:
                pair = sorted((shift, b), key=lambda s: (s.start, s.end, s.id))
                own = lambda d=doctor, s=shift, b=b, n=shared: _own(view.name(d), s, b, n)  # noqa: E731
                yield view.breach(rule, "same_person", doctor, pair, shared, shift.date, own)
    for backer, b in standby:
        if (backer, b.id) not in view.frame.locked and not _useful(time, b, rule.cap):
            idle = lambda d=backer, b=b: _unneeded(view.name(d), b)  # noqa: E731
            yield view.breach(rule, "unneeded", backer, [b], 1, b.date, idle)


def _stretches(needs: Sequence[Opened], standby: Sequence[Shift]) -> list[Stretch]:
    on = [*(n.shift for n in needs), *standby]
    instants = sorted({t for s in on for t in (s.start, s.end)})
    found = []
    for start, end in zip(instants, instants[1:], strict=False):
        duties = [n for n in needs if n.shift.start <= start < n.shift.end]
        backers = [b for b in standby if b.start <= start < b.end]
        first, on_site = sum(n.first for n in duties), sum(b.on_site for b in backers)
        found.append(Stretch(start, end, len(duties), first, len(backers), on_site))
    return found


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
