"""Who else could have had a shift: for each other the best roster in which only the two doctors' duties differ."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from time import monotonic

import numpy as np
from ortools.sat.python import cp_model

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book

from .build import Build
from .conflict import OutOfTime
from .corner import as_cp, cut
from .ground import Ground, ground_of
from .linear import Linear, Numbers
from .presolve import Impossible
from .rulelist import assemble

LONGEST = 5.0  # seconds for one doctor
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class Instead:
    """A roster as a starting point. Raises ValueError when it breaks what is forbidden."""

    def __init__(self, instance: Instance, book: Book, roster: Roster) -> None:
        self._build = assemble(instance, book)
        chosen = self._build.chosen(roster)
        if chosen is None:
            raise ValueError("the roster has a take that is ruled out")
        self._values = np.array(self._build.least(chosen), dtype=np.int64)
        self._ground = _ground(self._build, self._values)
        if not self._ground.model.rows.kept(self._values).all():
            raise ValueError("the roster breaks what is forbidden")

    def rosters(
        self, doctor: str, shift: str, others: Iterable[str], end: float
    ) -> Iterator[tuple[str, Roster | None]]:
        """For each other doctor the best roster in which that doctor has the shift, until an instant of the clock.

        Only the duties of the two may differ, and no tier above the last may cost more. None: there is no such roster.
        One for whom the time did not suffice is left out.
        """
        for other in others:
            left = end - monotonic()
            if left <= 0:
                return
            with suppress(OutOfTime):
                yield other, self._with(doctor, other, shift, min(left, LONGEST))

    def _with(self, doctor: str, other: str, shift: str, seconds: float) -> Roster | None:
        now, then = self._build.x(doctor, shift), self._build.x(other, shift)
        if now is None or then is None:
            return None
        takes = self._ground.takes
        own = [takes.doctors.index(doctor), takes.doctors.index(other)]
        forced = _forced(self._ground, {now.index: 0, then.index: 1})
        try:
            corner = cut(forced, takes.var[np.isin(takes.doctor, own)], self._values)
        except Impossible:
            return None
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(as_cp(corner.model, self._ground.cost[corner.var]))
        if status == cp_model.INFEASIBLE:
            return None
        if status not in SOLVED:
            raise OutOfTime
        values = self._values.copy()
        values[corner.var] = np.array(solver.response_proto.solution, dtype=np.int64)
        return self._build.roster(values.tolist())


def _ground(build: Build, values: Numbers) -> Ground:
    """The last tier, with what the roster costs in the tiers above held."""
    known = values.tolist()
    return ground_of(build, build.tiers[-1], {t: build.cost_in(t, known) for t in build.tiers[:-1]})


def _forced(ground: Ground, fixed: dict[int, int]) -> Ground:
    """The same with some variables fixed."""
    lower, upper = ground.model.lower.copy(), ground.model.upper.copy()
    for index, value in fixed.items():
        lower[index] = upper[index] = value
    return replace(ground, model=Linear(ground.model.rows, lower, upper))
