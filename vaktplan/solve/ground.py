"""A build as arrays: what the search cuts small problems from and the proof its parts.

Every take has a doctor, a date and a line; every other variable follows from takes. All is for one tier at a time: its
cost, with the tiers above held at what they won.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vaktplan.rulebook.rules import Tier

from .build import Build
from .linear import FAR, Linear, Numbers, linear

NOBODY, SEVERAL = -1, -2
STEPS = 1000
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Takes:
    """The takes: variable, doctor, day and line of each, as places in the tuples beside them."""

    var: Numbers
    doctor: Numbers
    day: Numbers
    line: Numbers
    shift: Numbers
    doctors: tuple[str, ...]
    days: tuple[date, ...]
    lines: tuple[str, ...]
    shifts: tuple[str, ...]


@dataclass(frozen=True)
class Lists:
    """Many lists of numbers end to end: list k is items[start[k] : start[k + 1]]."""

    start: Numbers
    items: Numbers

    def of(self, keys: Numbers) -> Numbers:
        """The lists of some keys, one after another."""
        return self.items[places(self.start, keys)]

    def reached(self, keys: Numbers) -> Numbers:
        """Some keys, all items in their lists, all items in the lists of those, and so on; in order."""
        found = np.zeros(len(self.start) - 1, dtype=np.bool_)
        edge = keys
        while len(edge):
            found[edge] = True
            after = self.of(edge)
            edge = np.unique(after[~found[after]])
        return np.nonzero(found)[0]


def places(start: Numbers, keys: Numbers) -> Numbers:
    """Where the entries of some lists stand, one list after another."""
    sizes = start[keys + 1] - start[keys]
    before = np.cumsum(sizes) - sizes
    found: Numbers = np.repeat(start[keys] - before, sizes) + np.arange(int(sizes.sum()))
    return found


def lists(keys: Numbers, items: Numbers, size: int) -> Lists:
    """Lists from pairs of key and item, each in the order given."""
    order = np.argsort(keys, kind="stable")
    start = np.searchsorted(keys[order], np.arange(size + 1))
    return Lists(start.astype(np.int64), items[order])


@dataclass(frozen=True)
class Ground:
    """One tier of a build: its rows and bounds, its cost, whose each variable is, and what follows from what."""

    model: Linear
    cost: Numbers
    constant: int
    owner: Numbers  # place of the doctor, NOBODY (fixed) or SEVERAL
    since: Numbers  # when a variable's first take is, in STEPS of a day
    until: Numbers  # when its last is, and a step later what follows from others
    takes: Takes
    rows_of: Lists  # variable → rows
    followers: Lists  # variable → the variables that follow from it directly
    inputs: Lists  # variable → the variables that it follows from directly

    def price(self, values: Numbers) -> int:
        """The cost of the tier at the values of all variables."""
        return int(self.cost @ values) + self.constant

    def above_least(self, values: Numbers) -> Mask:
        """Which variables cost more than they must by themselves."""
        return np.where(
            self.cost > 0, values > self.model.lower, (self.cost < 0) & (values < self.model.upper)
        )

    @cached_property
    def behind(self) -> Lists:
        """Variable → places of the takes that it follows from, for each that has a price and is not one doctor's."""
        size, places_of_takes = len(self.cost), np.full(len(self.cost), -1, dtype=np.int64)
        places_of_takes[self.takes.var] = np.arange(len(self.takes.var))
        root = edge = np.nonzero((self.owner == SEVERAL) & (self.cost != 0))[0]
        found = [np.zeros(0, dtype=np.int64)]
        while len(edge):
            place = places_of_takes[edge]
            found.append(root[place >= 0] * size + place[place >= 0])
            root = np.repeat(root, self.inputs.start[edge + 1] - self.inputs.start[edge])
            root, edge = np.divmod(np.unique(root * size + self.inputs.of(edge)), size)
        return lists(*np.divmod(np.unique(np.concatenate(found)), size), size)


