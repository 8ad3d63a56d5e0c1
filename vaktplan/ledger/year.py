"""A year of rosters: what each doctor had beside the fair share, month added to month, and why some differ."""

from collections.abc import Iterable, Sequence
from datetime import date

from vaktplan.domain.base import Fact
from vaktplan.domain.days import Feast, Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, Role
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Need
from vaktplan.i18n import N_
from vaktplan.rulebook.book import Book, shift_feasts
from vaktplan.rulebook.rules import MEASURES, ExemptionRule

from .rows import LedgerRow
from .standing import holds, may_stand_alone

SPECIALISED = ("specialist", "specialising", "approved-gp", "transition-2017")  # KOMP §§ 3 (1) and 5
NIGHTS_WITHIN = 1.0  # duties from the year's fair share
LOAD_WITHIN = 0.05  # of the year's fair load

EXEMPT = N_("har fritak i året")
CAME_OR_LEFT = N_("kom eller sluttet i året")
ON_LEAVE = N_("var lenge borte i året")
WHOLE_DUTIES = N_("vakter er hele: forskjellen er mindre enn den letteste tilstedevakten")
SUPERVISED = N_("er LIS1 eller vikar, eller kan ikke stå alene hele året, og tar ikke del i alle vakttyper")
NONE = N_("ingen grunn funnet")


class Month(Fact):
    """One month of the year: what was planned, and what it meant."""

    instance: Instance
    roster: Roster
    rows: tuple[LedgerRow, ...]
    hard: int
    open_places: int


class YearMeasure(Fact):
    """One measure over the year: what was had, and what was fair (brought in from before, and each month's share)."""

    measure: str
    count: int
    brought: float
    share: float

    @property
    def target(self) -> float:
        """The year's fair share, with what was owed when it began."""
        return self.brought + self.share

    @property
    def difference(self) -> float:
        """How much more than fair; negative when less."""
        return self.count - self.target

    @property
    def times(self) -> float | None:
        """The count as a multiple of the fair share; None when that is nothing."""
        return self.count / self.target if self.target > 0 else None


class YearRow(Fact):
    """One doctor's year."""

    doctor: str
    name: str
    shifts: int
    duties: int  # of legevakt and tilkalling
    hours_on_site: float
    hours_home: float
    hours_by_kind: dict[str, float]
    red_days: int
    practice_days_lost: int
    wishes_asked: int
    wishes_met: int
    feasts: tuple[str, ...]  # the feasts of the year worked, in order
    jul_and_nyttaar: bool
    measures: tuple[YearMeasure, ...]
    within: bool
    reasons: tuple[str, ...]  # Norwegian; why the year is not within, when it is not

    def of(self, measure: str) -> YearMeasure:
        """One measure."""
        return next(m for m in self.measures if m.measure == measure)


class BakvaktCount(Fact):
    """How many bakvakter the year took, and how many a bakvakt at every hour of duty would have taken."""

    taken: int
    windows: int
    trainee_duties: int  # duties of LIS1 that asked for one
    for_trainees: int  # of those taken, the ones that lie over a duty of a LIS1


class LocumDays(Fact):
    """A locum who worked on the exception from the specialisation: days worked in the year (KOMP § 4)."""

    doctor: str
    name: str
    days: int


def locum_days(months: Sequence[Month]) -> tuple[LocumDays, ...]:
    """The locums whose days the municipality reports, with what the account had before the first month."""
    found = []
    first = months[0].instance
    for doctor in first.doctors:
        if Role.VIKAR in doctor.roles:
            worked = {s.date for m in months for s in m.roster.shifts_of(m.instance, doctor.id)}
            days = [d for d in worked if not any(holds(g, doctor.competence, d) for g in SPECIALISED)]
            before = next(
                (
                    y.days_worked
                    for y in first.year_to_date
                    if y.doctor == doctor.id and y.year == first.period.last.year
                ),
                0,
            )
            if days:
                found.append(LocumDays(doctor=doctor.id, name=doctor.name, days=before + len(days)))
    return tuple(found)


def year_rows(months: Sequence[Month], book: Book) -> tuple[YearRow, ...]:
    """Every doctor's year, in the order of the instance."""
    rows = {d.id: [r for m in months for r in m.rows if r.doctor == d.id] for d in months[0].instance.doctors}
    return tuple(_row(months, book, d, rows[d.id]) for d in months[0].instance.doctors)


def bakvakter(months: Sequence[Month], line_ids: Iterable[str]) -> BakvaktCount:
    """The bakvakter of some lines: staffed, and the windows there were."""
    lines = set(line_ids)
    taken = windows = duties = over = 0
    for month in months:
        doctors, shifts = month.instance.doctor_by_id, month.instance.shift_by_id
        windows += sum(s.on_demand and s.line.id in lines for s in month.instance.shifts)
        held = [(doctors[d], shifts[s]) for d, s in month.roster.pairs if shifts[s].line.id in lines]
        backing = [s for _d, s in held if s.on_demand]
        begun = [s for d, s in held if Role.LIS1 in d.roles and s.need is Need.ALONE_OR_BACKUP]
        taken += len(backing)
        duties += len(begun)
        over += sum(any(b.start < s.end and s.start < b.end for s in begun) for b in backing)
    return BakvaktCount(taken=taken, windows=windows, trainee_duties=duties, for_trainees=over)


