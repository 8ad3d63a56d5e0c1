"""The pools that duty is shared in: what each holds in every measure, and who weighs how much in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence, Doctor
from vaktplan.domain.shifts import Line, Need, Shift
from vaktplan.rulebook.book import Book, shift_feasts, weekends_of
from vaktplan.rulebook.rules import MEASURES, Fairness

from .may_take import MayTake
from .standing import always_backed

ZERO, HALF = Fraction(0), Fraction(1, 2)
HUNDRED = Fraction(100)


@dataclass(frozen=True)
class PoolPart:
    """One doctor's part of one measure of one pool, with every number of the formula."""

    pool: str
    total: Fraction
    share: Fraction  # a
    presence: Fraction  # p
    able: Fraction  # e
    weight: Fraction  # a·p·e
    weight_sum: Fraction  # over the doctors who share the total: all, or those of the same municipality
    agreed: Fraction | None = None  # the per cent of the total that the doctor's municipality has agreed to

    @property
    def part(self) -> Fraction:
        """The part of the pool's total that is the doctor's."""
        if not self.weight_sum:
            return ZERO
        return self.weight / self.weight_sum * (HUNDRED if self.agreed is None else self.agreed) / 100

    @property
    def amount(self) -> Fraction:
        """What the pool adds to the target."""
        return self.total * self.part


@dataclass(frozen=True)
class Pool:
    """The lines that are shared evenly by themselves: totals by measure, and the factors by doctor id."""

    name: str
    totals: dict[str, Fraction]
    share: dict[str, Fraction]
    presence: dict[str, Fraction]
    able: dict[str, dict[str, Fraction]]
    sums: dict[tuple[str, str], Fraction]  # by whom the total is shared with and measure
    agreed: dict[str, Fraction] | None  # by municipality; None: the total is not divided first

    def weight(self, doctor: str, measure: str) -> Fraction:
        """a·p·e."""
        return self.share[doctor] * self.presence[doctor] * self.able[doctor][measure]

    def part(self, doctor: Doctor, measure: str) -> PoolPart:
        """A doctor's part of a measure."""
        i, home = doctor.id, doctor.municipality
        return PoolPart(
            pool=self.name,
            total=self.totals[measure],
            share=self.share[i],
            presence=self.presence[i],
            able=self.able[i][measure],
            weight=self.weight(i, measure),
            weight_sum=self.sums.get(("" if self.agreed is None else home, measure), ZERO),
            agreed=None if self.agreed is None else self.agreed.get(home, ZERO),
        )


def pools(instance: Instance, book: Book, may: MayTake) -> tuple[Pool, ...]:
    """Every pool of the instance's shared lines, in the order of the lines; the common one when there is none."""
    names = dict.fromkeys(line.pool for line in instance.lines if line.shared) or {"": None}
    lines = {n: [line for line in instance.lines if line.shared and line.pool == n] for n in names}
    shifts: dict[str, list[Shift]] = {n: [] for n in names}
    for shift in instance.shifts:
        if shift.line.shared:
            shifts[shift.line.pool].append(shift)
    there = {d.id: presence(d, instance.absences, instance.period) for d in instance.doctors}
    return tuple(_pool(instance, book, may, n, lines[n], shifts[n], there) for n in names)


def _pool(
    instance: Instance,
    book: Book,
    may: MayTake,
    name: str,
    lines: Sequence[Line],
    shifts: Sequence[Shift],
    there: dict[str, Fraction],
) -> Pool:
    by_duty = any(line.out_of_hours for line in lines) or not lines
    share = {
        d.id: mean_share(d, instance.period) if by_duty else exact(d.position_percent / 100, 4)
        for d in instance.doctors
    }
    valued = [(s, values(book, s)) for s in shifts]
    totals = {m: Fraction(sum(v[m] * s.places for s, v in valued)) for m in MEASURES}
    totals["bakvakt"] = _bakvakt_total(
        instance, book, may, shifts, {d: a * there[d] for d, a in share.items()}
    )
    able = {d.id: _able(d, valued, may, _make_up(book, d)) for d in instance.doctors}
    agreed = _agreed(instance, lines)
    pool = Pool(name, totals, share, there, able, {}, agreed)
    for d in instance.doctors:
        for m in MEASURES:
            key = ("" if agreed is None else d.municipality, m)
            pool.sums[key] = pool.sums.get(key, ZERO) + pool.weight(d.id, m)
    return pool


