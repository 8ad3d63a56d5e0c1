"""The facts of a later month: what moves with the date by itself, what is not known yet, and how to think it undone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vaktplan.domain.clock import DAY, anniversary
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence, Doctor, DutyShare, Exemption, Role, Scope
from vaktplan.i18n import N_
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import ExemptionRule

from .change import with_doctor
from .rights import over_age


class Kind(StrEnum):
    """What can change of itself as time goes."""

    AGE_RIGHT = "age-right"  # over the age of the right, which is claimed
    AGE_END = "age-end"  # the contract ends by age
    AGE_HOURS = "age-hours"  # a right to fewer hours: of itself it changes nothing here
    LEAVES = "leaves"
    JOINS = "joins"
    SPECIALISING_ENDS = "specialising-ends"
    COURSES_LAPSE = "courses-lapse"
    FRITAK = "fritak"
    FRITAK_ENDS = "fritak-ends"
    SHARE = "share"
    AWAY = "away"


TITLES = {
    Kind.AGE_RIGHT: N_("{lege} har aldersretten til fritak"),
    Kind.AGE_END: N_("{lege} når aldersgrensen for fastlegeavtalen"),
    Kind.AGE_HOURS: N_("{lege} kan kreve redusert arbeidstid"),
    Kind.LEAVES: N_("{lege} slutter"),
    Kind.JOINS: N_("{lege} begynner"),
    Kind.SPECIALISING_ENDS: N_("{lege} er ikke lenger i spesialisering"),
    Kind.COURSES_LAPSE: N_("{lege} mangler gyldig kurs"),
    Kind.FRITAK: N_("{lege} får fritak"),
    Kind.FRITAK_ENDS: N_("{lege} sitt fritak er over"),
    Kind.SHARE: N_("{lege} har en annen vaktandel"),
    Kind.AWAY: N_("{lege} er ikke tilgjengelig"),
}
TAKING = (  # what can only make the room smaller
    *(Kind.AGE_RIGHT, Kind.AGE_END, Kind.LEAVES, Kind.SPECIALISING_ENDS),
    *(Kind.COURSES_LAPSE, Kind.FRITAK, Kind.SHARE, Kind.AWAY),
)

OWN = (Kind.JOINS, Kind.FRITAK_ENDS, Kind.SHARE)  # after which a doctor's own share is another of itself

NEAR = timedelta(days=7)  # after a month, what its last night and the practice of its last week reach


@dataclass(frozen=True)
class Ages:
    """The age at which the fastlege contract ends, and that from which an employee may ask for fewer hours."""

    contract: int
    hours: int


@dataclass(frozen=True, order=True)
class Event:
    """Something that changes on a date, of one doctor; `n` tells apart a doctor's shares, absences and fritak."""

    day: date
    kind: Kind
    doctor: str
    n: int = 0


def claimed_by_all(instance: Instance) -> Instance:
    """The instance in which every fastlege claims the whole age right, to hold when it arises."""
    doctors = tuple(
        d.model_copy(update={"age_claim": Scope.ALL}) if Role.FASTLEGE in d.roles else d
        for d in instance.doctors
    )
    return instance.model_copy(update={"doctors": doctors})


def ended_by_age(instance: Instance, age: int) -> Instance:
    """The instance in which each fastlege's contract ends at an age; whoever is past it when it begins, stays."""
    doctors = tuple(_ended(d, age, instance.period.first) for d in instance.doctors)
    return instance.model_copy(update={"doctors": doctors})


def _ended(doctor: Doctor, age: int, now: date) -> Doctor:
    last = anniversary(doctor.born, age) - DAY
    later = doctor.last_day is None or doctor.last_day > last
    started = doctor.first_day is None or doctor.first_day <= last
    if Role.FASTLEGE not in doctor.roles or last < now or not (later and started):
        return doctor
    return doctor.model_copy(update={"last_day": last})


