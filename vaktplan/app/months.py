"""Months in a row, each planned with what the one before left; a month that stands already is kept."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaktplan.answers import PlanAnswer
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.ledger import ledger
from vaktplan.ledger.year import Month
from vaktplan.rulebook.book import Book
from vaktplan.yearly import after, fingerprint

Told = Callable[[Period, PlanAnswer | None], None]


@dataclass(frozen=True)
class Due:
    """A month to plan: its facts without what the month before leaves, and the folder it gets."""

    place: Path
    instance: Instance
    book: Book


@dataclass(frozen=True)
class TierScore:
    """What a tier of a month cost, and what it costs at least."""

    name: str
    cost: int
    bound: int


@dataclass(frozen=True)
class Planned:
    """A month that has its roster, and how good it is."""

    name: str
    month: Month
    book: Book
    tiers: tuple[TierScore, ...]
    gap: float
    seconds: float
    fresh: bool  # planned now, not kept


@dataclass(frozen=True)
class How:
    """How each month is planned and written, what is done with one that is kept, and who is told.

    `told` hears of a month twice: without an answer when it begins, and with one when it is written.
    """

    plan: Callable[[Instance, Book], PlanAnswer]
    write: Callable[[PlanAnswer, Path], None]
    kept: Callable[[Instance, Path], None] = lambda instance, place: None
    told: Told = lambda month, answer: None
    resume: bool = False


@dataclass(frozen=True)
class Course:
    """How it went: the months that stand, what was odd in each, and the one that ended it early."""

    planned: tuple[Planned, ...]
    odd: tuple[str, ...] = ()
    stopped: PlanAnswer | None = None

    @property
    def months(self) -> tuple[Month, ...]:
        """The months alone."""
        return tuple(p.month for p in self.planned)


def in_turn(every: Iterable[Due], how: How) -> Course:
    """Plan the months in order, each with what the one before left; stops at one that has no roster.

    With `how.resume`, months that stand in their folders already, from the same facts, are taken as they are.
    """
    done: list[Planned] = []
    odd: list[str] = []
    for due in every:
        carried = _with_before(due.instance, done[-1]) if done else due.instance
        kept = _kept(due, carried) if how.resume else None
        if kept is not None:
            how.kept(carried, due.place)
            done.append(kept)
            continue
        how.told(carried.period, None)
        answer = how.plan(carried, due.book)
        if answer.outcome.roster is not None:
            how.write(answer, due.place)
            done.append(_planned(due, carried, answer.outcome.roster, answer.document(), fresh=True))
            odd += _odd(due.place.name, answer)
            how.told(carried.period, answer)
        if answer.outcome.roster is None or answer.outcome.interrupted:
            return Course(tuple(done), tuple(odd), stopped=answer)
    return Course(tuple(done), tuple(odd))


def _with_before(instance: Instance, before: Planned) -> Instance:
    return after(instance, before.month.instance, before.book, before.month.roster)


def _odd(name: str, answer: PlanAnswer) -> list[str]:
    """Where the check and the solver differ in a month, and that the solver died."""
    told = [*answer.disagreement, *([answer.outcome.message] if answer.outcome.crashed else [])]
    return [f"{name}: {text}" for text in told]


def _planned(due: Due, instance: Instance, roster: Roster, plan: dict[str, Any], *, fresh: bool) -> Planned:
    """A month with its roster and its plan.json."""
    from vaktplan.verify.verify import verify

    return Planned(
        name=due.place.name,
        month=Month(
            instance=instance,
            roster=roster,
            rows=ledger(instance, due.book, roster),
            hard=len(verify(instance, due.book, roster).hard),
            open_places=sum(n for _s, n in roster.open_places(instance)),
        ),
        book=due.book,
        tiers=tuple(TierScore(str(t["name"]), int(t["cost"]), int(t["bound"])) for t in plan["tiers"]),
        gap=float(plan["gap"]),
        seconds=float(plan["seconds"]),
        fresh=fresh,
    )


def _kept(due: Due, instance: Instance) -> Planned | None:
    """A month planned before from the same facts; None when there is none."""
    try:
        known = json.loads((due.place / "plan.json").read_text(encoding="utf-8"))
        if known["input_sha256"] != fingerprint(instance, due.book):
            return None
        if known["interrupted"] or known["disagreement"]:
            return None
        roster = Roster.of((p["doctor"], p["shift"]) for p in known["roster"])
        return _planned(due, instance, roster, known, fresh=False)
    except (OSError, ValueError, KeyError, TypeError):
        return None
