"""Tier by tier: each is improved, then held at what was achieved while the next is improved."""

from collections.abc import Callable, Sequence
from math import ceil
from threading import Lock

import numpy as np
from ortools.sat.python import cp_model

from vaktplan.domain.roster import Roster
from vaktplan.i18n import _
from vaktplan.rulebook.rules import Tier

from .budget import Budget
from .build import Build
from .corner import freed
from .ground import Ground, Grounds
from .linear import Numbers
from .outcome import Listener, Options, Status, TierResult
from .start import OneByOne
from .state import Reached, State

LARGE = 50_000  # takes: the whole model would want gigabytes
START = 0.5  # of the budget at most, for a first roster, where the whole model could find one else
START_EFFORT = 4.0  # deterministic time for one doctor of it
LEAD = 30  # times what the next tier weighs, where two are looked at together
SLICE = {Tier.COVER: 0.4, Tier.LAW: 0.2, Tier.STABILITY: 0.2, Tier.PEOPLE: 0.2}


class Climb:
    """The search over the tiers of one build."""

    def __init__(self, build: Build, options: Options, budget: Budget, listener: Listener) -> None:
        self.build, self.options, self.budget, self.listener = build, options, budget, listener
        self.state = State(bounds={tier: floor_of(build, tier) for tier in build.tiers})
        self._pairs = {var.index: pair for pair, var in build.variables.items()}
        self._lock = Lock()
        self._grounds: Grounds | None = None

    def offer(self, solution: Sequence[int]) -> bool:
        """Take a solution when its roster is truly better, tier after tier."""
        taken = frozenset(i for i in self._pairs if solution[i])
        values = self.build.least(taken)
        costs = {tier: self.build.cost_in(tier, values) for tier in self.build.tiers}
        return self._offer(Reached(values, np.array(values, dtype=np.int64), costs, taken))

    def offer_part(self, base: Reached, var: Numbers, found: Numbers) -> bool:
        """The same for a roster with new values for some variables, and for all that follow from them."""
        values, places = base.values.copy(), var.tolist()
        for index, value in zip(places, found.tolist(), strict=True):
            values[index] = value
        self.build.renew(values, (i for i in places if i in self.build.follows))
        array = base.array.copy()
        array[var] = [values[i] for i in places]
        change = array[var] - base.array[var]
        costs = {t: cost + int(self.grounds.cost(t)[var] @ change) for t, cost in base.costs.items()}
        mine = [i for i in places if i in self._pairs]
        taken = base.taken.difference(mine).union(i for i in mine if values[i])
        return self._offer(Reached(values, array, costs, taken))

    def offer_other(self, ground: Ground, solution: Numbers) -> bool:
        """The same as `offer`, by what is other than in the best roster: only what follows from that is made anew."""
        base, takes = self.best, ground.takes.var
        if base is None:
            return self.offer(solution.tolist())
        var = freed(ground, takes[solution[takes] != base.array[takes]])
        return len(var) > 0 and self.offer_part(base, var, solution[var])

    def _offer(self, known: Reached) -> bool:
        with self._lock:
            best = self.state.best
            if best is not None and tuple(known.costs.values()) >= tuple(best.costs.values()):
                return False
            self.state.reached(known)
            roster = Roster.of(self._pairs[i] for i in known.taken)
            self.listener.roster(roster, known.costs)  # in the order in which they got better
        return True

    def earlier(self) -> tuple[Numbers, ...]:
        """The values of the last rosters that were the best, as many as there is room for."""
        with self._lock:
            return tuple(self.state.earlier)

    def ground(self, tier: Tier) -> Ground:
        """The arrays of a tier, with the tiers above held at what they won."""
        return self.grounds.of(tier, self.held(tier))

    @property
    def grounds(self) -> Grounds:
        """The arrays that all tiers share; made once, before any row is added."""
        if self._grounds is None:
            self._grounds = Grounds(self.build)
        return self._grounds

    def with_below(self, tier: Tier) -> Numbers:
        """What each variable costs in a tier, and far less of what it costs in those below.

        A roster that is as good in the tier is then the better one for the tiers to come.
        """
        total = np.zeros_like(self.grounds.cost(tier))
        for one in self.build.tiers[self.build.tiers.index(tier) :]:
            total = LEAD * total + self.grounds.cost(one)
        return total

    def held(self, tier: Tier) -> dict[Tier, int]:
        """What the tiers above a tier have won."""
        above = self.build.tiers[: self.build.tiers.index(tier)]
        return {t: self.state.costs[t] for t in above if t in self.state.costs}

    @property
    def best(self) -> Reached | None:
        """The best roster so far."""
        with self._lock:
            return self.state.best

    def run(self, finish: "Finish | None" = None) -> Status:
        """Climb all tiers within the budget; `finish` takes what is left of it for the last one."""
        if self.options.hint is not None:
            self.build.hint(self.options.hint)
        tiers = self.build.tiers
        status = self._first(tiers[0] if tiers else None)
        if self.state.values is None or not tiers:
            return status
        for tier in tiers:
            if not self.enough(tier) and not self.budget.over():
                self._work(tier, finish)
            self.build.cp.add(self.build.cost(tier) <= self.state.costs[tier])
        return Status.PROVEN if all(map(self.settled, tiers)) else Status.FEASIBLE

    def _work(self, tier: Tier, finish: "Finish | None") -> None:
        """One tier: the whole model for a while, unless it is large or had its turn, then the search and the proof."""
        last, first = tier is self.build.tiers[-1], tier is self.build.tiers[0]
        if finish is None or not (first or last or self._large):
            self.improve(tier, 1.0 if last else SLICE[tier] / 2)
        if finish is not None and not self.enough(tier) and not self.budget.over():
            finish(self, tier, 0.0 if last else self.budget.part_left() - SLICE[tier] / 2)

    @property
    def _large(self) -> bool:
        return len(self._pairs) > LARGE

    def settled(self, tier: Tier) -> bool:
        """Whether a tier's cost meets its bound."""
        return self.state.costs.get(tier) == self.state.bounds[tier]

    def enough(self, tier: Tier) -> bool:
        """Whether a tier is settled, or as near its bound as was asked for."""
        target, cost = self.options.target_gap, self.state.costs.get(tier)
        if target is None or cost is None:
            return self.settled(tier)
        return TierResult(tier.value, cost, self.state.bounds[tier]).gap <= target

    def _first(self, tier: Tier | None) -> Status:
        """The first tier, or the only question when nothing is priced: is there a roster at all?"""
        if tier is not None and self.options.hint is None:
            self._start(tier)
        if self.state.values is not None and (tier is self.build.tiers[-1] or self._large):
            return Status.FEASIBLE  # the search and the proof do better than the whole model
        status = self.improve(tier, 1.0 if tier is None else SLICE[tier] / 2)
        if status == cp_model.UNKNOWN and self.state.values is None and not self.budget.over():
            status = self.improve(tier, 1.0)
        if self.state.values is None:
            return self._second_opinion() if status == cp_model.INFEASIBLE else Status.OUT_OF_TIME
        return Status.PROVEN if tier is None or self.settled(tier) else Status.FEASIBLE

    def _start(self, tier: Tier) -> None:
        """A complete roster, one doctor after another, when there is one to be had in a part of the budget."""
        part = 1.0 if self._large else START
        until = max(0.0, self.budget.part_left() - part)

        def solver() -> cp_model.CpSolver | None:
            if self.budget.part_left() <= until:
                return None
            found = self.solver(1)
            self.budget.give(found, part)
            found.parameters.max_deterministic_time = min(
                START_EFFORT, found.parameters.max_deterministic_time
            )
            return found

        def renew(values: Numbers, var: Numbers) -> Numbers:
            renewed = values.tolist()
            self.build.renew(renewed, (i for i in var.tolist() if i in self.build.follows))
            return np.array(renewed, dtype=np.int64)

        everything = np.sum([self.grounds.cost(t) for t in self.build.tiers], axis=0)
        start = OneByOne(self.ground(tier), everything, solver, self.budget.spend, renew)
        values = start.roster(np.array(self.build.least(()), dtype=np.int64), self.options.workers)
        if values is not None and self.offer(values.tolist()):
            self.tell(tier)

    def improve(self, tier: Tier | None, part: float) -> int:
        """Improve one tier with the whole model for a part of the budget; the solver's status."""
        solver = self.solver(self.options.workers)
        self.budget.give(solver, part)
        if tier is not None:
            self.build.cp.minimize(self.build.cost(tier))
        if self.state.values is not None:
            self.suggest(self.state.values)
        return self.listen(solver, self.build.cp, tier)

    def listen(self, solver: cp_model.CpSolver, model: cp_model.CpModel, tier: Tier | None) -> int:
        """Solve the whole model, taking every better roster and bound on the way."""
        if tier is not None:
            solver.best_bound_callback = lambda bound: self.bound(tier, bound)
        status = solver.solve(model, _Incumbents(self, tier))
        self.budget.spend(solver.deterministic_time)
        if status == cp_model.MODEL_INVALID:
            raise ValueError(model.validate())
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.offer(solver.response_proto.solution)
        elif status == cp_model.INFEASIBLE and self.state.values is not None:
            self.doubt(tier)
        if tier is not None and status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
            self.bound(tier, solver.best_objective_bound)
        return int(status)

    def solver(self, workers: int) -> cp_model.CpSolver:
        """A solver with the chosen seed."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        solver.parameters.linearization_level = 2  # the whole relaxation: the bound lives there
        solver.parameters.cp_model_probing_level = (
            0  # a short presolve: measured, twice as far in the same time
        )
        solver.parameters.symmetry_level = 0
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.random_seed = self.options.seed
        return solver

    def suggest(self, values: Sequence[int]) -> None:
        """Hand a whole solution to the next solve."""
        self.build.cp.proto.clear_solution_hint()
        for index, value in enumerate(values):
            self.build.cp.add_hint(self.build.var(index), value)

    def bound(self, tier: Tier, claimed: float) -> None:
        """Take a better bound of a tier."""
        bound, cost = ceil(claimed - 1e-6), self.state.costs.get(tier)
        if cost is not None and bound > cost:
            self.note(_("løseren hevdet en nedre grense over prisen i {trinn}"), tier)
        if bound > self.state.bounds[tier]:
            self.state.bounds[tier] = bound
            self.listener.progress(tier, cost, bound)

    def note(self, text: str, tier: Tier | None) -> None:
        """Remember something odd, once."""
        told = text.format(trinn=tier.value if tier is not None else "")
        if told not in self.state.notes:
            self.state.notes.append(told)

    def doubt(self, tier: Tier | None) -> None:
        """Remember that the solver called impossible what a known roster keeps."""
        self.note(_("løseren kalte {trinn} umulig enda en vaktplan er kjent"), tier)

    def tell(self, tier: Tier) -> None:
        """Tell the listener where a tier stands."""
        self.listener.progress(tier, self.state.costs[tier], self.state.bounds[tier])

    def _second_opinion(self) -> Status:
        """No roster, says the solver: believed only when another configuration says so too."""
        solver = self.solver(1)
        self.budget.give(solver, 1.0)
        solver.parameters.random_seed = self.options.seed + 1
        solver.parameters.cp_model_presolve = False
        status = solver.solve(self.build.cp)
        self.budget.spend(solver.deterministic_time)
        if status == cp_model.INFEASIBLE:
            return Status.IMPOSSIBLE
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.note(
                _("løseren sa først at ingen vaktplan finnes, men en annen innstilling var ikke enig"), None
            )
            self.offer(solver.response_proto.solution)
            return Status.FEASIBLE
        self.note(_("løseren sa at ingen vaktplan finnes, men tiden rakk ikke til å bekrefte det"), None)
        return Status.OUT_OF_TIME


class _Incumbents(cp_model.CpSolverSolutionCallback):
    def __init__(self, climb: Climb, tier: Tier | None) -> None:
        super().__init__()
        self._climb, self._tier = climb, tier

    def on_solution_callback(self) -> None:
        if self._climb.offer(self.response_proto.solution) and self._tier is not None:
            self._climb.tell(self._tier)


Finish = Callable[[Climb, Tier, float], None]  # until only a part of the budget is left


def floor_of(build: Build, tier: Tier) -> int:
    """The least that a tier's terms add up to, each looked at by itself."""
    total = 0
    for price in build.prices:
        if price.tier is tier:
            total += price.weight * price.constant
            if price.on is not None:
                low, high = build.domain(price.on)
                total += price.weight * min(price.amount * low, price.amount * high)
    return total
