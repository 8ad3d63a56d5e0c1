"""New doctors, another book and nights shared with a neighbour: the facts before and after."""

from datetime import date

import pytest

from tests.whatif.towns import dec, faults, jan, town
from vaktplan.domain.instance import DayPlaces
from vaktplan.domain.people import Pairing, PairingKind, Role
from vaktplan.domain.shifts import LineKind
from vaktplan.ledger.standing import may_stand_alone
from vaktplan.whatif.changes import Employed, Join, MoreLis1, OtherBook, ShareNights, night_types


def test_one_who_joins_may_what_the_other_may_and_brings_nothing() -> None:
    instance, book = town("sandefjord")
    join = Join(like="F05", first=dec(15))
    assert join.check(instance, book) == []
    changed = join.apply(instance)
    new, like = changed.doctors[-1], instance.doctor_by_id["F05"]
    assert (new.id, new.name, new.first_day) == ("ny1", "Ny lege 1", dec(15))
    assert new.lines == tuple(i for i in like.lines if not i.startswith("veil-"))
    assert new.competence == like.competence
    assert (new.age_claim, new.wards) == (None, ())
    for rows in ("exemptions", "absences", "wishes", "supervisions", "carried", "history"):
        assert getattr(changed, rows) == getattr(instance, rows)
    assert join.title(instance) == "En lege som Vegard Ask begynner 15.12.2026"


def test_one_after_another_gets_an_id_of_its_own() -> None:
    instance, _book = town("smavik")
    taken = instance.doctor_by_id["odd"].model_copy(update={"id": "NY2"})
    crowded = instance.model_copy(update={"doctors": (*instance.doctors, taken)})
    twice = Join(like="ingrid").apply(Join(like="ingrid").apply(crowded))
    assert [d.id for d in twice.doctors[-2:]] == ["ny1", "ny3"]


def test_whom_the_other_may_not_be_with_is_between_the_two() -> None:
    instance, _book = town("smavik")
    apart = Pairing(doctor="odd", other="silje", kind=PairingKind.NEVER_TOGETHER)
    with_ = Pairing(doctor="odd", other="erik", kind=PairingKind.ALWAYS_WITH)
    changed = Join(like="odd").apply(instance.model_copy(update={"pairings": (apart, with_)}))
    assert changed.pairings == (apart, with_, with_.model_copy(update={"doctor": "ny1"}))


def test_a_doctor_given_in_full_comes_as_given() -> None:
    instance, book = town("smavik")
    given = instance.doctor_by_id["silje"].model_copy(update={"id": "liv", "name": "Liv Hauge"})
    join = Join(given=given, first=jan(11))
    assert join.check(instance, book) == []
    assert join.apply(instance).doctors[-1] == given.model_copy(update={"first_day": jan(11)})
    assert (join.id, join.title(instance)) == ("join:+liv:2027-01-11", "Liv Hauge begynner 11.01.2027")
    bad = Join(given=given.model_copy(update={"id": "SILJE", "lines": ("legevakt", "nattevakt")}))
    assert faults(bad) == [
        ("given", "duplicate-id", "«SILJE» finnes fra før", "gi den nye legen egen id og eget navn"),
        (
            "given",
            "unknown-line",
            "det finnes ingen tjenestelinje «nattevakt»",
            "linjene er: legevakt, bakvakt",
        ),
    ]
    elsewhere = Join(given=given.model_copy(update={"municipality": "Larvik", "lines": ()}))
    assert faults(elsewhere) == []  # where no municipalities are named, any will do
    astray = Join(given=given.model_copy(update={"lines": ()}))
    assert faults(astray, "sandefjord-larvik") == [
        (
            "given",
            "unknown-municipality",
            "kommunen «Småvik» er ikke med i planen",
            "kommunene er: Sandefjord, Larvik",
        )
    ]
    assert [(f, c) for f, c, _w, _h in faults(Join())] == [("like", "missing")]
    assert [(f, c) for f, c, _w, _h in faults(Join(like="Per"))] == [("like", "unknown-doctor")]
    late = Join(like="silje", first=date(2027, 2, 1))
    assert [(f, c) for f, c, _w, _h in faults(late)] == [("first", "outside-period")]


def test_more_lis1_go_with_those_that_the_others_must_go_with() -> None:
    instance, book = town("sandefjord")
    more = MoreLis1(count=6)
    assert more.check(instance, book) == []
    changed = more.apply(instance)
    new = changed.doctors[-6:]
    assert [d.office for d in new] == [changed.doctor_by_id[f"T0{n}"].office for n in (1, 2, 3, 4, 5, 1)]
    for doctor, like in zip(new, ("T01", "T02", "T03", "T04", "T05", "T01"), strict=True):
        assert doctor.roles == (Role.LIS1,)
        companions = [(p.other, p.line) for p in changed.pairings if p.doctor == doctor.id]
        assert companions == [
            (p.other, p.line) for p in instance.pairings if p.doctor == like and p.kind.value == "always_with"
        ]
        assert companions


