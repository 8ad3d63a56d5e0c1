"""A report seen the way a reader asks: who is on, when, with whom, and what is missing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vaktplan.domain import clock, days
from vaktplan.domain.people import Doctor
from vaktplan.domain.people import Scope as Fritak
from vaktplan.domain.shifts import LineKind, Need, Shift, ShiftType, shift_id
from vaktplan.ledger import LedgerRow
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import ExemptionRule

from . import columns, words
from .report import Audience, PlanReport

TOGETHER = (LineKind.LEGEVAKT, LineKind.TILKALLING, LineKind.BAKVAKT)
PERSONAL = ("absence", "exemption", "wishes", "eligibility")  # rules whose breach says something of a person


@dataclass(frozen=True)
class Colleague:
    """Somebody else on duty at the same time."""

    name: str
    shift: Shift

    def __str__(self) -> str:
        return f"{self.name} ({words.clean(self.shift.type.name)} {words.window(self.shift)})"


@dataclass(frozen=True)
class Duty:
    """One doctor's shift, with who else is on."""

    shift: Shift
    doctor: Doctor
    others: tuple[Colleague, ...]
    bakvakt: tuple[Colleague, ...]

    @property
    def hours(self) -> float:
        """Real hours, summer time or not."""
        return clock.minutes(self.shift.start, self.shift.end) / 60


@dataclass(frozen=True)
class Day:
    """A date as a rota prints it."""

    date: date
    red: bool
    saturday: bool
    eve: bool
    name: str  # of the holiday or eve

    @property
    def week(self) -> int:
        """The ISO week number."""
        return days.iso_week(self.date)

    @property
    def mark(self) -> str:
        """The sign that says red day or eve without colour."""
        return "●" if self.red else "○" if self.eve else ""


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
        plain = {d.id: words.clean(d.name) for d in self.instance.doctors}
        times = Counter(plain.values())
        return {i: n if times[n] == 1 else f"{n} ({words.clean(i)})" for i, n in plain.items()}

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
    def letters(self) -> dict[str, str]:
        """The code of each shift type: its own, or the first letters of its name that are free."""
        chosen = {t.id: words.clean(t.letter) for t in self.instance.shift_types if t.letter}
        for type_ in self.instance.shift_types:
            if type_.id not in chosen:
                chosen[type_.id] = _free_letter(words.clean(type_.name), set(chosen.values()))
        return {t.id: chosen[t.id] for t in self.instance.shift_types}

    @cached_property
    def types(self) -> tuple[ShiftType, ...]:
        """The shift types that have a shift in the period, in the workbook's order; bakvakt only if staffed."""
        used = {
            s.type.id
            for s in self.instance.shifts
            if not s.on_demand or s.id in self.report.roster.doctors_of
        }
        return tuple(t for t in self.instance.shift_types if t.id in used)

    @cached_property
    def columns(self) -> tuple[columns.Column, ...]:
        """The columns of days × shifts, each bakvakt beside what it backs."""
        return columns.arrange(self.types, self.instance.lines)

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
        beside = [c for c in self._company(shift) if c[0] != doctor.id]
        back = shift.need is Need.ALONE_OR_BACKUP
        return Duty(
            shift=shift,
            doctor=doctor,
            others=tuple(Colleague(self.names[d], s) for d, s in beside if not (back and s.on_demand)),
            bakvakt=tuple(Colleague(self.names[d], s) for d, s in beside if back and s.on_demand),
        )

    def _company(self, shift: Shift) -> list[tuple[str, Shift]]:
        return [
            (doctor, other)
            for other in self._near[shift.date]
            if _together(shift, other) and clock.overlap(shift.start, shift.end, other.start, other.end) > 0
            for doctor in self.report.roster.doctors_of.get(other.id, ())
        ]

    @cached_property
    def _near(self) -> dict[date, list[Shift]]:
        near: dict[date, list[Shift]] = {d: [] for d in self.instance.period.days}
        for shift in self.instance.shifts:
            for day in clock.dates(shift.date - clock.DAY, shift.date + clock.DAY):
                if day in near:
                    near[day].append(shift)
        return near

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


def _free_letter(name: str, taken: set[str]) -> str:
    letters = [c for c in name if c.isalnum()] or ["?"]
    first = letters[0].upper()
    tries = [first, *(first + c.lower() for c in letters[1:]), *(f"{first}{n}" for n in range(2, 1000))]
    return next(t for t in tries if t not in taken)


def _together(a: Shift, b: Shift) -> bool:
    return a.line.id == b.line.id or (a.line.kind in TOGETHER and b.line.kind in TOGETHER)
