"""What every best roster keeps within: the least and the most of each doctor's nights, weekends, load and so on.

In maths: let U be the last tier's cost of a known roster, and c + Σ_d L_d(y) a bound at row prices y, L_d the least of
one doctor's problem. A roster that costs at most U and gives doctor d a part of the price v has
c + Σ_{e ≠ d} L_e(y) + v ≤ U. When no part of d with n nights has so small a price, no such roster gives d n nights.
Before there are prices, y = 0 does: then only the doctor's own fairness is weighed against all that U leaves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
from ortools.sat.python import cp_model

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Fairness

from .bound.blocks import SCALE, Block, Ties, shared_part, split
from .bound.relaxation import relaxed
from .bound.task import Task
from .build import Build
from .ground import Grounds
from .linear import Numbers
from .presolve import propagated
from .rulelist import assemble
from .share import counts, value
from .tiers import floor_of

Key = tuple[str, str]  # doctor, measure
Ends = tuple[int, int]
ENTRY = 4e-5  # seconds that an entry of a row takes in a relaxation
MOST_SECONDS = 2.0  # for one question of one doctor
FAR_UP = 1 << 30


@dataclass(frozen=True)
class Ranged:
    """The ends, both included, by doctor and measure, and for which of them the row prices were asked."""

    ends: dict[Key, Ends]
    priced: frozenset[Key]


def ranges(instance: Instance, book: Book, roster: Roster, keys: Sequence[Key], seconds: float) -> Ranged:
    """Ends for some doctors and measures, that every roster keeps which is as good as a known one in every tier.

    The known roster is lawful. The keys asked first come out narrowest when the seconds are few.
    """
    end = monotonic() + seconds
    build = assemble(instance, book)
    chosen = build.chosen(roster)
    if chosen is None or not build.tiers:
        return Ranged({}, frozenset())
    values = build.least(chosen)
    sums = _Sums(build, values)
    wide = {key: sums.alone(key) for key in keys}
    asked: set[Key] = set()
    prices = _prices(build, values, end)
    if prices is not None:
        for key in keys:
            if monotonic() > end:
                break
            wide[key] = prices.narrowed(key, sums.worth(key), wide[key], end)
            asked.add(key)
    return Ranged(wide, frozenset(asked))


class _Sums:
    """What each doctor's sums are made of, and what fairness alone says of them."""

    def __init__(self, build: Build, values: Sequence[int]) -> None:
        self._build, self._values = build, np.array(values, dtype=np.int64)
        self._tier = build.tiers[-1]
        self._room = build.cost_in(self._tier, values) - floor_of(build, self._tier)
        self._scratch = list(values)
        self._terms = {(p.who, p.part): p for p in build.prices if p.rule == Fairness.id}

    def worth(self, key: Key) -> Numbers:
        """What each variable adds to a doctor's sum of a measure."""
        doctor, measure = key
        found = np.zeros(len(self._values), dtype=np.int64)
        for duty in self._build.takes(doctor):
            if not duty.past and counts(measure, duty.shift):
                found[duty.on.index] += value(self._build.book, measure, duty.shift)
        return found

    def alone(self, key: Key) -> Ends:
        """The ends at which the doctor's own fairness costs no more above its least than the room there is."""
        term = self._terms.get(key)
        if term is None or term.on is None or term.tier is not self._tier:
            return 0, int(self.worth(key).sum())
        convex, build = term.on, self._build
        count = build.follows[convex.index][0]
        low, high = build.domain(build.var(count))
        least, here = build.domain(convex)[0], int(self._values[count])
        scratch = self._scratch

        def within(n: int) -> bool:
            scratch[count] = n
            build.renew(scratch, [convex.index])
            return term.weight * term.amount * (scratch[convex.index] - least) <= self._room

        first = next(n for n in range(low, here + 1) if within(n))
        last = next(n for n in range(high, here - 1, -1) if within(n))
        return first, last


class _Prices:
    """One doctor's problems at row prices, and how much each doctor may be dearer than the least."""

    def __init__(
        self, build: Build, values: Sequence[int], task: Task, blocks: list[Block], ties: Ties
    ) -> None:
        self._values = np.array(values, dtype=np.int64)
        self._task = task
        places = {int(task.owner[b.var[0]]): b for b in blocks}
        self._blocks = {d.id: places[k] for k, d in enumerate(build.doctors) if k in places}
        self._ties = ties
        self._solver = _solver(task.seed)
        self._least: dict[str, int] = {}
        self._room = 0
        self._reduced = task.cost

    def settle(self, prices: Numbers, end: float) -> bool:
        """Find each doctor's least at some prices; False when time ran out."""
        task = self._task
        self._reduced = self._ties.reduced(task.cost, prices)
        total = self._ties.paid(prices) + shared_part(task, self._ties, self._reduced)
        for doctor, block in self._blocks.items():
            if monotonic() > end:
                return False
            self._solver.parameters.max_time_in_seconds = MOST_SECONDS
            self._least[doctor] = block.least(self._reduced, self._solver)
            total += self._least[doctor]
        self._room = (task.ceiling - task.constant) * SCALE - total
        return True

    def narrowed(self, key: Key, worth: Numbers, ends: Ends, end: float) -> Ends:
        """Ends drawn in from outside towards what the known roster has, as far as is proven."""
        block = self._blocks.get(key[0])
        here, low, high = int(worth @ self._values), *ends
        if block is None:
            return here, here
        most = self._least[key[0]] + self._room

        def out(first: int, last: int) -> bool:
            self._solver.parameters.max_time_in_seconds = max(0.01, min(MOST_SECONDS, end - monotonic()))
            return block.excluded(self._reduced, worth, first, last, most, self._solver)

        more = _steps(high - here, lambda k: out(here + k, FAR_UP))
        less = _steps(here - low, lambda k: out(-FAR_UP, here - k))
        return here - less, here + more


def _steps(most: int, out: Callable[[int], bool]) -> int:
    """The greatest number of steps up to a most that is not proven out; `out` holds for all steps after its first."""
    kept, step = 0, 1
    while kept < most:
        k = min(most, kept + step)
        if not out(k):
            kept, step = k, 2 * step
        elif step == 1:
            return kept
        else:
            most, step = k - 1, 1
    return kept


def _prices(build: Build, values: Sequence[int], end: float) -> _Prices | None:
    """The row prices of the relaxation, each doctor's least found at them; None when time is too short."""
    grounds, tier = Grounds(build), build.tiers[-1]
    held = {t: build.cost_in(t, values) for t in build.tiers[:-1]}
    ground = grounds.of(tier, held)
    model = propagated(ground.model)
    if ENTRY * len(model.rows.var) > end - monotonic():
        return None
    found = relaxed(model, ground.cost, max(0.0, end - monotonic()))
    if found is None:
        return None
    task = Task(
        model,
        ground.cost,
        ground.constant,
        ground.owner,
        ground.since,
        ground.until,
        np.array(values, dtype=np.int64),
        0,
        end - monotonic(),
        0,
        relaxed=found,
    )
    blocks, ties = split(task)
    prices = _Prices(build, values, task, blocks, ties)
    return prices if prices.settle(ties.rounded(found.worths[ties.where]), end) else None


def _solver(seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    solver.parameters.max_presolve_iterations = 1
    solver.parameters.random_seed = seed
    return solver
