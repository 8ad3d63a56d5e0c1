"""Looking ahead: the first month that breaks is that of every month solved by itself, and a planted cliff is found."""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from tests.kit import BOOK, doctor, instance_of
from tests.whatif.towns import town
from vaktplan.answers.horizon import Cause, HorizonAnswer
from vaktplan.app.horizon import looked, months_ahead
from vaktplan.app.monthsahead import Look
from vaktplan.domain.clock import DAY
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence, Doctor, Exemption, ExemptionKind, Role, Scope
from vaktplan.rulebook.rules import Tier
from vaktplan.solve.cover import fewest_open
from vaktplan.verify.verify import verify
from vaktplan.whatif.ahead import Ages, Event, Kind, claimed_by_all, ended_by_age, events, moved, undone

AGES = Ages(contract=70, hours=62)
JANUARY = Period(first=date(2027, 1, 1), last=date(2027, 1, 31))


def ahead(instance: Instance, years: int = 1, limit: float = 1000.0, months: int = 12) -> HorizonAnswer:
    """What is seen, in this process."""
    periods = months_ahead(instance.period, years)[:months]
    return looked(instance, BOOK, AGES, periods, Look(limit=limit, processes=1))


def born_to_be(age: int, day: date) -> date:
    """A birthday that makes one so old on a date."""
    return day.replace(year=day.year - age)


def specialists(n: int, **fields: object) -> list[Doctor]:
    return [doctor(f"d{i}", **fields) for i in range(n)]


def january(doctors: list[Doctor], *types: str, **facts: object) -> Instance:
    return instance_of(JANUARY.first, JANUARY.last, types or ("tk-natt",), doctors, **facts)


# -- month by month against everything by itself ----------------------------------------------------------


def drawn(seed: int) -> Instance:
    """A few specialists of whom some turn 60 with the right claimed, leave, lapse, are away or get fritak in a year."""
    random = Random(seed)
    doctors = []
    for i in range(random.randint(4, 6)):
        day = date(2027, random.randint(2, 7), random.randint(1, 28))
        what = random.choice(("none", "age", "age", "leaves", "course", "comes"))
        fields: dict[str, object] = {}
        if what == "age":
            fields = {"born": born_to_be(60, day), "age_claim": random.choice((Scope.ALL, Scope.NIGHT))}
        if what == "leaves":
            fields = {"last_day": day}
        if what == "course":
            fields = {"competence": {"courses_until": day}}
        if what == "comes":
            fields = {"first_day": date(2027, 1, random.randint(1, 9))}
        doctors.append(doctor(f"d{i}", **fields))
    away = Absence(doctor="d0", first=date(2027, 6, 1), last=date(2027, 6, 20))
    fritak = Exemption(
        doctor="d1",
        kind=ExemptionKind.DISCRETION,
        scope=Scope.NIGHT,
        first=date(2027, random.randint(3, 8), 5),
    )
    return january(doctors, "tk-natt", absences=(away,), exemptions=(fritak,))


def open_by_itself(instance: Instance, period: Period) -> int:
    """The least weight of open places of a month, made here from the facts and solved by itself."""
    facts = {
        name: ()
        for name in ("wishes", "locks", "base", "history", "feasts_worked", "year_to_date", "carried")
    }
    month = instance if period == instance.period else instance.model_copy(update={**facts, "period": period})
    found = fewest_open(month, BOOK, 60.0)
    assert found.proven
    return -1 if found.impossible else found.cost


@pytest.mark.parametrize("seed", range(12))
def test_every_month_is_as_by_itself(seed: int) -> None:
    instance = drawn(seed)
    answer = ahead(instance, months=9)
    alone = [open_by_itself(instance, m.period) for m in answer.months]
    assert [m.weight for m in answer.months] == [m.bound for m in answer.months] == alone
    first = next((m for m, cost in zip(answer.months, alone, strict=True) if cost), None)
    assert answer.first_open == first
    if first is not None and answer.cause is not None:
        held_by_cause(answer, first.period)


def held_by_cause(answer: HorizonAnswer, period: Period) -> None:
    """What is called the cause is one: without it the month holds, and a set of them has none to spare."""
    assert answer.cause is not None
    cause = answer.cause
    if cause.each:
        assert all(not open_by_itself(undone(answer.instance, [e]), period) for e in cause.events)
    elif cause.events:
        assert not open_by_itself(undone(answer.instance, cause.events), period)
        for event in cause.events:
            rest = [e for e in cause.events if e != event]
            assert open_by_itself(undone(answer.instance, rest), period)
    for remedy in answer.remedies:
        month = moved(answer.instance, period)
        assert remedy.holds == (fewest_open(remedy.change.apply(month), BOOK, 60.0).cost == 0)