def test_there_must_be_a_lis1_to_be_like() -> None:
    instance, book = town("smavik")
    none = instance.model_copy(update={"doctors": instance.doctors[:-1]})
    [fault] = MoreLis1(count=1).check(none, book)
    assert (fault.code, fault.what) == ("nobody-like", "ingen lege i planen er LIS1, så det er ingen å ligne")
    assert [c for _f, c, _w, _h in faults(MoreLis1(count=0))] == ["out-of-range"]


@pytest.mark.parametrize("name", ["smavik", "sandefjord", "sandefjord-larvik"])
def test_the_employed_may_stand_alone_on_every_line_of_duty_that_is_open_to_them(name: str) -> None:
    instance, book = town(name)
    employed = Employed(count=2, percent=150)
    assert employed.check(instance, book) == []
    assert employed.title(instance) == "2 ansatte legevaktsleger til, hver med 150 % vaktandel"
    assert Employed(count=1).title(instance) == "1 ansatt legevaktslege til, med 100 % vaktandel"
    for doctor in employed.apply(instance).doctors[-2:]:
        assert doctor.roles == (Role.LEGEVAKTSLEGE,)
        assert doctor.share_on(instance.period.last) == 1.5
        assert may_stand_alone(book.standing, doctor, instance.period.first)
        like = next((d for d in instance.doctors if Role.LEGEVAKTSLEGE in d.roles), instance.doctors[0])
        assert doctor.competence == like.competence
        assert doctor.practice_weekdays == ()
        open_lines = [line for line in instance.lines if line.open_to(doctor)]
        assert [line.id for line in open_lines] == list(doctor.lines)
        assert {line.kind for line in open_lines} >= {LineKind.LEGEVAKT, LineKind.BAKVAKT}
        assert all(line.out_of_hours for line in open_lines)


def test_another_book_is_another_name() -> None:
    instance, book = town("smavik")
    assert OtherBook(name="legevakt").check(instance, book) == []
    assert OtherBook(name="legevakt").apply(instance).book == "legevakt"
    assert faults(OtherBook(name="liten-kommune")) == [
        (
            "name",
            "no-change",
            "planen følger alt regelboken «liten-kommune»",
            "skriv navnet på en annen",
        )
    ]


@pytest.mark.parametrize(("name", "types"), [("smavik", ("hverdag", "natt")), ("sandefjord", ("natt",))])
def test_the_neighbour_takes_so_many_of_the_nights_and_nothing_else(
    name: str, types: tuple[str, ...]
) -> None:
    instance, book = town(name)
    assert night_types(instance, book) == types
    for percent in (10, 33, 50, 100):
        share = ShareNights(percent=percent, types=types)
        assert share.check(instance, book) == []
        changed = share.apply(instance)
        for type_ in instance.shift_types:
            before = [s for s in instance.shifts if s.type.id == type_.id]
            after = [s.places for s in changed.shifts if s.type.id == type_.id]
            gone = len(before) * percent // 100 if type_.id in types else 0
            assert after.count(0) == gone
            assert sum(after) == sum(s.places for s in before) - gone * type_.places


def test_half_of_the_nights_are_every_second_one_and_their_locks_fall() -> None:
    instance, _book = town("smavik")
    changed = ShareNights(percent=50, types=("hverdag",)).apply(instance)
    nights = [s.places for s in changed.shifts if s.type.id == "hverdag"]
    assert nights == [1, 0] * (len(nights) // 2) + [1] * (len(nights) % 2)
    locked = instance.shift_by_id[instance.locks[0].shift]
    assert bool(changed.locks) == bool(changed.shift_by_id[locked.id].places)
    assert ShareNights(percent=100, types=("hverdag",)).apply(instance).locks == ()


def test_nights_that_need_nobody_already_are_not_shared() -> None:
    instance, _book = town("smavik")
    closed = DayPlaces(date=jan(4), shift_type="hverdag", places=0)
    doubled = DayPlaces(date=jan(6), shift_type="hverdag", places=2)
    changed = ShareNights(percent=50, types=("hverdag",)).apply(
        instance.model_copy(update={"day_places": (closed, doubled)})
    )
    nights = [s.places for s in changed.shifts if s.type.id == "hverdag"][:6]
    assert nights == [0, 1, 0, 1, 0, 1]  # the 4th was closed; the 6th, with two, is the neighbour's
    assert len({(p.date, p.shift_type) for p in changed.day_places}) == len(changed.day_places)


def test_only_nights_that_must_be_filled_are_shared() -> None:
    assert faults(ShareNights(percent=50, types=("kveld", "bv-natt")), "sandefjord") == [
        ("types", "not-a-night", f"«{t}» er ingen nattevakt som skal dekkes", "nattevaktene er: natt")
        for t in ("kveld", "bv-natt")
    ]
    assert [c for _f, c, _w, _h in faults(ShareNights(percent=0, types=("natt",)))] == ["out-of-range"]
    assert [c for _f, c, _w, _h in faults(ShareNights(percent=50, types=()))] == ["missing"]
