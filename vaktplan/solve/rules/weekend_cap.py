"""Not too many weekends.

In words: of so many weekends in a row at most some are worked; past ones count, but a row that they alone overfill is a
breach only when the period works in it. A doctor's own number comes before the book's.
In maths: z[d, w] ⇔ some shift of d touches w; P + Σ z ≤ max over the row, P the weekends worked before, max the
doctor's or the book's on w; when P > max nothing in the row is taken; priced: the excess per row.
Source: the book's; arbeidsmiljøloven § 10-8 (4) has the same thought for Sundays.
"""

from datetime import date, timedelta

from vaktplan.rulebook.book import weekends_of
from vaktplan.rulebook.rules import Level, WeekendCap
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.model import Var, weighted


def add(build: Build, rule: WeekendCap) -> None:
    """Forbid or price what a row of weekends has too much."""
    level = build.level(rule, "main")
    if level is None:
        return
    ends = sorted({w for shift in build.instance.shifts for w in weekends_of(shift)})
    for doctor in build.doctors:
        before = set(_worked(build, rule, build.past(doctor.id)))
        own = {w: build.any_of(on) for w, on in _worked(build, rule, build.takes(doctor.id)).items()}
        for end in ends:
            row = [end - timedelta(days=7 * k) for k in range(rule.weeks)]
            most = rule.max_weekends.whole(end) if doctor.max_weekends is None else doctor.max_weekends
            _row(build, rule, doctor.id, row, before, own, most)


def _row(
    build: Build,
    rule: WeekendCap,
    doctor: str,
    row: list[date],
    before: set[date],
    own: dict[date, Var],
    most: int,
) -> None:
    past = sum(w in before for w in row)
    new = [own[w] for w in row if w in own and w not in before]
    every = [own[w] for w in row if w in own]
    if not every or past + len(new) <= most:
        return
    terms = [(z, 1) for z in new]
    if past > most:
        terms.append((build.any_of(every), past - most))
    if build.level(rule, "main") is Level.HARD:
        build.hard(rule, "main", doctor, build.cp.add(weighted(terms) <= max(0, most - past)))
    else:
        build.soft(rule, "main", doctor, build.excess(terms, max(0, most - past)))


def _worked(build: Build, rule: WeekendCap, duties: tuple[Duty, ...]) -> dict[date, list[Var]]:
    found: dict[date, list[Var]] = {}
    for duty in duties:
        if rule.out_of_hours_only and not duty.shift.line.out_of_hours:
            continue
        if duty.shift.on_site or not rule.on_site_only:
            for weekend in build.known.weekends_of(duty.shift):
                found.setdefault(weekend, []).append(duty.on)
    return found
