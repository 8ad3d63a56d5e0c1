"""Who may not stand alone has a bakvakt for the whole time.

In words: at every instant those on duty who need a bakvakt are at most `cap` per bakvakt, and first duties
at most `cap` per bakvakt on site; nobody is bakvakt for oneself; a bakvakt whom nobody needs is not staffed.
In maths, at each instant t: N(t) ≤ cap · B(t), F(t) ≤ cap · S(t); need[d, s] + x[d, b] ≤ 1 when s and b overlap;
x[d, b] ≤ Σ over t in b of [N(t) > cap (B(t) − 1)] (or, on site, of [F(t) > cap (S(t) − 1)]), locked ones excepted.
Source: kompetanseforskriften § 3a (2) and (3); until 2025 akuttmedisinforskriften § 7.
"""

from vaktplan.rulebook.rules import Backup, Level
from vaktplan.solve.build import Build
from vaktplan.solve.model import Terms, Var, weighted
from vaktplan.solve.needing import Moment, Needing, moments, needing
from vaktplan.solve.slices import meeting


def add(build: Build, rule: Backup) -> None:
    """Tie the bakvakt shifts to those who need one."""
    for part in rule.parts:
        build.only(rule, part, Level.HARD)
    if build.level(rule, "missing") is None:
        return
    need = needing(build, rule)
    useful: dict[str, list[Var]] = {}
    useful_on_site: dict[str, list[Var]] = {}
    for moment in moments(build, need):
        _missing(build, rule, moment)
        ids = [b.id for b in moment.windows]
        for windows, demand, supply in (
            (useful, moment.needing, moment.bakvakt),
            (useful_on_site, moment.first, moment.bakvakt_on_site),
        ):
            if demand and supply:
                used = build.at_least(_balance(rule, demand, supply), 1 - rule.cap)
                for b in ids:
                    windows.setdefault(b, []).append(used)
    _same_person(build, rule, need)
    _unneeded(build, rule, useful, useful_on_site)


def _balance(rule: Backup, demand: Terms, supply: Terms) -> Terms:
    """Demand less cap times supply: above 0, someone is without; above −cap, every bakvakt is of use."""
    return [*demand, *((v, -rule.cap) for v, _ in supply)]


def _missing(build: Build, rule: Backup, moment: Moment) -> None:
    pairs = ((moment.needing, moment.bakvakt), (moment.first, moment.bakvakt_on_site))
    for demand, supply in pairs:
        if demand:
            build.hard(rule, "missing", None, build.cp.add(weighted(_balance(rule, demand, supply)) <= 0))
    for taking in moment.one_place:  # implied; a tighter relaxation
        build.hard(rule, "missing", None, build.cp.add(weighted(taking) <= weighted(moment.bakvakt)))


def _same_person(build: Build, rule: Backup, need: list[Needing]) -> None:
    own = {d.id: [b for b in build.takes(d.id) if b.shift.on_demand] for d in build.doctors}
    for n in need:
        for b in meeting(own[n.duty.doctor], n.duty.shift):
            if b.shift.start < n.duty.shift.end and n.duty.shift.start < b.shift.end:
                post = build.cp.add_at_most_one([n.needs, b.on])
                build.hard(rule, "same_person", n.duty.doctor, post)


def _unneeded(
    build: Build, rule: Backup, useful: dict[str, list[Var]], useful_on_site: dict[str, list[Var]]
) -> None:
    locked = {(lock.doctor, lock.shift) for lock in build.instance.locks}
    for b in build.instance.shifts:
        if not b.on_demand:
            continue
        uses = useful.get(b.id, []) + (useful_on_site.get(b.id, []) if b.on_site else [])
        for duty in build.takers(b):
            if (duty.doctor, b.id) not in locked:
                build.hard(rule, "unneeded", duty.doctor, build.cp.add_bool_or([*uses, duty.on.negated()]))
