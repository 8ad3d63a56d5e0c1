"""Sweeps: hundreds of scenarios at once, each answered by itself and kept as it comes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from time import monotonic

from vaktplan.answers.sweep import Cell, SweepAnswer
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Scope
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput, UsageError
from vaktplan.fleet import Batch, Job, Payload, Result, Store, run
from vaktplan.fleet.run import Told
from vaktplan.i18n import _
from vaktplan.read.source import workbook_in
from vaktplan.rulebook.book import Book
from vaktplan.whatif.naming import doctor_named, unknown_doctor
from vaktplan.whatif.questions import questions, with_duty

from .batch import plan_one
from .reading import Warn, read
from .sent import sent
from .sweepmonths import Standing, months_wanted, standing_months
from .sweepwork import KIND, answer_one
from .workers import Workers

RESULTS = "resultater"
KNOWN = ("sweep.json", RESULTS)
BARE = Cell("", "", "", (), "")


@dataclass(frozen=True)
class Asked:
    """What a sweep asks: doctors (none: all who have duty) by scopes by months (none: all), or a file of scenarios."""

    doctors: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = (Scope.NIGHT, Scope.WEEKEND, Scope.ALL)
    months: tuple[date, ...] = ()
    scenarios: Path | None = None
    roster: Path | None = None
    time_limit: float = 60.0
    seed: int = 0


@dataclass(frozen=True)
class How:
    """With whom a sweep is worked, and who is told."""

    workers: Workers = field(default_factory=Workers)
    on_warning: Warn = lambda fault: None
    on_result: Told = lambda result, finished, total: None
    stopped: Callable[[], bool] = lambda: False


@dataclass(frozen=True)
class _Question:
    """A cell of the matrix before it is answered; `change` is what the work is told, None when nothing is to search.

    A grant travels as itself; a scenario of a file as the facts it makes, which may be another month's doing.
    """

    cell: Cell
    standing: Standing
    change: Payload | None
    book: str


def sweep(source: Path, output: Path, asked: Asked, how: How, *, made_at: datetime) -> SweepAnswer:
    """Ask every scenario of a workbook; what the folder has from the same facts is not done again.

    Raises InvalidInput for an unknown doctor or a scenario that cannot be, before anything is searched.
    """
    began = monotonic()
    folder = _folder(output)
    whole, book, _sha = read(source, how.on_warning)
    beside, store = workbook_in(source).parent, Store(folder / RESULTS)
    given = _roster(asked.roster, whole)
    doctors = _doctors(whole, asked.doctors)
    wanted = _scenarios(asked.scenarios, whole, book, beside)
    periods = months_wanted(whole.period, asked.months)
    every = [
        q
        for month in standing_months(whole, book, beside, periods[-1].last, given, _planner(store, how))
        if month.instance.period in periods
        for q in (wanted(month) if wanted else _grid(month, book, doctors, asked.scopes))
    ]
    jobs = _jobs(every, book, beside, asked)
    batch = run(list(jobs.values()), lambda: how.workers.pool(answer_one), store, how.on_result, how.stopped)
    answer = _answer(every, jobs, batch, whole, asked)
    cut_short = batch.interrupted or how.stopped()
    answer = replace(answer, seconds=monotonic() - began, folder=str(folder), interrupted=cut_short)
    return _written(answer, folder, made_at) if answer.cells else answer


def _grid(
    month: Standing, book: Book, doctors: Sequence[str], scopes: Sequence[Scope]
) -> Iterator[_Question]:
    """Each doctor with duty by each scope, from the first of the month."""
    names = {d.id: d.name for d in month.instance.doctors}
    here = [d.id for d in with_duty(month.instance) if not doctors or d.id in doctors]
    for q in questions(month.instance, book, here, scopes):
        doctor, scope = q.grant.doctor, q.grant.scope
        cell = replace(
            BARE,
            id=q.grant.id,
            row=names[doctor],
            column=f"{scope.value} {month.name}",
            titles=(q.grant.title(month.instance),),
            month=month.name,
            doctor=doctor,
            scope=scope.value,
            settled=q.settled,
            told=q.told,
        )
        change = None if q.settled else {"grant": q.grant.model_dump(mode="json")}
        yield _Question(cell, month, change, month.instance.book)


def _scenarios(
    path: Path | None, whole: Instance, book: Book, beside: Path
) -> Callable[[Standing], Iterator[_Question]] | None:
    """The questions of a file, month by month; None without a file."""
    if path is None:
        return None
    from vaktplan.read.scenarios import read_scenarios
    from vaktplan.whatif.scenario import applied

    found = [(s, applied(whole, book, s)) for s in read_scenarios(path, whole, book, beside)]

    def of(month: Standing) -> Iterator[_Question]:
        same = month.changed(whole)
        for scenario, changed in found:
            here = month.changed(changed)
            idle = here == same
            cell = replace(
                BARE,
                id=scenario.name,
                row=scenario.name,
                column=month.name,
                titles=scenario.titles(whole),
                month=month.name,
                settled="no-change" if idle else "",
                told=_("berører ikke måneden") if idle else "",
            )
            change = None if idle else {"instance": here.model_dump(mode="json")}
            yield _Question(cell, month, change, here.book)

    return of


def _jobs(every: Sequence[_Question], book: Book, beside: Path, asked: Asked) -> dict[str, Job]:
    """A job for each month without any change, and one for each question; by the month and the question's id."""
    jobs: dict[str, Job] = {}
    facts: dict[str, Payload] = {}
    for q in every:
        month = q.standing
        if month.name not in facts:
            facts[month.name] = {
                **sent(month.instance, book, beside, {x.book for x in every}),
                "near": [list(pair) for pair in month.roster.pairs],
                "time_limit": float(asked.time_limit),
                "seed": asked.seed,
            }
            jobs[_key(month.name, "")] = Job(month.name, KIND, {**facts[month.name], "change": None})
        if q.change is not None:
            payload = {**facts[month.name], "change": q.change}
            jobs[_key(month.name, q.cell.id)] = Job(_name(q.cell), KIND, payload)
    return jobs


