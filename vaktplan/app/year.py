"""A year month by month, and the workbook of the month that follows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan.answers import PlanAnswer, YearAnswer
from vaktplan.domain.instance import Instance
from vaktplan.errors import InvalidInput, UsageError
from vaktplan.i18n import _
from vaktplan.ledger.year import bakvakter, locum_days, year_rows
from vaktplan.rulebook.book import Book
from vaktplan.yearly import cut, fingerprint, following, month_after, months_of, trimmed

from .leaving import export, output_folder, year_folder
from .months import Course, Due, How, Told, in_turn
from .reading import Warn, read
from .solving import ORDINARY, Effort, solved

if TYPE_CHECKING:
    from vaktplan.solve.outcome import Outcome

WORKBOOK = "arbeidsbok.xlsx"


def plan_year(
    source: Path,
    output: Path | None,
    *,
    made_at: datetime,
    effort: Effort = ORDINARY,
    resume: bool = False,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
    on_month: Told = lambda month, answer: None,
    on_solved: "Callable[[Outcome], None]" = lambda outcome: None,
) -> YearAnswer:
    """Plan every month of a year's workbook in order, each with what the one before left; write each, and the year.

    The effort is that of each month. With `resume`, months that stand in the folder already, from the same facts, are
    taken as they are. Stops, with what there is, at a month that has no roster.
    """
    if resume and output is None:
        raise UsageError(_("--resume hører sammen med --output: mappen månedene ligger i"))
    folder = output_folder(output)
    year, book, sha256 = read(year_workbook(source), on_warning)
    on_read()
    folder = folder or year_folder(year)
    how = How(
        plan=lambda month, rules: solved(month, rules, fingerprint(month, rules), effort, on_solved),
        write=lambda answer, place: _write(answer, place, made_at),
        kept=_keep,
        told=on_month,
        resume=resume,
    )
    due = (Due(folder / f"{p.first:%Y-%m}", cut(year, p), book) for p in months_of(year.period))
    answer = _answer(year, book, sha256, in_turn(due, how), folder)
    return _written(answer, folder, made_at) if answer.complete else answer


def next_workbook(
    source: Path,
    roster: Path,
    target: Path,
    *,
    overwrite: bool = False,
    on_warning: Warn = lambda fault: None,
) -> Instance:
    """Write the workbook of the month after, with history and account from the roster as it was worked."""
    from vaktplan.read.roster_sheet import read_roster
    from vaktplan.read.template import write_workbook

    if target.suffix.lower() != ".xlsx":
        raise UsageError(_("filen må hete noe på .xlsx, ikke «{navn}»").format(navn=target.name))
    if target.exists() and not overwrite:
        raise UsageError(_("{fil} finnes fra før; velg et annet navn eller bruk --force").format(fil=target))
    instance, book, _sha = read(source, on_warning)
    made = following(instance, book, read_roster(roster, instance), month_after(instance.period))
    write_workbook(made, target)
    return made


def year_workbook(source: Path) -> Path:
    """The workbook of a year: the file itself, or the one in a folder that is named by its year, as 2027.xlsx."""
    if not source.is_dir():
        return source
    found = sorted(p for p in source.glob("[0-9][0-9][0-9][0-9].xlsx"))
    if len(found) == 1:
        return found[0]
    if found:
        what = _("mappen har flere år: {navn}").format(navn=", ".join(p.name for p in found))
        raise InvalidInput.one(str(source), what, _("oppgi filen for ett av dem"), "no-workbook")
    what = _("mappen har ingen arbeidsbok for et år")
    hint = _("legg den der med årstallet som navn, som 2027.xlsx, og perioden 01.01–31.12")
    raise InvalidInput.one(str(source), what, hint, "no-workbook")


def _write(answer: PlanAnswer, place: Path, made_at: datetime) -> None:
    """Write a month that has its roster: its files, and its workbook."""
    from vaktplan.read.template import write_workbook

    export(answer, place, made_at)
    write_workbook(trimmed(answer.instance), place / WORKBOOK)


def _keep(instance: Instance, place: Path) -> None:
    """Write the workbook of a month that stands, when it is not there."""
    from vaktplan.read.template import write_workbook

    if not (place / WORKBOOK).exists():
        write_workbook(trimmed(instance), place / WORKBOOK)


def _answer(year: Instance, book: Book, sha256: str, course: Course, folder: Path) -> YearAnswer:
    duty = [line.id for line in year.lines if line.out_of_hours]
    months = course.months
    return YearAnswer(
        instance=year,
        book=book,
        months=months,
        rows=year_rows(months, book) if months else (),
        bakvakt=bakvakter(months, duty),
        locums=locum_days(months) if months else (),
        input_sha256=sha256,
        stopped=course.stopped,
        disagreement=course.odd,
        folder=str(folder),
    )


def _written(answer: YearAnswer, folder: Path, made_at: datetime) -> YearAnswer:
    from vaktplan.export.excel.year import write_year
    from vaktplan.export.files import write_json

    target = folder / "årsregnskap.xlsx"
    write_year(answer.instance, answer.rows, answer.months, target, made_at)
    done = replace(answer, files=(str(target), str(folder / "aar.json")))
    write_json(folder / "aar.json", done.document())
    return done