def _row(months: Sequence[Month], book: Book, doctor: Doctor, rows: Sequence[LedgerRow]) -> YearRow:
    measures = tuple(_measure(m, rows) for m in MEASURES)
    worked = _feasts(months, doctor.id)
    within = _within(measures)
    kinds: dict[str, float] = {}
    for row in rows:
        for kind, hours in row.hours_by_kind.items():
            kinds[kind] = round(kinds.get(kind, 0) + hours, 2)
    return YearRow(
        doctor=doctor.id,
        name=doctor.name,
        shifts=sum(r.shifts for r in rows),
        duties=sum(r.duties for r in rows),
        hours_on_site=round(sum(r.hours_on_site for r in rows), 2),
        hours_home=round(sum(r.hours_home for r in rows), 2),
        hours_by_kind=dict(sorted(kinds.items())),
        red_days=sum(r.red_days for r in rows),
        practice_days_lost=sum(r.practice_days_lost for r in rows),
        wishes_asked=sum(r.wishes_asked for r in rows),
        wishes_met=sum(r.wishes_met for r in rows),
        feasts=tuple(f"{f.value} {y}" for f, y in worked),
        jul_and_nyttaar=any((Feast.NYTTAAR, y) in worked for f, y in worked if f is Feast.JUL),
        measures=measures,
        within=within,
        reasons=() if within else _reasons(months, book, doctor, measures),
    )


def _measure(name: str, rows: Sequence[LedgerRow]) -> YearMeasure:
    lines = [next(m for m in r.measures if m.measure == name) for r in rows]
    return YearMeasure(
        measure=name,
        count=sum(m.count for m in lines),
        brought=lines[0].owed,
        share=round(sum(m.target - m.owed for m in lines), 2),
    )


def _within(measures: Sequence[YearMeasure]) -> bool:
    nights = next(m for m in measures if m.measure == "nights")
    load = next(m for m in measures if m.measure == "load")
    return abs(nights.difference) <= NIGHTS_WITHIN and abs(load.difference) <= LOAD_WITHIN * max(
        0.0, load.target
    )


def _feasts(months: Sequence[Month], doctor: str) -> list[tuple[Feast, int]]:
    """The feasts worked out of hours in the year, and those of the memory that touch it (nyttår of the year before)."""
    found: dict[tuple[Feast, int], None] = {}
    for month in months:
        for shift in month.roster.shifts_of(month.instance, doctor):
            if shift.line.out_of_hours:
                found.update(dict.fromkeys(shift_feasts(shift)))
    years = {y for _, y in found}
    for f in months[0].instance.feasts_worked:
        if f.doctor == doctor and f.year in years and f.feast in (Feast.JUL, Feast.NYTTAAR):
            found[f.feast, f.year] = None
    return sorted(found, key=lambda p: (p[1], list(Feast).index(p[0])))


def _reasons(
    months: Sequence[Month], book: Book, doctor: Doctor, measures: Sequence[YearMeasure]
) -> tuple[str, ...]:
    first, last = months[0].instance.period.first, months[-1].instance.period.last
    found = []
    if is_exempt(months, book, doctor):
        found.append(EXEMPT)
    if (doctor.first_day or first) > first or (doctor.last_day or last) < last:
        found.append(CAME_OR_LEFT)
    if _leave(months, doctor, Period(first=first, last=last)) > 30:
        found.append(ON_LEAVE)
    every_month = (m.instance.period.first for m in months)
    if {Role.LIS1, Role.VIKAR} & set(doctor.roles) or not all(
        may_stand_alone(book.standing, doctor, day) for day in every_month
    ):
        found.append(SUPERVISED)
    nights = next(m for m in measures if m.measure == "nights")
    load = next(m for m in measures if m.measure == "load")
    if abs(nights.difference) <= NIGHTS_WITHIN and abs(load.difference) < _lightest(months[0].instance):
        found.append(WHOLE_DUTIES)
    return tuple(found) or (NONE,)


def _lightest(instance: Instance) -> int:
    """The load of the lightest duty on site."""
    duties = (
        t.load
        for t in instance.shift_types
        if t.on_site and t.load and not t.on_demand and instance.line_by_id[t.line].out_of_hours
    )
    return min(duties, default=0)


def is_exempt(months: Sequence[Month], book: Book, doctor: Doctor) -> bool:
    """Whether any exemption, decided or claimed by age, holds in the year."""
    first, last = months[0].instance.period.first, months[-1].instance.period.last
    decided = any(
        e.doctor == doctor.id and e.first <= last and (e.last is None or e.last >= first)
        for e in months[0].instance.exemptions
    )
    rule = book.get(ExemptionRule)
    claimed = (
        doctor.age_claim is not None and rule is not None and _turned(doctor.born, rule.age.whole(last), last)
    )
    return decided or claimed


def _turned(born: date, age: int, by: date) -> bool:
    return (by.year - born.year - ((by.month, by.day) < (born.month, born.day))) >= age


def _leave(months: Sequence[Month], doctor: Doctor, year: Period) -> int:
    """Dates of the year covered by absences that take the share away."""
    spans = [a for a in months[0].instance.absences if a.doctor == doctor.id and not a.counts_as_presence]
    return sum(any(a.first <= day <= a.last for a in spans) for day in year.days)
