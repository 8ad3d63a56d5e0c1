"""How few places can stay open, and nothing else: the first tier alone, with all that is forbidden.

Much faster than a whole plan, and exact when the time suffices: what a question of "can it be covered at all" needs,
asked of hundreds of scenarios. Runs where it is called, in one thread.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil
from time import monotonic

from ortools.sat.python import cp_model

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Coverage, Level, Rule, Tier

from .asking import asker
from .build import Build, Price
from .rulelist import filled

PLAIN = 1.0  # deterministic time without presolve: a roster near the one at hand needs no more
TINY = 1e-6  # what a bound may be above a whole number by rounding


@dataclass(frozen=True)
class Covered:
    """The roster found with the least weight of open places (None: none at all), its weight, and a lower bound.

    `impossible` when it is proven that no roster keeps what is forbidden, whatever stays open.
    """

    roster: Roster | None
    cost: int
    bound: int
    impossible: bool
    seconds: float

    @property
    def proven(self) -> bool:
        """Whether no roster leaves less open."""
        return self.impossible or (self.roster is not None and self.bound >= self.cost)


class Covering(Build):
    """A build in which nothing is priced but open places."""

    def level(self, rule: Rule, part: str) -> Level | None:
        """What is forbidden, and of the prices only coverage's."""
        level = super().level(rule, part)
        return level if level is Level.HARD or isinstance(rule, Coverage) else None

    def only_until(self, last: date) -> None:
        """Forget the price of shifts dated after a day; what is forbidden stands."""
        places = [s for s in self.instance.shifts if s.wanted]
        whose = dict(zip((id(p) for p in self._places()), places, strict=True))
        self.prices = [p for p in self.prices if id(p) not in whose or whose[id(p)].date <= last]

    def _places(self) -> list[Price]:
        """The prices of open places, one for each wanted shift, in the order of the shifts."""
        return [p for p in self.prices if p.rule == Coverage.id and p.part in ("open_place", "open_session")]


def fewest_open(
    instance: Instance,
    book: Book,
    seconds: float,
    near: Roster | None = None,
    seed: int = 0,
    until: date | None = None,
) -> Covered:
    """The least weight of open places (as the book weighs them) in any lawful roster, near another when that is given.

    Takes of `near` that are not possible any more are passed over. With `until`, only places of shifts dated so far
    weigh anything.
    """
    began = monotonic()
    build = Covering(instance, book)
    filled(build)
    if until is not None:
        build.only_until(until)
    build.cp.minimize(build.cost(Tier.COVER))
    if near is not None:
        for pair, var in build.variables.items():
            build.cp.add_hint(var, pair in near.taken)
    best = _Best(build)
    for plain in (True, False) if near is not None else (False,):
        left = seconds - (monotonic() - began)
        if left <= 0 or best.settled:
            break
        best.take(asker(left, PLAIN if plain else None, seed=seed))
    return best.covered(monotonic() - began)


class _Best:
    """The best of some solves of one build."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._roster: Roster | None = None
        self._cost, self._bound, self._impossible = 0, 0, False

    @property
    def settled(self) -> bool:
        """Whether nothing is left to find."""
        return self._impossible or (self._roster is not None and self._bound >= self._cost)

    def take(self, solver: cp_model.CpSolver) -> None:
        """Solve once more, and keep what is better."""
        status = solver.solve(self._build.cp)
        if status == cp_model.INFEASIBLE:
            self._impossible = True
            return
        self._bound = max(self._bound, ceil(solver.best_objective_bound - TINY))
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            values = solver.response_proto.solution
            taken = [var.index for var in self._build.variables.values() if values[var.index]]
            cost = self._build.cost_in(Tier.COVER, self._build.least(taken))
            if self._roster is None or cost < self._cost:
                self._roster, self._cost = self._build.roster(values), cost

    def covered(self, seconds: float) -> Covered:
        """The answer."""
        return Covered(self._roster, self._cost, self._bound, self._impossible, seconds)
