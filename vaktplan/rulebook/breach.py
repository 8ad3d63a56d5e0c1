"""What every check yields and every answer counts."""

from vaktplan.domain.base import Fact

from .rules import Level, Tier

OPEN_PARTS = ("open_place", "open_session")  # of coverage


class Breach(Fact):
    """One breach of one part of a rule, with its amount in the rule's unit (docs/rules.md)."""

    rule: str
    part: str
    level: Level
    tier: Tier | None
    weight: int
    doctor: str | None
    shifts: tuple[str, ...]  # shift ids, sorted by time; history ids too
    amount: int
    text: str
    cite: str

    @property
    def cost(self) -> int:
        """What it costs; a hard breach has no price."""
        return self.weight * self.amount if self.level is Level.SOFT else 0

    @property
    def is_open_place(self) -> bool:
        """Whether it is a place that nobody holds."""
        return self.part in OPEN_PARTS


class Verdict(Fact):
    """All breaches of a roster under a book, and what it costs per tier and per rule."""

    breaches: tuple[Breach, ...]
    tier_costs: dict[Tier, int]
    rule_costs: dict[str, int]

    @property
    def hard(self) -> tuple[Breach, ...]:
        """Breaches of what is forbidden."""
        return tuple(b for b in self.breaches if b.level is Level.HARD)

    @property
    def soft(self) -> tuple[Breach, ...]:
        """Breaches of what is priced."""
        return tuple(b for b in self.breaches if b.level is Level.SOFT)
