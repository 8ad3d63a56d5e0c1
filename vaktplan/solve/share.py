"""The fair share of every doctor in every measure, in exact fractions, and what the distance from it costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Need, Shift
from vaktplan.rulebook.book import Book, shift_feasts, weekends_of
from vaktplan.rulebook.rules import MEASURES, Fairness

from .known import Known
from .may import competent, eligible, may_take
from .work import decimals

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Pool:
    """Lines that are shared evenly by themselves: their shifts, each doctor's part in them, and who may take what."""

    shifts: tuple[Shift, ...]
    presence: dict[str, Fraction]  # a · p of each doctor
    takers: dict[str, frozenset[str]]
    several: bool  # whether a line of the pool is open to several municipalities


def counts(measure: str, shift: Shift) -> bool:
    """Whether a shift is counted in a measure at all."""
    return shift.line.shared and shift.on_demand == (measure == "bakvakt")


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
    whole = target.denominator**2  # in whole numbers: of fractions there would be many
    return (2 * steepness * (n * target.denominator - target.numerator) ** 2 + whole) // (2 * whole)


def targets(known: Known, book: Book, rule: Fairness) -> dict[tuple[str, str], Fraction]:
    """The fair share of each (doctor, measure): what is owed from before, and the part of every pool."""
    instance = known.instance
    found = {(d.id, m): _owed(instance, d, m) for d in instance.doctors for m in MEASURES}
    for pool in _pools(known, book):
        for measure in MEASURES:
            weight = _weights(known, book, rule, pool, measure)
            for group, total in _divided(instance, pool, _total(known, book, pool, measure)):
                sum_of_weights = sum((weight[d] for d in group), Fraction(0))
                for d in group if sum_of_weights else ():
                    found[d, measure] += total * weight[d] / sum_of_weights
    return found


def duty_share(instance: Instance, doctor: Doctor) -> Fraction:
    """The doctor's mean duty share over the period."""
    days = instance.period.days
    return sum((decimals(doctor.share_on(day), 3) for day in days), Fraction(0)) / len(days)


def present(known: Known, doctor: Doctor) -> Fraction:
    """The part of the period on which the doctor is present."""
    days = known.instance.period.days
    return Fraction(sum(known.present_on(doctor, day) for day in days), len(days))


def _pools(known: Known, book: Book) -> list[Pool]:
    instance = known.instance
    lines = [line for line in instance.lines if line.shared]
    found = []
    for name in sorted({line.pool for line in lines}):
        own = [line for line in lines if line.pool == name]
        shifts = tuple(s for s in instance.shifts if s.line.shared and s.line.pool == name)
        duty = any(line.out_of_hours for line in own)
        presence = {
            d.id: (duty_share(instance, d) if duty else decimals(d.position_percent / 100, 4))
            * present(known, d)
            for d in instance.doctors
        }
        takers = {s.id: _takers(known, book, s) for s in shifts}
        found.append(Pool(shifts, presence, takers, any(len(line.municipalities) != 1 for line in own)))
    return found


def _takers(known: Known, book: Book, shift: Shift) -> frozenset[str]:
    return frozenset(d.id for d in known.instance.doctors if may_take(known, book, d, shift))


def _total(known: Known, book: Book, pool: Pool, measure: str) -> Fraction:
    if measure == "bakvakt":
        return _bakvakt_needed(known, pool)
    return Fraction(sum(v for _, v in _worth(book, pool, measure)))


def _worth(book: Book, pool: Pool, measure: str) -> list[tuple[Shift, int]]:
    return [(s, value(book, measure, s) * s.places) for s in pool.shifts if counts(measure, s)]


def _bakvakt_needed(known: Known, pool: Pool) -> Fraction:
    """How many bakvakter the period will need if duty falls as the shares say, to the nearest whole number."""
    expected = Fraction(0)
    for shift in pool.shifts:
        if shift.need is Need.ALONE_OR_BACKUP:
            able = [d for d in known.instance.doctors if d.id in pool.takers[shift.id]]
            every = _sum(pool, able)
            needing = _sum(pool, (d for d in able if known.needs_bakvakt(d, shift.date)))
            expected += shift.places * needing / every if every else 0
    return Fraction(floor(expected + HALF))


def _sum(pool: Pool, doctors: Iterable[Doctor]) -> Fraction:
    return sum((pool.presence[d.id] for d in doctors), Fraction(0))


def _weights(known: Known, book: Book, rule: Fairness, pool: Pool, measure: str) -> dict[str, Fraction]:
    """The a · p · e of every doctor: e is the part of the pool's measure that the doctor may take."""
    worth = _worth(book, pool, measure)
    whole = sum(v for _, v in worth)
    found = {}
    for d in known.instance.doctors:
        may = sum(v for s, v in worth if d.id in pool.takers[s.id])
        part = Fraction(may, whole) if whole else Fraction(0)
        made_up = _made_up(book, rule, d) if measure == "load" else 0
        if made_up and whole:
            able = sum(v for s, v in worth if eligible(d, s) and competent(known, d, s))
            part += Fraction(made_up, 100) * Fraction(able - may, whole)
        found[d.id] = pool.presence[d.id] * part
    return found


def _made_up(book: Book, rule: Fairness, doctor: Doctor) -> int:
    """How much of what fritak takes away a doctor makes up for, by the rules of the doctor's own municipality."""
    local = book.local.get(doctor.municipality)
    own = rule if local is None else local.get(Fairness.id)
    return own.make_up_percent if isinstance(own, Fairness) else 0


def _divided(instance: Instance, pool: Pool, total: Fraction) -> list[tuple[list[str], Fraction]]:
    """Who shares what: all the whole, or each municipality's doctors what it has agreed to."""
    agreed = {
        m.name: decimals(m.share_percent, 2) for m in instance.municipalities if m.share_percent is not None
    }
    if len(agreed) < 2 or not pool.several:
        return [([d.id for d in instance.doctors], total)]
    return [
        ([d.id for d in instance.doctors if d.municipality == home], total * share / 100)
        for home, share in agreed.items()
    ]


def _owed(instance: Instance, doctor: Doctor, measure: str) -> Fraction:
    return decimals(getattr(instance.carried_by_doctor[doctor.id], measure), 2)
