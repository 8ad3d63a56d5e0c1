"""The account: what a roster means for each doctor."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from vaktplan.domain import clock
from vaktplan.domain.base import Fact
from vaktplan.domain.days import DayClass, day_class
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.book import Book, weekends_of
from vaktplan.rulebook.rules import MEASURES, Fairness

from .shares import Share, fair_shares, values


class MeasureLine(Fact):
    """One doctor and one measure: the formula's numbers, what the roster gave, what is owed after."""

    measure: str
    owed: float
    total: float
    share: float
    presence: float
    able: float
    weight: float
    weight_sum: float
    target: float
    count: int
    cost: int  # what the book charges for the distance from the target
    owed_after: float


class LedgerRow(Fact):
    """One doctor's account of a roster."""

    doctor: str
    shifts: int
    hours_on_site: float
    hours_home: float
    nights: int
    weekends: int  # distinct weekends
    feasts: int
    bakvakt: int
    load: int
    practice_days_lost: int
    measures: tuple[MeasureLine, ...]


def ledger(instance: Instance, book: Book, roster: Roster) -> tuple[LedgerRow, ...]:
    """Every doctor's account, in the order of the instance."""
    shares = fair_shares(instance, book)
    worth = {s.id: values(book, s) for s in instance.shifts}
    takes = roster.by_doctor(instance)
    counts = {d: {m: sum(worth[s.id][m] for s in held) for m in MEASURES} for d, held in takes.items()}
    planned = {m: sum(c[m] for c in counts.values()) for m in MEASURES}
    return tuple(
        _row(instance, book, d, takes[d.id], counts[d.id], shares[d.id], planned) for d in instance.doctors
    )


def _row(
    instance: Instance,
    book: Book,
    doctor: Doctor,
    held: Sequence[Shift],
    counts: Mapping[str, int],
    shares: Mapping[str, Share],
    planned: Mapping[str, int],
) -> LedgerRow:
    rule = book.get(Fairness)
    return LedgerRow(
        doctor=doctor.id,
        shifts=len(held),
        hours_on_site=_hours(s for s in held if s.on_site),
        hours_home=_hours(s for s in held if not s.on_site),
        nights=counts["nights"],
        weekends=len({w for s in held for w in weekends_of(s)}),
        feasts=counts["feasts"],
        bakvakt=counts["bakvakt"],
        load=counts["load"],
        practice_days_lost=_practice_days_lost(instance, book, doctor, held),
        measures=tuple(_line(shares[m], counts[m], planned[m], rule) for m in MEASURES),
    )


def _line(share: Share, count: int, planned: int, rule: Fairness | None) -> MeasureLine:
    part = share.weight / share.weight_sum if share.weight_sum else Fraction(0)
    m = share.measure
    return MeasureLine(
        measure=m,
        owed=_rounded(share.owed, 2),
        total=float(share.total),
        share=_rounded(share.share, 4),
        presence=_rounded(share.presence, 4),
        able=_rounded(share.able, 4),
        weight=_rounded(share.weight, 4),
        weight_sum=_rounded(share.weight_sum, 4),
        target=_rounded(share.target, 4),
        count=count,
        cost=rule.term(m).weight * share.cost(count, rule.steep(m)) if rule else 0,
        owed_after=_rounded(share.owed + planned * part - count, 2),
    )


def _rounded(value: Fraction, decimals: int) -> float:
    return float(round(value, decimals)) + 0.0


def _hours(shifts: Iterable[Shift]) -> float:
    return round(sum(clock.minutes(s.start, s.end) for s in shifts) / 60, 2)


def _practice_days_lost(instance: Instance, book: Book, doctor: Doctor, held: Sequence[Shift]) -> int:
    """Practice days on which an on-site night of the roster ends."""
    mornings = {clock.day_of(s.end) for s in held if s.on_site and book.is_night(s)}
    away = [a for a in instance.absences if a.doctor == doctor.id]
    return sum(
        day.isoweekday() in doctor.practice_weekdays
        and day_class(day) in (DayClass.WEEKDAY, DayClass.EVE)
        and not any(a.first <= day <= a.last for a in away)
        for day in mornings
    )
