"""What may be asked of a roster beside the book: sums made least, and sums that may be no more than told."""

from dataclasses import dataclass

from vaktplan.rulebook.rules import Tier


@dataclass(frozen=True)
class Counted:
    """What a doctor has in a measure of fairness; with `beyond`, only what is more than that."""

    doctor: str
    measure: str
    beyond: int = 0


@dataclass(frozen=True)
class Costs:
    """What a tier costs: by all rules, by some of them, or by all but some."""

    tier: Tier
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    def has(self, tier: Tier | None, rule: str) -> bool:
        """Whether a rule's price in a tier is part of it."""
        return tier is self.tier and rule not in self.but and (not self.only or rule in self.only)


Sum = Counted | Costs


@dataclass(frozen=True)
class Aim:
    """Sums, each times a factor, made least together; and the most that sums may be."""

    least: tuple[tuple[Sum, int], ...]
    most: tuple[tuple[Sum, int], ...] = ()