def moved(instance: Instance, period: Period) -> Instance:
    """The instance in another month: what was of the first month alone is gone, and nothing is owed from before.

    Wishes, locks, other places on single dates and absences outside the month are not known; the duties that each had
    done when it began stand.
    """
    if period == instance.period:
        return instance
    near = period.last + NEAR
    inside = (a for a in instance.absences if a.first <= near and a.last >= period.first)
    done = (
        c.model_copy(update=dict.fromkeys(("load", "nights", "weekends", "feasts", "bakvakt"), 0))
        for c in instance.carried
    )
    return instance.model_copy(
        update={
            "period": period,
            "absences": tuple(inside),
            "carried": tuple(done),
            "day_places": tuple(p for p in instance.day_places if p.date in period),
            **dict.fromkeys(("wishes", "locks", "base", "history", "feasts_worked", "year_to_date"), ()),
            **dict.fromkeys(("discussed", "published")),
        }
    )


def events(instance: Instance, book: Book, until: date, ages: Ages) -> tuple[Event, ...]:
    """All that changes after the first date of the instance and until another, in order of time."""
    after = instance.period.first
    every = (e for d in instance.doctors for e in _of_doctor(instance, book, d, until, ages))
    return tuple(sorted(e for e in every if after < e.day <= until))


def _of_doctor(instance: Instance, book: Book, doctor: Doctor, until: date, ages: Ages) -> Iterator[Event]:
    rule = book.seen_from(doctor.municipality).get(ExemptionRule)
    facts = doctor.competence
    if rule is not None and doctor.age_claim is not None:
        yield Event(over_age(rule, doctor, until), Kind.AGE_RIGHT, doctor.id)
    if Role.FASTLEGE not in doctor.roles:
        yield Event(anniversary(doctor.born, ages.hours), Kind.AGE_HOURS, doctor.id)
    if doctor.first_day is not None:
        yield Event(doctor.first_day, Kind.JOINS, doctor.id)
    if doctor.last_day is not None:
        gone = doctor.last_day + DAY
        by_age = Role.FASTLEGE in doctor.roles and gone == anniversary(doctor.born, ages.contract)
        yield Event(gone, Kind.AGE_END if by_age else Kind.LEAVES, doctor.id)
    if facts.specialising_until is not None:
        yield Event(facts.specialising_until + DAY, Kind.SPECIALISING_ENDS, doctor.id)
    if facts.courses_until is not None:
        yield Event(facts.courses_until + DAY, Kind.COURSES_LAPSE, doctor.id)
    for n, share in enumerate(doctor.duty_shares):
        if share.first is not None:
            yield Event(share.first, Kind.SHARE, doctor.id, n)
    for n, e in enumerate(x for x in instance.exemptions if x.doctor == doctor.id):
        yield Event(e.first, Kind.FRITAK, doctor.id, n)
        if e.last is not None:
            yield Event(e.last + DAY, Kind.FRITAK_ENDS, doctor.id, n)
    for n, a in enumerate(x for x in instance.absences if x.doctor == doctor.id):
        yield Event(a.first, Kind.AWAY, doctor.id, n)


def undone(instance: Instance, every: Iterable[Event]) -> Instance:
    """The instance in which some events never come. They are those of this instance."""
    lost: set[Exemption | Absence] = set()
    for event in every:
        doctor = instance.doctor_by_id[event.doctor]
        match event.kind:
            case Kind.AGE_RIGHT:
                instance = with_doctor(instance, doctor.model_copy(update={"age_claim": None}))
            case Kind.AGE_END | Kind.LEAVES:
                instance = with_doctor(instance, doctor.model_copy(update={"last_day": None}))
            case Kind.SPECIALISING_ENDS:
                instance = _competence(instance, doctor, "specialising_until")
            case Kind.COURSES_LAPSE:
                instance = _competence(instance, doctor, "courses_until")
            case Kind.SHARE:
                before = DutyShare(share=doctor.share_on(event.day - DAY))
                instance = with_doctor(instance, doctor.model_copy(update={"duty_shares": (before,)}))
            case Kind.FRITAK:
                lost.add([e for e in instance.exemptions if e.doctor == doctor.id][event.n])
            case Kind.AWAY:
                lost.add([a for a in instance.absences if a.doctor == doctor.id][event.n])
            case Kind.JOINS | Kind.FRITAK_ENDS | Kind.AGE_HOURS:
                pass
    return instance.model_copy(
        update={
            "exemptions": tuple(e for e in instance.exemptions if e not in lost),
            "absences": tuple(a for a in instance.absences if a not in lost),
        }
    )


def _competence(instance: Instance, doctor: Doctor, field: str) -> Instance:
    facts = doctor.competence.model_copy(update={field: None})
    return with_doctor(instance, doctor.model_copy(update={"competence": facts}))
