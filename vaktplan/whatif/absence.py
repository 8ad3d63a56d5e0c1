"""The absence drill: each doctor of a roster away on each date of duty, what is left open, and who could step in."""

from datetime import date

from vaktplan.domain.base import Fact
from vaktplan.domain.clock import touches
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.verify.whynot import WhyOpen, why_shift

from .people import Away, ill


class Drill(Fact):
    """One doctor not available on one date, and the shifts that then lack the doctor, by start.

    Those that begin on the date, and a night from the evening before: an absence takes all that touches its dates.
    """

    away: Away
    shifts: tuple[str, ...]

    @property
    def day(self) -> date:
        """The date of the drill."""
        return self.away.first

    def left(self, roster: Roster) -> Roster:
        """The roster without what the doctor can no longer take."""
        lost = {(self.away.doctor, shift) for shift in self.shifts}
        return Roster.of(pair for pair in roster.pairs if pair not in lost)


def drills(instance: Instance, roster: Roster, *, out_of_hours_only: bool = False) -> tuple[Drill, ...]:
    """A drill for each doctor and each date on which a shift of the doctor begins, by date and then by doctor.

    With `out_of_hours_only`, dates on which a shift of an out-of-hours line begins; all that touches them is lost.
    """
    held = roster.by_doctor(instance)
    days = {
        (shift.date, doctor)
        for doctor, shifts in held.items()
        for shift in shifts
        if shift.line.out_of_hours or not out_of_hours_only
    }
    return tuple(
        Drill(
            away=ill(doctor, day, day),
            shifts=tuple(s.id for s in held[doctor] if touches(s.start, s.end, day, day)),
        )
        for day, doctor in sorted(days)
    )


def stand_ins(instance: Instance, book: Book, roster: Roster, drill: Drill) -> tuple[WhyOpen, ...]:
    """For each shift that a drill leaves without its doctor, what keeps each other doctor of the line from it.

    One without obstacles can step in as the roster stands, nobody else's duty changed. Each shift is asked by itself:
    two shifts may have the same stand-in.
    """
    changed, left = drill.away.apply(instance), drill.left(roster)
    return tuple(why_shift(changed, book, left, shift) for shift in drill.shifts)
