"""The absence drill: every day of duty of every doctor is tried once, and who is told to be able to step in, can."""

import pytest

from tests.whatif.towns import best, jan, town
from vaktplan.domain.clock import touches
from vaktplan.domain.instance import Lock
from vaktplan.domain.roster import Roster
from vaktplan.verify.verify import verify
from vaktplan.whatif.absence import drills, stand_ins


@pytest.mark.parametrize("name", ["smavik", "sandefjord"])
def test_every_take_is_lost_in_the_drill_of_its_date(name: str) -> None:
    instance, _book = town(name)
    every = drills(instance, best(name))
    assert [(d.day, d.away.doctor) for d in every] == sorted({(d.day, d.away.doctor) for d in every})
    lost = {(d.away.doctor, s) for d in every for s in d.shifts if instance.shift_by_id[s].date == d.day}
    assert lost == set(best(name).pairs)
    for drill in every:
        assert drill.away.first == drill.away.last == drill.day
        gone = set(best(name).pairs) - set(drill.left(best(name)).pairs)
        assert gone == {(drill.away.doctor, s) for s in drill.shifts}
        assert all(
            touches(instance.shift_by_id[s].start, instance.shift_by_id[s].end, drill.day, drill.day)
            for s in drill.shifts
        )


def test_a_night_from_the_evening_before_is_lost_too() -> None:
    instance, _book = town("smavik")
    roster = Roster.of(
        [("odd", "2027-01-07:hverdag"), ("odd", "2027-01-08:hverdag"), ("silje", "2027-01-12:hverdag")]
    )
    assert [(d.day, d.away.doctor, d.shifts) for d in drills(instance, roster)] == [
        (jan(7), "odd", ("2027-01-07:hverdag",)),
        (jan(8), "odd", ("2027-01-07:hverdag", "2027-01-08:hverdag")),
        (jan(12), "silje", ("2027-01-12:hverdag",)),
    ]


def test_dates_may_be_those_of_out_of_hours_duty_alone() -> None:
    instance, _book = town("sandefjord")
    some = drills(instance, best("sandefjord"), out_of_hours_only=True)
    takes = ((d, instance.shift_by_id[s]) for d, s in best("sandefjord").pairs)
    assert {(d.away.doctor, d.day) for d in some} == {(d, s.date) for d, s in takes if s.line.out_of_hours}
    assert len(some) < len(drills(instance, best("sandefjord")))


def test_who_can_step_in_makes_a_roster_without_a_new_hard_breach() -> None:
    instance, book = town("smavik")
    roster = best("smavik")
    found = 0
    for drill in drills(instance, roster)[::3]:
        changed, left = drill.away.apply(instance), drill.left(roster)
        before = {(b.rule, b.part, b.doctor, b.shifts) for b in verify(changed, book, left).hard}
        for why in stand_ins(instance, book, roster, drill):
            assert drill.away.doctor in [o.doctor for o in why.obstacles if "absence" in o.rules]
            for free in (o.doctor for o in why.obstacles if not o.rules):
                found += 1
                filled = Roster.of((*left.pairs, (free, why.shift)))
                after = {(b.rule, b.part, b.doctor, b.shifts) for b in verify(changed, book, filled).hard}
                assert after <= before
    assert found > 5


def test_a_lock_of_the_one_away_hinders_nobody() -> None:
    instance, book = town("smavik")
    doctor, shift = next(p for p in best("smavik").pairs if p[1].endswith(":hverdag"))
    locked = instance.model_copy(update={"locks": (Lock(doctor=doctor, shift=shift),)})
    drill = next(d for d in drills(locked, best("smavik")) if d.away.doctor == doctor and shift in d.shifts)
    changed = drill.away.apply(locked)
    assert not [b for b in verify(changed, book, drill.left(best("smavik"))).hard if b.rule == "locked"]
