"""The Roster: who takes which shift, and what differs from the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .base import Fact
from .instance import Instance
from .shifts import Shift


class Roster(Fact):
    """A set of (doctor id, shift id) pairs, sorted; it may be unlawful, incomplete or both."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Roster":
        """The roster of some (doctor id, shift id) pairs."""
        return cls(pairs=tuple(sorted(set(pairs))))

    @cached_property
    def taken(self) -> frozenset[tuple[str, str]]:
        """The pairs, for asking."""
        return frozenset(self.pairs)

    @cached_property
    def doctors_of(self) -> dict[str, tuple[str, ...]]:
        """Shift id → ids of its doctors, sorted; shifts nobody holds are missing."""
        held: dict[str, list[str]] = {}
        for doctor, shift in self.pairs:
            held.setdefault(shift, []).append(doctor)
        return {s: tuple(d) for s, d in held.items()}

    def shifts_of(self, instance: Instance, doctor: str) -> tuple[Shift, ...]:
        """The doctor's shifts in the period, by start."""
        return self.by_doctor(instance)[doctor]

    def by_doctor(self, instance: Instance) -> dict[str, tuple[Shift, ...]]:
        """Each doctor's shifts in the period, by start (every doctor has an entry)."""
        held: dict[str, list[Shift]] = {d.id: [] for d in instance.doctors}
        for doctor, shift in self.pairs:
            held[doctor].append(instance.shift_by_id[shift])
        return {d: tuple(sorted(s, key=lambda x: (x.start, x.end, x.id))) for d, s in held.items()}

    def open_places(self, instance: Instance) -> tuple[tuple[Shift, int], ...]:
        """Shifts that lack doctors and how many; a shift on demand, or an offer, never lacks any."""
        return tuple(
            (s, s.places - len(self.doctors_of.get(s.id, ())))
            for s in instance.shifts
            if s.wanted and len(self.doctors_of.get(s.id, ())) < s.places
        )


@dataclass(frozen=True)
class Change:
    """A shift that others hold than in the roster before: who left it, and who came."""

    shift: str
    left: tuple[str, ...]
    came: tuple[str, ...]


def changes_since(instance: Instance, roster: Roster) -> tuple[Change, ...]:
    """What differs from the roster that was told before, by shift; nothing when there was none."""
    if not instance.base:
        return ()
    before = Roster.of((lock.doctor, lock.shift) for lock in instance.base).doctors_of
    after = roster.doctors_of
    told = ((s.id, before.get(s.id, ()), after.get(s.id, ())) for s in instance.shifts)
    return tuple(
        Change(shift, tuple(d for d in old if d not in new), tuple(d for d in new if d not in old))
        for shift, old, new in told
        if old != new
    )
