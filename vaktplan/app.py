"""The use cases, one function each, the same from the shell and from the web."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaktplan import versions
from vaktplan.answers import CheckAnswer, ModelsAnswer, PlanAnswer
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.roster import Roster
from vaktplan.errors import Fault, Interrupted, InvalidInput, UsageError
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Breach

if TYPE_CHECKING:
    from vaktplan.solve.outcome import Options, Outcome, Progress

DETERMINISTIC_SHARE = (
    0.25  # of the time limit, in the solver's own time: one worker stops by it before the clock does
)
Warn = Callable[[Fault], None]


def new_workbook(path: Path, *, overwrite: bool = False) -> None:
    """Write the empty template."""
    from vaktplan.read.template import write_template

    if path.suffix.lower() != ".xlsx":
        raise UsageError(_("filen må hete noe på .xlsx, ikke «{navn}»").format(navn=path.name))
    if path.exists() and not overwrite:
        raise UsageError(_("{fil} finnes fra før; velg et annet navn eller bruk --force").format(fil=path))
    write_template(path, overwrite=overwrite)


def plan(
    source: Path,
    output: Path | None,
    *,
    made_at: datetime,
    time_limit: float = 60.0,
    workers: int = 2,
    seed: int = 0,
    replan: Path | None = None,
    replan_from: date | None = None,
    on_progress: "Callable[[Progress], None] | None" = None,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
    on_solved: "Callable[[Outcome], None]" = lambda outcome: None,
) -> PlanAnswer:
    """From workbook to roster: read, book, solve, verify, ledger, export.

    With `replan` an earlier roster changes as little as possible; what it has before `replan_from` stands.
    """
    from vaktplan.verify.verify import verify

    folder = _output_folder(output)
    if replan_from is not None and replan is None:
        raise UsageError(_("--from hører sammen med --replan"))
    instance, book, sha256 = _read(source, on_warning)
    on_read()
    if replan is not None:
        instance = _with_worked(_with_base(instance, replan), replan_from)
    options = _options(instance, time_limit, workers, seed, on_progress)
    outcome = _solved(instance, book, options)
    on_solved(outcome)
    if outcome.interrupted and outcome.roster is None:
        raise Interrupted(_("Avbrutt før noen vaktplan var funnet."))
    verdict = None if outcome.roster is None else verify(instance, book, outcome.roster)
    answer = PlanAnswer(
        instance=instance,
        book=book,
        outcome=outcome,
        verdict=verdict,
        input_sha256=sha256,
        book_sha256=_book_hash(book),
        versions=versions.of_everything(),
        reproducible=workers == 1 and not outcome.interrupted and outcome.seconds < time_limit,
        clashes=_clashes(instance, book) if outcome.status == "impossible" else (),
    )
    if outcome.roster is None:
        return answer
    files = _export(answer, folder or _fresh_folder(instance), made_at)
    return answer.with_files(files)


def _options(
    instance: Instance,
    time_limit: float,
    workers: int,
    seed: int,
    on_progress: "Callable[[Progress], None] | None",
) -> "Options":
    """What is asked of the solver; a roster that is replanned is where it starts."""
    from vaktplan.solve.outcome import Options

    return Options(
        time_limit=time_limit,
        workers=workers,
        seed=seed,
        deterministic_limit=time_limit * DETERMINISTIC_SHARE if workers == 1 else None,
        hint=Roster.of((kept.doctor, kept.shift) for kept in instance.base) if instance.base else None,
        on_progress=on_progress,
    )


def check(
    source: Path,
    roster: Path,
    *,
    base: Path | None = None,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
) -> CheckAnswer:
    """Judge a roster made by anyone; with a base, also how much of what was told before it changes."""
    from vaktplan.read.roster_sheet import read_roster
    from vaktplan.verify.verify import verify

    instance, book, sha256 = _read(source, on_warning)
    on_read()
    if base is not None:
        instance = _with_base(instance, base)
    judged = read_roster(roster, instance)
    verdict = verify(instance, book, judged)
    return CheckAnswer(instance=instance, book=book, roster=judged, verdict=verdict, input_sha256=sha256)


def models_in_force(day: date, book_name: str | None = None) -> ModelsAnswer:
    """What the planner believes on a date, with sources."""
    from vaktplan.read.models import list_books, load_book, load_norms, load_papers

    norms = load_norms() if book_name is None else {n.id: n for n in load_book(book_name).norms}
    return ModelsAnswer(
        day=day,
        norms=tuple(norms.values()),
        papers=load_papers(),
        books=tuple(list_books()),
        book=book_name,
    )


def workbook_in(source: Path) -> Path:
    """The workbook itself, or the one in a folder. Raises InvalidInput when there is none, or several."""
    if not source.is_dir():
        return source
    named = source / "workbook.xlsx"
    if named.is_file():
        return named
    found = sorted(p for p in source.glob("*.xlsx") if not p.name.startswith(("~$", ".")))
    found = [p for p in found if not p.stem.endswith("-feil")]
    if len(found) == 1:
        return found[0]
    if not found:
        what, hint = (
            _("mappen har ingen arbeidsbok (.xlsx)"),
            _("lag en med «vaktplan new»: {fil}").format(fil=named),
        )
    else:
        what = _("mappen har flere arbeidsbøker: {navn}").format(navn=", ".join(p.name for p in found))
        hint = _("oppgi én av dem")
    raise InvalidInput.one(str(source), what, hint, "no-workbook")


def _read(source: Path, on_warning: Warn) -> tuple[Instance, Book, str]:
    """Instance and book; every fault of the two at once, with a marked copy of the workbook."""
    from vaktplan.read.workbook import read_workbook

    path = workbook_in(source)
    try:
        result = read_workbook(path)
    except InvalidInput as error:
        raise _marked(path, error) from error
    for warning in result.warnings:
        on_warning(warning)
    return result.instance, result.book, result.sha256


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


def _book_hash(book: Book) -> str:
    """One hash over the book and every norm it rests on."""
    return hashlib.sha256(book.model_dump_json(serialize_as_any=True).encode()).hexdigest()


def _clashes(instance: Instance, book: Book) -> tuple[Breach, ...]:
    """What the locked shifts alone already break: the first place to look when nothing is possible.

    A bakvakt that no lock gives is not missing yet.
    """
    from vaktplan.verify.verify import verify

    locked = Roster.of((lock.doctor, lock.shift) for lock in instance.locks)
    hard = verify(instance, book, locked).hard
    return tuple(b for b in hard if (b.rule, b.part) != ("backup", "missing"))


def _marked(path: Path, error: InvalidInput) -> InvalidInput:
    """The same error, with a copy of the workbook that shows where each fault is, when one can be made."""
    from vaktplan.read.report import fault_copy_name, write_fault_copy

    in_cells = [f for f in error.faults if "!" in f.where]
    if not in_cells:
        return error
    target = fault_copy_name(path)
    try:
        write_fault_copy(path, error.faults, target)
    except (OSError, UsageError, InvalidInput, ValueError):  # the words matter more than the copy
        return error
    marked = InvalidInput(error.faults, error.warnings)
    marked.files = (str(target),)
    return marked


def _with_base(instance: Instance, replan: Path) -> Instance:
    from vaktplan.read.roster_sheet import read_roster

    old = read_roster(replan, instance)
    return instance.model_copy(update={"base": tuple(Lock(doctor=d, shift=s) for d, s in old.pairs)})


def _with_worked(instance: Instance, day: date | None) -> Instance:
    """The instance with what the earlier roster has before a date locked: it has been worked."""
    if day is None:
        return instance
    if day not in instance.period:
        first, last = instance.period.first, instance.period.last
        what = _("{dato} er utenfor perioden {fra}–{til}").format(
            dato=f"{day:%d.%m.%Y}", fra=f"{first:%d.%m.%Y}", til=f"{last:%d.%m.%Y}"
        )
        raise UsageError(what)
    worked = [kept for kept in instance.base if instance.shift_by_id[kept.shift].date < day]
    locks = {(lock.doctor, lock.shift): lock for lock in (*instance.locks, *worked)}
    return instance.model_copy(update={"locks": tuple(locks.values())})


def _output_folder(output: Path | None) -> Path | None:
    """The folder asked for; refused when it holds anything that is not an earlier answer of vaktplan."""
    if output is None:
        return None
    if output.exists() and any(output.iterdir()) and not (output / "plan.json").is_file():
        raise UsageError(
            _("mappen {mappe} har andre filer enn en vaktplan; velg en ny eller tom mappe").format(
                mappe=output
            )
        )
    return output


def _fresh_folder(instance: Instance) -> Path:
    """exports/<municipality>-<first date>, or the next number: an earlier answer is never written over."""
    from vaktplan.export.files import safe_name

    name = f"{safe_name(instance.municipality)}-{instance.period.first:%Y-%m-%d}"
    folder, n = Path("exports") / name, 1
    while folder.exists():
        n += 1
        folder = Path("exports") / f"{name}-{n}"
    return folder


def _export(answer: PlanAnswer, folder: Path, made_at: datetime) -> tuple[str, ...]:
    from vaktplan.export.bundle import write_bundle

    report = answer.report(made_at)
    files = tuple(str(p) for p in write_bundle(report, folder))
    document: dict[str, Any] = answer.with_files(files).document()
    from vaktplan.export.files import write_json

    write_json(folder / "plan.json", document)
    return (*files, str(folder / "plan.json"))