def test_the_drawn_worlds_break_and_hold() -> None:
    answers = [ahead(drawn(seed), months=9) for seed in range(12)]
    assert sum(a.first_open is not None for a in answers) >= 4
    assert any(a.cause is not None and a.cause.each for a in answers)
    assert any(r.holds for a in answers for r in a.remedies)


# -- planted ----------------------------------------------------------------------------------------------


def test_the_last_straw_is_named_and_what_prevents_it() -> None:
    day = date(2027, 5, 1)
    doctors = [*specialists(2), doctor("gammel", born=born_to_be(60, day), age_claim=Scope.ALL)]
    answer = ahead(january(doctors, "natt"), months=6)
    assert answer.first_open is not None
    assert answer.first_open.period.first == date(2027, 5, 1)
    assert answer.first_open.breaks
    assert answer.cause == Cause((Event(day + DAY, Kind.AGE_RIGHT, "gammel"),), each=True)
    assert answer.remedies[-1].holds


@pytest.mark.parametrize(("staying", "each"), [(2, True), (1, False)])
def test_two_who_leave_at_once_are_told_together(staying: int, each: bool) -> None:
    gone = date(2027, 3, 31)
    doctors = [*specialists(staying), doctor("a", last_day=gone), doctor("b", last_day=gone)]
    answer = ahead(january(doctors, "natt"), months=5)
    assert answer.first_open is not None
    assert answer.first_open.period.first == date(2027, 4, 1)
    left = tuple(Event(gone + DAY, Kind.LEAVES, d) for d in ("a", "b"))
    assert answer.cause == Cause(left, each)


def test_who_must_carry_much_more_is_told() -> None:
    doctors = [
        *specialists(5),
        doctor("a", last_day=date(2027, 2, 28)),
        doctor("b", last_day=date(2027, 2, 27)),
    ]
    answer = ahead(january(doctors), limit=0.25, months=4)
    assert answer.overload is not None
    assert answer.overload.month.first == date(2027, 3, 1)
    assert answer.overload.load / answer.overload.today == pytest.approx(7 / 5)
    assert {e.doctor for e in answer.overload.cause.events} == {"a", "b"}
    assert ahead(january(doctors), limit=0.5, months=4).overload is None


def test_a_stop_keeps_what_is_done() -> None:
    seen: list[object] = []
    instance = january(specialists(5))
    look = Look(processes=1, stopped=lambda: len(seen) == 2)
    answer = looked(instance, BOOK, AGES, months_ahead(instance.period, 1), look, seen.append)
    assert (len(answer.months), answer.interrupted, answer.asked) == (2, True, 12)


# -- facts ------------------------------------------------------------------------------------------------


def test_the_contract_ends_by_age_and_only_then() -> None:
    turns = date(2028, 6, 2)
    old, past = doctor("a", born=born_to_be(70, turns)), doctor("b", born=date(1950, 1, 1))
    other = doctor("c", born=born_to_be(70, turns), roles=(Role.LEGEVAKTSLEGE,))
    made = ended_by_age(january([old, past, other]), 70)
    assert [d.last_day for d in made.doctors] == [turns - DAY, None, None]
    coming = events(made, BOOK, date(2031, 12, 31), AGES)
    assert coming == (Event(turns, Kind.AGE_END, "a"),)


def test_a_claim_holds_from_the_day_it_arises() -> None:
    turns = date(2028, 6, 2)
    made = claimed_by_all(january([doctor("a", born=born_to_be(60, turns))]))
    assert events(made, BOOK, date(2030, 1, 1), AGES) == (Event(turns + DAY, Kind.AGE_RIGHT, "a"),)


def events_of_a_town() -> Iterator[tuple[Instance, Event]]:
    for seed in range(12):
        instance = drawn(seed)
        for event in events(instance, BOOK, date(2031, 1, 1), AGES):
            yield instance, event


def test_what_is_undone_does_not_come() -> None:
    passive = (Kind.JOINS, Kind.FRITAK_ENDS, Kind.AGE_HOURS)
    for instance, event in events_of_a_town():
        left = events(undone(instance, [event]), BOOK, date(2031, 1, 1), AGES)
        assert (event in left) == (event.kind in passive)


def test_small_months_move_with_what_is_known() -> None:
    instance, book = town("smavik")
    later = moved(instance, Period(first=date(2027, 2, 1), last=date(2027, 2, 28)))
    assert (later.wishes, later.locks, later.history, later.absences) == ((), (), (), ())
    assert moved(instance, instance.period) is instance
    found = fewest_open(later, book, 30.0)
    assert found.roster is not None
    assert verify(later, book, found.roster).hard == ()
    assert verify(later, book, found.roster).tier_costs[Tier.COVER] == found.cost
