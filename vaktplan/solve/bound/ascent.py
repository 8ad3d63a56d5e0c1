"""One doctor's problem at a time at better and better row prices, for as long as that raises the bound."""

from collections.abc import Callable

from vaktplan.solve.linear import Numbers

from .blocks import SCALE
from .bundle import Bundle
from .part import Part

ROOM = 0.4  # how much slack the master has in each row at first
SLOW = 6  # rounds in a row that hardly raise the bound: then it is left
WORTHWHILE = 0.01  # of the gap, a round
MISSES = 4  # rounds in a row that do not keep a tenth of what was promised: then prices move less freely


class Ascent:
    """Prices that are tried on every doctor, and made better by the answers.

    `bound_at` is the bound at some prices, in thousandths and without the task's constant; None: time ran out.
    """

    def __init__(self, doctors: Part, bound_at: Callable[[Numbers], int | None]) -> None:
        self._doctors, self._bound_at = doctors, bound_at
        self._master = Bundle(doctors.task, doctors.blocks, doctors.ties, ROOM)
        self._misses = 0

    def run(self, center: Numbers, ceiling: Callable[[], int], goes_on: Callable[[], bool]) -> None:
        """Go on from some prices until that hardly raises the bound any more; what is told is each bound."""
        best, slow, constant = self._bound_at(center), 0, self._doctors.task.constant
        while best is not None and slow < SLOW and goes_on():
            step = self._master.prices(center)
            if step is None:
                return
            tried = self._doctors.ties.rounded(step[0])
            at = self._bound_at(tried)
            if at is None:
                return
            for place, block in enumerate(self._doctors.blocks):
                self._master.learn(place, block)
            promised, gap = (over - constant - best / SCALE for over in (step[1], ceiling()))
            gain = (at - best) / SCALE
            slow = 0 if gain > WORTHWHILE * gap else slow + 1
            if gain > 0:
                center, best = tried, at
            self._widen(gain, promised)

    def _widen(self, gain: float, promised: float) -> None:
        """Let prices move more freely when a round kept what was promised, and less when some did not."""
        if gain > 0.1 * promised:
            self._master.widen(0.7)
            self._misses = 0
        else:
            self._misses += 1
            if gain < -3 * promised or self._misses >= MISSES:
                self._master.widen(1.4)
                self._misses = 0
        if promised < 0.3:
            self._master.widen(0.5)
