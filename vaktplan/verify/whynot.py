"""Why a place stands open: for each doctor of the line, the rules that one more take would break."""

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Verdict
from vaktplan.rulebook.rules import RULES, Level, Scope

from .verify import Verifier

MOST = 60  # open shifts looked into
Key = tuple[str, str, str | None, tuple[str, ...], int]  # what tells one breach from another


class Obstacle(Fact):
    """A doctor of the line, and the rules that keep the doctor from the place; none: the doctor could take it."""

    doctor: str
    rules: tuple[str, ...]


class WhyOpen(Fact):
    """A shift with open places, and what keeps each doctor of its line from it."""

    shift: str
    places: int
    obstacles: tuple[Obstacle, ...]

    @property
    def nobody_could(self) -> bool:
        """Whether every doctor of the line is kept from it by some rule."""
        return all(o.rules for o in self.obstacles)


def why_open(instance: Instance, book: Book, roster: Roster) -> tuple[WhyOpen, ...]:
    """Every open place of a roster (the first many) with what stands in the way of each doctor, all else unchanged."""
    missing = roster.open_places(instance)[:MOST]
    if not missing:
        return ()
    trial = _Trial(instance, book, roster)
    return tuple(_why(trial, shift, places) for shift, places in missing)


def why_shift(instance: Instance, book: Book, roster: Roster, shift: str) -> WhyOpen:
    """The same for one shift, whether a place of it is open or not."""
    held = sum(1 for _, taken in roster.pairs if taken == shift)
    found = instance.shift_by_id[shift]
    return _why(_Trial(instance, book, roster), found, found.places - held)


def _why(trial: "_Trial", shift: Shift, places: int) -> WhyOpen:
    here = [
        d
        for d in trial.instance.doctors
        if shift.line.open_to(d) and d.serves_on(shift.date) and (d.id, shift.id) not in trial.roster.taken
    ]
    return WhyOpen(
        shift=shift.id,
        places=places,
        obstacles=tuple(Obstacle(doctor=d.id, rules=trial.broken(d, shift)) for d in here),
    )


class _Trial:
    """A finished roster in which one take more is tried: by the doctor's own rules, and by those that tie doctors."""

    def __init__(self, instance: Instance, book: Book, roster: Roster) -> None:
        self.instance, self.roster = instance, roster
        self._own = Verifier(instance, book.only(*_forbidding(book, Scope.DOCTOR)), texts=False)
        self._ties = Verifier(instance, book.only(*_forbidding(book, Scope.TIES)), texts=False)
        self._takes: dict[str, list[tuple[str, str]]] = {d.id: [] for d in instance.doctors}
        for pair in roster.pairs:
            self._takes[pair[0]].append(pair)
        self._before = {d: self._of(d, pairs) for d, pairs in self._takes.items()}
        self._before_ties = _hard(self._ties.verify(roster))
        self._tied = bool(self._ties.book.rules)

    def broken(self, doctor: Doctor, shift: Shift) -> tuple[str, ...]:
        """The rules that break when the doctor takes the shift too, in the order of the list of rules."""
        new = (doctor.id, shift.id)
        more = self._of(doctor.id, [*self._takes[doctor.id], new]) - self._before[doctor.id]
        if self._tied:
            more |= _hard(self._ties.verify(Roster.of((*self.roster.pairs, new)))) - self._before_ties
        broken = {breach[0] for breach in more}
        return tuple(kind.id for kind in RULES if kind.id in broken)

    def _of(self, doctor: str, pairs: list[tuple[str, str]]) -> set[Key]:
        return _hard(self._own.verify(Roster.of(pairs), only=doctor))


def _hard(verdict: Verdict) -> set[Key]:
    return {(b.rule, b.part, b.doctor, b.shifts, b.amount) for b in verdict.hard}


def _forbidding(book: Book, scope: Scope) -> list[str]:
    """The rules of a scope with a part that is forbidden, in the common book or in a municipality's own."""
    every = [rule for rules in (book.rules, *book.local.values()) for rule in rules.values()]
    hard = [rule for rule in every if any(rule.term(p).level is Level.HARD for p in rule.parts)]
    return list(dict.fromkeys(rule.id for rule in hard if rule.scope is scope))
