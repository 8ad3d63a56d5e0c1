"""The absence drill of a roster: date by date, several at a time."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from vaktplan.answers.drill import DrillAnswer
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import UsageError
from vaktplan.fleet import Job, Store, run
from vaktplan.i18n import _
from vaktplan.read.source import workbook_in
from vaktplan.rulebook.book import Book
from vaktplan.whatif.absence import drills

from .drillwork import KIND, drill_day
from .reading import read
from .sent import sent
from .sweep import How


@dataclass(frozen=True)
class Drilled:
    """Which absences are tried, and for how long each lost shift is looked into."""

    every_shift: bool = False  # shifts in opening hours too
    time_limit: float = 20.0


def drill(source: Path, roster: Path, output: Path | None, asked: Drilled, how: How) -> DrillAnswer:
    """Try every absence of a roster. With a folder, dates done before from the same facts are not done again."""
    began = monotonic()
    instance, book, _sha = read(source, how.on_warning)
    held = _held(roster, instance)
    jobs = _jobs(instance, book, workbook_in(source).parent, held, asked)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory())) if output is None else output
        store = Store(folder / "resultater")
        batch = run(jobs, lambda: how.workers.pool(drill_day), store, how.on_result, how.stopped)
    if batch.lost:
        raise UsageError(batch.lost)
    answers = [r.answer for r in batch.results if r is not None and r.done and r.answer]
    return DrillAnswer(
        instance=instance,
        drills=tuple(d for answer in answers for d in answer["drills"]),
        dates=len(jobs),
        missing=tuple(f"{r.id}: {r.reason}" for r in batch.results if r is not None and not r.done),
        seconds=monotonic() - began,
        disagreement=tuple(text for answer in answers for text in answer["disagreement"]),
        interrupted=batch.interrupted,
    )


def _jobs(instance: Instance, book: Book, beside: Path, roster: Roster, asked: Drilled) -> list[Job]:
    """A job for each date that has a drill."""
    every = drills(instance, roster, out_of_hours_only=not asked.every_shift)
    facts = {
        **sent(instance, book, beside),
        "roster": [list(pair) for pair in roster.pairs],
        "out_of_hours": not asked.every_shift,
        "time_limit": float(asked.time_limit),
    }
    days = dict.fromkeys(d.day for d in every)
    return [Job(day.isoformat(), KIND, {**facts, "date": day.isoformat()}) for day in days]


def _held(path: Path, instance: Instance) -> Roster:
    from vaktplan.read.roster_sheet import read_roster

    held = read_roster(path, instance)
    if not held.pairs:
        raise UsageError(_("planen er tom; oppgi arket Vaktliste fra «vaktplan plan» med --roster"))
    return held
