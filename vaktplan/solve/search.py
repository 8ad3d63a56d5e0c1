"""The improving search: free some doctors, some days or some of both, fix the rest, solve, and take what is better.

Beside it, where there is a second worker, another solver bounds; with one worker they take turns. The size of each
kind of neighbourhood follows what it meets: solved at once, it grows; out of time, it shrinks.
"""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from threading import Thread

from ortools.sat.python import cp_model

from vaktplan.rulebook.rules import Tier

from .tiers import Climb

EFFORT = 1.5  # deterministic time of one neighbourhood
Pair = tuple[str, str]


def finish(climb: Climb, tier: Tier) -> None:
    """Spend the rest of the budget on the last tier: rosters from the search, bounds from the whole model."""
    climb.build.cp.minimize(climb.build.cost(tier))
    search = Search(climb, tier)
    if climb.options.workers == 1:
        left = climb.budget.part_left()
        climb.listen(_prover(climb, 1, left * 0.25), climb.build.cp, tier)
        search.run(left * 0.35)
        if not (climb.settled(tier) or climb.budget.over()):
            climb.suggest(climb.state.values or ())
            climb.listen(_prover(climb, 1, 1.0), climb.build.cp, tier)
        return
    model, prover = climb.build.cp.clone(), _prover(climb, climb.options.workers - 1, 1.0)

    def prove() -> None:
        status = climb.listen(prover, model, tier)
        if status != cp_model.UNKNOWN or climb.settled(tier):
            search.halt()

    thread = Thread(target=prove)
    thread.start()
    search.run(0.0)
    prover.stop_search()
    thread.join()


def _prover(climb: Climb, workers: int, part: float) -> cp_model.CpSolver:
    """A solver that raises the bound rather than finds rosters."""
    solver = climb.solver(workers)
    if workers == 1:
        solver.parameters.optimize_with_lb_tree_search = True
    else:
        solver.parameters.extra_subsolvers.append("lb_tree_search")
    climb.budget.give(solver, part)
    return solver


class Search:
    """Neighbourhood search on the model of a climb, in its last tier."""

    def __init__(self, climb: Climb, tier: Tier) -> None:
        self.climb, self.tier = climb, tier
        self._random = Random(climb.options.seed)
        self._takes = climb.build.variables
        self._dates: dict[str, date] = {s.id: s.date for s in climb.build.instance.shifts}
        self._doctors = sorted({d for d, _ in self._takes})
        self._days = sorted(set(self._dates.values()))
        self._halted = False
        self._solver = climb.solver(1)
        self._sizes = {"dear": 10.0, "days": 4.0, "dear both": 20.0, "doctors": 10.0, "both": 20.0}

    def run(self, until: float) -> None:
        """Search until only a part of the budget is left, the tier is settled, or someone says halt."""
        kinds = tuple(self._sizes)
        step = 0
        while self.climb.budget.part_left() > until and not (self._halted or self.climb.settled(self.tier)):
            self._step(kinds[step % len(kinds)])
            step += 1
        self._free(lambda pair: True)

    def halt(self) -> None:
        """Stop the search at once; for another thread."""
        self._halted = True
        self._solver.stop_search()

    def _step(self, kind: str) -> None:
        self._free(self._neighbourhood(kind))
        climb, solver = self.climb, self.climb.solver(1)
        self._solver = solver
        climb.budget.give(solver, 1.0)
        effort = min(EFFORT, solver.parameters.max_deterministic_time)
        solver.parameters.max_deterministic_time = effort
        solver.parameters.random_seed = self._random.randrange(2**31)
        climb.suggest(climb.state.values or ())
        status = solver.solve(climb.build.cp)
        climb.budget.spent += solver.deterministic_time
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) and climb.offer(solver.response_proto.solution):
            climb.tell(self.tier)
        if status == cp_model.INFEASIBLE:
            climb.doubt(self.tier)
        if status != cp_model.OPTIMAL:
            self._sizes[kind] = max(2.0, self._sizes[kind] * 0.9)
        elif solver.deterministic_time < EFFORT / 3:
            self._sizes[kind] *= 1.1

    def _neighbourhood(self, kind: str) -> Callable[[Pair], bool]:
        size = round(self._sizes[kind])
        if kind == "days":
            days = self._stretch(size)
            return lambda pair: self._dates[pair[1]] in days
        doctors = self._dear(size) if kind.startswith("dear") else self._some(self._doctors, size)
        if not kind.endswith("both"):
            return lambda pair: pair[0] in doctors
        some = self._stretch(12)
        return lambda pair: pair[0] in doctors and self._dates[pair[1]] in some

    def _some(self, doctors: Sequence[str], size: int) -> frozenset[str]:
        return frozenset(self._random.sample(doctors, min(size, len(doctors))))

    def _dear(self, size: int) -> frozenset[str]:
        """Doctors of whom half are drawn by what they cost now, and half among the rest."""
        values, costs = self.climb.state.values or (), dict.fromkeys(self._doctors, 0)
        for price in self.climb.build.prices:
            if price.tier is self.tier and price.who in costs:
                costs[price.who] += price.weight * price.amount_in(values)
        drawn = sorted(costs, key=lambda d: self._random.random() ** (1 / (1 + costs[d])), reverse=True)
        half = drawn[: size // 2]
        return frozenset(half) | self._some([d for d in self._doctors if d not in half], size - len(half))

    def _stretch(self, length: int) -> frozenset[date]:
        first = self._random.randrange(max(1, len(self._days) - length + 1))
        return frozenset(self._days[first : first + length])

    def _free(self, free: Callable[[Pair], bool]) -> None:
        proto, values = self.climb.build.cp.proto, self.climb.state.values or ()
        for pair, var in self._takes.items():
            domain = proto.variables[var.index].domain
            low, high = (0, 1) if free(pair) else (values[var.index], values[var.index])
            domain[0], domain[1] = low, high
