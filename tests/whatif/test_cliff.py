"""A cliff planted in five years of Sandefjord: from a known month nobody may be bakvakt, and that month is found."""

from datetime import date

import pytest

from tests.whatif.towns import town
from vaktplan.answers.horizon import HorizonAnswer
from vaktplan.app.horizon import looked, months_ahead
from vaktplan.app.monthsahead import Look
from vaktplan.domain.clock import DAY
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, Role, Scope
from vaktplan.ledger.standing import may_be_bakvakt
from vaktplan.whatif.ahead import Ages, Event, Kind

CLIFF = date(2029, 4, 16)  # the last who may be bakvakt for the legevakt turn 60
LAST = 10  # so many of them
AGES = Ages(contract=70, hours=62)


def planted() -> Instance:
    """Sandefjord without locums from 2029; every fastlege has claimed the age right, and the last turn 60 at once."""
    instance, book = town("sandefjord")
    able = [d for d in instance.doctors if Role.FASTLEGE in d.roles]
    able.sort(key=lambda d: (may_be_bakvakt(book.standing, d, instance.period.first), d.born, d.id))
    turning = {d.id: _turns(n - (len(able) - LAST)) for n, d in enumerate(able)}
    doctors = tuple(_changed(d, turning.get(d.id)) for d in instance.doctors)
    return instance.model_copy(update={"doctors": doctors, "exemptions": ()})


def _turns(place: int) -> date:
    """The last at the cliff, those before them one each fourth week before it."""
    return CLIFF if place >= 0 else CLIFF + 28 * place * DAY


def _changed(doctor: Doctor, turns: date | None) -> Doctor:
    if Role.VIKAR in doctor.roles:
        return doctor.model_copy(update={"last_day": date(2028, 12, 31)})
    if turns is None:
        return doctor
    return doctor.model_copy(update={"born": turns.replace(year=turns.year - 60), "age_claim": Scope.ALL})


def found_at_the_cliff(answer: HorizonAnswer) -> None:
    """April 2029 is the first, proven, by those who turn 60 then, and what is open lies after the day."""
    first = answer.first_open
    assert first is not None
    assert first.period.first == CLIFF.replace(day=1)
    assert first.breaks
    assert first.certain > 0
    assert all(day >= CLIFF for day in first.dates)
    assert answer.cause is not None
    assert {(e.day, e.kind) for e in answer.cause.events} == {(CLIFF + DAY, Kind.AGE_RIGHT)}


@pytest.mark.long
def test_the_month_of_the_cliff_is_found() -> None:
    instance, book = planted(), town("sandefjord")[1]
    every = months_ahead(instance.period, 5)
    near = tuple(p for p in every if date(2029, 3, 1) <= p.first <= CLIFF)
    answer = looked(instance, book, AGES, near, Look(limit=1000.0, processes=1))
    found_at_the_cliff(answer)
    assert sum(e == Event(CLIFF + DAY, Kind.AGE_RIGHT, e.doctor) for e in answer.events) == LAST


@pytest.mark.long
def test_the_month_of_the_cliff_is_found_among_sixty() -> None:
    instance, book = planted(), town("sandefjord")[1]
    months: tuple[Period, ...] = months_ahead(instance.period, 5)
    answer = looked(instance, book, AGES, months, Look(limit=1000.0, processes=2))
    assert len(answer.months) == 60
    found_at_the_cliff(answer)
