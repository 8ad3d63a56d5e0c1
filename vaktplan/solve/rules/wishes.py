"""What the doctors ask for.

In words: what must be off is off; what would rather be off costs per take; what is liked costs when none of it comes.
In maths: must_off: x[d, s] = 0 for matching s; rather_off: strength · Σ x[d, s] over matching s;
like: strength · u with u + Σ x[d, s] ≥ 1, when some shift matches.
Source: none of law; the doctors' own wishes.
"""

from collections.abc import Sequence

from vaktplan.domain.clock import DAY
from vaktplan.domain.people import Wish, WishKind
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.book import days_of
from vaktplan.rulebook.rules import Level, Wishes
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.slices import dated, near


def add(build: Build, rule: Wishes) -> None:
    """Forbid or price what goes against the wishes."""
    for doctor in build.doctors:
        own = [w for w in build.instance.wishes if w.doctor == doctor.id]
        must = [w for w in own if w.kind is WishKind.MUST_OFF]
        around = {s.id for w in must for s in near(build.instance.shifts, w.first, w.last)}
        for shift in (s for s in build.instance.shifts if s.id in around):
            if any(_off(w, shift) for w in must):
                build.refuse(rule, "must_off", doctor.id, shift.id)
    ids = {d.id for d in build.doctors}
    for wish in build.instance.wishes:
        if wish.doctor in ids:
            if wish.kind is WishKind.RATHER_OFF:
                _rather_off(build, rule, wish)
            elif wish.kind is WishKind.LIKE:
                _like(build, rule, wish)


def _rather_off(build: Build, rule: Wishes, wish: Wish) -> None:
    for duty in _near(build, wish):
        if _off(wish, duty.shift):
            build.charge(rule, "rather_off", wish.doctor, duty.on, wish.strength)


def _like(build: Build, rule: Wishes, wish: Wish) -> None:
    if not any(_liked(wish, shift) for shift in near(build.instance.shifts, wish.first, wish.last)):
        return
    level = build.level(rule, "like")
    wanted = [duty.on for duty in _near(build, wish) if _liked(wish, duty.shift)]
    if level is Level.HARD:
        build.hard(rule, "like", wish.doctor, build.cp.add_bool_or([*wanted, build.true.negated()]))
    elif level is Level.SOFT:
        build.soft(rule, "like", wish.doctor, build.short(wanted, 1), wish.strength)


def _near(build: Build, wish: Wish) -> Sequence[Duty]:
    """The doctor's takes around the dates of the wish."""
    period = build.instance.period
    first, last = wish.first or period.first, wish.last or period.last
    return dated(build.takes(wish.doctor), first - DAY, last)


def _off(wish: Wish, shift: Shift) -> bool:
    if wish.shift_type is not None and wish.shift_type != shift.type.id:
        return False
    return any(
        (wish.first is None or wish.first <= day)
        and (wish.last is None or day <= wish.last)
        and (not wish.weekdays or day.isoweekday() in wish.weekdays)
        for day in days_of(shift)
    )


def _liked(wish: Wish, shift: Shift) -> bool:
    return (
        (wish.shift_type is None or wish.shift_type == shift.type.id)
        and (wish.first is None or wish.first <= shift.date)
        and (wish.last is None or shift.date <= wish.last)
        and (not wish.weekdays or shift.date.isoweekday() in wish.weekdays)
    )
