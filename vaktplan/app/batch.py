"""Planning many districts, each by itself: here in processes, or over a cluster; what is done is kept."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from vaktplan.answers.batch import BatchAnswer, District, district_document
from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault, Interrupted, InvalidInput, UsageError
from vaktplan.fleet import Answer, Job, Payload, Store, WorkerDied, run
from vaktplan.fleet.run import Told
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book

from .instancefile import Books, read_instance
from .reading import Warn, read
from .sent import arrived, sent
from .solving import Effort, solved
from .sources import found_in, names_of
from .workers import Workers

if TYPE_CHECKING:
    from vaktplan.fleet import Pool

KIND = "plan"
RESULTS = "resultater"  # the folder of results, in the folder of the batch


@dataclass(frozen=True)
class Means:
    """With what a batch is worked: so many processes here, or a cluster's workers; for how long each district."""

    time_limit: float = 60.0
    seed: int = 0
    processes: int = 1
    cluster: str = ""

    def pool(self) -> "Pool":
        """The workers. Raises UsageError when the cluster does not answer."""
        return Workers(self.processes, self.cluster).pool(plan_one)


def plan_batch(
    sources: Sequence[Path],
    output: Path,
    means: Means,
    *,
    made_at: datetime,
    on_warning: Warn = lambda fault: None,
    on_result: Told = lambda result, finished, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> BatchAnswer:
    """Plan every workbook and instance of the sources; what the folder has from the same facts is not done again.

    Raises InvalidInput with the faults of all files before anything is planned.
    """
    began = monotonic()
    folder = _batch_folder(output)
    found = found_in(sources)
    jobs = _jobs(found, means, on_warning)
    batch = run(jobs, means.pool, Store(folder / RESULTS), on_result, stopped)
    answer = BatchAnswer(
        districts=tuple(
            District(job.id, str(path), result)
            for job, path, result in zip(jobs, found, batch.results, strict=True)
        ),
        seconds=monotonic() - began,
        resumed=batch.resumed,
        time_limit=means.time_limit,
        seed=means.seed,
        interrupted=batch.interrupted,
        lost=batch.lost,
        folder=str(folder),
    )
    return _written(answer, folder, made_at)


def plan_job(name: str, instance: Instance, book: Book, folder: Path, seconds: float, seed: int) -> Job:
    """The planning of one instance as a job; the folder is where its own books lie."""
    means = {"time_limit": float(seconds), "seed": seed}  # 6 and 6.0 are the same work
    return Job(name, KIND, {**sent(instance, book, folder), **means})


def plan_one(payload: Payload) -> Answer:
    """The work of one district, wherever it is done. Raises WorkerDied when its solver does."""
    from vaktplan.solve.outcome import SolverCrashed

    instance, book = arrived(payload)
    effort = Effort(payload["time_limit"], workers=1, seed=payload["seed"])
    before = _children_peak()
    try:
        answer = solved(instance, book, "", effort)
    except SolverCrashed as crash:
        raise WorkerDied(str(crash)) from None
    after = _children_peak()
    document = district_document(
        answer, after if after > before else None
    )  # else: some earlier job held more
    if answer.outcome.crashed:
        raise WorkerDied(answer.outcome.message, document)
    if answer.outcome.interrupted:
        raise Interrupted(_("Avbrutt."))
    return document


def _jobs(found: Sequence[Path], means: Means, on_warning: Warn) -> list[Job]:
    """The jobs; every fault of every file at once."""
    jobs: list[Job] = []
    faults: list[Fault] = []
    books: Books = {}
    for path, name in zip(found, names_of(found), strict=True):
        try:
            instance, book = _facts(path, books, on_warning)
        except InvalidInput as error:
            faults += [
                f if str(path) in f.where else replace(f, where=f"{path}: {f.where}") for f in error.faults
            ]
            continue
        jobs.append(plan_job(name, instance, book, path.parent, means.time_limit, means.seed))
    if faults:
        raise InvalidInput(faults)
    return jobs


def _facts(path: Path, books: Books, on_warning: Warn) -> tuple[Instance, Book]:
    if path.suffix.lower() == ".json":
        return read_instance(path, books)
    instance, book, _sha256 = read(path, on_warning)
    return instance, book


def _children_peak() -> int:
    """The most memory that any one process started from here and ended has held, in MiB; 0 when nobody counts."""
    if os.name == "nt":
        return 0
    import resource

    held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return held // (1024 * 1024 if sys.platform == "darwin" else 1024)


def _batch_folder(output: Path) -> Path:
    """The folder asked for; refused when it holds anything that is not an earlier batch."""
    known = ("batch.json", RESULTS)
    if output.exists() and any(output.iterdir()) and not any((output / name).exists() for name in known):
        what = _("mappen {mappe} har andre filer enn en slik kjøring; velg en ny eller tom mappe")
        raise UsageError(what.format(mappe=output))
    return output


def _written(answer: BatchAnswer, folder: Path, made_at: datetime) -> BatchAnswer:
    from vaktplan.export.excel.batch import write_batch
    from vaktplan.export.files import write_json

    done = replace(answer, files=(str(folder / "sammendrag.xlsx"), str(folder / "batch.json")))
    document = done.document()
    write_batch(document["districts"], folder / "sammendrag.xlsx", made_at)
    write_json(folder / "batch.json", document)
    return done
