"""The fair share of each doctor in each measure, exact: t = owed + total · (a·p·e) / Σ(a·p·e)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence, Doctor
from vaktplan.domain.shifts import Need, Shift
from vaktplan.rulebook.book import Book, shift_feasts, weekends_of
from vaktplan.rulebook.rules import MEASURES, Fairness

from .may_take import MayTake
from .standing import always_backed

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Share:
    """One doctor's fair share of one measure, with every number of the formula."""

    measure: str
    owed: Fraction
    total: Fraction
    share: Fraction  # a: the mean duty share of the period
    presence: Fraction  # p: the part of the period present
    able: Fraction  # e: the part of the measure the doctor may take
    weight: Fraction  # a·p·e
    weight_sum: Fraction  # over all doctors
    target: Fraction

    def cost(self, count: int, steepness: int) -> int:
        """K(n − t)² to the nearest whole number, halves up."""
        return floor(steepness * (count - self.target) ** 2 + HALF)


def values(book: Book, shift: Shift) -> dict[str, int]:
    """What a shift counts in each measure; nothing for lines inside opening hours."""
    counts = dict.fromkeys(MEASURES, 0)
    if not shift.line.out_of_hours:
        return counts
    if shift.on_demand:
        counts["bakvakt"] = 1
        return counts
    counts["load"] = shift.type.load
    counts["nights"] = int(book.is_night(shift))
    counts["weekends"] = int(bool(weekends_of(shift)))
    counts["feasts"] = int(bool(shift_feasts(shift)))
    return counts


def fair_shares(instance: Instance, book: Book) -> dict[str, dict[str, Share]]:
    """Every doctor's fair share of every measure."""
    may = MayTake(instance, book)
    rule = book.get(Fairness)
    valued = [(s, values(book, s)) for s in instance.shifts]
    a = {d.id: mean_share(d, instance.period) for d in instance.doctors}
    p = {d.id: presence(d, instance.absences, instance.period) for d in instance.doctors}
    able = {d.id: _able(d, valued, may, rule.make_up_percent if rule else 0) for d in instance.doctors}
    totals = {m: Fraction(sum(v[m] * s.places for s, v in valued)) for m in MEASURES}
    totals["bakvakt"] = _bakvakt_total(instance, book, may, {d: a[d] * p[d] for d in a})
    shares: dict[str, dict[str, Share]] = {d.id: {} for d in instance.doctors}
    for m in MEASURES:
        weights = {d: a[d] * p[d] * able[d][m] for d in shares}
        whole = sum(weights.values(), Fraction(0))
        for d, weight in weights.items():
            owed = exact(getattr(instance.carried_by_doctor[d], m), 2)
            target = owed + (totals[m] * weight / whole if whole else 0)
            shares[d][m] = Share(m, owed, totals[m], a[d], p[d], able[d][m], weight, whole, target)
    return shares


def exact(number: float, decimals: int) -> Fraction:
    """A number rounded to some decimals, as an exact fraction."""
    return Fraction(str(round(number, decimals)))


def mean_share(doctor: Doctor, period: Period) -> Fraction:
    """The mean over the period's dates of the duty share in force (a)."""
    days = period.days
    return sum((exact(doctor.share_on(day), 3) for day in days), Fraction(0)) / len(days)


def presence(doctor: Doctor, absences: Sequence[Absence], period: Period) -> Fraction:
    """The part of the period's dates on which the doctor counts as present (p)."""
    away = [a for a in absences if a.doctor == doctor.id and not a.counts_as_presence]
    days = period.days
    present = sum(not any(a.first <= day <= a.last for a in away) for day in days)
    return Fraction(present, len(days))


def _able(
    doctor: Doctor, valued: Sequence[tuple[Shift, Mapping[str, int]]], may: MayTake, make_up: int
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
    able = {m: Fraction(mine[m], whole[m]) if whole[m] else Fraction(0) for m in MEASURES}
    if make_up and whole["load"]:
        able["load"] += Fraction(make_up, 100) * (Fraction(unexempted["load"], whole["load"]) - able["load"])
    return able


def _bakvakt_total(instance: Instance, book: Book, may: MayTake, weight: Mapping[str, Fraction]) -> Fraction:
    """How many bakvakter the period is expected to need, to the nearest whole number."""
    expected = Fraction(0)
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], Fraction] = {}
    for shift in instance.shifts:
        if shift.on_demand or shift.need is not Need.ALONE_OR_BACKUP:
            continue
        takers = [d for d in instance.doctors if may(d, shift)]
        backed = [d for d in takers if always_backed(book.standing, d) or not may.alone(d, shift.date)]
        key = (tuple(d.id for d in takers), tuple(d.id for d in backed))
        if key not in known:
            everyone, needing = (sum((weight[i] for i in ids), Fraction(0)) for ids in key)
            known[key] = needing / everyone if everyone else Fraction(0)
        expected += shift.places * known[key]
    return Fraction(floor(expected + HALF))
