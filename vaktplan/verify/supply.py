"""What no roster can do, told before anything is solved: the places against the doctors who can take them.

Each take is judged by itself, by the facts alone: rest, caps and what else hangs on other takes only make the room
smaller. So a shortfall told here is certain, and no shortfall is no promise.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from vaktplan.domain.base import Fact
from vaktplan.domain.days import DayClass, day_class
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Need, Shift
from vaktplan.ledger.standing import always_backed, may_stand_alone
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Breach

from .matching import Surplus, surplus
from .verify import Verifier

SINGLE = (
    r.Eligibility,
    r.Competence,
    r.AbsenceRule,
    r.ExemptionRule,
    r.OnePlace,
    r.Wishes,
)  # of one take by itself
WHOLLY_MENDED = (
    *(r.MinimumPractice, r.MinimumDoctors, r.HomeShare, r.SpecialistShare, r.Continuity, r.WeekendBlock),
    *(r.OwnFirst, r.Locked, r.Stability, r.Fairness, r.Notice),
)  # what is judged of a whole roster, or of its publishing
MENDED = {  # breaches that more takes may mend
    *((r.Backup.id, part) for part in ("missing", "unneeded")),
    *((kind.id, "too_few") for kind in (r.TraineeProgress, r.RunLength, r.RestRun, r.Minutes)),
    (r.RestRun.id, "too_many"),
    (r.PairingRule.id, "always_with"),
    (r.SupervisionRule.id, "lacking"),
    *((kind.id, part) for kind in WHOLLY_MENDED for part in kind.parts),
}
TIGHT = 1  # doctors to spare, and fewer: worth a look


class Kept(Fact):
    """A doctor of the line who cannot have a shift, and every breach that it would be."""

    doctor: str
    breaches: tuple[Breach, ...]


class Place(Fact):
    """A shift: its places, who can take it by the facts alone, and what keeps the rest of its line."""

    shift: str
    places: int
    able: tuple[str, ...]
    kept: tuple[Kept, ...]

    @property
    def spare(self) -> int:
        """Doctors more than places; below 0, so many stay open in every roster."""
        return len(self.able) - self.places


class Short(Fact):
    """Shifts that overlap and together have more places than doctors: one place of them stays open, whatever is done.

    Minimal: without any one of the places there are doctors enough. `standby` are the shifts of bakvakt that are on,
    when one of the places is theirs, needed because nobody who can take some of the shifts may stand alone.
    """

    shifts: tuple[str, ...]
    places: int
    able: tuple[str, ...]
    standby: tuple[str, ...]


class LineSupply(Fact):
    """A line on a class of days: its places, the fewest and most doctors for one, and the dates with few to spare."""

    line: str
    day_class: DayClass
    places: int
    fewest: int
    most: int
    tight: tuple[date, ...]


class Supply(Fact):
    """Supply and demand of a period, and what in the facts contradicts itself."""

    places: tuple[Place, ...]
    short: tuple[Short, ...]
    lines: tuple[LineSupply, ...]
    locks: tuple[Breach, ...]  # what the locked shifts alone break
    vain: tuple[Wish, ...]  # wishes for duty of which the doctor can have none

    @property
    def certain(self) -> bool:
        """Whether no roster is without an open place or a breach of what is required."""
        return bool(self.short or self.locks)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to explain."""
        return not (self.certain or self.vain or any(line.tight for line in self.lines))


def supply(instance: Instance, book: Book) -> Supply:
    """Supply and demand of an instance under a book."""
    kept = _kept(instance, book)
    places = tuple(_place(shift, kept) for shift in instance.shifts if shift.wanted or shift.on_demand)
    return Supply(
        places=places,
        short=tuple(_short(instance, book, places, kept)),
        lines=_lines(instance, places),
        locks=locks_alone(instance, book),
        vain=tuple(w for w in instance.wishes if w.kind is WishKind.LIKE and _vain(instance, w, kept)),
    )


def locks_alone(instance: Instance, book: Book) -> tuple[Breach, ...]:
    """What the locked shifts alone break, and no further take mends."""
    if not instance.locks:
        return ()
    locked = Roster.of((lock.doctor, lock.shift) for lock in instance.locks)
    hard = Verifier(instance, book).verify(locked).hard
    return tuple(b for b in hard if (b.rule, b.part) not in MENDED)


def impossible_takes(instance: Instance, book: Book, roster: Roster) -> tuple[tuple[str, str], ...]:
    """The takes of a roster that their doctors cannot have by the facts alone."""
    rules = {kind.id for kind in SINGLE}
    hard = [b for b in Verifier(instance, book).verify(roster).hard if b.rule in rules and len(b.shifts) == 1]
    wrong = {(b.doctor, b.shifts[0]) for b in hard}
    return tuple(pair for pair in roster.pairs if pair in wrong)


def _some(book: Book, kinds: Iterable[type[r.Rule]]) -> Book:
    return book.only(*(kind.id for kind in kinds))


Wanted = tuple[str, tuple[str, ...]]  # a shift, or "" for a bakvakt, and who can take it
Keeps = Mapping[
    str, Mapping[str, tuple[Breach, ...]]
]  # shift → doctor of the line → what keeps the doctor from it


