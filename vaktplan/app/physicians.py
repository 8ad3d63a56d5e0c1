"""The 24-month physician set: every month planned with what the one before left."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan import versions
from vaktplan.answers import PlanAnswer
from vaktplan.answers.physicians import MonthLine, PhysiciansAnswer, TierLine
from vaktplan.errors import UsageError
from vaktplan.i18n import _
from vaktplan.ledger.spread import Spreads, spreads
from vaktplan.yearly import fingerprint

from .leaving import fresh_folder, output_folder
from .months import Course, Due, How, Planned, Told, in_turn
from .solving import ORDINARY, Effort, solved

if TYPE_CHECKING:
    from vaktplan.solve.outcome import Outcome

SUMMARY = "physicians.json"


def plan_physicians(
    source: Path,
    output: Path | None,
    *,
    effort: Effort = ORDINARY,
    resume: bool = False,
    on_month: Told = lambda month, answer: None,
    on_solved: "Callable[[Outcome], None]" = lambda outcome: None,
) -> PhysiciansAnswer:
    """Plan every month of the set in order; write each one's plan.json and, at the end, what came of all of them.

    The effort is that of each month. Raises InvalidInput with the faults of all months before anything is planned.
    """
    from vaktplan.read.physicians import read_months

    if resume and output is None:
        raise UsageError(_("--resume hører sammen med --output: mappen månedene ligger i"))
    asked = output_folder(output)
    months = read_months(source)
    folder = asked or fresh_folder(months[0][1])
    how = How(
        plan=lambda month, book: solved(month, book, fingerprint(month, book), effort, on_solved),
        write=_write,
        told=on_month,
        resume=resume,
    )
    course = in_turn([Due(folder / path.resolve().name, month, book) for path, month, book in months], how)
    return _written(_answer(course, len(months), effort, folder), folder)


def _write(answer: PlanAnswer, place: Path) -> None:
    from vaktplan.export.files import write_json

    file = place / "plan.json"
    write_json(file, answer.with_files((str(file),)).document())


def _answer(course: Course, asked: int, effort: Effort, folder: Path) -> PhysiciansAnswer:
    stopped = course.stopped
    so_far = spreads(course.months)
    return PhysiciansAnswer(
        months=tuple(_line(p, s) for p, s in zip(course.planned, so_far, strict=True)),
        asked=asked,
        time_limit=effort.time_limit,
        workers=effort.workers,
        seed=effort.seed,
        versions=versions.of_everything(),
        folder=str(folder),
        stopped=stopped.outcome.status.value if stopped else "",
        interrupted=stopped is not None and stopped.outcome.interrupted,
        disagreement=course.odd,
    )


def _line(planned: Planned, so_far: Spreads) -> MonthLine:
    period = planned.month.instance.period
    return MonthLine(
        name=planned.name,
        first=period.first,
        last=period.last,
        open_places=planned.month.open_places,
        hard=planned.month.hard,
        tiers=tuple(TierLine(t.name, t.cost, t.bound) for t in planned.tiers),
        gap=planned.gap,
        seconds=planned.seconds,
        kept=not planned.fresh,
        spreads=so_far,
    )


def _written(answer: PhysiciansAnswer, folder: Path) -> PhysiciansAnswer:
    from vaktplan.export.files import write_json

    done = replace(answer, files=(str(folder / SUMMARY),))
    write_json(folder / SUMMARY, done.document())
    return done
