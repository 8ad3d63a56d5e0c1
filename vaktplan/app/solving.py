"""One instance from the solver to the verdict."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaktplan import versions
from vaktplan.answers import PlanAnswer
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import Interrupted
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book

if TYPE_CHECKING:
    from vaktplan.solve.outcome import Options, Outcome, Progress

DETERMINISTIC_SHARE = (
    0.25  # of the time limit, in the solver's own time: one worker stops by it before the clock does
)


@dataclass(frozen=True)
class Effort:
    """How long and with how many workers a roster is sought, and from which seed."""

    time_limit: float = 60.0  # seconds
    workers: int = 2
    seed: int = 0
    on_progress: "Callable[[Progress], None] | None" = None
    target_gap: float | None = None  # a fraction: near enough to stop at


ORDINARY = Effort()


def solved(
    instance: Instance,
    book: Book,
    sha256: str,
    effort: Effort,
    on_solved: "Callable[[Outcome], None]" = lambda outcome: None,
) -> PlanAnswer:
    """The roster of an instance with its verdict. Raises Interrupted when stopped before any was found."""
    from vaktplan.verify.supply import locks_alone
    from vaktplan.verify.verify import verify
    from vaktplan.verify.whynot import why_open

    outcome = _solved(instance, book, _options(instance, effort))
    on_solved(outcome)
    if outcome.interrupted and outcome.roster is None:
        raise Interrupted(_("Avbrutt før noen vaktplan var funnet."))
    roster = outcome.roster
    return PlanAnswer(
        instance=instance,
        book=book,
        outcome=outcome,
        verdict=None if roster is None else verify(instance, book, roster),
        input_sha256=sha256,
        book_sha256=book_hash(book),
        versions=versions.of_everything(),
        target_gap=effort.target_gap,
        time_limit=effort.time_limit,
        workers=effort.workers,
        reproducible=effort.workers == 1 and not outcome.interrupted and outcome.seconds < effort.time_limit,
        clashes=locks_alone(instance, book) if outcome.status == "impossible" else (),
        why_open=() if roster is None else why_open(instance, book, roster),
    )


def _options(instance: Instance, effort: Effort) -> "Options":
    """What is asked of the solver; a roster that is replanned is where it starts."""
    from vaktplan.solve.outcome import Options

    one = effort.workers == 1
    return Options(
        time_limit=effort.time_limit,
        workers=effort.workers,
        seed=effort.seed,
        deterministic_limit=effort.time_limit * DETERMINISTIC_SHARE if one else None,
        hint=Roster.of((kept.doctor, kept.shift) for kept in instance.base) if instance.base else None,
        target_gap=effort.target_gap,
        on_progress=effort.on_progress,
    )


def _solved(instance: Instance, book: Book, options: "Options") -> "Outcome":
    """The solver's answer; when the solver dies, what it had found, or SolverCrashed when that is nothing."""
    from vaktplan.solve.outcome import SolverCrashed
    from vaktplan.solve.run import solve

    try:
        return solve(instance, book, options)
    except SolverCrashed as crash:
        if crash.outcome.roster is None:
            raise
        return crash.outcome


def book_hash(book: Book) -> str:
    """One hash over the book and every norm it rests on."""
    return hashlib.sha256(book.model_dump_json(serialize_as_any=True).encode()).hexdigest()
