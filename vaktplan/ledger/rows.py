"""The account: what a roster means for each doctor."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pydantic import Field

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import MEASURES, Fairness

from .shares import PoolPart, Share, fair_shares, values
from .tally import hours, tally

Planned = Mapping[tuple[str, str], int]  # what the roster gives in all, by pool and measure


class PartLine(Fact):
    """One pool's part of a fair share: the formula's numbers."""

    pool: str
    total: float
    share: float
    presence: float
    able: float
    weight: float
    weight_sum: float
    agreed: float | None  # per cent of the total that the doctor's municipality carries
    amount: float


class MeasureLine(Fact):
    """One doctor and one measure: the formula's numbers, what the roster gave, what is owed after.

    When several pools feed the measure, the numbers are those of the whole, and `parts` has them apart.
    """

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
    parts: tuple[PartLine, ...] = ()


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
    red_days: int = 0  # shifts dated on a red day or an eve
    days_worked: int = 0  # distinct dates with a shift
    duties: int = 0  # regular shifts of legevakt and tilkalling out of hours
    wishes_asked: int = 0  # wishes that some shift of the period is about
    wishes_met: int = 0
    hours_by_kind: dict[str, float] = Field(
        default_factory=dict
    )  # by kind of line, on site and at home together
    measures: tuple[MeasureLine, ...]


def ledger(instance: Instance, book: Book, roster: Roster) -> tuple[LedgerRow, ...]:
    """Every doctor's account, in the order of the instance."""
    shares = fair_shares(instance, book)
    takes = roster.by_doctor(instance)
    planned = _planned(book, [s for held in takes.values() for s in held])
    rule_at = {
        home: book.seen_from(home).get(Fairness)
        for home in dict.fromkeys(d.municipality for d in instance.doctors)
    }
    return tuple(
        _row(instance, book, d, takes[d.id], shares[d.id], planned, rule_at[d.municipality])
        for d in instance.doctors
    )


def _planned(book: Book, takes: Sequence[Shift]) -> Planned:
    found: dict[tuple[str, str], int] = {}
    for shift in takes:
        for measure, value in values(book, shift).items():
            key = (shift.line.pool, measure)
            found[key] = found.get(key, 0) + value
    return found


def _row(
    instance: Instance,
    book: Book,
    doctor: Doctor,
    held: Sequence[Shift],
    shares: Mapping[str, Share],
    planned: Planned,
    rule: Fairness | None,
) -> LedgerRow:
    wishes = [w for w in instance.wishes if w.doctor == doctor.id]
    sums = tally(instance, book, doctor, held, instance.shifts, wishes)
    return LedgerRow(
        doctor=doctor.id,
        shifts=len(held),
        hours_on_site=hours(sums.minutes_on_site),
        hours_home=hours(sums.minutes_home),
        nights=sums.counts["nights"],
        weekends=sums.weekends,
        feasts=sums.counts["feasts"],
        bakvakt=sums.counts["bakvakt"],
        load=sums.counts["load"],
        practice_days_lost=sums.practice_lost,
        red_days=sums.red_days,
        days_worked=sums.days_worked,
        duties=sums.duties,
        wishes_asked=sums.wishes_asked,
        wishes_met=sums.wishes_met,
        hours_by_kind=sums.hours_by_kind,
        measures=tuple(_line(shares[m], sums.counts[m], planned, rule) for m in MEASURES),
    )


def _line(share: Share, count: int, planned: Planned, rule: Fairness | None) -> MeasureLine:
    m = share.measure
    due = sum((planned.get((p.pool, m), 0) * p.part for p in share.parts), Fraction(0))
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
        owed_after=_rounded(share.owed + due - count, 2),
        parts=tuple(_part(p) for p in share.parts),
    )


def _part(part: PoolPart) -> PartLine:
    return PartLine(
        pool=part.pool,
        total=float(part.total),
        share=_rounded(part.share, 4),
        presence=_rounded(part.presence, 4),
        able=_rounded(part.able, 4),
        weight=_rounded(part.weight, 4),
        weight_sum=_rounded(part.weight_sum, 4),
        agreed=None if part.agreed is None else float(part.agreed),
        amount=_rounded(part.amount, 4),
    )


def _rounded(value: Fraction, decimals: int) -> float:
    return float(round(value, decimals)) + 0.0
