"""Free after a night, and practice around it.

In words: after an on-site night nothing starts before the next afternoon; a practice day that a night ends on is lost;
practice that ends too short before a night is priced or forbidden.
In maths: after: x[d, n] ∧ x[d, b] for n.end ≤ b.start < free_until(D), D the date of n.end;
practice_lost: y[d, D] ≥ x[d, n], one y per practice day D;
practice_before: (60 · hours − max(0, gap)) · x[d, n] per night on a practice day.
Source: SFS 2305 7.4 (free after night duty, practice compensation); the hours before are the planner's own measure.
"""

from datetime import date

from vaktplan.domain.clock import at, day_of, minutes
from vaktplan.domain.people import Doctor
from vaktplan.rulebook.rules import RestAfterNight
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.model import Var
from vaktplan.solve.slices import starting


def add(build: Build, rule: RestAfterNight) -> None:
    """Forbid or price duty after nights, and practice lost or too close before them."""
    for doctor in build.doctors:
        duties = build.duties(doctor.id)
        nights = [d for d in duties if d.shift.on_site and build.known.is_night(d.shift)]
        for night in nights:
            _after(build, rule, night, duties)
        own = [n for n in nights if not n.past]
        _practice_lost(build, rule, doctor, own)
        for night in own:
            _practice_before(build, rule, doctor, night)


def _after(build: Build, rule: RestAfterNight, night: Duty, duties: tuple[Duty, ...]) -> None:
    ends = day_of(night.shift.end)
    free_until = at(ends, rule.free_until.clock(ends))
    for b in starting(duties, night.shift.end, free_until):
        if b.shift.start < free_until and not (night.past and b.past):
            build.apart(rule, "after", night, b, minutes(b.shift.start, free_until))


def _practice_lost(build: Build, rule: RestAfterNight, doctor: Doctor, nights: list[Duty]) -> None:
    ending: dict[date, list[Var]] = {}
    for night in nights:
        ending.setdefault(day_of(night.shift.end), []).append(night.on)
    for day, on in sorted(ending.items()):
        if build.known.practice_day(doctor, day) and build.level(rule, "practice_lost"):
            build.charge(rule, "practice_lost", doctor.id, build.any_of(on))


def _practice_before(build: Build, rule: RestAfterNight, doctor: Doctor, night: Duty) -> None:
    day = night.shift.date
    opens = at(day, build.instance.practice_start)
    if build.known.practice_day(doctor, day) and opens < night.shift.start:
        gap = minutes(at(day, build.instance.practice_end), night.shift.start)
        missing = 60 * rule.before_hours.whole(day) - max(0, gap)
        if missing > 0:
            build.charge(rule, "practice_before", doctor.id, night.on, missing)
