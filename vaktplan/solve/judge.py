"""What the model says of a roster: whether it is lawful, and what each part costs.

The model of what is forbidden and the model of what is priced are pinned to the roster one by one, so that an unlawful
roster has its costs too. Prices are minimised: the cost is the least that the model allows.
"""

from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Level

from .build import Build
from .rulelist import assemble

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Judgement:
    """Whether nothing is forbidden, and the cost of every part that costs anything."""

    lawful: bool
    costs: dict[tuple[str, str], int] = field(default_factory=dict)


class Judge:
    """The models of an instance under a book, built once and pinned again and again."""

    def __init__(self, instance: Instance, book: Book) -> None:
        self._hard = assemble(instance, book, levels=(Level.HARD,))
        self._soft = assemble(instance, book, levels=(Level.SOFT,))
        terms = [(p.on, p.amount * max(1, p.weight)) for p in self._soft.prices if p.on is not None]
        self._soft.cp.minimize(cp_model.LinearExpr.weighted_sum([v for v, _ in terms], [k for _, k in terms]))

    def __call__(self, roster: Roster) -> Judgement:
        """What the model says of a roster."""
        lawful = self._hard.pin(roster) and _solved(self._hard) is not None
        return Judgement(lawful, self._costs(roster))

    def _costs(self, roster: Roster) -> dict[tuple[str, str], int]:
        values = _solved(self._soft) if self._soft.pin(roster) else None
        if values is None:
            raise ValueError("a roster that the priced model cannot hold")
        costs: dict[tuple[str, str], int] = {}
        for price in self._soft.prices:
            amount = price.amount_in(values)
            if amount * price.weight:
                key = (price.rule, price.part)
                costs[key] = costs.get(key, 0) + price.weight * amount
        return costs


def judge(instance: Instance, book: Book, roster: Roster) -> Judgement:
    """What the model says of one roster."""
    return Judge(instance, book)(roster)


def _solved(build: Build) -> list[int] | None:
    """The values of all variables at the optimum; None when there is none."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(build.cp)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise RuntimeError(f"a pinned model ended as {solver.status_name(status)}")
    return list(solver.response_proto.solution)


class _Every(cp_model.CpSolverSolutionCallback):
    def __init__(self, build: Build) -> None:
        super().__init__()
        self._build = build
        self._named = [(pair, var.index) for pair, var in build.variables.items()]
        self.found: list[Pairs] = []

    def on_solution_callback(self) -> None:
        values = self.response_proto.solution
        self.found.append(tuple(sorted(pair for pair, i in self._named if values[i])))


def enumerate_lawful(instance: Instance, book: Book) -> set[Pairs]:
    """Every roster that nothing forbids. For tiny instances. Raises RuntimeError when one comes twice."""
    build = assemble(instance, book, levels=(Level.HARD,))
    build.decide_turns()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.enumerate_all_solutions = True
    every = _Every(build)
    status = solver.solve(build.cp, every)
    if status not in (cp_model.OPTIMAL, cp_model.INFEASIBLE):
        raise RuntimeError(f"an enumeration ended as {solver.status_name(status)}")
    found = set(every.found)
    if len(found) != len(every.found):
        raise RuntimeError("an auxiliary variable is not decided by the takes")
    return found
