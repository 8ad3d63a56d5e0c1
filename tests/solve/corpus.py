"""Conflicts planted in a large municipality's month, each with the rules that must stand in its explanation."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

from vaktplan.domain.instance import Instance, Lock, PastShift
from vaktplan.domain.people import (
    Absence,
    Competence,
    Doctor,
    Exemption,
    ExemptionKind,
    Role,
    Scope,
    Wish,
    WishKind,
)
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import LineKind, Need, Shift
from vaktplan.ledger.standing import may_stand_alone
from vaktplan.read.models import book_of
from vaktplan.rulebook.book import Book, weekends_of
from vaktplan.verify.supply import Place, impossible_takes, supply

FOLDER = Path(__file__).parent.parent.parent / "instances" / "sandefjord"


@dataclass(frozen=True)
class Sandefjord:
    """The month, its book and best roster, and who can take what by the facts alone."""

    instance: Instance
    book: Book
    roster: Roster
    places: dict[str, Place]


@dataclass(frozen=True)
class Plant:
    """An instance and a roster in which a shift is open, and the rules that must be among the reasons."""

    name: str
    instance: Instance
    roster: Roster
    shift: str
    why: frozenset[str]


@cache
def sandefjord() -> Sandefjord:
    """As it is stored."""
    instance = Instance.model_validate_json((FOLDER / "instance.json").read_text(encoding="utf-8"))
    best = json.loads((FOLDER / "best.json").read_text(encoding="utf-8"))
    book = book_of(instance)
    places = {p.shift: p for p in supply(instance, book).places}
    return Sandefjord(instance, book, Roster.of((p["doctor"], p["shift"]) for p in best["roster"]), places)


def corpus(each: int, seed: int = 1, kinds: Sequence["Kind"] | None = None) -> list[Plant]:
    """So many plants of each kind, or of some kinds."""
    random, s = Random(seed), sandefjord()
    duties = [x for x in s.instance.shifts if x.wanted and x.line.out_of_hours and s.places[x.id].able]
    return [
        kind(s, shift, random)
        for kind in kinds or KINDS
        for shift in random.choices(_fit(kind, duties), k=each)
    ]


def _fit(kind: "Kind", duties: Sequence[Shift]) -> list[Shift]:
    """The shifts that a kind can be planted on."""
    first = min(x.date for x in duties)
    if kind is lapsing:
        return [x for x in duties if x.need is Need.ALONE]
    if kind is beginners:
        return [x for x in duties if x.need is Need.ALONE_OR_BACKUP]
    if kind in (locked_before, needed_before):
        return [x for x in duties if x.date > first and x.type.id == "natt"]
    if kind is nights_off:
        return [x for x in duties if x.type.id == "natt"]
    if kind is no_bakvakt:
        return [x for x in duties if x.need is Need.ALONE_OR_BACKUP and _beginners(sandefjord(), x)]
    if kind is weekend_of_beginners:
        weekend = [x for x in duties if x.need is Need.ALONE_OR_BACKUP and weekends_of(x)]
        return [x for x in weekend if _beginners(sandefjord(), x)]
    if kind is night_before_the_month:
        return [x for x in duties if x.date == first and _at_the_border(sandefjord(), x)]
    return list(duties)


# -- kinds ------------------------------------------------------------------------------------------------


def away(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """Everybody who can is away."""
    return _plant("away", s, shift, _gone(s, shift, s.places[shift.id].able), {"absence"})


def nights_off(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """Everybody who can has a fritak from nights."""
    more = tuple(
        Exemption(
            doctor=d, kind=ExemptionKind.DISCRETION, scope=Scope.NIGHT, first=shift.date, last=shift.date
        )
        for d in s.places[shift.id].able
    )
    changed = s.instance.model_copy(update={"exemptions": (*s.instance.exemptions, *more)})
    return _plant("fritak", s, shift, changed, {"exemption"})


def days_off(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """Everybody who can must have the day off."""
    more = tuple(
        Wish(doctor=d, kind=WishKind.MUST_OFF, first=shift.date, last=shift.date)
        for d in s.places[shift.id].able
    )
    changed = s.instance.model_copy(update={"wishes": (*s.instance.wishes, *more)})
    return _plant("must have off", s, shift, changed, {"wishes"})


def lapsing(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """Everybody's competence lapses the day before."""
    able = s.places[shift.id].able
    changed = _doctors(s.instance, able, lambda d: {"competence": _until(d, shift)})
    return _plant("lapsing", s, shift, changed, {"competence"})


