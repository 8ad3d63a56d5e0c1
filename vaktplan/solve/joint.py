"""Requests that all rule takes out, asked together: which of them can be granted with no more places open than now.

One model of what is forbidden, with a Boolean for each request: while it is on, its takes are out. What can be granted
together is closed downwards, so the maximal sets tell all of it; each of them is found with a roster that shows it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from ortools.sat.python import cp_model

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Tier

from .asking import asker, needed
from .conflict import OutOfTime
from .cover import PLAIN, TINY, Covering
from .model import Var
from .rulelist import filled

Bans = Mapping[str, Collection[tuple[str, str]]]  # request → the takes that it rules out
FEW = 12  # maximal sets that are looked for


@dataclass(frozen=True)
class Together:
    """Requests that can be granted together, and a roster that shows it."""

    granted: frozenset[str]
    roster: Roster


@dataclass(frozen=True)
class Sets:
    """The maximal sets found, the largest first; `complete`: there is no other. No set has more than `bound`."""

    found: tuple[Together, ...]
    complete: bool
    bound: int


class Requests:
    """The requests of an instance in which none of them is granted; at most so much weight of open places is allowed.

    Raises OutOfTime when something is asked and not known by the end.
    """

    def __init__(
        self, instance: Instance, book: Book, bans: Bans, most_open: int, near: Roster | None, end: float
    ) -> None:
        self._build, self._end = Covering(instance, book), end
        filled(self._build)
        cp = self._build.cp
        cp.add(self._build.cost(Tier.COVER) <= most_open)
        self._takes = self._build.variables
        self._bans = bans
        self._on: dict[str, Var] = {}
        for id, pairs in bans.items():
            self._on[id] = cp.new_bool_var("")
            for pair in sorted(pairs):
                if pair in self._takes:
                    cp.add_implication(self._on[id], self._takes[pair].negated())
        self._new = cp.new_bool_var("")  # while on: not within a set that is known
        self._known: list[Together] = []
        self._complete = False
        self._near = near

    def sets(self, most: int = FEW) -> Sets:
        """The maximal sets, the largest first, as many as there are time for; each is a largest of those left."""
        found: list[Together] = []
        bound = len(self._on)
        half = (monotonic() + self._end) / 2  # the rest is for who blocks whom
        while len(found) < most and not (found and monotonic() > half):
            try:
                each, best = self._largest()
            except OutOfTime:
                break
            bound = min(bound, best) if not found else bound
            if each is None:
                self._complete = True
                break
            self._keep(each)
            if len(each.granted) < best:  # not proven the largest: whether it is maximal is not known
                break
            found.append(each)
            self._beyond(each.granted)
            if len(each.granted) == len(self._on):
                self._complete = True
                break
        return Sets(tuple(found) or tuple(self._best_known()), self._complete, bound)

    def possible(self, ids: Collection[str]) -> bool:
        """Whether some requests can be granted together."""
        if any(each.granted.issuperset(ids) for each in self._known):
            return True
        return False if self._complete else self._solved(ids) is not None

    def witness(self, ids: Collection[str]) -> Together:
        """What shows that some requests, known to be possible, can be granted together."""
        return next(each for each in self._known if each.granted.issuperset(ids))

    def in_order(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The set that comes first when each is granted in turn, if it can be beside those before it."""
        granted: list[str] = []
        for id in ids:
            if self.possible([*granted, id]):
                granted.append(id)
        return tuple(granted)

    def blockers(self, id: str, granted: Sequence[str]) -> tuple[str, ...]:
        """A minimal set of granted requests beside which another is impossible; empty when it is so by itself."""
        return () if not self.possible([id]) else tuple(needed([id], False, list(granted), self.possible))

    def _best_known(self) -> list[Together]:
        return sorted(self._known, key=lambda t: -len(t.granted))[:1]

    def _largest(self) -> tuple[Together | None, int]:
        """A largest set that is not within a known one, and how many any such set has at most."""
        self._fix((), new=1)
        cp = self._build.cp
        cp.maximize(cp_model.LinearExpr.sum(list(self._on.values())))
        try:
            solver, status = self._run(plain=False)
        finally:
            cp.proto.clear_objective()
        if status == cp_model.INFEASIBLE:
            return None, 0
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise OutOfTime
        each = self._together(solver)
        bound = int(solver.best_objective_bound + TINY)
        return each, max(bound, len(each.granted))

    def _solved(self, ids: Collection[str]) -> Together | None:
        self._fix(ids, new=0)
        for plain in (True, False):
            solver, status = self._run(plain)
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return self._keep(self._together(solver))
            if status == cp_model.INFEASIBLE:
                return None
        raise OutOfTime

    def _keep(self, each: Together) -> Together:
        self._known.append(each)
        return each

    def _together(self, solver: cp_model.CpSolver) -> Together:
        """The roster found, with every request of which it has no take."""
        roster = self._build.roster(solver.response_proto.solution)
        taken = roster.taken
        return Together(frozenset(i for i, pairs in self._bans.items() if taken.isdisjoint(pairs)), roster)

    def _beyond(self, granted: Collection[str]) -> None:
        others = [var for id, var in self._on.items() if id not in granted]
        self._build.cp.add_bool_or([*others, self._new.negated()])

    def _fix(self, ids: Collection[str], new: int) -> None:
        variables = self._build.cp.proto.variables
        for id, var in self._on.items():
            domain = variables[var.index].domain
            domain[0], domain[1] = int(id in ids), 1
        domain = variables[self._new.index].domain
        domain[0] = domain[1] = new

    def _run(self, plain: bool) -> tuple[cp_model.CpSolver, int]:
        left = self._end - monotonic()
        if left <= 0:
            raise OutOfTime
        near = self._known[-1].roster if self._known else self._near
        self._build.cp.proto.clear_solution_hint()
        if near is not None:
            for pair, var in self._takes.items():
                self._build.cp.add_hint(var, pair in near.taken)
        solver = asker(left, PLAIN if plain else None)
        return solver, int(solver.solve(self._build.cp))
