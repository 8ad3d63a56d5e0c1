"""The account that follows each doctor from one period to the next."""

from collections.abc import Iterable
from datetime import date, timedelta

from vaktplan.domain.base import Fact
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Carried, FeastWorked, Instance, PastShift, YearToDate
from vaktplan.domain.people import Doctor
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Need, Shift
from vaktplan.rulebook.book import Book, shift_feasts
from vaktplan.rulebook.rules import MEASURES

from .pools import present_days
from .rows import ledger
from .tally import hours, tally

MEMORY = timedelta(days=63)  # how far back a period remembers single shifts


class Carry(Fact):
    """What a period leaves to the next: fields of its Instance, by name.

    `instance.model_copy(update={"period": next_period, **dict(carry)})` is the next period, with nothing else changed.
    """

    history: tuple[PastShift, ...]
    feasts_worked: tuple[FeastWorked, ...]
    carried: tuple[Carried, ...]
    year_to_date: tuple[YearToDate, ...]


def carry_forward(instance: Instance, book: Book, worked: Roster, next_period: Period) -> Carry:
    """What the next period must know of this one and of those before it, after the roster that was worked.

    The roster is the worked one where there is any, else the planned. Raises ValueError when the next period does not
    come after this one.
    """
    if next_period.first <= instance.period.last:
        raise ValueError("the next period begins before this one ends")
    held = worked.by_doctor(instance)
    takes = [(d.id, s) for d in instance.doctors for s in held[d.id]]
    years = range(next_period.first.year, next_period.last.year + 1)
    return Carry(
        history=_history(instance, takes, next_period.first - MEMORY),
        feasts_worked=_feasts(instance, takes),
        carried=_owed(instance, book, worked, held),
        year_to_date=tuple(y for y in year_accounts(instance, book, worked, years) if y.year in years),
    )


def year_accounts(
    instance: Instance, book: Book, worked: Roster, also: Iterable[int] = ()
) -> tuple[YearToDate, ...]:
    """Each doctor's account of each calendar year, with this period in it; doctor by doctor, year by year.

    The years are those that the account names already, those of the period, and some others that are asked for.
    """
    named = {(y.doctor, y.year): y for y in instance.year_to_date}
    held = worked.by_doctor(instance)
    every = {d.year for d in instance.period.days} | {y.year for y in instance.year_to_date} | set(also)
    return tuple(
        _year(instance, book, d, held[d.id], named.get((d.id, year), YearToDate(doctor=d.id, year=year)))
        for d in instance.doctors
        for year in sorted(every)
    )


def _year(
    instance: Instance, book: Book, doctor: Doctor, held: Iterable[Shift], before: YearToDate
) -> YearToDate:
    """A doctor's row of a year with what this period adds to it: each date in its own year."""
    mine = [s for s in held if s.date.year == before.year]
    of = [s for s in instance.shifts if s.date.year == before.year]
    wishes = [w for w in instance.wishes if w.doctor == doctor.id]
    t = tally(instance, book, doctor, mine, of, wishes)
    present = present_days(doctor, instance.absences, instance.period)
    return YearToDate(
        doctor=doctor.id,
        year=before.year,
        days_present=before.days_present + sum(day.year == before.year for day in present),
        days_worked=before.days_worked + t.days_worked,
        duties=before.duties + t.duties,
        load=before.load + t.counts["load"],
        hours_on_site=round(before.hours_on_site + hours(t.minutes_on_site), 2),
        hours_home=round(before.hours_home + hours(t.minutes_home), 2),
        nights=before.nights + t.counts["nights"],
        weekends=before.weekends + t.counts["weekends"],
        red_days=before.red_days + t.red_days,
        bakvakt=before.bakvakt + t.counts["bakvakt"],
        practice_lost=before.practice_lost + t.practice_lost,
        wishes_asked=before.wishes_asked + t.wishes_asked,
        wishes_met=before.wishes_met + t.wishes_met,
    )


def _history(instance: Instance, takes: Iterable[tuple[str, Shift]], since: date) -> tuple[PastShift, ...]:
    new = [PastShift(doctor=d, date=s.date, shift_type=s.type.id) for d, s in takes]
    kept = {(p.date, p.doctor, p.shift_type): p for p in (*instance.history, *new) if p.date >= since}
    return tuple(kept[key] for key in sorted(kept))


def _feasts(instance: Instance, takes: Iterable[tuple[str, Shift]]) -> tuple[FeastWorked, ...]:
    """The feasts worked out of hours; those of single shifts too, which are forgotten before the feast comes again."""
    past = [(d.id, s) for d in instance.doctors for s in instance.past[d.id]]
    worked = [
        FeastWorked(doctor=d, feast=feast, year=year)
        for d, s in (*past, *takes)
        if s.line.out_of_hours
        for feast, year in shift_feasts(s)
    ]
    return tuple(dict.fromkeys((*instance.feasts_worked, *worked)))


def _owed(
    instance: Instance, book: Book, worked: Roster, held: dict[str, tuple[Shift, ...]]
) -> tuple[Carried, ...]:
    rows = []
    for row in ledger(instance, book, worked):
        after = {line.measure: line.owed_after for line in row.measures}
        done = instance.carried_by_doctor[row.doctor].duties_done
        done += sum(s.need is Need.ALONE_OR_BACKUP for s in held[row.doctor])
        rows.append(Carried(doctor=row.doctor, **{m: after[m] for m in MEASURES}, duties_done=done))
    return tuple(rows)
