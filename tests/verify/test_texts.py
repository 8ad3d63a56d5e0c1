"""Every breach is told in a full sentence that a coordinator understands."""

from datetime import date, time

import pytest

from tests.kit import BOOK, LINES, TYPES, cases, doctor, instance_of
from vaktplan.domain.days import DayClass
from vaktplan.domain.people import Absence, AbsenceKind, Exemption, ExemptionKind, Scope
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import ShiftType, make_shift
from vaktplan.verify import Verifier
from vaktplan.verify.words import clocked, label, listed, span


def shift(name: str, start: str, end: str, day: date = date(2027, 1, 1)) -> str:
    """How a shift with these hours is called."""
    type_ = ShiftType(
        id="x",
        name=name,
        line="lv",
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        day_classes=tuple(DayClass),
    )
    return label(make_shift(day, type_, LINES[0]))


@pytest.mark.parametrize(
    ("name", "start", "end", "said"),
    [
        ("Kveld", "15:30", "23:00", "kveld fredag 1. jan."),
        ("Kveld", "18:00", "01:00", "kveld fredag 1. jan."),
        ("Natt", "23:00", "08:00", "natt til lørdag 2. jan."),
        ("Døgn", "08:00", "08:00", "døgn fredag 1. jan."),
        ("Morgen", "00:00", "08:00", "morgen fredag 1. jan."),
        ("ØHD", "08:00", "15:30", "ØHD fredag 1. jan."),
    ],
)
def test_a_shift_is_named_by_the_day_most_of_it_lies_on(name: str, start: str, end: str, said: str) -> None:
    assert shift(name, start, end) == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (45, "45 min"), (480, "8 t"), (390, "6 t 30 min")]
)
def test_minutes_are_said_as_hours_and_minutes(minutes: int, said: str) -> None:
    assert span(minutes) == said


def test_hours_are_those_of_the_wall_in_oslo() -> None:
    night = make_shift(date(2027, 3, 27), TYPES["natt"], LINES[0])
    assert clocked(night) == "natt til søndag 28. mars (lørdag kl. 23.00–08.00)"
    evening = make_shift(date(2027, 1, 1), TYPES["kveld"], LINES[0])
    assert clocked(evening) == "kveld fredag 1. jan. kl. 15.30–23.00"


def test_lists_end_in_og() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b og c"


def test_rest_is_told_with_both_shifts_and_the_norm() -> None:
    types = ["kveld", "natt"]
    kari = doctor("k", name="Kari {Berg}")
    instance = instance_of(date(2027, 1, 4), date(2027, 1, 6), types, [kari])
    roster = Roster.of([("k", "2027-01-04:natt"), ("k", "2027-01-05:kveld")])
    [breach] = Verifier(instance, BOOK.only("daily-rest")).verify(roster).breaches
    assert breach.text == (
        "Kari {Berg} har 7 t 30 min hvile mellom natt til tirsdag 5. jan. og kveld tirsdag 5. jan.; "
        "kravet er 8 t."
    )


@pytest.mark.parametrize(("month", "said"), [(1, "tirsdag 5. jan."), (3, "tirsdag 2. mars.")])
def test_a_lost_practice_day_is_told_plainly(month: int, said: str) -> None:
    night = date(2027, month, 4 if month == 1 else 1)
    instance = instance_of(night, night, ["natt"], [doctor("k", name="Kari Berg", practice_weekdays=(2,))])
    roster = Roster.of([("k", f"{night}:natt")])
    texts = [b.text for b in Verifier(instance, BOOK.only("rest-after-night")).verify(roster).breaches]
    assert texts == [
        f"Kari Berg mister praksisdagen {said.removesuffix('.') if month == 3 else said} etter natt til {said}"
    ]


def test_neither_exemption_nor_absence_tells_why() -> None:
    right = Exemption(
        doctor="k", kind=ExemptionKind.RIGHT, scope=Scope.NIGHT, first=date(2027, 1, 1), case="26/123-4"
    )
    away = Absence(doctor="k", first=date(2027, 1, 4), last=date(2027, 1, 5), kind=AbsenceKind.OTHER)
    old = doctor("o", name="Ola Lie", born=date(1960, 1, 1), age_claim=Scope.ALL)
    instance = instance_of(
        date(2027, 1, 4),
        date(2027, 1, 5),
        ["natt"],
        [doctor("k", name="Kari Berg"), old],
        exemptions=(right,),
        absences=(away,),
    )
    roster = Roster.of([("k", "2027-01-04:natt"), ("o", "2027-01-05:natt")])
    verdict = Verifier(instance, BOOK.only("absence", "exemption")).verify(roster)
    assert [b.text for b in verdict.breaches] == [
        "Kari Berg er ikke tilgjengelig (fravær 04.01.2027–05.01.2027), men er satt opp på natt til "
        "tirsdag 5. jan. (mandag kl. 23.00–08.00).",
        "Kari Berg har fritak (nattevakt, fra 01.01.2027), men er satt opp på natt til tirsdag 5. jan. "
        "(mandag kl. 23.00–08.00).",
        "Ola Lie har fritak (all vakt utenfor åpningstid, fra 02.01.2020), men er satt opp på natt til "
        "onsdag 6. jan. (tirsdag kl. 23.00–08.00).",
    ]


def test_every_breach_of_every_case_is_one_sentence_that_names_its_doctor() -> None:
    seen = set()
    for case in cases():
        for breach in Verifier(case.instance, case.book.only(case.rule)).verify(case.roster).breaches:
            seen.add((breach.rule, breach.part))
            text = breach.text
            assert text[0].isupper() and text.endswith(".") and not text.endswith("..")
            assert "{" not in text and "None" not in text
            assert breach.doctor is None or breach.doctor in text
            assert len(set(breach.shifts)) == len(breach.shifts)
    assert len(seen) >= 18
