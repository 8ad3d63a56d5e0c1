"""The model of a planning, and the few words in which rules speak: refuse, charge, apart, hard, soft.

A part whose term is hard is forbidden, one whose term is soft is priced in its tier. A build may hold the whole
municipality or some of its doctors.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ortools.sat.python import cp_model

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import TIERS, Level, Rule, Scope, Tier

from .cliques import cliques, split
from .model import Var
from .takes import Duty, Takes

__all__ = ["BOTH", "Build", "Duty", "Price", "Turns"]

BOTH = (Level.HARD, Level.SOFT)


@dataclass(frozen=True)
class Turns:
    """For each date of the period, the Boolean that a run of work starts on it, and that one ended before it."""

    starts: dict[date, Var]
    ends: dict[date, Var]


@dataclass(frozen=True)
class Price:
    """A priced term: weight times (amount times a variable, plus a constant)."""

    rule: str
    part: str
    who: str | None
    tier: Tier
    weight: int
    on: Var | None
    amount: int
    constant: int

    def amount_in(self, values: Sequence[int]) -> int:
        """The amount, in the part's own unit, at the values of all variables."""
        return self.constant + (self.amount * values[self.on.index] if self.on is not None else 0)


class Build(Takes):
    """The model of an instance under a book; `doctors` None means the whole municipality.

    `levels` leaves out what is forbidden, or what is priced (for judging the two apart).
    """

    def __init__(
        self,
        instance: Instance,
        book: Book,
        doctors: Iterable[str] | None = None,
        levels: tuple[Level, ...] = BOTH,
    ) -> None:
        super().__init__(instance, book, instance.doctor_by_id if doctors is None else doctors)
        self.levels, self.whole = levels, doctors is None
        self.turns: dict[tuple[int, ...], Turns] = {}  # where runs start and end, by the dates of work
        self.prices: list[Price] = []
        self.origin: dict[int, tuple[str, str, str | None]] = {}  # constraint → rule, part, who
        self._apart: dict[str, dict[int, set[int]]] = {}

    def close(self) -> None:
        """After the last rule: see that every take has its variable, and post the excluding pairs as cliques."""
        edges: dict[int, set[int]] = {}
        for doctor in self.doctors:
            self.takes(doctor.id)
            apart = self._apart.pop(doctor.id, {})
            edges |= apart
            for clique in cliques(apart):
                self.cp.add_at_most_one([self.var(i) for i in clique])
        self._imply_any(edges)

    def _imply_any(self, edges: Mapping[int, set[int]]) -> None:
        """Of Booleans that exclude each other, all together are at most what any of them makes true."""
        for key, found in self._any.items():
            for clique in split(key, edges):
                if len(clique) > 1:
                    terms = [(self.var(i), 1) for i in clique]
                    self.implies([*terms, (found, -1)], None, 0)

    def homes(self, kind: type[Rule]) -> Iterator[Rule]:
        """A rule of the book, and for a one-doctor rule each municipality's own, while only its doctors are seen."""
        doctors, book = self.doctors, self.book
        own = sorted(book.local) if kind.scope is Scope.DOCTOR else []
        try:
            for home in ("", *own):
                seen = book.seen_from(home) if home else book
                rule = seen.get(kind)
                here = tuple(d for d in doctors if (d.municipality if d.municipality in own else "") == home)
                if rule is not None and here:
                    self.look(here, seen)
                    yield rule
        finally:
            self.look(doctors, book)

    # -- what rules say -----------------------------------------------------------------------------------

    def level(self, rule: Rule, part: str) -> Level | None:
        """Whether a part is to be forbidden or priced here; None: neither, build nothing for it."""
        level = rule.term(part).level
        return level if level in self.levels else None

    def forbids(self, kind: type[Rule], part: str = "main") -> bool:
        """Whether a part of another rule of the book is forbidden in this model."""
        rule = self.book.get(kind)
        scoped = rule is not None and (self.whole or rule.scope is Scope.DOCTOR)
        return rule is not None and scoped and self.level(rule, part) is Level.HARD

    def only(self, rule: Rule, part: str, level: Level) -> None:
        """Refuse a book in which a part has a level that it cannot have. Raises InvalidInput."""
        if rule.term(part).level is not level:
            raise InvalidInput.one(
                f"{self.book.id}: {rule.id}.{part}",
                _("kan ikke være «{level}»").format(level=rule.term(part).level.value),
                _("skriv «{level}»").format(level=level.value),
                "level-not-possible",
            )

    def refuse(self, rule: Rule, part: str, doctor: str, shift: str) -> None:
        """A take that is by itself a breach of amount 1."""
        level = self.level(rule, part)
        if level is Level.HARD:
            self.ban(doctor, shift)
        elif level is Level.SOFT:
            var = self.x(doctor, shift)
            if var is not None:
                self.soft(rule, part, doctor, var)

    def charge(self, rule: Rule, part: str, who: str, on: Var, amount: int = 1) -> None:
        """A breach of an amount whenever a Boolean is true."""
        level = self.level(rule, part)
        if level is Level.HARD:
            self.hard(rule, part, who, self.cp.add(on == 0))
        elif level is Level.SOFT:
            self.soft(rule, part, who, on, amount)

    def apart(self, rule: Rule, part: str, a: Duty, b: Duty, amount: int) -> None:
        """A breach of an amount when the doctor has both duties; nothing when both are past."""
        if a.past and b.past:
            return
        level = self.level(rule, part)
        if level is Level.HARD and (a.past or b.past):
            present = b if a.past else a
            self.ban(present.doctor, present.shift.id)
        elif level is Level.HARD:
            edges, i, j = self._apart.setdefault(a.doctor, {}), a.on.index, b.on.index
            edges.setdefault(i, set()).add(j)
            edges.setdefault(j, set()).add(i)
        elif level is Level.SOFT:
            self.soft(rule, part, a.doctor, self.both(a.on, b.on), amount)

    def apart_each(self, rule: Rule, part: str, a: Duty, others: Sequence[Duty]) -> None:
        """A breach of amount 1 for each of these duties that the doctor has beside one.

        Where they are forbidden and none is past, as fast as sets are: a year can have millions of such pairs.
        """
        past = a.past or any(b.past for b in others)
        if past or self.level(rule, part) is not Level.HARD:
            for b in others:
                self.apart(rule, part, a, b, 1)
            return
        edges, i, beside = self._apart.setdefault(a.doctor, {}), a.on.index, [b.on.index for b in others]
        if beside:
            edges.setdefault(i, set()).update(beside)
        for j in beside:
            edges.setdefault(j, set()).add(i)

    def expect(self, rule: Rule, part: str, doctor: str, shift: str) -> None:
        """A breach of amount 1 when a take is missing."""
        level, var = self.level(rule, part), self.x(doctor, shift)
        if level is Level.SOFT:
            self.soft(rule, part, doctor, var, -1, constant=1)
        elif level is Level.HARD:
            kept = self.true.negated() if var is None else var
            self.hard(rule, part, doctor, self.cp.add_bool_or([kept]))

    def hard(self, rule: Rule, part: str, who: str | None, constraint: cp_model.Constraint) -> None:
        """Remember which rule forbids."""
        self.origin[constraint.index] = (rule.id, part, who)

    def soft(
        self, rule: Rule, part: str, who: str | None, on: Var | None, amount: int = 1, constant: int = 0
    ) -> None:
        """Price amount · variable + constant in the part's tier."""
        term = rule.term(part)
        if term.tier is not None:
            price = Price(rule.id, part, who, term.tier, term.weight, on, amount, constant)
            self.prices.append(price)

    # -- rosters in and out -------------------------------------------------------------------------------

    def chosen(self, roster: Roster) -> list[int] | None:
        """The variables of a roster's takes among these doctors; None when one of them is ruled out."""
        found = []
        for doctor, shift in roster.pairs:
            if doctor in self._ids:
                var = self.x(doctor, shift)
                if var is None:
                    return None
                found.append(var.index)
        return found

    def pin(self, roster: Roster) -> bool:
        """Fix every take to a roster's; False when the roster takes what is ruled out."""
        chosen = self.chosen(roster)
        on = frozenset(chosen or ())
        proto = self.cp.proto
        for var in self.variables.values():
            domain = proto.variables[var.index].domain
            domain[0] = domain[1] = int(var.index in on)
        return chosen is not None

    def hint(self, roster: Roster) -> None:
        """Suggest a roster, with the value of every variable that follows from it."""
        known = (self.x(d, s) for d, s in roster.pairs)
        values = self.least(v.index for v in known if v is not None)
        self.cp.proto.clear_solution_hint()
        for index, value in enumerate(values):
            self.cp.add_hint(self.var(index), value)

    def roster(self, values: Sequence[int]) -> Roster:
        """The roster that the values of all variables mean."""
        return Roster.of(pair for pair, var in self.variables.items() if values[var.index])

    # -- tiers --------------------------------------------------------------------------------------------

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The tiers that have terms, in order."""
        named = {p.tier for p in self.prices}
        return tuple(t for t in TIERS if t in named)

    def cost(self, tier: Tier) -> cp_model.LinearExprT:
        """The cost of a tier, as an expression."""
        priced = [p for p in self.prices if p.tier is tier]
        terms = [(p.on, p.weight * p.amount) for p in priced if p.on is not None]
        whole = cp_model.LinearExpr.weighted_sum([v for v, _ in terms], [k for _, k in terms])
        return whole + sum(p.weight * p.constant for p in priced)

    def cost_in(self, tier: Tier, values: Sequence[int]) -> int:
        """The cost of a tier at the values of all variables."""
        return sum(p.weight * p.amount_in(values) for p in self.prices if p.tier is tier)
