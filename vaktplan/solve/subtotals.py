"""Sums over many days as sums of weeks, each counted once, so that the rows of a long period stay short.

Rolling windows over a year share nearly all their terms: with a variable for every whole week, a window of four weeks
has three of them and the few duties of the weeks that it cuts.
"""

from collections.abc import Sequence
from itertools import groupby

from .build import Build, Duty
from .model import Var
from .reach import Worth
from .work import monday_of

LONG = 100  # days: shorter periods have few windows
FEW = 3  # duties of a week: fewer stand for themselves


class Weeks:
    """What one doctor's duties are worth, in order of date, week by week."""

    def __init__(self, build: Build, worth: Worth) -> None:
        self._build, self._worth, self._long = build, worth, long(build)
        self._at = {duty.shift.id: k for k, (duty, _) in enumerate(worth)}
        self._after: dict[int, int] = {}  # first place of a week → first place after it
        for _, week in groupby(range(len(worth)), lambda k: monday_of(worth[k][0].shift.date)):
            places = list(week)
            self._after[places[0]] = places[-1] + 1
        self._sums: dict[int, Var] = {}

    def terms(self, some: Sequence[Duty]) -> list[tuple[Var, int]]:
        """The terms of some duties that follow each other here."""
        found = list[tuple[Var, int]]()
        k = self._at[some[0].shift.id] if some else 0
        end = k + len(some)
        while k < end:
            after = self._after.get(k, end + 1)
            if after <= end and after - k > FEW and self._long:
                found.append((self._sum(k, after), 1))
                k = after
            else:
                duty, value = self._worth[k]
                found.append((duty.on, value))
                k += 1
        return found

    def _sum(self, first: int, after: int) -> Var:
        if first not in self._sums:
            terms = [(d.on, v) for d, v in self._worth[first:after]]
            self._sums[first] = self._build.count(terms, sum(v for _, v in terms))
        return self._sums[first]


def long(build: Build) -> bool:
    """Whether the period is so long that its weeks are summed."""
    return len(build.instance.period.days) > LONG
