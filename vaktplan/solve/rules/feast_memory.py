"""Not the same feast two years running, and not both jul and nyttår.

In words: a feast worked last year costs when worked again; jul and nyttår of one year cost when both are worked.
In maths: same_feast: v[d, f, y] ≥ x[d, s] for s of (f, y), when d worked (f, y − 1);
jul_and_nyttaar: w[d, y] ≥ j + n − 1, with j and n whether each is worked, at least one of them in the period.
Source: the book's; the plan's goal that nobody carries Christmas for the others.
"""

from vaktplan.domain.days import Feast
from vaktplan.rulebook.book import shift_feasts
from vaktplan.rulebook.rules import FeastMemory, Level
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.model import Var


def add(build: Build, rule: FeastMemory) -> None:
    """Forbid or price feasts that come back."""
    for doctor in build.doctors:
        now = _feasts(build.takes(doctor.id))
        before = set(_feasts(build.past(doctor.id)))
        before |= {(f.feast, f.year) for f in build.instance.feasts_worked if f.doctor == doctor.id}
        for (feast, year), on in sorted(now.items()):
            if (feast, year - 1) in before and build.level(rule, "same_feast"):
                build.charge(rule, "same_feast", doctor.id, build.any_of(on))
        if build.level(rule, "jul_and_nyttaar"):
            for year in sorted({year for _, year in now}):
                _christmas(build, rule, doctor.id, now, before, year)


def _christmas(
    build: Build,
    rule: FeastMemory,
    doctor: str,
    now: dict[tuple[Feast, int], list[Var]],
    before: set[tuple[Feast, int]],
    year: int,
) -> None:
    jul, new_year = now.get((Feast.JUL, year), []), now.get((Feast.NYTTAAR, year), [])
    had_jul, had_new_year = (Feast.JUL, year) in before, (Feast.NYTTAAR, year) in before
    if had_jul or had_new_year:
        again = [*(new_year if had_jul else []), *(jul if had_new_year else [])]
        if again:
            build.charge(rule, "jul_and_nyttaar", doctor, build.any_of(again))
    elif jul and new_year:
        a, b = build.any_of(jul), build.any_of(new_year)
        if build.level(rule, "jul_and_nyttaar") is Level.HARD:
            build.hard(rule, "jul_and_nyttaar", doctor, build.cp.add_at_most_one([a, b]))
        else:
            build.soft(rule, "jul_and_nyttaar", doctor, build.both(a, b))


def _feasts(duties: tuple[Duty, ...]) -> dict[tuple[Feast, int], list[Var]]:
    found: dict[tuple[Feast, int], list[Var]] = {}
    for duty in duties:
        if duty.shift.line.out_of_hours:
            for feast in shift_feasts(duty.shift):
                found.setdefault(feast, []).append(duty.on)
    return found
