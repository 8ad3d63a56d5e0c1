"""Ways out of a conflict, ranked by who may decide: each one change of the facts, tried in the whole model, and only
told when the place can be filled by it alone.

What no one may give up (rest, competence, fritak by right, holidays) is never among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

from vaktplan.domain.base import Fact
from vaktplan.domain.clock import touches
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import AbsenceKind, Doctor, ExemptionKind, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book

from .conflict import Conflict, OutOfTime, place_asked
from .known import Known
from .may import competent, eligible
from .reasons import Reason

LOCUM = "vikar-"  # the id of one who is hired for a night: no workbook has it


class Decider(StrEnum):
    """Who may decide a way out, those first who are asked first."""

    DOCTOR = "doctor"
    COORDINATOR = "coordinator"
    CHIEF = "chief"


class Kind(StrEnum):
    """What is changed."""

    WISH = "wish"  # a doctor gives up a day that must be off
    COURSE = "course"  # a doctor moves a course
    LOCK = "lock"  # a lock is given up
    SESSION = "session"  # a session inside opening hours is moved
    FRITAK = "fritak"  # a fritak by discretion is put off
    LOCUM = "locum"  # one more doctor, for this shift


@dataclass(frozen=True)
class Way:
    """A change by which the place can be filled: who decides, what, whose, and on which shift."""

    decider: Decider
    kind: Kind
    doctor: str | None
    shift: str | None


@dataclass(frozen=True)
class Tried:
    """A way, and what the instance and what the roster must keep look like by it."""

    way: Way
    instance: Instance
    roster: Roster


def ways_out(
    instance: Instance, book: Book, roster: Roster, conflict: Conflict, seconds: float
) -> tuple[Way, ...]:
    """The ways out of a conflict that were tried and work, as far as the seconds go, in the order of who decides."""
    end = monotonic() + seconds
    found = []
    try:
        for tried in every_way(instance, book, roster, conflict):
            if _works(tried, book, conflict.shift, end):
                found.append(tried.way)
    except OutOfTime:
        pass
    return tuple(found)


def every_way(instance: Instance, book: Book, roster: Roster, conflict: Conflict) -> Iterator[Tried]:
    """Every way out that is worth trying, in the order of who decides; whether one works is not said."""
    return _Stuck(instance, book, roster, conflict).ways()


def _works(tried: Tried, book: Book, shift: str, end: float) -> bool:
    if monotonic() >= end:
        raise OutOfTime
    asked, reasons = place_asked(tried.instance, book, tried.roster, shift, end)
    return asked.possible(reasons)


class _Stuck:
    """A conflict, and what might be changed."""

    def __init__(self, instance: Instance, book: Book, roster: Roster, conflict: Conflict) -> None:
        self._instance, self._book, self._roster = instance, book, roster
        self._target = instance.shift_by_id[conflict.shift]
        self._held = set(conflict.reasons)

    def ways(self) -> Iterator[Tried]:
        """Every change to try, in the order of who decides."""
        yield from self._wishes()
        yield from self._courses()
        yield from self._locks()
        yield from self._sessions()
        yield from self._fritak()
        yield from self._locum()

    def _holds(self, rule: type[r.Rule], who: str) -> bool:
        return Reason(rule.id, who) in self._held

    def _without(self, field: str, fact: Fact, way: Way) -> Tried:
        """The instance without one of its facts."""
        less = tuple(other for other in getattr(self._instance, field) if other is not fact)
        return Tried(way, self._instance.model_copy(update={field: less}), self._roster)

    def _wishes(self) -> Iterator[Tried]:
        for wish in self._instance.wishes:
            if self._holds(r.Wishes, wish.doctor) and wish.kind is WishKind.MUST_OFF:
                yield self._without("wishes", wish, Way(Decider.DOCTOR, Kind.WISH, wish.doctor, None))

    def _courses(self) -> Iterator[Tried]:
        for away in self._instance.absences:
            near = touches(self._target.start, self._target.end, away.first, away.last)
            if self._holds(r.AbsenceRule, away.doctor) and near and away.kind is AbsenceKind.COURSE:
                yield self._without("absences", away, Way(Decider.DOCTOR, Kind.COURSE, away.doctor, None))

    def _locks(self) -> Iterator[Tried]:
        for lock in self._instance.locks:
            if self._holds(r.Locked, lock.doctor):
                way = Way(Decider.COORDINATOR, Kind.LOCK, lock.doctor, lock.shift)
                yield self._without("locks", lock, way)

    def _sessions(self) -> Iterator[Tried]:
        for rule, shift in sorted(self._held):
            if rule == r.Coverage.id and shift and not self._instance.shift_by_id[shift].line.out_of_hours:
                less = Roster.of(pair for pair in self._roster.pairs if pair[1] != shift)
                yield Tried(Way(Decider.COORDINATOR, Kind.SESSION, None, shift), self._instance, less)

    def _fritak(self) -> Iterator[Tried]:
        for fritak in self._instance.exemptions:
            if self._holds(r.ExemptionRule, fritak.doctor) and fritak.kind is ExemptionKind.DISCRETION:
                yield self._without(
                    "exemptions", fritak, Way(Decider.CHIEF, Kind.FRITAK, fritak.doctor, None)
                )

    def _locum(self) -> Iterator[Tried]:
        """One more doctor, who may stand alone as one of the line may, and who has nothing else."""
        target, known = self._target, Known(self._instance, self._book)
        like = [d for d in self._instance.doctors if eligible(d, target) and competent(known, d, target)]
        for model in [d for d in like if known.may_stand_alone(d, target.date)][:1]:
            locum = Doctor(
                id=LOCUM,
                name=LOCUM,
                born=model.born,
                roles=model.roles,
                municipality=model.municipality,
                lines=(target.line.id,),
                competence=model.competence,
                first_day=target.date,
                last_day=target.date,
            )
            more = self._instance.model_copy(update={"doctors": (*self._instance.doctors, locum)})
            yield Tried(Way(Decider.CHIEF, Kind.LOCUM, None, target.id), more, self._roster)
