"""The same model solved by CP-SAT alone: the baseline that the search is measured against."""

from dataclasses import dataclass, field
from math import ceil
from time import monotonic

from ortools.sat.python import cp_model

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Tier

from .build import Build
from .outcome import Outcome, Progress, Status, TierResult
from .rulelist import assemble


@dataclass
class Baseline:
    """What has been reached, tier after tier."""

    build: Build
    began: float
    time_limit: float
    workers: int
    seed: int
    tiers: list[TierResult] = field(default_factory=list)
    curve: list[Progress] = field(default_factory=list)
    values: list[int] | None = None
    impossible: bool = False

    def left(self) -> float:
        """Seconds until the end."""
        return self.began + self.time_limit - monotonic()

    def improve(self, tier: Tier, part: float) -> bool:
        """Improve a tier for a part of what is left, with the solver's own settings, and hold what it reached."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self.workers
        solver.parameters.random_seed = self.seed
        solver.parameters.max_time_in_seconds = max(0.01, self.left() * part)
        self.build.cp.minimize(self.build.cost(tier))
        self._hint()
        watch = _Watch(self, tier)
        solver.best_bound_callback = watch.bound
        status = solver.solve(self.build.cp, watch)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.impossible = status == cp_model.INFEASIBLE and self.values is None
            return False
        self.values = list(solver.response_proto.solution)
        cost = round(solver.objective_value)
        self.tiers.append(TierResult(tier.value, cost, ceil(solver.best_objective_bound - 1e-6)))
        self.build.cp.add(self.build.cost(tier) <= cost)
        return True

    def _hint(self) -> None:
        self.build.cp.proto.clear_solution_hint()
        for index, value in enumerate(self.values or ()):
            self.build.cp.add_hint(self.build.var(index), value)

    def outcome(self) -> Outcome:
        """The answer."""
        seconds = monotonic() - self.began
        roster: Roster | None = None
        status = Status.IMPOSSIBLE if self.impossible else Status.OUT_OF_TIME
        if self.values is not None:
            roster = self.build.roster(self.values)
            every = len(self.tiers) == len(self.build.tiers)
            proven = every and all(t.cost == t.bound for t in self.tiers)
            status = Status.PROVEN if proven else Status.FEASIBLE
        return Outcome(status, roster, tuple(self.tiers), seconds, self.seed, tuple(self.curve))


def solve_plain(instance: Instance, book: Book, time_limit: float, workers: int, seed: int) -> Outcome:
    """Tier after tier: half of what is left for each, all of it for the last. Costs are the solver's own claim."""
    began = monotonic()
    baseline = Baseline(assemble(instance, book), began, time_limit, workers, seed)
    tiers = baseline.build.tiers
    for tier in tiers:
        if not baseline.improve(tier, 1.0 if tier is tiers[-1] else 0.5):
            break
    return baseline.outcome()


class _Watch(cp_model.CpSolverSolutionCallback):
    """Notes every better cost and bound."""

    def __init__(self, baseline: Baseline, tier: Tier) -> None:
        super().__init__()
        self._baseline, self._tier = baseline, tier.value
        self._cost: int | None = None
        self._bound: int | None = None

    def on_solution_callback(self) -> None:
        self._cost = round(self.objective_value)
        self._note()

    def bound(self, value: float) -> None:
        """A better bound."""
        self._bound = ceil(value - 1e-6)
        self._note()

    def _note(self) -> None:
        if self._bound is not None:
            seconds = monotonic() - self._baseline.began
            self._baseline.curve.append(Progress(seconds, self._tier, self._cost, self._bound))
