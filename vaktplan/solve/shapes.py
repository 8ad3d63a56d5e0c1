"""Shapes of constraint that several rules share: forbidden when the part is hard, priced when it is soft."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from vaktplan.domain.clock import minutes
from vaktplan.rulebook.rules import Level, OnePlace, Rule

from .build import Build, Duty
from .model import Terms, Var, weighted


def at_most(
    build: Build, rule: Rule, part: str, who: str | None, terms: Terms, limit: int, unit: int = 1
) -> None:
    """A breach of what the sum has above a limit, which is not negative, in whole units begun."""
    level = build.level(rule, part)
    if sum(max(k * end for end in build.domain(v)) for v, k in terms) <= limit:
        return
    if level is Level.HARD:
        build.hard(rule, part, who, build.cp.add(weighted(terms) <= limit))
    elif level is Level.SOFT:
        build.soft(rule, part, who, build.excess(terms, limit, unit))


def at_least(build: Build, rule: Rule, part: str, who: str | None, of: Sequence[Var], need: int) -> None:
    """A breach of what the sum lacks."""
    level = build.level(rule, part)
    if need <= 0:
        return
    if len(of) < need and level is Level.HARD:
        always(build, rule, part, need - len(of), who)
    elif level is Level.HARD:
        build.hard(rule, part, who, build.cp.add(weighted([(v, 1) for v in of]) >= need))
    elif level is Level.SOFT:
        build.soft(rule, part, who, build.short(of, need))


def beyond(
    build: Build,
    rule: Rule,
    part: str,
    who: str | None,
    new: Sequence[Var],
    every: Sequence[Var],
    *,
    past: int,
    limit: int,
) -> None:
    """A breach of what past and new have together above a limit, when the period has some of `every`."""
    if not every or past + len(new) <= limit:
        return
    terms = [(v, 1) for v in new]
    if past > limit:
        terms.append((build.any_of(every), past - limit))
    at_most(build, rule, part, who, terms, max(0, limit - past))


def always(build: Build, rule: Rule, part: str, amount: int, who: str | None = None) -> None:
    """A breach that no roster changes."""
    level = build.level(rule, part)
    if amount <= 0:
        return
    if level is Level.HARD:
        build.hard(rule, part, who, build.cp.add_bool_or([build.true.negated()]))
    elif level is Level.SOFT:
        build.soft(rule, part, who, None, constant=amount)


def each_with(build: Build, rule: Rule, part: str, who: str, one: Duty, others: Sequence[Duty]) -> None:
    """A breach of amount 1 for every duty of another doctor that stands when a duty of the period does."""
    level = build.level(rule, part)
    for group in _exclusive(build, others):
        if level is Level.HARD:
            build.hard(rule, part, who, build.cp.add_at_most_one([one.on, *(d.on for d in group)]))
        elif level is Level.SOFT:
            build.soft(rule, part, who, build.excess([(d.on, 1) for d in (one, *group)], 1))


def _exclusive(build: Build, duties: Sequence[Duty]) -> list[list[Duty]]:
    """The duties of one doctor in groups of which one at most is taken: they overlap, or are alone."""
    groups: list[list[Duty]] = []
    for duty in sorted(duties, key=lambda d: (d.shift.start, d.shift.end, d.shift.id)):
        overlapping = groups and duty.shift.start < min(d.shift.end for d in groups[-1])
        if overlapping and _in_one_place(build, duty.doctor):
            groups[-1].append(duty)
        else:
            groups.append([duty])
    return groups


def _in_one_place(build: Build, doctor: str) -> bool:
    book = build.book.seen_from(build.instance.doctor_by_id[doctor].municipality)
    rule = book.get(OnePlace)
    return rule is not None and build.level(rule, "main") is Level.HARD


def company(one: Duty, others: Iterable[Duty]) -> list[tuple[list[Duty], int]]:
    """Who of others may be on in the parts of a duty, with the minutes of the parts with just these."""
    s = one.shift
    there = [t for t in others if t.shift.start < s.end and s.start < t.shift.end]
    inside = {at for t in there for at in (t.shift.start, t.shift.end) if s.start < at < s.end}
    found: dict[tuple[int, ...], int] = {}
    for start, end in pairwise(sorted({s.start, s.end, *inside})):
        on = tuple(k for k, t in enumerate(there) if t.shift.start <= start and end <= t.shift.end)
        found[on] = found.get(on, 0) + minutes(start, end)
    return [([there[k] for k in on], amount) for on, amount in found.items()]


def close_dates(build: Build, rule: Rule, part: str, who: str, duties: Sequence[Duty], days: int) -> None:
    """A breach of the days that two dates of some duties of a doctor lack, the later one in the period."""
    level = build.level(rule, part)
    if level is None:
        return
    every, own = _dates(build, duties), _dates(build, [d for d in duties if not d.past])
    before = [timedelta(days=k) for k in range(days - 1, 0, -1)]
    for i, j in ((j - k, j) for j in own for k in before if j - k in every):
        if level is Level.HARD:
            build.hard(rule, part, who, build.cp.add_at_most_one([every[i], own[j]]))
        else:
            build.soft(rule, part, who, build.both(every[i], own[j]), days - (j - i).days)


def _dates(build: Build, duties: Iterable[Duty]) -> dict[date, Var]:
    on: dict[date, list[Var]] = {}
    for duty in duties:
        on.setdefault(duty.shift.date, []).append(duty.on)
    return {day: build.any_of(of) for day, of in sorted(on.items())}
