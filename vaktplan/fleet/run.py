"""The batch: what is not done goes to the pool, what ends is stored at once, a dead worker costs one attempt."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from vaktplan.errors import Interrupted

from .jobs import Answer, Ending, Job, Result, WorkerDied
from .store import Store

ATTEMPTS = 2  # a job whose worker died is tried once more
POLL = 0.25  # seconds between looks at whether someone asked to stop


class PoolLost(Exception):
    """The pool is gone with all its workers; says what to do."""


@dataclass(frozen=True)
class Ended:
    """What came back from a pool: an answer, or an error."""

    job: Job
    seconds: float
    answer: Answer | None = None
    error: BaseException | None = None

    @property
    def worth_another_try(self) -> bool:
        """Whether the worker was lost, and not the work at fault."""
        return isinstance(self.error, WorkerDied | Interrupted)

    @property
    def reason(self) -> str:
        """Why there is no answer."""
        if self.error is None:
            return ""
        told = str(self.error)
        return told if isinstance(self.error, WorkerDied) else f"{type(self.error).__name__}: {told}"


class Pool(Protocol):
    """Workers, wherever they are."""

    def room(self) -> int:
        """How many more jobs it takes now."""

    def start(self, job: Job) -> None:
        """Give a job to a worker."""

    def ended(self, seconds: float) -> list[Ended]:
        """What has ended, after waiting at most some seconds for the first. Raises PoolLost."""

    def stop(self) -> None:
        """End what is running, and let the workers go."""


@dataclass(frozen=True)
class Batch:
    """How a batch went: a result for each job in order, None for one that was not come to."""

    results: tuple[Result | None, ...]
    resumed: int  # done before, and not done again
    interrupted: bool = False
    lost: str = ""  # why the pool went away


Told = Callable[[Result, int, int], None]  # a result, how many are finished, of how many


@dataclass
class _Running:
    """The state of a batch; everything goes by fingerprint, so that equal jobs are done once."""

    store: Store
    on_result: Told
    total: int
    waiting: deque[Job] = field(default_factory=deque)
    under_way: int = 0
    attempts: dict[str, int] = field(default_factory=dict)
    found: dict[str, Result] = field(default_factory=dict)

    def step(self, pool: Pool) -> None:
        """Fill the pool, and take in what has ended."""
        while self.waiting and pool.room() > 0:
            job = self.waiting.popleft()
            self.attempts[job.hash] = self.attempts.get(job.hash, 0) + 1
            pool.start(job)
            self.under_way += 1
        for ended in pool.ended(POLL):
            self.under_way -= 1
            self._take(ended)

    def _take(self, ended: Ended) -> None:
        job, attempts = ended.job, self.attempts[ended.job.hash]
        if ended.worth_another_try and attempts < ATTEMPTS:
            self.waiting.append(job)
            return
        best = ended.error.answer if isinstance(ended.error, WorkerDied) else ended.answer
        ending = Ending.DONE if ended.error is None else Ending.FAILED
        seconds = round(ended.seconds, 2)
        self._add(Result(job.id, job.hash, job.kind, ending, best, ended.reason, attempts, seconds))

    def _add(self, result: Result) -> None:
        self.store.keep(result)
        self.found[result.hash] = result
        self.on_result(result, len(self.found), self.total)


def run(
    jobs: Sequence[Job],
    pool: Callable[[], Pool],
    store: Store,
    on_result: Told = lambda result, finished, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Batch:
    """Do every job that the store does not have; the pool is opened only when there is any.

    A job whose worker dies is tried once more, then stored as failed with the reason; one that raises is stored as
    failed at once. Failed ones are tried again by the next run. `stopped` is asked a few times a second.
    """
    asked = {job.hash: job for job in reversed(jobs)}  # of equal ones the first gives the name
    asked = {job.hash: asked[job.hash] for job in jobs}
    kept = {hash: known for hash, job in asked.items() if (known := store.finished(job)) is not None}
    state = _Running(store, on_result, len(asked), found=dict(kept))
    state.waiting.extend(job for hash, job in asked.items() if hash not in kept)
    lost = _until_done(state, pool, stopped) if state.waiting else ""
    results = tuple(
        replace(state.found[job.hash], id=job.id) if job.hash in state.found else None for job in jobs
    )
    interrupted = not lost and any(result is None for result in results)
    return Batch(results, len(kept), interrupted=interrupted, lost=lost)


def _until_done(state: _Running, pool: Callable[[], Pool], stopped: Callable[[], bool]) -> str:
    """Work until nothing is left, someone asks to stop, or the pool is lost; why, when it is lost."""
    workers = pool()
    try:
        while (state.waiting or state.under_way) and not stopped():
            state.step(workers)
    except PoolLost as gone:
        return str(gone)
    finally:
        workers.stop()
    return ""