def _kept(instance: Instance, book: Book) -> Keeps:
    """Every doctor's takes, many at once, by the rules that judge each by itself."""
    single = Verifier(instance, _some(book, SINGLE))
    found: dict[str, dict[str, tuple[Breach, ...]]] = {s.id: {} for s in instance.shifts}
    for doctor in instance.doctors:
        mine = [s for s in instance.shifts if s.line.open_to(doctor)]
        for shift in mine:
            found[shift.id][doctor.id] = ()
        for some in _apart(mine):
            verdict = single.verify(Roster.of((doctor.id, s.id) for s in some), only=doctor.id)
            for breach in verdict.hard:
                if len(breach.shifts) == 1:
                    found[breach.shifts[0]][doctor.id] += (breach,)
    return found


def _apart(shifts: Iterable[Shift]) -> list[list[Shift]]:
    """The shifts in sets in which none overlap."""
    found: list[list[Shift]] = []
    for shift in sorted(shifts, key=lambda s: (s.start, s.id)):
        for some in found:
            if some[-1].end <= shift.start:
                some.append(shift)
                break
        else:
            found.append([shift])
    return found


def _able(kept: Keeps, shift: Shift) -> tuple[str, ...]:
    return tuple(doctor for doctor, breaches in kept[shift.id].items() if not breaches)


def _place(shift: Shift, kept: Keeps) -> Place:
    return Place(
        shift=shift.id,
        places=shift.places,
        able=_able(kept, shift),
        kept=tuple(Kept(doctor=d, breaches=b) for d, b in kept[shift.id].items() if b),
    )


# -- at once ----------------------------------------------------------------------------------------------


def _short(instance: Instance, book: Book, places: Sequence[Place], kept: Keeps) -> Iterator[Short]:
    """At each instant, the places that are too many for the doctors; each set once."""
    seen: set[tuple[str, ...]] = set()
    backed = _backed(instance, book, places)
    for on in _instants(instance.shifts):
        wanted = [(s.id, _able(kept, s)) for s in on if s.wanted for _ in range(s.places)]
        needed = -(-sum(s.places for s in on if s.id in backed) // _backed_by(book))
        standby = sorted({d for s in on if s.on_demand for d in _able(kept, s)})
        wanted += [("", tuple(standby))] * needed
        for found in surplus([able for _, able in wanted]):
            short = _as_short(found, wanted, on, backed)
            if short.shifts not in seen:
                seen.add(short.shifts)
                yield short


def _as_short(found: Surplus, wanted: Sequence[Wanted], on: Sequence[Shift], backed: set[str]) -> Short:
    standby = [s.id for s in on if s.on_demand] if any(not wanted[k][0] for k in found.places) else []
    shifts = {wanted[k][0] for k in found.places} - {""} | {s.id for s in on if standby and s.id in backed}
    return Short(
        shifts=tuple(sorted(shifts)),
        places=len(found.places),
        able=tuple(sorted(found.holders)),
        standby=tuple(standby),
    )


def _backed_by(book: Book) -> int:
    """How many who may not stand alone one bakvakt is for."""
    rule = book.get(r.Backup)
    return rule.cap if isinstance(rule, r.Backup) else 1


def _backed(instance: Instance, book: Book, places: Sequence[Place]) -> set[str]:
    """The shifts that, whoever takes them, need a bakvakt."""
    if book.get(r.Backup) is None:
        return set()
    by_id = instance.shift_by_id
    return {
        p.shift
        for p in places
        if by_id[p.shift].need is Need.ALONE_OR_BACKUP
        and p.able
        and all(_needs_backup(book, instance.doctor_by_id[d], by_id[p.shift].date) for d in p.able)
    }


def _needs_backup(book: Book, doctor: Doctor, day: date) -> bool:
    return always_backed(book.standing, doctor) or not may_stand_alone(book.standing, doctor, day)


def _instants(shifts: Iterable[Shift]) -> Iterator[tuple[Shift, ...]]:
    """What is on together, each time something begins."""
    by_start = sorted(shifts, key=lambda s: (s.start, s.id))
    on: list[Shift] = []
    begun: datetime | None = None
    for shift in by_start:
        if begun is not None and shift.start > begun:
            yield tuple(on)
        begun = shift.start
        on = [*(s for s in on if s.end > begun), shift]
    if on:
        yield tuple(on)


# -- by line ----------------------------------------------------------------------------------------------


def _lines(instance: Instance, places: Iterable[Place]) -> tuple[LineSupply, ...]:
    groups: dict[tuple[str, DayClass], list[Place]] = {}
    by_id = instance.shift_by_id
    for place in (p for p in places if by_id[p.shift].wanted):
        shift = by_id[place.shift]
        groups.setdefault((shift.line.id, day_class(shift.date)), []).append(place)
    order = {line.id: k for k, line in enumerate(instance.lines)}
    return tuple(
        LineSupply(
            line=line,
            day_class=class_,
            places=sum(p.places for p in of),
            fewest=min(len(p.able) for p in of),
            most=max(len(p.able) for p in of),
            tight=tuple(sorted({by_id[p.shift].date for p in of if p.spare < TIGHT})),
        )
        for (line, class_), of in sorted(
            groups.items(), key=lambda g: (order[g[0][0]], list(DayClass).index(g[0][1]))
        )
    )


def _vain(instance: Instance, wish: Wish, kept: Keeps) -> bool:
    """Whether a wish for duty matches shifts, and the doctor can have none of them."""
    matched = [s for s in instance.shifts if _matches(wish, s)]
    return bool(matched) and not any(wish.doctor in _able(kept, s) for s in matched)


def _matches(wish: Wish, shift: Shift) -> bool:
    return (
        wish.shift_type in (None, shift.type.id)
        and (wish.first is None or wish.first <= shift.date)
        and (wish.last is None or shift.date <= wish.last)
        and (not wish.weekdays or shift.date.isoweekday() in wish.weekdays)
    )