class Grounds:
    """The grounds of a build, which share all but the cost and what is held; rows added later are not seen."""

    def __init__(self, build: Build) -> None:
        self._model = linear(build.cp, build.implied)
        self._owner, self._takes = _owner(build), _takes(build)
        follows = build.follows
        inputs = np.fromiter((i for of in follows.values() for i in of), dtype=np.int64)
        sizes = np.fromiter((len(of) for of in follows.values()), dtype=np.int64, count=len(follows))
        outputs = np.repeat(np.fromiter(follows, dtype=np.int64, count=len(follows)), sizes)
        self._followers = lists(inputs, outputs, len(self._model.lower))
        self._inputs = lists(outputs, inputs, len(self._model.lower))
        self._since, self._until = _times(self._takes, inputs, outputs, len(self._model.lower))
        self._costs = {tier: _cost(build, tier) for tier in build.tiers}

    def cost(self, tier: Tier) -> Numbers:
        """What each variable costs in a tier."""
        return self._costs[tier][0]

    def of(self, tier: Tier, held: Mapping[Tier, int]) -> Ground:
        """The arrays for one tier, with what each tier above may cost at most."""
        model = self._model
        for above, most in held.items():
            cost, constant = self._costs[above]
            model = model.with_row(cost, -FAR, most - constant)
        cost, constant = self._costs[tier]
        rows = model.rows
        entries = lists(rows.var, np.arange(len(rows.var)), len(model.lower))
        rows_of = Lists(entries.start, rows.row[entries.items])
        times = self._since, self._until
        follows = rows_of, self._followers, self._inputs
        return Ground(model, cost, constant, self._owner, *times, self._takes, *follows)


def ground_of(build: Build, tier: Tier, held: Mapping[Tier, int]) -> Ground:
    """The arrays of a build for one tier."""
    return Grounds(build).of(tier, held)


def _cost(build: Build, tier: Tier) -> tuple[Numbers, int]:
    cost, constant = np.zeros(len(build.cp.proto.variables), dtype=np.int64), 0
    for price in build.prices:
        if price.tier is tier:
            constant += price.weight * price.constant
            if price.on is not None:
                cost[price.on.index] += price.weight * price.amount
    return cost, constant


def _owner(build: Build) -> Numbers:
    """Whose each variable is: the doctor from whose takes alone it follows."""
    at = {d.id: k for k, d in enumerate(build.doctors)}
    found = [NOBODY] * len(build.cp.proto.variables)
    for (doctor, _), var in build.variables.items():
        found[var.index] = at[doctor]
    for var_index, of in build.follows.items():
        owners = {found[i] for i in of} - {NOBODY}
        if owners:
            found[var_index] = owners.pop() if len(owners) == 1 else SEVERAL
    return np.array(found, dtype=np.int64)


def _times(takes: Takes, inputs: Numbers, outputs: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """When the first and the last take of each variable is, in STEPS of a day; for one without takes, all days."""
    since, until = np.full(size, STEPS * len(takes.days), dtype=np.int64), np.zeros(size, dtype=np.int64)
    since[takes.var] = until[takes.var] = STEPS * takes.day
    before = -1
    while before != (before := int(until.sum() - since.sum())):
        np.minimum.at(since, outputs, since[inputs])
        np.maximum.at(until, outputs, until[inputs] + 1)
    return np.where(since > until, 0, since), np.where(since > until, STEPS * len(takes.days), until)


def _takes(build: Build) -> Takes:
    instance = build.instance
    doctors = tuple(d.id for d in build.doctors)
    shifts = tuple(s.id for s in instance.shifts)
    days = tuple(sorted({s.date for s in instance.shifts}))
    lines = tuple(line.id for line in instance.lines)
    at_doctor, at_shift = _at(doctors), _at(shifts)
    at_day, at_line = {d: k for k, d in enumerate(days)}, _at(lines)
    by_id = instance.shift_by_id
    rows = [
        (v.index, at_doctor[d], at_day[by_id[s].date], at_line[by_id[s].line.id], at_shift[s])
        for (d, s), v in build.variables.items()
    ]
    var, doctor, day, line, shift = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    return Takes(var, doctor, day, line, shift, doctors, days, lines, shifts)


def _at(names: tuple[str, ...]) -> dict[str, int]:
    return {name: k for k, name in enumerate(names)}
