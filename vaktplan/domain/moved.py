"""Duties that stay with their doctors and are not as they were told: other hours, or no such shift any more."""

from dataclasses import dataclass

from .instance import Instance
from .roster import Roster
from .shifts import Shift


@dataclass(frozen=True)
class Moved:
    """A shift that begins or ends at another time than before, or is there no more (`now` is None)."""

    was: Shift
    now: Shift | None
    doctors: tuple[str, ...]  # whose it stays; whose it was, when it is there no more

    @property
    def first(self) -> Shift:
        """The one that begins first, as it was or as it is."""
        return self.was if self.now is None else min(self.was, self.now, key=lambda s: s.start)


def moved(before: Instance, previous: Roster, after: Instance, roster: Roster) -> tuple[Moved, ...]:
    """The shifts of `before` that somebody held and that are not as they were, in its order."""
    held, holds = previous.doctors_of, roster.doctors_of
    found = []
    for was in before.shifts:
        now = after.shift_by_id.get(was.id)
        if now is None:
            whose = held.get(was.id, ())
        elif (now.start, now.end) != (was.start, was.end):
            whose = tuple(d for d in held.get(was.id, ()) if d in holds.get(was.id, ()))
        else:
            continue
        if whose:
            found.append(Moved(was, now, whose))
    return tuple(found)
