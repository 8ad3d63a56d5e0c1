"""Why a place stands open: for each doctor of the line, the rules that one more take would break."""

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Level

from .verify import Verifier

MOST = 60  # open shifts looked into


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
    verifier = Verifier(instance, book.only(*_forbidding(book)), texts=False)
    before = {(b.rule, b.part, b.doctor, b.shifts, b.amount) for b in verifier.verify(roster).hard}

    def broken(doctor: Doctor, shift: Shift) -> tuple[str, ...]:
        tried = verifier.verify(Roster.of((*roster.pairs, (doctor.id, shift.id))))
        new = [b for b in tried.hard if (b.rule, b.part, b.doctor, b.shifts, b.amount) not in before]
        return tuple(dict.fromkeys(b.rule for b in new))

    return tuple(
        WhyOpen(
            shift=shift.id,
            places=places,
            obstacles=tuple(
                Obstacle(doctor=d.id, rules=broken(d, shift))
                for d in instance.doctors
                if shift.line.open_to(d) and d.serves_on(shift.date) and (d.id, shift.id) not in roster.taken
            ),
        )
        for shift, places in missing
    )


def _forbidding(book: Book) -> list[str]:
    """The rules with a part that is forbidden, in the common book or in a municipality's own."""
    every = [rule for rules in (book.rules, *book.local.values()) for rule in rules.values()]
    hard = [rule.id for rule in every if any(rule.term(p).level is Level.HARD for p in rule.parts)]
    return list(dict.fromkeys(hard))
