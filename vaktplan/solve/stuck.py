"""What might be changed where a place is stuck: for each change its alternatives, the least first."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TypeVar

from vaktplan.domain.base import Fact
from vaktplan.domain.clock import DAY, day_of, touches
from vaktplan.domain.instance import Instance, TypeLimit
from vaktplan.domain.people import AbsenceKind, Doctor, Exemption, ExemptionKind, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import LineKind, Shift
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book, days_of
from vaktplan.rulebook.easing import OWN_LIMITS

from .conflict import Conflict
from .known import Known
from .may import competent, eligible, may_take
from .reasons import Eased, Reason
from .ways import Decider, Kind, Tried, Way

LOCUM = "vikar-"  # the id of one who is hired for a night: no workbook has it
MOST_EXTRA = 2  # beyond a limit: more is nothing to ask of anyone
Step = tuple[Tried, ...]
F = TypeVar("F", bound=Fact)


def every_way(instance: Instance, book: Book, roster: Roster, conflict: Conflict) -> Iterator[Step]:
    """Every change that is worth trying, in the order of who decides; whether one works is not said."""
    stuck = _Stuck(instance, book, roster, conflict)
    yield from stuck.wishes()
    yield from stuck.courses()
    yield from stuck.own_limits()
    yield from stuck.limits()
    yield from stuck.locks()
    yield from stuck.sessions()
    yield from stuck.fritak()
    yield from stuck.on_site()
    yield from stuck.locum()


class _Stuck:
    """A conflict, and what might be changed."""

    def __init__(self, instance: Instance, book: Book, roster: Roster, conflict: Conflict) -> None:
        self._instance, self._book, self._roster = instance, book, roster
        self._target = instance.shift_by_id[conflict.shift]
        self._held = set(conflict.reasons)
        self._known = Known(instance, book)

    def wishes(self) -> Iterator[Step]:
        """A day that must be off, given up for this shift, or wholly."""
        for wish in self._instance.wishes:
            if self._holds(r.Wishes, wish.doctor) and wish.kind is WishKind.MUST_OFF:
                yield self._spared("wishes", wish, Decider.DOCTOR, Kind.WISH)

    def courses(self) -> Iterator[Step]:
        """A course, moved."""
        for away in self._instance.absences:
            near = touches(self._target.start, self._target.end, away.first, away.last)
            if self._holds(r.AbsenceRule, away.doctor) and near and away.kind is AbsenceKind.COURSE:
                way = Way(Decider.DOCTOR, Kind.COURSE, away.doctor, None)
                yield (self._with("absences", _without(self._instance.absences, away), way),)

    def own_limits(self) -> Iterator[Step]:
        """A doctor's own number of weekends, or of shifts of a type, passed by one or two."""
        for limit in self._instance.type_limits:
            if self._holds(r.TypeLimitRule, limit.doctor):
                yield tuple(self._more_of_type(limit, k) for k in range(1, MOST_EXTRA + 1))
        for doctor in self._instance.doctors:
            if self._holds(r.WeekendCap, doctor.id) and doctor.max_weekends is not None:
                yield tuple(
                    self._more_weekends(doctor, doctor.max_weekends, k) for k in range(1, MOST_EXTRA + 1)
                )

    def limits(self) -> Iterator[Step]:
        """A limit of the book's own, passed by one or two by a doctor who agrees to it."""
        for rule, who in sorted(self._held):
            own = rule == r.WeekendCap.id and self._instance.doctor_by_id[who].max_weekends is not None
            if rule in {kind.id for kind in OWN_LIMITS} and not own:
                yield tuple(self._extra(rule, who, k) for k in range(1, MOST_EXTRA + 1))

    def locks(self) -> Iterator[Step]:
        """A lock, given up."""
        for lock in self._instance.locks:
            if self._holds(r.Locked, lock.doctor):
                way = Way(Decider.COORDINATOR, Kind.LOCK, lock.doctor, lock.shift)
                yield (self._with("locks", _without(self._instance.locks, lock), way),)

    def sessions(self) -> Iterator[Step]:
        """A session inside opening hours, left open on its day."""
        for rule, shift in sorted(self._held):
            if rule == r.Coverage.id and shift and not self._instance.shift_by_id[shift].line.out_of_hours:
                less = Roster.of(pair for pair in self._roster.pairs if pair[1] != shift)
                yield (Tried(Way(Decider.COORDINATOR, Kind.SESSION, None, shift), self._instance, less),)

    def fritak(self) -> Iterator[Step]:
        """A fritak by discretion, put off for this shift, or wholly."""
        for fritak in self._instance.exemptions:
            if self._holds(r.ExemptionRule, fritak.doctor) and fritak.kind is ExemptionKind.DISCRETION:
                yield self._spared("exemptions", fritak, Decider.CHIEF, Kind.FRITAK)

    def on_site(self) -> Iterator[Step]:
        """One who may be bakvakt by the law and has not that line, with the beginner this once."""
        over = [
            s
            for s in self._instance.shifts
            if s.line.kind is LineKind.BAKVAKT
            and s.start <= self._target.start < s.end
            and s.id != self._target.id
        ]
        if not self._holds(r.Backup, "") or not over:
            return
        standby = over[0]
        for doctor in self._instance.doctors:
            more = doctor.model_copy(update={"lines": (*doctor.lines, standby.line.id)})
            new = standby.line.id not in doctor.lines
            if new and self._free(more, standby):
                way = Way(Decider.CHIEF, Kind.ON_SITE, doctor.id, self._target.id)
                others = self._instance.doctors
                yield (self._with("doctors", tuple(more if d is doctor else d for d in others), way),)

    def locum(self) -> Iterator[Step]:
        """One more doctor, who may stand alone as one of the line may, and who has nothing else."""
        target = self._target
        like = [
            d for d in self._instance.doctors if eligible(d, target) and competent(self._known, d, target)
        ]
        for model in [d for d in like if self._known.may_stand_alone(d, target.date)][:1]:
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
            way = Way(Decider.CHIEF, Kind.LOCUM, None, target.id)
            yield (self._with("doctors", (*self._instance.doctors, locum), way),)

    # -- pieces -------------------------------------------------------------------------------------------

    def _holds(self, rule: type[r.Rule], who: str) -> bool:
        return Reason(rule.id, who) in self._held

    def _free(self, doctor: Doctor, shift: Shift) -> bool:
        """Whether a doctor may take a shift, and is neither away nor has to have off."""
        must = (w for w in self._instance.wishes if w.doctor == doctor.id and w.kind is WishKind.MUST_OFF)
        return (
            may_take(self._known, self._book, doctor, shift)
            and all(self._known.at_work(doctor, day) for day in days_of(shift))
            and not any(touches(shift.start, shift.end, w.first, w.last) for w in must)
        )

    def _with(self, field: str, facts: tuple[Fact, ...], way: Way) -> Tried:
        """The instance with other facts of a kind."""
        return Tried(way, self._instance.model_copy(update={field: facts}), self._roster)

    def _spared(self, field: str, fact: Wish | Exemption, decider: Decider, kind: Kind) -> Step:
        """A fact that spares the days of the shift when it touches them, and one that is given up."""
        facts = getattr(self._instance, field)
        wholly = self._with(field, _without(facts, fact), Way(decider, kind, fact.doctor, None))
        if not touches(self._target.start, self._target.end, fact.first, fact.last):
            return (wholly,)
        first, last = day_of(self._target.start), day_of(self._target.end - timedelta(minutes=1))
        before = fact.model_copy(update={"last": first - DAY})
        after = fact.model_copy(update={"first": last + DAY})
        kept = [
            part
            for part in (before, after)
            if part.first is None or part.last is None or part.first <= part.last
        ]
        spared = tuple(part for f in facts for part in (kept if f is fact else (f,)))
        little = self._with(field, spared, Way(decider, kind, fact.doctor, self._target.id))
        return (little, wholly) if kept else (wholly,)

    def _extra(self, rule: str, doctor: str, more: int) -> Tried:
        way = Way(Decider.COORDINATOR, Kind.EXTRA, doctor, None, rule, more)
        return Tried(way, self._instance, self._roster, Eased(rule, doctor, more))

    def _more_of_type(self, limit: TypeLimit, more: int) -> Tried:
        raised = limit.model_copy(update={"most": limit.most + more})
        rows = tuple(raised if row is limit else row for row in self._instance.type_limits)
        way = Way(Decider.DOCTOR, Kind.LIMIT, limit.doctor, None, r.TypeLimitRule.id, more)
        return self._with("type_limits", rows, way)

    def _more_weekends(self, doctor: Doctor, now: int, more: int) -> Tried:
        raised = doctor.model_copy(update={"max_weekends": now + more})
        doctors = tuple(raised if d is doctor else d for d in self._instance.doctors)
        return self._with(
            "doctors", doctors, Way(Decider.DOCTOR, Kind.LIMIT, doctor.id, None, r.WeekendCap.id, more)
        )


def _without(facts: tuple[F, ...], one: F) -> tuple[F, ...]:
    return tuple(fact for fact in facts if fact is not one)
