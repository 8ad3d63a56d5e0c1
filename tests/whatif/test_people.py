"""Away, leaving, less duty and a smaller post: the facts before and after, and what cannot be."""

from datetime import date

from tests.whatif.towns import dec, faults, jan, town
from vaktplan.domain.people import Absence, DutyShare
from vaktplan.whatif.changes import Away, Leave, Position, Reduce, ill


def test_one_who_is_away_is_absent_and_no_longer_locked() -> None:
    instance, book = town("smavik")
    away = Away(doctor="marte", first=jan(8), last=jan(12))
    assert away.check(instance, book) == []
    changed = away.apply(instance)
    assert changed.absences == (*instance.absences, Absence(doctor="marte", first=jan(8), last=jan(12)))
    assert len(instance.locks) == 1
    assert changed.locks == ()  # the night of the 7th ends on the 8th
    assert Away(doctor="marte", first=jan(9), last=jan(12)).apply(instance).locks == instance.locks
    assert Away(doctor="odd", first=jan(7), last=jan(8)).apply(instance).locks == instance.locks


def test_nobody_is_told_why_one_is_away() -> None:
    instance, _book = town("smavik")
    absence = ill("silje", jan(18), jan(22))
    [told] = absence.apply(instance).absences[len(instance.absences) :]
    assert not told.counts_as_presence
    assert told.kind.value == "other"
    assert absence.title(instance) == "Silje Vik er ikke tilgjengelig 18.01.2027–22.01.2027"
    assert absence.id == "away:silje:2027-01-18:2027-01-22:no"
    assert "ill" not in absence.model_dump_json().replace("silje", "")


def test_an_absence_lies_in_the_period() -> None:
    assert faults(Away(doctor="odd", first=dec(1), last=dec(31))) == [
        ("last", "outside-period", "31.12.2026 er utenfor perioden", "perioden er 01.01.2027–31.01.2027")
    ]
    assert faults(Away(doctor="odd", first=dec(1), last=jan(1))) == []


def test_one_who_leaves_serves_until_the_day_before() -> None:
    instance, book = town("smavik")
    late = Leave(doctor="erik", first=jan(20)).apply(instance)
    assert [w.last for w in late.wishes if w.doctor == "erik"] == [jan(10), jan(19)]
    leave = Leave(doctor="erik", first=jan(9))
    assert leave.check(instance, book) == []
    changed = leave.apply(instance)
    erik = changed.doctor_by_id["erik"]
    assert erik.serves_on(jan(8))
    assert not erik.serves_on(jan(9))
    assert changed.history == instance.history
    wishes = [(w.kind.value, w.first, w.last) for w in changed.wishes if w.doctor == "erik"]
    assert wishes == [("rather_off", jan(8), jan(8)), ("like", None, jan(8))]
    assert [w for w in changed.wishes if w.doctor != "erik"] == [
        w for w in instance.wishes if w.doctor != "erik"
    ]
    assert leave.title(instance) == "Erik Lunde slutter: ingen vakt fra 09.01.2027"


def test_one_who_leaves_before_the_period_wishes_nothing_and_is_not_locked() -> None:
    instance, book = town("smavik")
    leave = Leave(doctor="marte", first=jan(1))
    assert leave.check(instance, book) == []
    changed = leave.apply(instance)
    assert not [w for w in changed.wishes if w.doctor == "marte"]
    assert changed.locks == ()
    assert Leave(doctor="marte", first=jan(7)).apply(instance).locks == ()
    assert Leave(doctor="marte", first=jan(8)).apply(instance).locks == instance.locks


def test_one_who_leaves_owes_no_least_number_of_hours() -> None:
    instance, _book = town("smavik")
    bound = instance.model_copy(
        update={"doctors": tuple(d.model_copy(update={"min_minutes": 600}) for d in instance.doctors)}
    )
    changed = Leave(doctor="erik", first=jan(9)).apply(bound)
    assert changed.doctor_by_id["erik"].min_minutes is None
    assert changed.doctor_by_id["odd"].min_minutes == 600


def test_whoever_loses_a_supervisor_lacks_one() -> None:
    instance, _book = town("sandefjord")
    assert Leave(doctor="F05", first=dec(1)).apply(instance).supervisions == instance.supervisions


