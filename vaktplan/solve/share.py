"""The fair share of every doctor in every measure, in exact fractions, and what the distance from it costs."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from math import floor

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Need, Shift
from vaktplan.rulebook.book import Book, shift_feasts, weekends_of
from vaktplan.rulebook.rules import MEASURES, Fairness

from .may import competent, eligible, exempt
from .standing import needs_bakvakt

HALF = Fraction(1, 2)


def counts(measure: str, shift: Shift) -> bool:
    """Whether a shift is counted in a measure at all."""
    return shift.line.out_of_hours and shift.on_demand == (measure == "bakvakt")


def value(book: Book, measure: str, shift: Shift) -> int:
    """What a counted shift is worth in a measure."""
    match measure:
        case "load":
            return shift.type.load
        case "nights":
            return int(book.is_night(shift))
        case "weekends":
            return int(bool(weekends_of(shift)))
        case "feasts":
            return int(bool(shift_feasts(shift)))
        case "bakvakt":
            return 1
    raise ValueError(measure)


def price(steepness: int, n: int, target: Fraction) -> int:
    """The whole-number cost of having n where the target is fair."""
    return floor(steepness * (n - target) ** 2 + HALF)


def targets(instance: Instance, book: Book, rule: Fairness) -> dict[tuple[str, str], Fraction]:
    """The fair share of each (doctor, measure)."""
    presence = {d.id: _duty_share(instance, d) * _present(instance, d) for d in instance.doctors}
    takers = {s.id: _takers(instance, book, s) for s in instance.shifts}
    found: dict[tuple[str, str], Fraction] = {}
    for measure in MEASURES:
        worth = [(s, value(book, measure, s) * s.places) for s in instance.shifts if counts(measure, s)]
        if measure == "bakvakt":
            total = _bakvakt_needed(instance, book, presence, takers)
        else:
            total = Fraction(sum(v for _, v in worth))
        weight = {
            d.id: presence[d.id] * _part(book, rule, measure, d, worth, takers) for d in instance.doctors
        }
        sum_of_weights = sum(weight.values(), Fraction(0))
        for d in instance.doctors:
            share = total * weight[d.id] / sum_of_weights if sum_of_weights else Fraction(0)
            found[d.id, measure] = _owed(instance, d, measure) + share
    return found


def _takers(instance: Instance, book: Book, shift: Shift) -> frozenset[str]:
    able = (d for d in instance.doctors if eligible(d, shift) and competent(book, d, shift))
    return frozenset(d.id for d in able if not exempt(instance, book, d, shift))


def _part(
    book: Book,
    rule: Fairness,
    measure: str,
    doctor: Doctor,
    worth: list[tuple[Shift, int]],
    takers: dict[str, frozenset[str]],
) -> Fraction:
    """What part of a measure the doctor may take: the e of the formula."""
    whole = sum(v for _, v in worth)
    if whole == 0:
        return Fraction(0)
    part = Fraction(sum(v for s, v in worth if doctor.id in takers[s.id]), whole)
    if measure == "load" and rule.make_up_percent:
        able = sum(v for s, v in worth if eligible(doctor, s) and competent(book, doctor, s))
        part += Fraction(rule.make_up_percent, 100) * (Fraction(able, whole) - part)
    return part


def _bakvakt_needed(
    instance: Instance, book: Book, presence: dict[str, Fraction], takers: dict[str, frozenset[str]]
) -> Fraction:
    """How many bakvakter the period will need if duty falls as the shares say, to the nearest whole number."""
    expected = Fraction(0)
    for shift in instance.shifts:
        if shift.need is Need.ALONE_OR_BACKUP:
            able = [d for d in instance.doctors if d.id in takers[shift.id]]
            every = _sum(presence, able)
            needing = _sum(presence, (d for d in able if needs_bakvakt(book, d, shift.date)))
            expected += shift.places * needing / every if every else 0
    return Fraction(floor(expected + HALF))


def _sum(presence: dict[str, Fraction], doctors: Iterable[Doctor]) -> Fraction:
    return sum((presence[d.id] for d in doctors), Fraction(0))


def _duty_share(instance: Instance, doctor: Doctor) -> Fraction:
    days = instance.period.days
    return sum((_decimals(doctor.share_on(day), 3) for day in days), Fraction(0)) / len(days)


def _present(instance: Instance, doctor: Doctor) -> Fraction:
    away = [a for a in instance.absences if a.doctor == doctor.id and not a.counts_as_presence]

    def gone(day: date) -> bool:
        return any(a.first <= day <= a.last for a in away)

    days = instance.period.days
    return Fraction(sum(not gone(day) for day in days), len(days))


def _owed(instance: Instance, doctor: Doctor, measure: str) -> Fraction:
    return _decimals(getattr(instance.carried_by_doctor[doctor.id], measure), 2)


def _decimals(number: float, places: int) -> Fraction:
    return Fraction(str(round(number, places)))
