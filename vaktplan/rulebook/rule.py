"""What every rule is: parts that forbid or price, a title, a scope, and the norms it rests on."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from vaktplan.domain.base import Fact

from .norms import Norm


class Level(StrEnum):
    """Whether a rule forbids or prices."""

    HARD = "hard"
    SOFT = "soft"


class Tier(StrEnum):
    """What is won first and never paid back."""

    COVER = "cover"
    LAW = "law-soft"
    STABILITY = "stability"
    PEOPLE = "people"


TIERS = (Tier.COVER, Tier.LAW, Tier.STABILITY, Tier.PEOPLE)


class Scope(StrEnum):
    """Whether a rule looks at one doctor at a time or ties doctors together."""

    DOCTOR = "doctor"
    TIES = "ties"


class Term(Fact):
    """How hard one part of a rule is: forbidden, or priced per unit of its amount in a tier."""

    level: Level
    tier: Tier | None = None
    weight: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _soft_has_a_tier(self) -> "Term":
        if (self.level is Level.SOFT) != (self.tier is not None):
            raise ValueError("a soft part names a tier, a hard part does not")
        return self


class Rule(Fact):
    """The base of every rule: an id, a title, what it ties together, and the norms it rests on."""

    id: ClassVar[str]
    title: ClassVar[str]  # Norwegian; translated when shown
    scope: ClassVar[Scope] = Scope.DOCTOR
    parts: ClassVar[tuple[str, ...]]  # names of the Term fields, in order

    basis: tuple[Norm, ...] = ()

    def term(self, part: str) -> Term:
        """How hard a part is."""
        term = getattr(self, part)
        if not isinstance(term, Term):
            raise TypeError(f"{self.id} has no part {part}")
        return term

    def cite(self, day: date) -> str:
        """The paragraphs in force on a date, or an empty text when the rule is the book's own."""
        found: list[str] = []
        for norm in self.basis:
            for v in norm.values:
                if v.first <= day and (v.last is None or day <= v.last) and v.cite not in found:
                    found.append(v.cite)
        return "; ".join(c for c in found if not any(_says_more(other, c) for other in found))


def _says_more(other: str, cite: str) -> bool:
    """Whether another cite is the same paragraph and something more: "§ 7.4 (3)" is, of "§ 7.4"; "§ 7.41" is not."""
    return other.startswith(tuple(cite + mark for mark in " ,;:"))
