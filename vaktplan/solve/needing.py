"""Which takes need a bakvakt, which are first duties, and what is on at every instant between two changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from vaktplan.domain.people import Doctor, Role
from vaktplan.domain.shifts import Need, Shift
from vaktplan.rulebook.rules import Backup, Coverage

from .build import Build, Duty
from .model import Terms, Var


@dataclass(frozen=True)
class Needing:
    """A take that may need a bakvakt; `first` is None when it can never be a first duty."""

    duty: Duty
    needs: Var
    first: Var | None


@dataclass(frozen=True)
class Moment:
    """What may be on from one change to the next: windows, and the takes of each kind."""

    windows: tuple[Shift, ...]
    needing: Terms
    first: Terms
    bakvakt: Terms
    bakvakt_on_site: Terms
    one_place: tuple[Terms, ...]  # the needing takes of each shift that has one place


def needing(build: Build, rule: Backup) -> list[Needing]:
    """Every take that may need a bakvakt, by doctor and start."""
    found = []
    for doctor in build.doctors:
        done = build.instance.carried_by_doctor[doctor.id].duties_done
        duties = [d for d in build.takes(doctor.id) if d.shift.need is Need.ALONE_OR_BACKUP]
        duties.sort(key=lambda d: (d.shift.start, d.shift.id))
        for k, duty in enumerate(duties):
            needs = _needs(build, rule, doctor, duty, duties[:k], done)
            if needs is not None:
                first = _early(build, needs, duties[:k], rule.on_site_duties - done)
                found.append(Needing(duty, needs, first))
    return found


def _needs(
    build: Build, rule: Backup, doctor: Doctor, duty: Duty, before: list[Duty], done: int
) -> Var | None:
    if build.known.needs_bakvakt(doctor, duty.shift.date):
        return duty.on
    if Role.VIKAR in doctor.roles:
        return _early(build, duty.on, before, rule.new_locum_duties - done)
    return None


def _early(build: Build, on: Var, before: list[Duty], left: int) -> Var | None:
    """Exactly when `on` and fewer than `left` of the duties before are taken; None: never."""
    if left <= 0:
        return None
    if len(before) < left:
        return on
    many = len(before)  # `on` outweighs all of them: the sum tells both at once
    terms = [(on, many + 1), *((d.on, -1) for d in before)]
    return build.at_least(terms, many + 1 - (left - 1))


def moments(build: Build, need: list[Needing]) -> list[Moment]:
    """What may be on between every two changes, where someone may need a bakvakt or be one."""
    shifts = build.instance.shifts
    of_shift: dict[str, list[Needing]] = {}
    for n in need:
        of_shift.setdefault(n.duty.shift.id, []).append(n)
    supply = {s.id: [(d.on, 1) for d in build.takers(s)] for s in shifts if s.on_demand}
    single = build.forbids(Coverage, "too_many")
    seen: set[tuple[str, ...]] = set()
    found = []
    wanted = [s for s in shifts if s.on_demand or s.id in of_shift]
    for on in _each_on(wanted, sorted({t for s in shifts for t in (s.start, s.end)})):
        key = tuple(s.id for s in on)
        if on and key not in seen:
            seen.add(key)
            found.append(_moment(on, of_shift, supply, single))
    return found


def _each_on(shifts: Sequence[Shift], changes: Iterable[datetime]) -> Iterator[tuple[Shift, ...]]:
    """What is on at each instant, of shifts by start."""
    on: list[Shift] = []
    begun = 0
    for t in changes:
        while begun < len(shifts) and shifts[begun].start <= t:
            on.append(shifts[begun])
            begun += 1
        on = [s for s in on if t < s.end]
        yield tuple(on)


def _moment(
    on: tuple[Shift, ...],
    of_shift: dict[str, list[Needing]],
    supply: dict[str, list[tuple[Var, int]]],
    single: bool,
) -> Moment:
    windows = tuple(s for s in on if s.on_demand)
    here = [n for s in on for n in of_shift.get(s.id, [])]
    alone = [s for s in on if single and s.places == 1 and s.id in of_shift]
    return Moment(
        windows=windows,
        needing=[(n.needs, 1) for n in here],
        first=[(n.first, 1) for n in here if n.first is not None],
        bakvakt=[term for b in windows for term in supply[b.id]],
        bakvakt_on_site=[term for b in windows if b.on_site for term in supply[b.id]],
        one_place=tuple([(n.needs, 1) for n in of_shift[s.id]] for s in alone),
    )
