"""Not too many duties in rolling windows.

In words: of each capped kind, at most so many shifts start within so many dates in a row that end in the period; past
shifts count, but a window that they alone overfill is a breach only when the period adds to it.
In maths: P + Σ x ≤ max over the window, P the past ones; when P > max: Σ x = 0; priced: the excess per window.
Source: the book's; SFS 2305 7.4 asks that the load of duty be bearable.
"""

from collections.abc import Sequence
from datetime import timedelta

from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import Cap, DutyCap, Level
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.model import weighted
from vaktplan.solve.slices import dated
from vaktplan.solve.subtotals import Weeks

Window = tuple[list[Duty], int, int]  # possible duties, past ones, allowed


def add(build: Build, rule: DutyCap) -> None:
    """Forbid or price what a window has too much."""
    level = build.level(rule, "main")
    if level is None:
        return
    for doctor in build.doctors:
        for cap in rule.caps:
            counted = [d for d in build.duties(doctor.id) if _counts(build, cap, d.shift)]
            windows = _windows(build, cap, counted)
            weeks = Weeks(build, [(d, 1) for d in counted if not d.past])
            if level is Level.HARD:
                _forbid(build, rule, doctor.id, windows, weeks)
            else:
                _price(build, rule, doctor.id, windows, weeks)


def _windows(build: Build, cap: Cap, counted: Sequence[Duty]) -> list[Window]:
    found = []
    for end in build.instance.period.days:
        first = end - timedelta(days=cap.days - 1)
        inside = dated(counted, first, end)
        own = [d for d in inside if not d.past]
        most = cap.max.whole(end)
        if own and len(inside) > most:
            found.append((own, len(inside) - len(own), most))
    return found


def _forbid(build: Build, rule: DutyCap, doctor: str, windows: list[Window], weeks: Weeks) -> None:
    for k, (own, past, most) in enumerate(windows):
        room = max(0, most - past)
        if k + 1 < len(windows):  # a later window that holds the same and allows no more says it all
            wider, later_past, later_most = windows[k + 1]
            if wider[0].shift.date <= own[0].shift.date and later_most - later_past <= most - past:
                continue
        build.hard(rule, "main", doctor, build.cp.add(weighted(weeks.terms(own)) <= room))


def _price(build: Build, rule: DutyCap, doctor: str, windows: list[Window], weeks: Weeks) -> None:
    for own, past, most in windows:
        terms = weeks.terms(own)
        if past > most:
            terms.append((build.any_of(d.on for d in own), past - most))
        build.soft(rule, "main", doctor, build.excess(terms, max(0, most - past)))


def _counts(build: Build, cap: Cap, shift: Shift) -> bool:
    match cap.kind:
        case "all":
            return True
        case "duty":
            return shift.line.out_of_hours
        case "duty_night":
            return shift.line.out_of_hours and build.known.is_night(shift)
        case "on_site":
            return shift.on_site
        case "home":
            return not shift.on_site
        case "night":
            return build.known.is_night(shift)
        case "weekend":
            return bool(build.known.weekends_of(shift))
