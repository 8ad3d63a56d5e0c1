"""Workers of a Dask cluster: the same work over tcp, by the optional package distributed."""

import logging
from concurrent.futures import CancelledError
from concurrent.futures import Future as Made
from contextlib import suppress
from queue import Empty, SimpleQueue
from socket import create_connection
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from vaktplan import __version__
from vaktplan.errors import UsageError
from vaktplan.i18n import _

from .jobs import Job, Work, WorkerDied
from .run import Ended, PoolLost

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 10.0  # seconds a cluster has to answer
RESTART = 60.0  # seconds in which a cluster without workers gets some again


class NoCluster(UsageError):
    """The scheduler does not answer, or has no workers."""


class ClusterPool:
    """The workers of one scheduler; workers may come and go, and the scheduler gives their jobs to others."""

    def __init__(self, work: Work, address: str, patience: float | None = None) -> None:
        self._work, self._address = work, address
        self._client = _connected(address, PATIENCE if patience is None else patience)
        self._given: dict[str, tuple[Job, Any, float]] = {}  # by key: the job, its future, when it was given
        self._inbox: SimpleQueue[str] = SimpleQueue()
        self._count = 0
        self._staffed = monotonic()  # when there was a worker last

    def room(self) -> int:
        """How many more jobs it takes now: one for each thread, as all that wait at a worker are blamed if it dies."""
        try:
            asked = self._client.scheduler.ncores
            threads: int = sum(self._client.sync(asked, callback_timeout=PATIENCE).values())
        except Exception as error:  # whatever the network says
            raise self._lost() from error
        if threads:
            self._staffed = monotonic()
        elif monotonic() - self._staffed > RESTART:
            raise self._lost()
        return max(1, threads) - len(self._given)

    def start(self, job: Job) -> None:
        """Give a job to the scheduler."""
        self._count += 1
        key = f"vaktplan-{self._count}-{job.hash}"
        try:
            future = self._client.submit(self._work, job.payload, key=key, pure=False)
        except Exception as error:
            raise self._lost() from error
        self._given[key] = (job, future, monotonic())
        future.add_done_callback(lambda done: self._inbox.put(done.key))

    def ended(self, seconds: float) -> list[Ended]:
        """What has ended, after waiting at most some seconds for the first. Raises PoolLost."""
        keys: list[str] = []
        with suppress(Empty):
            keys.append(self._inbox.get(timeout=seconds))
            while True:
                keys.append(self._inbox.get_nowait())
        if self._client.status != "running":
            raise self._lost()
        if not keys:
            self.room()  # is anybody there?
        return [self._outcome(key) for key in keys]

    def stop(self) -> None:
        """Leave the cluster, which forgets what is not begun; a worker ends the job it is at."""
        self._given.clear()
        with suppress(Exception):  # it may go in this very moment
            self._client.close(timeout=2)

    def _outcome(self, key: str) -> Ended:
        job, future, began = self._given.pop(key)
        seconds = monotonic() - began
        try:
            error = future.exception(timeout=PATIENCE)
            answer = None if error else future.result(timeout=PATIENCE)
        except (CancelledError, OSError):  # in time out too
            self.room()  # the scheduler is there? then it was the worker that held the answer
            return Ended(job, seconds, error=WorkerDied(_("arbeideren ble borte med svaret")))
        return Ended(job, seconds, answer, _told(error))

    def _lost(self) -> PoolLost:
        what = _("klyngen {adresse} er borte. Det som er ferdig, er lagret; kjør samme kommando igjen")
        return PoolLost(what.format(adresse=self._address))


def _told(error: BaseException | None) -> BaseException | None:
    """The error, in words when it is that the workers died one after another under a job."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return WorkerDied(_("arbeiderne døde under den, én etter én"))
    return error


def _connected(address: str, patience: float) -> "Client":
    """A client of the scheduler, with at least one worker that has this vaktplan. Raises UsageError."""
    try:
        import distributed  # noqa: F401
    except ImportError:
        hint = _('--cluster trenger Dask, som ikke er installert: pip install "vaktplan[cluster]"')
        raise UsageError(hint) from None
    _knock(address, patience)
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of it is told here
    try:
        client = _client(address, patience)
    except (OSError, ValueError) as error:
        raise NoCluster(_no_answer(address, patience)) from error
    try:
        _check_workers(client, address, patience)
    except BaseException:
        client.close(timeout=2)
        raise
    return client


def _knock(address: str, patience: float) -> None:
    """See that someone listens, before a client is made: one that fails in the making never lets go of its threads."""
    parts = urlsplit(address)
    try:
        if parts.scheme not in ("tcp", "tls") or not parts.hostname or not parts.port:
            raise ValueError(address)
        create_connection((parts.hostname, parts.port), timeout=patience).close()
    except ValueError as error:  # a port that is no number too
        what = _("--cluster er en adresse som tcp://vert:8786, ikke «{tekst}»").format(tekst=address)
        raise UsageError(what) from error
    except OSError as error:
        raise NoCluster(_no_answer(address, patience)) from error


def _client(address: str, patience: float) -> "Client":
    """A client, made in a thread of its own: before one that listens and says nothing it waits for ever."""
    from distributed import Client

    made: Made[Client] = Made()

    def make() -> None:
        try:
            made.set_result(Client(address, timeout=patience, set_as_default=False))
        except BaseException as error:  # told in the other thread
            made.set_exception(error)

    Thread(target=make, daemon=True).start()
    return made.result(timeout=patience + 1)


def _check_workers(client: "Client", address: str, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
        versions = client.run(_version)
    except (ImportError, AttributeError) as error:
        what = _("arbeiderne i klyngen {adresse} mangler vaktplan; installer samme versjon der ({versjon})")
        raise UsageError(what.format(adresse=address, versjon=__version__)) from error
    except OSError as error:
        what = _("klyngen {adresse} har ingen arbeidere. Start minst én: dask worker {adresse} --nthreads 1")
        raise NoCluster(what.format(adresse=address)) from error
    others = sorted({version for version in versions.values() if version != __version__})
    if others:
        what = _("arbeiderne i klyngen {adresse} har vaktplan {andre}, her er {versjon}; bruk samme versjon")
        raise UsageError(what.format(adresse=address, andre=", ".join(others), versjon=__version__))


def _version() -> str:
    return __version__


def _no_answer(address: str, patience: float) -> str:
    what = _(
        "klyngen {adresse} svarer ikke innen {sek} s. Se at «dask scheduler» går der og at adresse og port er rett, "
        "eller kjør uten --cluster for å bruke denne maskinen"
    )
    return what.format(adresse=address, sek=round(patience))
