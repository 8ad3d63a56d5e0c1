"""A report seen the way a reader asks: who is on, when, with whom, and what is missing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from vaktplan.domain import clock, days
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.people import Scope as Fritak
from vaktplan.domain.shifts import Shift, ShiftType, shift_id
from vaktplan.i18n import _
from vaktplan.ledger import LedgerRow
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import ExemptionRule

from . import columns, letters, words
from .company import Company
from .report import Audience, PlanReport
from .seen import Colleague, Day, Duty, Place
from .whylines import Said, said

PERSONAL = ("absence", "exemption", "wishes", "eligibility")  # rules whose breach says something of a person


def names_of(instance: Instance) -> dict[str, str]:
    """Doctors' names by id; two of one name are told apart by their ids."""
    plain = {d.id: words.clean(d.name) for d in instance.doctors}
    times = Counter(plain.values())
    return {i: n if times[n] == 1 else f"{n} ({words.clean(i)})" for i, n in plain.items()}


class View:
    """The facts of a report for one audience, in the order they are printed."""

    def __init__(self, report: PlanReport, audience: Audience = Audience.COORDINATOR) -> None:
        self.report = report
        self.audience = audience
        self.instance = report.instance

    @property
    def for_wall(self) -> bool:
        """Whether it hangs where everybody sees it."""
        return self.audience is Audience.WALL

    @cached_property
    def names(self) -> dict[str, str]:
        """Doctors' names by id; two of one name are told apart by their ids."""
        return names_of(self.instance)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Every date of the period."""
        return tuple(
            Day(d, days.is_red(d), d.weekday() == 5, days.is_eve(d), words.holiday(d))
            for d in self.instance.period.days
        )

    @cached_property
    def day_on(self) -> dict[date, Day]:
        """The days by date."""
        return {d.date: d for d in self.days}

    def types_on(self, day: date) -> tuple[str, ...]:
        """The ids of the shift types that have a shift on a date."""
        return tuple(t.id for t in self.types if (day, t.id) in self.shift_on)

    @cached_property
    def _held(self) -> dict[tuple[str, date], tuple[Shift, ...]]:
        found: dict[tuple[str, date], tuple[Shift, ...]] = {}
        for doctor, shifts in self.shifts_of.items():
            for shift in shifts:
                found[doctor, shift.date] = (*found.get((doctor, shift.date), ()), shift)
        return found

    def held(self, doctor: str, day: date) -> tuple[Shift, ...]:
        """A doctor's shifts that start on a date."""
        return self._held.get((doctor, day), ())

    def any_marked(self, doctor: str, shifts: tuple[Shift, ...]) -> bool:
        """Whether any of a doctor's shifts stands in a hard breach."""
        return any((doctor, s.id) in self.marked for s in shifts)

    def open_letters(self, day: date) -> tuple[str, ...]:
        """The codes of the shifts of a date that lack doctors, with how many when more than one."""
        lacking = [(t, self.missing.get(shift_id(day, t.id), 0)) for t in self.types]
        return tuple(self.letters[t.id] + (f"×{n}" if n > 1 else "") for t, n in lacking if n)

    @cached_property
    def codes(self) -> dict[str, letters.Code]:
        """The code of each shift type, in its parts."""
        return letters.codes(self.instance.shift_types, self.instance.lines)

    @cached_property
    def letters(self) -> dict[str, str]:
        """The code of each shift type: its own, or a short one that is free."""
        return {i: str(code) for i, code in self.codes.items()}

    @cached_property
    def types(self) -> tuple[ShiftType, ...]:
        """The shift types that have a shift, in the workbook's order; those that may stand empty only if staffed."""
        staffed = self.report.roster.doctors_of
        used = {s.type.id for s in self.instance.shifts if s.wanted or s.id in staffed}
        return tuple(t for t in self.instance.shift_types if t.id in used)

    @cached_property
    def columns(self) -> tuple[columns.Column, ...]:
        """The columns of days × shifts, each bakvakt beside what it backs."""
        return columns.arrange([t for t in self.types if not self.is_session(t)], self.instance.lines)

    @cached_property
    def sessions(self) -> tuple[ShiftType, ...]:
        """The shift types that are read ward by ward, not day by day."""
        return columns.sessions(self.types, self.instance.lines)

    @cached_property
    def _session_ids(self) -> frozenset[str]:
        return frozenset(t.id for t in columns.sessions(self.instance.shift_types, self.instance.lines))

    def is_session(self, type_: ShiftType) -> bool:
        """Whether a shift type is read ward by ward."""
        return type_.id in self._session_ids

    @cached_property
    def shift_on(self) -> dict[tuple[date, str], Shift]:
        """Shifts by date and type id."""
        return {(s.date, s.type.id): s for s in self.instance.shifts}

    @cached_property
    def concerned(self) -> tuple[Doctor, ...]:
        """Who has a duty, or may work a line of the plan; in the workbook's order."""
        lines = {t.line for t in self.types}
        return tuple(d for d in self.instance.doctors if self.shifts_of[d.id] or lines & set(d.lines))

    @cached_property
    def doctors(self) -> tuple[Doctor, ...]:
        """Those the rota lists: on the wall only who has a duty, so that it says nothing of the others."""
        return tuple(d for d in self.concerned if self.shifts_of[d.id] or not self.for_wall)

    @cached_property
    def shifts_of(self) -> dict[str, tuple[Shift, ...]]:
        """Each doctor's shifts, by start."""
        return self.report.roster.by_doctor(self.instance)

    @cached_property
    def missing(self) -> dict[str, int]:
        """Shift id → how many places nobody holds."""
        return {s.id: n for s, n in self.report.roster.open_places(self.instance)}

    @cached_property
    def said(self) -> dict[str, Said]:
        """Why shifts are open, as this audience is told it, by shift id; the wall hears of what nobody can mend."""
        known = [e for e in self.report.explained if e.answer == "conflict" or not self.for_wall]
        told = (said(self.instance, e, for_wall=self.for_wall) for e in known)
        return {each.shift: each for each in told if each.shift in self.missing}

    @cached_property
    def ledger(self) -> dict[str, LedgerRow]:
        """The account of each doctor."""
        return {row.doctor: row for row in self.report.ledger}

    def holders(self, shift: Shift) -> tuple[str, ...]:
        """The names of those who hold a shift."""
        return tuple(self.names[d] for d in self.report.roster.doctors_of.get(shift.id, ()))

    @cached_property
    def duties_of(self) -> dict[str, tuple[Duty, ...]]:
        """Each doctor's duties with company, by start."""
        return {d.id: tuple(self._duty(d, s) for s in self.shifts_of[d.id]) for d in self.instance.doctors}

    def _duty(self, doctor: Doctor, shift: Shift) -> Duty:
        beside = [(d, s) for s in self._company.of(shift) for d in self._doctors_of(s) if d != doctor.id]
        bakvakt = self._company.backs(shift, [s for _d, s in beside])
        return Duty(
            shift=shift,
            doctor=doctor,
            others=tuple(Colleague(self.names[d], s) for d, s in beside if s.id not in bakvakt),
            bakvakt=tuple(Colleague(self.names[d], s) for d, s in beside if s.id in bakvakt),
        )

    def _doctors_of(self, shift: Shift) -> tuple[str, ...]:
        return self.report.roster.doctors_of.get(shift.id, ())

    @cached_property
    def _company(self) -> Company:
        return Company(self.instance)

    def on(self, day: date, types: Sequence[ShiftType]) -> tuple[Place, ...]:
        """The places of some shift types on a date: who holds each, and those that nobody holds."""
        found: list[Place] = []
        for shift in (self.shift_on.get((day, t.id)) for t in types):
            if shift is not None:
                held = self._doctors_of(shift)
                found += [Place(d, self.names[d], (d, shift.id) in self.marked) for d in held]
                found += [Place("", _("UDEKKET"), False, shift.id)] * self.missing.get(shift.id, 0)
        return tuple(found)

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        """What is told of breaches: open places first, then hard, then the dearest; never fairness."""
        told = [b for b in self.report.verdict.breaches if b.rule != "fairness"]
        return tuple(
            sorted(
                told,
                key=lambda b: (
                    not b.is_open_place,
                    b.level.value,
                    -b.cost,
                    b.rule,
                    b.part,
                    b.doctor or "",
                    b.shifts,
                ),
            )
        )

    @cached_property
    def _past(self) -> dict[str, Shift]:
        """The shifts of before the period by id."""
        return {s.id: s for shifts in self.instance.past.values() for s in shifts}

    @cached_property
    def marked(self) -> frozenset[tuple[str, str]]:
        """(doctor, shift) pairs that stand in a hard breach; on the wall none that tells of a person."""
        hidden = PERSONAL if self.for_wall else ()
        return frozenset(
            (b.doctor, s)
            for b in self.report.verdict.hard
            if b.doctor and b.rule not in hidden
            for s in b.shifts
        )

    @cached_property
    def unavailable(self) -> frozenset[tuple[str, date]]:
        """(doctor, date) pairs that the coordinator sees as not available; the wall sees none."""
        if self.for_wall:
            return frozenset()
        away = [(a.doctor, a.first, a.last) for a in self.instance.absences]
        away += [
            (e.doctor, e.first, e.last or self.instance.period.last)
            for e in self.instance.exemptions
            if e.scope is Fritak.ALL
        ]
        away += list(self._age_claims())
        return frozenset(
            (i, d) for i, first, last in away for d in self.instance.period.days if first <= d <= last
        )

    def _age_claims(self) -> Iterator[tuple[str, date, date]]:
        """Claimed age rights to all duty, so that they look like any other fritak."""
        rule = self.report.book.get(ExemptionRule)
        for doctor in self.instance.doctors if rule else ():
            if rule is not None and doctor.age_claim is Fritak.ALL:
                turns = clock.anniversary(doctor.born, rule.age.whole(self.instance.period.first))
                yield doctor.id, turns + clock.DAY, self.instance.period.last

    def when(self, shift_id: str) -> str:
        """A shift in words, from its id; a shift of before the period too."""
        shift = self.instance.shift_by_id.get(shift_id) or self._past.get(shift_id)
        if shift is None:
            return words.clean(shift_id)
        day = f"{words.weekday_short(shift.date)} {words.short_date(shift.date)}"
        return f"{day} {words.clean(shift.type.name)} {words.window(shift)}"
