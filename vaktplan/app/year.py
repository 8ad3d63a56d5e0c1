"""A year month by month, and the workbook of the month that follows."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan.answers import PlanAnswer, YearAnswer
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput, UsageError
from vaktplan.i18n import _
from vaktplan.ledger import ledger
from vaktplan.ledger.year import Month, bakvakter, locum_days, year_rows
from vaktplan.rulebook.book import Book
from vaktplan.yearly import after, cut, fingerprint, following, month_after, months_of, trimmed

from .leaving import export, output_folder, year_folder
from .reading import Warn, read
from .solving import ORDINARY, Effort, solved

if TYPE_CHECKING:
    from vaktplan.solve.outcome import Outcome

Told = Callable[[Period, PlanAnswer | None], None]


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
    months: list[Month] = []
    odd: list[str] = []
    for period in months_of(year.period):
        instance = _with_before(cut(year, period), book, months)
        place = folder / f"{period.first:%Y-%m}"
        kept = _kept(place, instance, book) if resume else None
        if kept is not None:
            months.append(_stands(place, instance, book, kept, fresh=False))
            continue
        on_month(period, None)
        answer = solved(instance, book, fingerprint(instance, book), effort, on_solved)
        if answer.outcome.roster is not None:
            export(answer, place, made_at)
            months.append(_stands(place, instance, book, answer.outcome.roster, fresh=True))
            odd += _odd(period, answer)
            on_month(period, answer)
        if answer.outcome.roster is None or answer.outcome.interrupted:
            return _answer(year, book, sha256, months, odd, folder, stopped=answer)
    return _written(_answer(year, book, sha256, months, odd, folder), folder, made_at)


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


def _with_before(instance: Instance, book: Book, months: list[Month]) -> Instance:
    """The month with what the one before it left, when there is one."""
    return after(instance, months[-1].instance, book, months[-1].roster) if months else instance


def _odd(period: Period, answer: PlanAnswer) -> list[str]:
    """Where the check and the solver differ in a month, and that the solver died."""
    told = [*answer.disagreement, *([answer.outcome.message] if answer.outcome.crashed else [])]
    return [f"{period.first:%Y-%m}: {text}" for text in told]


def _stands(place: Path, instance: Instance, book: Book, roster: Roster, *, fresh: bool) -> Month:
    """A month that has its roster; its workbook is written when it is not there."""
    from vaktplan.read.template import write_workbook
    from vaktplan.verify.verify import verify

    workbook = place / "arbeidsbok.xlsx"
    if fresh or not workbook.exists():
        write_workbook(trimmed(instance), workbook)
    verdict = verify(instance, book, roster)
    return Month(
        instance=instance,
        roster=roster,
        rows=ledger(instance, book, roster),
        hard=len(verdict.hard),
        open_places=sum(n for _s, n in roster.open_places(instance)),
    )


def _kept(place: Path, instance: Instance, book: Book) -> Roster | None:
    """The roster of a month planned before from the same facts; None when there is none."""
    try:
        known = json.loads((place / "plan.json").read_text(encoding="utf-8"))
        if known["input_sha256"] != fingerprint(instance, book):
            return None
        if known["interrupted"] or known["disagreement"]:
            return None
        return Roster.of((p["doctor"], p["shift"]) for p in known["roster"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _answer(
    year: Instance,
    book: Book,
    sha256: str,
    months: list[Month],
    odd: list[str],
    folder: Path,
    stopped: PlanAnswer | None = None,
) -> YearAnswer:
    duty = [line.id for line in year.lines if line.out_of_hours]
    return YearAnswer(
        instance=year,
        book=book,
        months=tuple(months),
        rows=year_rows(months, book) if months else (),
        bakvakt=bakvakter(months, duty),
        locums=locum_days(months) if months else (),
        input_sha256=sha256,
        stopped=stopped,
        disagreement=tuple(odd),
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