def _agreed(instance: Instance, lines: Sequence[Line]) -> dict[str, Fraction] | None:
    """What each municipality has agreed to carry of a pool that is open to several, when at least two have agreed."""
    shares = {
        m.name: exact(m.share_percent, 2) for m in instance.municipalities if m.share_percent is not None
    }
    several = any(len(line.municipalities) != 1 for line in lines)
    return shares if len(shares) >= 2 and several else None


def _make_up(book: Book, doctor: Doctor) -> int:
    rule = book.seen_from(doctor.municipality).get(Fairness)
    return rule.make_up_percent if rule else 0


def values(book: Book, shift: Shift) -> dict[str, int]:
    """What a shift counts in each measure; nothing on lines that are not shared."""
    counts = dict.fromkeys(MEASURES, 0)
    if not shift.line.shared:
        return counts
    if shift.on_demand:
        counts["bakvakt"] = 1
        return counts
    counts["load"] = shift.type.load
    counts["nights"] = int(book.is_night(shift))
    counts["weekends"] = int(bool(weekends_of(shift)))
    counts["feasts"] = int(bool(shift_feasts(shift)))
    return counts


def exact(number: float, decimals: int) -> Fraction:
    """A number rounded to some decimals, as an exact fraction."""
    return Fraction(str(round(number, decimals)))


def mean_share(doctor: Doctor, period: Period) -> Fraction:
    """The mean over the period's dates of the duty share in force (a)."""
    days = period.days
    return sum((exact(doctor.share_on(day), 3) for day in days), ZERO) / len(days)


def presence(doctor: Doctor, absences: Sequence[Absence], period: Period) -> Fraction:
    """The part of the period's dates on which the doctor serves and counts as present (p)."""
    return Fraction(len(present_days(doctor, absences, period)), len(period.days))


def present_days(doctor: Doctor, absences: Sequence[Absence], period: Period) -> list[date]:
    """The period's dates on which the doctor serves and counts as present."""
    away = [a for a in absences if a.doctor == doctor.id and not a.counts_as_presence]
    return [
        day
        for day in period.days
        if doctor.serves_on(day) and not any(a.first <= day <= a.last for a in away)
    ]


def _able(
    doctor: Doctor, valued: Sequence[tuple[Shift, dict[str, int]]], may: MayTake, make_up: int
) -> dict[str, Fraction]:
    """The part of each measure the doctor may take (e), with what is made up for in load."""
    whole, mine, unexempted = (dict.fromkeys(MEASURES, 0) for _ in range(3))
    for shift, counts in valued:
        open_to = may.but_for_exemption(doctor, shift)
        taken = open_to and not may.exempt(doctor, shift)
        for m, value in counts.items():
            whole[m] += value * shift.places
            unexempted[m] += value * shift.places * open_to
            mine[m] += value * shift.places * taken
    able = {m: Fraction(mine[m], whole[m]) if whole[m] else ZERO for m in MEASURES}
    if make_up and whole["load"]:
        able["load"] += Fraction(make_up, 100) * (Fraction(unexempted["load"], whole["load"]) - able["load"])
    return able


def _bakvakt_total(
    instance: Instance, book: Book, may: MayTake, shifts: Sequence[Shift], weight: dict[str, Fraction]
) -> Fraction:
    """How many bakvakter a pool is expected to need, to the nearest whole number."""
    expected = ZERO
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], Fraction] = {}
    for shift in shifts:
        if shift.on_demand or shift.need is not Need.ALONE_OR_BACKUP:
            continue
        takers = [d for d in instance.doctors if may(d, shift)]
        backed = [d for d in takers if always_backed(book.standing, d) or not may.alone(d, shift.date)]
        key = (tuple(d.id for d in takers), tuple(d.id for d in backed))
        if key not in known:
            everyone, needing = (sum((weight[i] for i in ids), ZERO) for ids in key)
            known[key] = needing / everyone if everyone else ZERO
        expected += shift.places * known[key]
    return Fraction(floor(expected + HALF))
