"""The model of what is forbidden, in which every requirement holds only while its reason is on.

A reason is a rule and a doctor, a rule alone where it ties doctors together, or a place that must be filled. So it can
be asked which of them forbid something together (see `conflict`).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ortools.sat.python import cp_model

from vaktplan.domain.instance import Instance
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.easing import raised
from vaktplan.rulebook.rules import Coverage, Eligibility, Level, OnePlace, Rule

from .build import Build, Duty
from .model import Var
from .rulelist import filled

STRUCTURE = (
    Eligibility,
    OnePlace,
)  # whose line it is, and one place at a time: nothing that could be given up


class Reason(NamedTuple):
    """A rule, and the doctor it holds for; for coverage the shift that must be filled; "" for all."""

    rule: str
    who: str


@dataclass(frozen=True)
class Eased:
    """A limit of the book's own that allows one doctor so much more."""

    rule: str
    doctor: str
    more: int


class Reasoned(Build):
    """A build of what is forbidden, each requirement only while its reason is on."""

    def __init__(self, instance: Instance, book: Book, eased: Eased | None = None) -> None:
        super().__init__(instance, book, levels=(Level.HARD,))
        self.reasons: dict[Reason, Var] = {}
        self._now: type[Rule] = Eligibility
        self._eased = eased

    def homes(self, kind: type[Rule]) -> Iterator[Rule]:
        """The same; what is said from now on is this rule's, and the doctor who is eased sees an eased one."""
        self._now = kind
        eased = self._eased
        for rule in super().homes(kind):
            if eased is None or eased.rule != kind.id or eased.doctor not in {d.id for d in self.doctors}:
                yield rule
            else:
                yield from self._apart_from(rule, eased)

    def _apart_from(self, rule: Rule, eased: Eased) -> Iterator[Rule]:
        """The rule for the others, and what it is by the easing for the one doctor alone."""
        here, book = self.doctors, self.book
        others = tuple(d for d in here if d.id != eased.doctor)
        if others:
            self.look(others, book)
            yield rule
        self.look(tuple(d for d in here if d.id == eased.doctor), book)
        yield raised(rule, eased.more)
        self.look(here, book)

    def ban(self, doctor: str, shift: str) -> None:
        """Rule a pair out while the rule at work is on."""
        if self._now in STRUCTURE:
            super().ban(doctor, shift)
        elif (var := self.x(doctor, shift)) is not None:
            self._while(Reason(self._now.id, doctor), self.cp.add(var == 0))

    def apart(self, rule: Rule, part: str, a: Duty, b: Duty, amount: int) -> None:
        """Keep two duties apart while the rule is on."""
        if isinstance(rule, STRUCTURE) or a.past or b.past:
            super().apart(rule, part, a, b, amount)
        elif self.level(rule, part) is Level.HARD:
            self._while(Reason(rule.id, a.doctor), self.cp.add_bool_or([a.on.negated(), b.on.negated()]))

    def apart_each(self, rule: Rule, part: str, a: Duty, others: Sequence[Duty]) -> None:
        """The same for one duty and each of some others."""
        for b in others:
            self.apart(rule, part, a, b, 1)

    def hard(self, rule: Rule, part: str, who: str | None, constraint: cp_model.Constraint) -> None:
        """Forbid while the rule is on."""
        super().hard(rule, part, who, constraint)
        if not constraint.proto.has_at_most_one():  # which always holds: nobody is bakvakt for oneself
            self._while(Reason(rule.id, who or ""), constraint)

    def fill(self, shift: str, places: int) -> Reason:
        """Fill so many places of a shift, while that is on."""
        reason = Reason(Coverage.id, shift)
        takes = [d.on for d in self.takers(self.instance.shift_by_id[shift])]
        self._while(reason, self.cp.add(cp_model.LinearExpr.sum(takes) >= places))
        return reason

    def switch(self, on: Collection[Reason]) -> None:
        """Turn these reasons on, and all others off."""
        for reason, var in self.reasons.items():
            domain = self.cp.proto.variables[var.index].domain
            domain[0] = domain[1] = int(reason in on)

    def _while(self, reason: Reason, constraint: cp_model.Constraint) -> None:
        if reason not in self.reasons:
            self.reasons[reason] = self.cp.new_bool_var("")
        constraint.only_enforce_if(self.reasons[reason])


def reasoned(instance: Instance, book: Book, eased: Eased | None = None) -> Reasoned:
    """The model of what is forbidden, with its reasons."""
    build = Reasoned(instance, book, eased)
    filled(build)
    return build