def test_nobody_leaves_twice_or_before_coming() -> None:
    instance, book = town("smavik")
    gone = Leave(doctor="erik", first=jan(9)).apply(instance)
    [fault] = Leave(doctor="erik", first=jan(20)).check(gone, book)
    assert (fault.where, fault.code) == ("first", "no-change")
    assert fault.what == "Erik Lunde har alt sluttet: siste dag er 08.01.2027"
    assert Leave(doctor="erik", first=jan(5)).check(gone, book) == []
    new = instance.model_copy(
        update={"doctors": tuple(d.model_copy(update={"first_day": jan(10)}) for d in instance.doctors)}
    )
    [fault] = Leave(doctor="erik", first=jan(10)).check(new, book)
    assert (fault.code, fault.what) == ("leaves-before-start", "Erik Lunde begynner først 10.01.2027")
    assert faults(Leave(doctor="erik", first=date(2027, 2, 1)))[0][1] == "outside-period"


def test_a_reduced_share_holds_on_its_dates_alone() -> None:
    instance, book = town("smavik")
    reduce = Reduce(doctor="ingrid", percent=50, first=jan(10), last=jan(20))
    assert reduce.check(instance, book) == []
    ingrid = reduce.apply(instance).doctor_by_id["ingrid"]
    shares = [ingrid.share_on(jan(day)) for day in (1, 9, 10, 20, 21, 31)]
    assert shares == [1, 1, 0.5, 0.5, 1, 1]
    assert reduce.title(instance) == "Ingrid Moen har 50 % vaktandel 10.01.2027–20.01.2027"


def test_a_reduced_share_takes_the_place_of_whatever_held() -> None:
    instance, _book = town("smavik")
    parts = (DutyShare(share=1, last=jan(9)), DutyShare(share=0.5, first=jan(10)), DutyShare(share=0.2))
    odd = instance.doctor_by_id["odd"].model_copy(update={"duty_shares": parts})
    mixed = instance.model_copy(
        update={"doctors": tuple(odd if d.id == "odd" else d for d in instance.doctors)}
    )
    before = [odd.share_on(jan(day)) for day in range(1, 32)]
    for first, last in (
        (None, None),
        (jan(5), None),
        (None, jan(15)),
        (jan(8), jan(12)),
        (jan(15), jan(20)),
        (None, jan(4)),
    ):
        changed = Reduce(doctor="odd", percent=70, first=first, last=last).apply(mixed).doctor_by_id["odd"]
        for n, share in enumerate(before):
            day = jan(n + 1)
            inside = (first is None or first <= day) and (last is None or day <= last)
            assert changed.share_on(day) == (0.7 if inside else share)


def test_a_share_must_be_a_change_and_leave_somebody() -> None:
    assert faults(Reduce(doctor="ingrid", percent=100)) == [
        ("percent", "no-change", "Ingrid Moen har alt 100 % vaktandel", "skriv et annet tall")
    ]
    assert faults(Reduce(doctor="ingrid", percent=-1)) == [
        ("percent", "out-of-range", "-1 % kan ikke brukes her", "skriv et tall fra 0 til 1000")
    ]
    instance, book = town("smavik")
    alone = instance.model_copy(update={"doctors": (instance.doctor_by_id["odd"],), "locks": ()})
    [fault] = Reduce(doctor="odd", percent=0).check(alone, book)
    assert (fault.code, fault.what) == ("no-duty-share", "da har ingen lege vaktandel i perioden")


def test_one_without_a_share_cannot_keep_a_lock() -> None:
    [(_field, code, _what, _hint)] = faults(Reduce(doctor="marte", percent=0))
    assert code == "locked"
    assert faults(Reduce(doctor="marte", percent=0, first=jan(8))) == []


def test_a_post_holds_the_whole_period() -> None:
    instance, book = town("smavik")
    position = Position(doctor="ingrid", percent=80)
    assert position.check(instance, book) == []
    assert position.apply(instance).doctor_by_id["ingrid"].position_percent == 80
    assert position.title(instance) == "Ingrid Moen har 80 % stilling"
    assert [c for _f, c, _w, _h in faults(Position(doctor="ingrid", percent=100))] == ["no-change"]
    assert [c for _f, c, _w, _h in faults(Position(doctor="ingrid", percent=201))] == ["out-of-range"]
