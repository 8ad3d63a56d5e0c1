"""Whom a doctor on duty must know of: the bakvakt, the others on legevakt, the others in the same house."""

from collections.abc import Sequence
from datetime import date

from vaktplan.domain import clock
from vaktplan.domain.instance import Instance
from vaktplan.domain.shifts import LineKind, Need, Shift

from .columns import DUTY

TOGETHER = (LineKind.LEGEVAKT, LineKind.TILKALLING, LineKind.BAKVAKT)


class Company:
    """Which shifts go together."""

    def __init__(self, instance: Instance) -> None:
        self._near: dict[date, list[Shift]] = {d: [] for d in instance.period.days}
        for shift in instance.shifts:
            for day in clock.dates(shift.date - clock.DAY, shift.date + clock.DAY):
                if day in self._near:
                    self._near[day].append(shift)

    def of(self, shift: Shift) -> tuple[Shift, ...]:
        """The shifts that share time with a shift and concern its holder, itself with them, by start."""
        return tuple(
            other
            for other in self._near[shift.date]
            if _together(shift, other) and clock.overlap(shift.start, shift.end, other.start, other.end) > 0
        )

    def backs(self, shift: Shift, staffed: Sequence[Shift]) -> frozenset[str]:
        """The ids of the bakvakter of a shift, among the shifts staffed beside it: first its own kind's."""
        if shift.need is not Need.ALONE_OR_BACKUP:
            return frozenset()
        found = [s for s in staffed if s.on_demand]
        nearest = [s for s in found if s.line.out_of_hours == shift.line.out_of_hours]
        return frozenset(s.id for s in nearest or found)


def _together(a: Shift, b: Shift) -> bool:
    if a.line.id == b.line.id and not (a.type.house and b.type.house):
        return True
    if _backs(a, b) or _backs(b, a):
        return True
    if a.line.kind not in DUTY or b.line.kind not in DUTY:
        return bool(a.type.house) and a.type.house == b.type.house
    return a.line.kind in TOGETHER and b.line.kind in TOGETHER


def _backs(a: Shift, b: Shift) -> bool:
    return a.on_demand and b.need is Need.ALONE_OR_BACKUP