def _name(cell: Cell) -> str:
    """What a question is called while it is worked on."""
    from vaktplan.export.sweepwords import column_title

    return f"{cell.row}: {column_title({'scope': cell.scope, 'month': cell.month})}"


def _key(month: str, id: str) -> str:
    return f"{month} {id}"


def _answer(
    every: Sequence[_Question], jobs: dict[str, Job], batch: Batch, whole: Instance, asked: Asked
) -> SweepAnswer:
    found: dict[str, Result | None] = dict(zip(jobs, batch.results, strict=True))
    months = dict.fromkeys(q.standing.name for q in every)
    bases = {m: _answered(found.get(_key(m, ""))) for m in months}
    cells = tuple(
        replace(q.cell, result=found.get(_key(q.cell.month, q.cell.id)), base=bases[q.cell.month])
        for q in every
    )
    return SweepAnswer(
        title=f"{whole.municipality} {whole.period.first:%d.%m.%Y}–{whole.period.last:%d.%m.%Y}",
        cells=cells,
        names={d.id: d.name for d in whole.doctors},
        bases=bases,
        asked=sum(q.change is not None for q in every),
        seconds=0.0,
        resumed=batch.resumed,
        time_limit=asked.time_limit,
        seed=asked.seed,
        lost=batch.lost,
    )


def _answered(result: Result | None) -> dict[str, object]:
    return result.answer if result is not None and result.done and result.answer else {}


def _planner(store: Store, how: How) -> Callable[[Job], Result | None]:
    """What plans one month, unless the store has it. Raises UsageError when the cluster goes away."""

    def plan(job: Job) -> Result | None:
        batch = run([job], lambda: how.workers.pool(plan_one), store, how.on_result, how.stopped)
        if batch.lost:
            raise UsageError(batch.lost)
        return batch.results[0]

    return plan


def _roster(path: Path | None, whole: Instance) -> Roster | None:
    if path is None:
        return None
    from vaktplan.read.roster_sheet import read_roster

    return read_roster(path, whole)


def _doctors(whole: Instance, named: Sequence[str]) -> tuple[str, ...]:
    """The ids of doctors as people name them. Raises InvalidInput with all that are unknown."""
    found = [(name, doctor_named(whole, name)) for name in named]
    unknown = [unknown_doctor(whole, name, "--doctors") for name, id in found if id is None]
    if unknown:
        raise InvalidInput(unknown)
    return tuple(id for _name, id in found if id is not None)


def _folder(output: Path) -> Path:
    """The folder asked for; refused when it holds anything that is not an earlier sweep."""
    if output.exists() and any(output.iterdir()) and not any((output / name).exists() for name in KNOWN):
        what = _("mappen {mappe} har andre filer enn en slik kjøring; velg en ny eller tom mappe")
        raise UsageError(what.format(mappe=output))
    return output


def _written(answer: SweepAnswer, folder: Path, made_at: datetime) -> SweepAnswer:
    from vaktplan.export.excel.sweep import write_matrix
    from vaktplan.export.files import write_json
    from vaktplan.export.heatmap import write_heatmap

    names = ("matrise.xlsx", "varmekart.html", "sweep.json")
    done = replace(answer, files=tuple(str(folder / name) for name in names))
    document = done.document()
    write_matrix(document, folder / names[0], made_at)
    write_heatmap(document, folder / names[1], made_at)
    write_json(folder / names[2], document)
    return done
