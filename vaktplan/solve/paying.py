"""What is tried again and again, by what it has paid lately: so is drawn what to free next, and how large a window."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

MEMORY = 0.7  # how much of what something has paid is remembered at each try
LEAST_CHANCE = 0.1


@dataclass(kw_only=True)
class Paying:
    """What something has paid a second of late."""

    paid: float = 0.0

    def told(self, gain: float, seconds: float) -> None:
        """Remember what a try has paid."""
        self.paid = MEMORY * self.paid + (1 - MEMORY) * gain / max(seconds, 0.01)


One = TypeVar("One", bound=Paying)


def drawn(random: Random, some: Sequence[One]) -> One:
    """One of some; what has paid lately comes more often."""
    whole = sum(one.paid for one in some)
    weights = [LEAST_CHANCE + (one.paid / whole if whole else 0.0) for one in some]
    return random.choices(some, weights)[0]
