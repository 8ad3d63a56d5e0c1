"""What a search has reached: the best roster, those before it, and the bound of each tier."""

from collections import deque
from dataclasses import dataclass, field

from vaktplan.rulebook.rules import Tier

from .linear import Numbers

REMEMBERED = 1_000_000  # values of rosters that were the best


@dataclass(frozen=True)
class Reached:
    """A roster as the values of all variables (as a list for recipes, and as an array), and its true cost per tier."""

    values: list[int]
    array: Numbers
    costs: dict[Tier, int]
    taken: frozenset[int]  # the takes that stand


@dataclass
class State:
    """The best roster so far, and the bounds."""

    best: Reached | None = None
    earlier: deque[Numbers] = field(default_factory=deque)  # values of the last rosters that were best
    bounds: dict[Tier, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def reached(self, known: Reached) -> None:
        """Take a better roster; the last ones are kept, as many as there is room for."""
        self.best = known
        self.earlier.append(known.array)
        while len(self.earlier) > 1 and len(self.earlier) * len(known.array) > REMEMBERED:
            self.earlier.popleft()

    @property
    def values(self) -> list[int] | None:
        """The values of all variables, when there is a roster."""
        return None if self.best is None else self.best.values

    @property
    def costs(self) -> dict[Tier, int]:
        """What the roster costs per tier; empty when there is none."""
        return {} if self.best is None else self.best.costs
