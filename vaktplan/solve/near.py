"""Which takes to free: the kinds of neighbourhood, how large each is, and how often each is tried.

A kind that is solved at once grows, one that runs out of time shrinks; kinds that have paid lately come more often.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

from .ground import Ground, Mask
from .linear import Numbers, Reals
from .paying import Paying, drawn

SOME_DAYS = 12
TWO_TIMES = 6  # days in each
BY_REGRET = 0.5  # of what is freed, when the relaxation is known
LITTLE = 0.01  # regret of those with none
DRAWS = 20  # of one kind, until there is something to win


@dataclass
class Kind(Paying):
    """A kind of neighbourhood: how it picks, and how many it frees."""

    name: str
    pick: Callable[[int], Mask]
    size: float
    most: int
    patience: float = 1.0

    def resize(self, factor: float) -> None:
        """Free more, or fewer, next time."""
        if factor < 1 and self.size >= self.most:
            self.patience = min(64.0, self.patience * 2)  # all that it can free, and still not solved
        else:
            self.scale(factor)

    def scale(self, factor: float) -> None:
        """Free so many times what it freed, two at least."""
        self.size = min(float(self.most), max(2.0, self.size * factor))


class Near:
    """The neighbourhoods of a ground; `blame` is what each doctor costs now."""

    def __init__(self, ground: Ground, random: Random) -> None:
        self._takes, self._random = ground.takes, random
        self.blame: Numbers = np.zeros(len(ground.takes.doctors), dtype=np.int64)
        self.dear_shifts: Numbers = np.zeros(0, dtype=np.int64)  # where something is paid together
        self.taken: Mask = np.zeros(len(ground.takes.var), dtype=np.bool_)
        self.at_stake: Mask = np.ones(len(ground.takes.var), dtype=np.bool_)  # what is paid follows from them
        self.likely: Mask | None = None  # what the relaxation would take, when it is known
        self._regret: tuple[Reals, Reals] | None = None  # of each doctor, and on each day
        self._present = np.unique(self._takes.doctor)
        doctors, days = len(self._present), len(self._takes.days)
        shown = [
            Kind("dear", self._dear, 6, doctors),
            Kind("days", self._days, 4, days),
            Kind("dear in days", self._dear_in_days, 12, doctors),
            Kind("doctors", self._some, 6, doctors),
            Kind("doctors in days", self._some_in_days, 12, doctors),
            Kind("mates", self._mates, 6, doctors),
            Kind("line", self._line, 14, days),
            Kind("two times", self._two_times, 4, days),
            Kind("doctors at two times", self._some_at_two_times, 12, doctors),
        ]
        self._kinds = [kind for kind in shown if kind.most > 0]
        self._shift = Kind("dear shift", self._around, 4, days)
        self._relaxed = Kind("likely", self._likely, 12, doctors)

    def kind(self) -> Kind:
        """The kind to try next."""
        kinds = [*self._kinds, *([self._shift] if len(self.dear_shifts) else [])]
        kinds += [] if self.likely is None else [self._relaxed]
        return drawn(self._random, kinds)

    def regret(self, takes: Reals) -> None:
        """Take what each take, or its absence, costs more than in the relaxation: there is most to win."""
        doctors = np.bincount(self._takes.doctor, weights=takes, minlength=len(self.blame))
        days = np.bincount(self._takes.day, weights=takes, minlength=len(self._takes.days))
        self._regret = doctors.astype(np.float64), days.astype(np.float64)

    def picked(self, kind: Kind) -> Mask | None:
        """Takes to free, with something to win among them; None when that is not found soon."""
        for _draw in range(DRAWS):
            mask = kind.pick(round(kind.size))
            if bool((mask & self.at_stake).any()):
                return mask
        return None

    def narrowed(self, mask: Mask, share: float) -> Mask | None:
        """Some takes in a share of their days, around one with something to win; None when they have one day only."""
        takes = self._takes
        days = np.unique(takes.day[mask])
        if len(days) == 1:
            return None
        length = max(1, int(share * len(days)))
        staked = mask & self.at_stake
        around = self._random.choice(np.unique(takes.day[staked if staked.any() else mask]).tolist())
        place = int(np.searchsorted(days, around)) - self._random.randrange(length)
        first = min(len(days) - length, max(0, place))
        within: Mask = mask & (takes.day >= days[first]) & (takes.day <= days[first + length - 1])
        return within

    # -- picks --------------------------------------------------------------------------------------------

    def _dear(self, size: int) -> Mask:
        return self._of(self._dear_doctors(size))

    def _some(self, size: int) -> Mask:
        return self._of(self._sample(self._present.tolist(), size))

    def _days(self, size: int) -> Mask:
        return self._within(size)

    def _dear_in_days(self, size: int) -> Mask:
        return self._of(self._dear_doctors(size)) & self._within(SOME_DAYS)

    def _some_in_days(self, size: int) -> Mask:
        return self._some(size) & self._within(SOME_DAYS)

    def _mates(self, size: int) -> Mask:
        """A dear doctor and some who may take the same shifts."""
        takes, one = self._takes, self._dear_doctors(2)[0]
        shifts = np.unique(takes.shift[takes.doctor == one])
        mates = np.unique(takes.doctor[np.isin(takes.shift, shifts)])
        return self._of([one, *self._sample(mates.tolist(), size)])

    def _line(self, size: int) -> Mask:
        """One line over some days."""
        line = self._random.choice(np.unique(self._takes.line).tolist())
        mask: Mask = (self._takes.line == line) & self._within(size)
        return mask

    def _around(self, size: int) -> Mask:
        """Those who may take a shift on which something is paid together, and the days around it."""
        takes, shift = self._takes, self._random.choice(self.dear_shifts.tolist())
        here = takes.shift == shift
        if not here.any():
            return self._within(size)
        day, able = takes.day[here][0], np.unique(takes.doctor[here])
        mask: Mask = (np.abs(takes.day - day) <= size) & np.isin(takes.doctor, able)
        return mask

    def _two_times(self, size: int) -> Mask:
        """Two stretches of days, one of them where something is paid together: work moves from the one to the other."""
        takes, mask = self._takes, self._within(size)
        dear = self._random.choice(self.dear_shifts.tolist()) if len(self.dear_shifts) else -1
        here = takes.day[takes.shift == dear]
        return mask | (np.abs(takes.day - here[0]) <= size // 2 if len(here) else self._within(size))

    def _some_at_two_times(self, size: int) -> Mask:
        return self._some(size) & self._two_times(TWO_TIMES)

    def _likely(self, size: int) -> Mask:
        """Of some doctors, only what they have and what the relaxation would give them (Danna et al. 2005)."""
        mask: Mask = self._of(self._dear_doctors(size))
        return mask if self.likely is None else mask & (self.likely | self.taken)

    # -- pieces -------------------------------------------------------------------------------------------

    def _of(self, doctors: list[int]) -> Mask:
        mask: Mask = np.isin(self._takes.doctor, doctors)
        return mask

    def _within(self, length: int) -> Mask:
        """Some days in a row; every other time around one that is regretted."""
        last = max(0, len(self._takes.days) - length)
        first = self._random.randrange(last + 1)
        if self._regret is not None and self._random.random() < BY_REGRET:
            chance = self._regret[1] + LITTLE
            day = self._random.choices(range(len(chance)), chance.tolist())[0]
            first = min(last, max(0, day - self._random.randrange(max(1, length))))
        mask: Mask = (self._takes.day >= first) & (self._takes.day < first + length)
        return mask

    def _sample(self, of: list[int], size: int) -> list[int]:
        return self._random.sample(of, min(size, len(of)))

    def _dear_doctors(self, size: int) -> list[int]:
        """Half drawn by what they cost now, or every other time by what is regretted; half among the rest."""
        blame = 1.0 + np.maximum(0, self.blame)
        if self._regret is not None and self._random.random() < BY_REGRET:
            blame = self._regret[0] + LITTLE
        chance = {d: self._random.random() ** (1 / blame[d]) for d in self._present}
        drawn = sorted((int(d) for d in self._present), key=lambda d: chance[d], reverse=True)
        half = max(1, size // 2)
        return drawn[:half] + self._sample(drawn[half:], size - half)
