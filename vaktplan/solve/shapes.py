"""Shapes of constraint that several rules share: forbidden when the part is hard, priced when it is soft."""

from collections.abc import Iterable, Sequence
from datetime import date

from vaktplan.rulebook.rules import Level, Rule

from .build import Build, Duty
from .model import Terms, Var, weighted
from .reach import most


def at_most(build: Build, rule: Rule, part: str, who: str | None, terms: Terms, limit: int) -> None:
    """A breach of what the sum has above a limit, which is not negative."""
    level = build.level(rule, part)
    if sum(max(0, k) for _, k in terms) <= limit:
        return
    if level is Level.HARD:
        build.hard(rule, part, who, build.cp.add(weighted(terms) <= limit))
    elif level is Level.SOFT:
        build.soft(rule, part, who, build.excess(terms, limit))


def at_least(build: Build, rule: Rule, part: str, who: str | None, of: Sequence[Var], need: int) -> None:
    """A breach of what the sum lacks."""
    level = build.level(rule, part)
    if need <= 0:
        return
    if len(of) < need and level is Level.HARD:
        always(build, rule, part, need - len(of))
    elif level is Level.HARD:
        build.hard(rule, part, who, build.cp.add(weighted([(v, 1) for v in of]) >= need))
    elif level is Level.SOFT:
        build.soft(rule, part, who, build.short(of, need))


def beyond(
    build: Build,
    rule: Rule,
    part: str,
    who: str | None,
    past: int,
    new: Sequence[Var],
    every: Sequence[Var],
    limit: int,
) -> None:
    """A breach of what past and new have together above a limit, when the period has some of `every`."""
    if not every or past + len(new) <= limit:
        return
    terms = [(v, 1) for v in new]
    if past > limit:
        terms.append((build.any_of(every), past - limit))
    at_most(build, rule, part, who, terms, max(0, limit - past))


def always(build: Build, rule: Rule, part: str, amount: int) -> None:
    """A breach that no roster changes."""
    level = build.level(rule, part)
    if amount <= 0:
        return
    if level is Level.HARD:
        build.hard(rule, part, None, build.cp.add_bool_or([build.true.negated()]))
    elif level is Level.SOFT:
        build.soft(rule, part, None, None, constant=amount)


def each_with(build: Build, rule: Rule, part: str, who: str, one: Duty, others: Sequence[Duty]) -> None:
    """A breach of amount 1 for every duty of another doctor that stands when a duty of the period does."""
    level, width = build.level(rule, part), most(build, [(d, 1) for d in others])
    if not others:
        return
    if level is Level.HARD and width > 1:
        for other in others:
            build.hard(rule, part, who, build.cp.add_at_most_one([one.on, other.on]))
    elif level is Level.HARD:  # at most one of the others anyway: one sum holds them all
        build.hard(rule, part, who, build.cp.add_at_most_one([one.on, *(d.on for d in others)]))
    elif level is Level.SOFT:
        build.soft(rule, part, who, build.excess([(one.on, width), *((d.on, 1) for d in others)], width))


def dates_of(build: Build, duties: Iterable[Duty]) -> dict[date, Var]:
    """For each date of some duties, whether one of them is taken."""
    on: dict[date, list[Var]] = {}
    for duty in duties:
        on.setdefault(duty.shift.date, []).append(duty.on)
    return {day: build.any_of(of) for day, of in sorted(on.items())}
