"""What is to be bounded, as plain arrays, and how far the proof has come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vaktplan.solve.linear import Linear, Numbers
from vaktplan.solve.presolve import paired, propagated, stepped

from .relaxation import Relaxed


class Hearer:
    """Told of every better bound, and of rosters that the proof came upon; the base hears nothing."""

    def bound(self, bound: int) -> None:
        """No roster costs less."""

    def values(self, values: Sequence[int]) -> None:
        """A better roster, as the values of all variables."""

    def likely(self, values: Sequence[float]) -> None:
        """How much of each value the best rosters would have, by a relaxation."""

    def reduced(self, costs: Sequence[float]) -> None:
        """What each value costs a roster beyond the relaxation (its reduced cost)."""


@dataclass(frozen=True)
class Task:
    """The least of cost · v + constant over the whole-number solutions of a model.

    `owner` says whose each variable is: the place of a doctor, or below 0 for none or
    several; `since` and `until` say when its first and last take are, in thousandths of days. `values` is the best
    roster known, `floor` a bound known from before, `relaxed` the model's relaxation when it is known, and `relax`
    whether it may be made; `seconds` is how long the proof may take, `workers` how many doctors' problems are solved at
    a time. `earlier` are the values of other rosters, which need not keep the rows.
    """

    model: Linear
    cost: Numbers
    constant: int
    owner: Numbers
    since: Numbers
    until: Numbers
    values: Numbers
    floor: int
    seconds: float
    seed: int
    deterministic: float | None = None
    relaxed: Relaxed | None = None
    relax: bool = False
    workers: int = 1
    earlier: tuple[Numbers, ...] = ()
    ready: bool = False  # prepared

    @property
    def ceiling(self) -> int:
        """The cost of the best roster known."""
        return self.price(self.values)

    def price(self, values: Numbers) -> int:
        """What the values of all variables cost."""
        return int(self.cost @ values) + self.constant

    def prepared(self) -> "Task":
        """The same with what follows from bounds alone, as every proof wants it; once."""
        if self.ready:
            return self
        return replace(self, model=paired(stepped(propagated(self.model)), self.cost), ready=True)
