"""How far apart doctors are over months in a row: what each had beside the fair share, and the wishes met."""

from collections.abc import Iterable, Sequence
from statistics import fmean, pstdev

from vaktplan.domain.base import Fact

from .rows import LedgerRow
from .year import Month

SHOWN = ("load", "weekends")


class Spread(Fact):
    """The least, the mean, the most and the standard deviation of some numbers, one for each doctor."""

    doctors: int
    least: float
    mean: float
    most: float
    deviation: float


class Spreads(Fact):
    """How far apart the doctors are: load and weekends as parts of the fair share, wishes met as parts of those asked.

    None where no doctor has any share, or has asked for anything.
    """

    load: Spread | None
    weekends: Spread | None
    wishes: Spread | None


class _Sum:
    """One doctor's months so far."""

    def __init__(self) -> None:
        self.had = dict.fromkeys(SHOWN, 0.0)
        self.due = dict.fromkeys(SHOWN, 0.0)
        self.asked = self.met = 0

    def add(self, row: LedgerRow, *, first: bool) -> None:
        """One month more; what was owed when the first began is part of what is due."""
        for line in row.measures:
            if line.measure in SHOWN:
                self.had[line.measure] += line.count
                self.due[line.measure] += line.target if first else line.target - line.owed
        self.asked += row.wishes_asked
        self.met += row.wishes_met


def spreads(months: Sequence[Month]) -> tuple[Spreads, ...]:
    """How far apart the doctors are after each month, over all the months until then."""
    sums: dict[str, _Sum] = {}
    found = []
    for month in months:
        for row in month.rows:
            first = row.doctor not in sums
            sums.setdefault(row.doctor, _Sum()).add(row, first=first)
        found.append(
            Spreads(
                load=_times(sums.values(), "load"),
                weekends=_times(sums.values(), "weekends"),
                wishes=_spread(s.met / s.asked for s in sums.values() if s.asked),
            )
        )
    return tuple(found)


def _times(sums: Iterable[_Sum], measure: str) -> Spread | None:
    """Over the doctors who have a share."""
    return _spread(s.had[measure] / s.due[measure] for s in sums if s.due[measure] > 0)


def _spread(values: Iterable[float]) -> Spread | None:
    found = list(values)
    if not found:
        return None
    numbers = (min(found), fmean(found), max(found), pstdev(found))
    least, mean, most, deviation = (round(n, 4) for n in numbers)
    return Spread(doctors=len(found), least=least, mean=mean, most=most, deviation=deviation)
