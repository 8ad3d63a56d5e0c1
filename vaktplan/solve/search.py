"""The improving search: free some takes, hold the rest, solve the small problem, and take what is better."""

from collections.abc import Callable
from random import Random
from time import monotonic

import numpy as np
from ortools.sat.python import cp_model

from vaktplan.rulebook.rules import Tier

from .corner import Corner, as_cp, cut, unfixed
from .ground import SEVERAL, Ground, Mask
from .linear import Numbers, Reals
from .near import Kind, Near
from .state import Reached
from .tiers import Climb

LIKELY = 0.01  # in the relaxation
SMALL = 1500  # takes: so few are first tried all at once
WHOLE_EFFORT = 6.0  # deterministic time for that
MISSES = 10  # tries without gain after which one takes twice as long, at least
TRIED = 1000  # takes for each: where there are more, there is more to try before that
MOST_PATIENT = 12.0
SWEPT = 30  # of what is paid, at most, when each is looked at by itself
SWEEP_EFFORT = 1.0  # deterministic time of each
EFFORT = 0.3  # deterministic time of one neighbourhood
DRAWING = 0.01  # of one that was not found
GROW, SHRINK = 1.3, 0.85
ENTRIES = 200_000  # of a cut for a unit of effort: with more, the solver's own preparation takes all of it
MOST_ENTRIES = 400_000  # with any effort: the solver takes a kilobyte and more for each
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class Search:
    """Neighbourhood search in one tier of a climb, by one worker."""

    def __init__(self, climb: Climb, ground: Ground, tier: Tier, seed: int) -> None:
        self.climb, self.ground, self.tier = climb, ground, tier
        self._cost = climb.with_below(tier)
        self._random = Random(seed)
        self._near = Near(ground, self._random)
        self._solver = climb.solver(1)
        self.halted = self._tried = False
        self._spent, self._misses = 0.0, 0
        self._swept = -1  # the cost at which each paid thing was last looked at by itself
        self._reduced: Reals | None = None  # of each take, by the relaxation
        self._base: Reached | None = None  # the roster that is changed

    @property
    def small(self) -> bool:
        """Whether all is first tried at once."""
        return len(self.ground.takes.var) <= SMALL

    def run(self, until: float, go_on: Callable[[], bool] = lambda: True) -> None:
        """Search until only a part of the budget is left, the tier is settled, or someone says halt or not to go on."""
        self._follow()
        if self.small and not self._tried:
            self._tried = True
            self._try(self._cut(self.ground.takes.var), True, WHOLE_EFFORT)
        if not len(self.ground.takes.var):
            return
        while self.climb.budget.part_left() > until and not (self.halted or self.climb.enough(self.tier)):
            if not go_on():
                return
            self._follow()
            if self._misses >= MISSES and self._swept != self.climb.state.costs[self.tier]:
                self._sweep(until)
            else:
                self.step(self._near.kind())

    def halt(self) -> None:
        """Stop the search at once; for another thread."""
        self.halted = True
        self._solver.stop_search()

    def hint_at(self, likely: Reals) -> None:
        """Take what the relaxation holds for likely; for another thread."""
        self._near.likely = likely[self.ground.takes.var] > LIKELY

    def regret_by(self, reduced: Reals) -> None:
        """Take what each variable costs beyond the relaxation; for another thread."""
        self._reduced = reduced[self.ground.takes.var]
        self._regret()

    def step(self, kind: Kind) -> None:
        """Try one neighbourhood; where a sweep was in vain, after a miss every other one by the tier's price alone."""
        began = monotonic()
        many = max(MISSES, len(self.ground.takes.var) / TRIED)
        effort = EFFORT * min(MOST_PATIENT, 1 + self._misses / many)
        drawn = self._drawn(kind, min(MOST_ENTRIES, ENTRIES * effort * kind.patience))
        if drawn is None:
            self.climb.budget.spend(DRAWING)
            kind.told(0, 1.0)
            return
        alone = self._misses % 2 == 1 and self._swept == self.climb.state.costs[self.tier]
        status, gain = self._try(*drawn, effort * kind.patience, alone=alone)
        self._misses = self._misses // 2 if gain else self._misses + 1
        kind.told(gain, monotonic() - began if self.climb.budget.deterministic is None else 1.0)
        if status != cp_model.OPTIMAL:
            kind.resize(SHRINK)
        elif self._spent < effort / 3:
            kind.resize(GROW)

    def _sweep(self, until: float) -> None:
        """Free all that is on the days of each thing paid, one thing after another, above the last tier.

        At the price of the tier alone: what is worth little here may be dear in the tiers below.
        """
        self._swept = self.climb.state.costs[self.tier]
        ground, last = self.ground, self.tier is self.climb.build.tiers[-1]
        paid = np.zeros(0, dtype=np.int64) if last else np.nonzero(ground.above_least(self.values))[0]
        for one in self._random.sample(paid.tolist(), min(SWEPT, len(paid))):
            if self.halted or self.climb.enough(self.tier) or self.climb.budget.part_left() <= until:
                return
            self._follow()
            if not ground.above_least(self.values)[one]:
                continue
            behind = np.isin(ground.takes.var, ground.inputs.reached(np.array([one])), assume_unique=True)
            mask = np.isin(ground.takes.day, ground.takes.day[behind])
            if mask.any():
                _status, gain = self._try(*self._within(mask, ENTRIES * SWEEP_EFFORT), SWEEP_EFFORT)
                self._misses = 0 if gain else self._misses

    def _drawn(self, kind: Kind, most: float) -> tuple[Corner, bool] | None:
        """A cut with no more entries than that, unless of one day, and whether all is free; None: nothing to win."""
        mask = self._near.picked(kind)
        return None if mask is None else self._within(mask, most, lambda: kind.scale(SHRINK))

    def _within(
        self, mask: Mask, most: float, too_many: Callable[[], None] = lambda: None
    ) -> tuple[Corner, bool]:
        """A cut of some takes, in fewer of their days while it has too many entries; and whether all is free."""
        while True:
            corner = self._cut(self.ground.takes.var[mask])
            entries = len(corner.model.rows.var)
            fewer = self._near.narrowed(mask, most / entries) if entries > most else None
            if fewer is None:
                return corner, bool(mask.all())
            too_many()
            mask = fewer

    def _cut(self, takes: Numbers) -> Corner:
        return unfixed(cut(self.ground, takes, self.values))

    @property
    def values(self) -> Numbers:
        """The values of all variables in the roster that is changed."""
        return np.zeros(0, dtype=np.int64) if self._base is None else self._base.array

    def _try(self, corner: Corner, every: bool, effort: float, *, alone: bool = True) -> tuple[int, int]:
        """Free some takes: the solver's status, and how much cheaper the roster became.

        All of them for the price of the tier alone, so that a bound of it comes out.
        """
        status, gain = self._solve(corner, effort, every, alone or every)
        if status == cp_model.INFEASIBLE:
            self.climb.doubt(self.tier)
        if status == cp_model.OPTIMAL and every:
            self.climb.bound(self.tier, self.ground.price(self.values))  # nothing was held: the best there is
        return status, gain

    def _solve(self, corner: Corner, effort: float, aloud: bool, alone: bool) -> tuple[int, int]:
        """The solver's status, and how much cheaper the roster became; by the tier alone or with those below."""
        solver = self._solver = self.climb.solver(1)
        self.climb.budget.give(solver, 1.0)
        solver.parameters.max_deterministic_time = min(effort, solver.parameters.max_deterministic_time)
        solver.parameters.random_seed = self._random.randrange(2**31)
        cost = (self.ground.cost if alone else self._cost)[corner.var]
        before = cost @ self.values[corner.var]
        cp = as_cp(corner.model, cost, self.values[corner.var])
        status = solver.solve(cp, _Aloud(self, corner) if aloud else None)
        self._spent = solver.deterministic_time
        self.climb.budget.spend(self._spent)
        if status not in SOLVED:
            return int(status), 0
        found = np.array(solver.response_proto.solution, dtype=np.int64)
        if self._base is None or cost @ found >= before:
            return int(status), 0
        old = self._base.costs[self.tier]
        self.offer(corner, found)
        self._follow()
        return int(status), max(0, old - self._base.costs[self.tier])

    def offer(self, corner: Corner, found: Numbers) -> None:
        """Offer the roster that the values of a corner mean."""
        if self._base is not None and self.climb.offer_part(self._base, corner.var, found):
            self.climb.tell(self.tier)

    def _follow(self) -> None:
        """Go on from the best roster that anyone has found."""
        best = self.climb.best
        if best is not self._base and best is not None:
            self._base = best
            self._look()

    def _look(self) -> None:
        """Whom the cost falls on, where something is paid together, and what there is to win."""
        ground = self.ground
        paid = ground.cost * self.values
        mine = ground.owner >= 0
        size = len(ground.takes.doctors)
        self._near.blame = np.bincount(ground.owner[mine], weights=paid[mine], minlength=size).astype(
            np.int64
        )
        shared = np.nonzero((ground.owner == SEVERAL) & (paid > 0))[0]
        self._near.taken = self.values[ground.takes.var] > 0
        self._regret()
        self._near.blame += self._shared(shared)
        self._near.dear_shifts = np.unique(ground.takes.shift[ground.behind.of(shared)])
        paying = ground.inputs.reached(np.nonzero(ground.above_least(self.values))[0])
        self._near.at_stake = np.isin(ground.takes.var, paying, assume_unique=True)

    def _regret(self) -> None:
        """What each take that stands, or does not, costs beyond the relaxation."""
        if self._reduced is not None:
            self._near.regret(np.maximum(0.0, np.where(self._near.taken, self._reduced, -self._reduced)))

    def _shared(self, paid: Numbers) -> Numbers:
        """What is paid together falls on all who have a take that it follows from, a unit each."""
        takes, behind = self.ground.takes, self.ground.behind
        size = len(takes.doctors)
        which = np.repeat(np.arange(len(paid)), behind.start[paid + 1] - behind.start[paid])
        place = behind.of(paid)
        taken = self._near.taken[place]
        pairs = np.unique(which[taken] * size + takes.doctor[place[taken]])
        return np.bincount(pairs % size, minlength=size).astype(np.int64)


class _Aloud(cp_model.CpSolverSolutionCallback):
    """Offers every roster of a long solve as it is found: the best is always at hand."""

    def __init__(self, search: Search, corner: Corner) -> None:
        super().__init__()
        self._search, self._corner = search, corner

    def on_solution_callback(self) -> None:
        """Offer the solution."""
        self._search.offer(self._corner, np.array(self.response_proto.solution, dtype=np.int64))
