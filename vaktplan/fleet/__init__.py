"""Many independent pieces of work at once: here in processes, or over a Dask cluster; what is done is kept."""

from .jobs import Answer, Ending, Job, Payload, Result, Work, WorkerDied
from .run import Batch, Ended, Pool, PoolLost, run
from .store import Store

__all__ = [
    "Answer",
    "Batch",
    "Ended",
    "Ending",
    "Job",
    "Payload",
    "Pool",
    "PoolLost",
    "Result",
    "Store",
    "Work",
    "WorkerDied",
    "run",
]