def beginners(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """Only those who may not stand alone are left, and nobody who may."""
    alone = [d.id for d in s.instance.doctors if may_stand_alone(s.book.standing, d, shift.date)]
    changed = _gone(s, shift, alone)
    left = set(s.places[shift.id].able) - set(alone)
    return _plant("beginners alone", s, shift, changed, {"absence", "backup"} if left else {"absence"})


def locked_before(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """One is left, and locked to the evening before."""
    one, evening = _one_and_evening(s, shift, random)
    changed = _gone(s, shift, [d for d in s.places[shift.id].able if d != one])
    lock = Lock(doctor=one, shift=evening.id)
    changed = changed.model_copy(update={"locks": (*changed.locks, lock)})
    return _plant("locked before", s, shift, changed, {"locked", "daily-rest"}, (one, evening))


def needed_before(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """One is left, and nobody else is there for the evening before either."""
    one, evening = _one_and_evening(s, shift, random)
    both = {*s.places[shift.id].able, *s.places[evening.id].able} - {one}
    return _plant(
        "needed before", s, shift, _gone(s, shift, both), {"coverage", "daily-rest"}, (one, evening)
    )


def summer(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """A week in which most are away, and the rest have the night off."""
    able = list(s.places[shift.id].able)
    staying = random.sample(able, min(3, len(able)))
    changed = _gone(s, shift, [d for d in able if d not in staying], days=3)
    off = tuple(Wish(doctor=d, kind=WishKind.MUST_OFF, first=shift.date, last=shift.date) for d in staying)
    changed = changed.model_copy(update={"wishes": (*changed.wishes, *off)})
    return _plant("summer", s, shift, changed, {"absence", "wishes"} if len(able) > 3 else {"wishes"})


def no_bakvakt(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """Only beginners are left, and there is nobody whose line bakvakt is."""
    lines = {line.id for line in s.instance.lines if line.kind is LineKind.BAKVAKT}
    alone = [d.id for d in s.instance.doctors if may_stand_alone(s.book.standing, d, shift.date)]
    changed = _doctors(
        s.instance,
        [d.id for d in s.instance.doctors],
        lambda d: {"lines": tuple(line for line in d.lines if line not in lines)},
    )
    away = tuple(Absence(doctor=d, first=shift.date, last=shift.date) for d in alone)
    changed = changed.model_copy(update={"absences": (*changed.absences, *away)})
    return _plant("no bakvakt", s, shift, changed, {"absence", "backup"})


def weekend_of_beginners(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """All who may stand alone are away for the weekend."""
    alone = [d.id for d in s.instance.doctors if may_stand_alone(s.book.standing, d, shift.date)]
    return _plant("weekend of beginners", s, shift, _gone(s, shift, alone, days=2), {"absence", "backup"})


def night_before_the_month(s: Sandefjord, shift: Shift, random: Random) -> Plant:
    """One is left, and worked the night before the month."""
    one = random.choice(_at_the_border(s, shift))
    worked = PastShift(doctor=one, date=shift.date - timedelta(days=1), shift_type="natt")
    changed = _gone(s, shift, [d for d in s.places[shift.id].able if d != one])
    changed = changed.model_copy(update={"history": (*changed.history, worked)})
    plant = _plant("night before the month", s, shift, changed, {"absence", "daily-rest"})
    of_date = {x.id for x in s.instance.shifts if x.date == shift.date}  # nothing else is asked of the one
    return replace(plant, roster=Roster.of(pair for pair in plant.roster.pairs if pair[1] not in of_date))


Kind = Callable[[Sandefjord, Shift, Random], Plant]
KINDS: tuple[Kind, ...] = (
    away,
    nights_off,
    days_off,
    lapsing,
    beginners,
    locked_before,
    needed_before,
    summer,
    no_bakvakt,
    weekend_of_beginners,
    night_before_the_month,
)


# -- pieces -----------------------------------------------------------------------------------------------


def _plant(
    name: str,
    s: Sandefjord,
    shift: Shift,
    instance: Instance,
    why: Collection[str],
    also: tuple[str, Shift] | None = None,
) -> Plant:
    """The best roster as far as the new facts allow it, with the shift emptied."""
    places = {p.shift: p for p in supply(instance, s.book).places}
    pairs = [(d, x) for d, x in s.roster.pairs if x != shift.id and (x not in places or d in places[x].able)]
    pairs = sorted(set(pairs) - set(impossible_takes(instance, s.book, Roster.of(pairs))))
    if also is not None:
        doctor, evening = also
        near = [x.id for x in instance.shifts if abs(x.date - shift.date) <= timedelta(days=2)]
        pairs = [(d, x) for d, x in pairs if x != evening.id and not (d == doctor and x in near)]
        pairs.append((doctor, evening.id))
    return Plant(f"{name} {shift.id}", instance, Roster.of(pairs), shift.id, frozenset(why))


def _gone(s: Sandefjord, shift: Shift, doctors: Iterable[str], days: int = 0) -> Instance:
    away = timedelta(days=days)
    more = tuple(Absence(doctor=d, first=shift.date - away, last=shift.date + away) for d in doctors)
    return s.instance.model_copy(update={"absences": (*s.instance.absences, *more)})


def _doctors(
    instance: Instance, named: Collection[str], change: Callable[[Doctor], dict[str, object]]
) -> Instance:
    changed = tuple(d.model_copy(update=change(d)) if d.id in named else d for d in instance.doctors)
    return instance.model_copy(update={"doctors": changed})


def _until(doctor: Doctor, shift: Shift) -> Competence:
    return doctor.competence.model_copy(update={"courses_until": shift.date - timedelta(days=1)})


def _beginners(s: Sandefjord, shift: Shift) -> list[str]:
    """Who can take a shift and may not stand alone on it."""
    doctors = (s.instance.doctor_by_id[d] for d in s.places[shift.id].able)
    return [d.id for d in doctors if not may_stand_alone(s.book.standing, d, shift.date)]


def _at_the_border(s: Sandefjord, shift: Shift) -> list[str]:
    """Who can take a shift of the first date, and could not after a night that ends eight hours before it or later."""
    ends = min(x.end for x in s.instance.shifts if x.type.id == "natt") - timedelta(days=1)
    if shift.start >= ends + timedelta(hours=8) or not shift.on_site:
        return []
    settled = (d for d in s.instance.doctors if Role.VIKAR not in d.roles)
    alone = {d.id for d in settled if may_stand_alone(s.book.standing, d, shift.date)}
    return [d for d in s.places[shift.id].able if d in alone]


def _one_and_evening(s: Sandefjord, night: Shift, random: Random) -> tuple[str, Shift]:
    """A doctor who may stand alone and can take a night and the evening before it, and that evening."""
    evenings = [
        x
        for x in s.instance.shifts
        if x.wanted and x.line.id == night.line.id and x.end == night.start and x.places == 1
    ] or [x for x in s.instance.shifts if x.wanted and x.line.id == night.line.id and x.end == night.start]
    evening = evenings[0]
    settled = [
        d for d in s.instance.doctors if Role.VIKAR not in d.roles
    ]  # a new locum needs a bakvakt at first
    alone = {d.id for d in settled if may_stand_alone(s.book.standing, d, night.date)}
    both = [d for d in s.places[night.id].able if d in s.places[evening.id].able and d in alone]
    return random.choice(both), evening
