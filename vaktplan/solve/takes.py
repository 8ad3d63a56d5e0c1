"""Who may take what: one Boolean per doctor and shift that nothing rules out.

What a doctor may take is remembered, and looked through again when something has been ruled out.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.book import Book

from .known import Known
from .model import Model, Var


@dataclass(frozen=True)
class Duty:
    """A doctor on a shift: possibly, in the period, or certainly, in the past."""

    doctor: str
    shift: Shift
    on: Var
    past: bool


class Takes(Model):
    """A model with the takes of some doctors; `doctors` and `book` are those that are seen now."""

    def __init__(self, instance: Instance, book: Book, doctors: Iterable[str]) -> None:
        super().__init__()
        self.instance, self.book = instance, book
        wanted = set(doctors)
        self.doctors = tuple(sorted((d for d in instance.doctors if d.id in wanted), key=lambda d: d.id))
        self.known = Known(instance, book)
        self._ids = frozenset(d.id for d in self.doctors)
        self._x: dict[tuple[str, str], Var] = {}
        self._banned: set[tuple[str, str]] = set()
        self._takes: dict[str, tuple[Duty, ...]] = {}
        self._duties: dict[str, tuple[Duty, ...]] = {}
        self._takers: dict[str, tuple[Duty, ...]] = {}
        self._outdated: set[str] = set()  # doctors of whom something was ruled out since

    def domain(self, var: Var) -> tuple[int, int]:
        """The least and the greatest value of a variable, as it was made; a take is 0 or 1."""
        return super().domain(var) if var.index in self.follows else (0, 1)

    def look(self, doctors: tuple[Doctor, ...], book: Book) -> None:
        """See these doctors alone, under this book."""
        if doctors != self.doctors:
            self._takers.clear()
        self.doctors, self.book = doctors, book

    def x(self, doctor: str, shift: str) -> Var | None:
        """The Boolean of a doctor and a shift; None when the pair is ruled out or unknown."""
        pair = (doctor, shift)
        var = self._x.get(pair)
        if var is not None or pair in self._banned:
            return var
        if shift not in self.instance.shift_by_id or doctor not in self._ids:
            return None
        var = self._x[pair] = self._made(self.cp.new_bool_var(""))
        return var

    @property
    def variables(self) -> dict[tuple[str, str], Var]:
        """Every (doctor, shift) pair that has a variable; the rest are not taken."""
        return dict(self._x)

    def takes(self, doctor: str) -> tuple[Duty, ...]:
        """The shifts of the period that a doctor may get, by start."""
        self._renew(doctor)
        found = self._takes.get(doctor)
        if found is None:
            each = ((shift, self.x(doctor, shift.id)) for shift in self.instance.shifts)
            found = tuple(Duty(doctor, shift, var, past=False) for shift, var in each if var is not None)
            self._takes[doctor] = found
        return found

    def past(self, doctor: str) -> tuple[Duty, ...]:
        """The doctor's shifts before the period, by start."""
        return tuple(Duty(doctor, s, self.true, past=True) for s in self.instance.past[doctor])

    def duties(self, doctor: str) -> tuple[Duty, ...]:
        """Past and possible shifts of a doctor, by start."""
        self._renew(doctor)
        found = self._duties.get(doctor)
        if found is None:
            both = self.past(doctor) + self.takes(doctor)
            found = tuple(sorted(both, key=lambda d: (d.shift.start, d.shift.end, d.shift.id)))
            self._duties[doctor] = found
        return found

    def _renew(self, doctor: str) -> None:
        """Leave out of what is remembered of a doctor what has been ruled out since."""
        if doctor in self._outdated:
            self._outdated.discard(doctor)
            for known in (self._takes, self._duties):
                if doctor in known:
                    known[doctor] = tuple(
                        d for d in known[doctor] if d.past or (doctor, d.shift.id) in self._x
                    )

    def pairs(self, doctor: str, within: timedelta) -> Iterator[tuple[Duty, Duty]]:
        """Two duties of a doctor, not both past, the later starting less than `within` after the other's end."""
        for a, later in self.before(doctor, within):
            for b in later:
                if not (a.past and b.past):
                    yield a, b

    def before(self, doctor: str, within: timedelta) -> Iterator[tuple[Duty, tuple[Duty, ...]]]:
        """Each duty of a doctor with those after it, by start, that start less than `within` after its end."""
        duties = self.duties(doctor)
        starts = [duty.shift.start for duty in duties]
        for k, a in enumerate(duties):
            yield a, duties[k + 1 : bisect_left(starts, a.shift.end + within, k + 1)]

    def takers(self, shift: Shift) -> tuple[Duty, ...]:
        """The doctors who may get a shift."""
        found = self._takers.get(shift.id)
        if found is None:
            each = ((d.id, self.x(d.id, shift.id)) for d in self.doctors)
            found = tuple(Duty(doctor, shift, var, past=False) for doctor, var in each if var is not None)
            self._takers[shift.id] = found
        return found

    def ban(self, doctor: str, shift: str) -> None:
        """Rule a pair out, whoever asks."""
        var = self._x.pop((doctor, shift), None)
        if var is not None:
            self.cp.add(var == 0)
        self._banned.add((doctor, shift))
        self._outdated.add(doctor)
        self._takers.pop(shift, None)
