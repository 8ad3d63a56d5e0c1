"""The same work over a Dask cluster: the same answers, workers that die, and a scheduler that goes away."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from tests.fleet import works
from tests.fleet.test_local import answers, done, marks, squares
from vaktplan.errors import UsageError
from vaktplan.fleet import Batch, Job, Result, Store, Work, run
from vaktplan.fleet.cluster import ClusterPool


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two workers, each a process of its own with a nanny that starts it again."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made:
        yield made


def over(
    address: str, asked: list[Job], work: Work, folder: Path, patience: float = 10, **more: Any
) -> Batch:
    return run(asked, lambda: ClusterPool(work, address, patience), Store(folder / "results"), **more)


def test_the_same_answers_as_local_processes(cluster: LocalCluster, tmp_path: Path) -> None:
    asked = squares("slow", range(8), seconds=0.01)
    here = done(asked, works.slow_square, tmp_path / "here")
    there = over(cluster.scheduler_address, asked, works.slow_square, tmp_path / "there")
    assert [r.answer for r in there.results if r] == [r.answer for r in here.results if r]
    assert answers(there) == [n * n for n in range(8)]
    resumed = over("tcp://127.0.0.1:1", asked, works.slow_square, tmp_path / "there")
    assert resumed.resumed == 8  # nothing left to do: nobody is called


def test_a_worker_that_dies_costs_its_job_another_try(cluster: LocalCluster, tmp_path: Path) -> None:
    asked = squares("deadly", range(6), marks=str(tmp_path))
    asked[2] = Job("2", "deadly", {**asked[2].payload, "deaths": 1})
    batch = over(cluster.scheduler_address, asked, works.deadly, tmp_path)
    assert answers(batch) == [0, 1, 4, 9, 16, 25]
    assert marks(tmp_path)[2] >= 2


def test_an_error_over_there_is_told_here(cluster: LocalCluster, tmp_path: Path) -> None:
    batch = over(cluster.scheduler_address, squares("wrong", range(1)), works.wrong, tmp_path)
    assert [r.reason for r in batch.results if r] == ["ValueError: no square of 0"]


def test_asked_to_stop_it_leaves_the_cluster_to_others(cluster: LocalCluster, tmp_path: Path) -> None:
    finished: list[Result] = []
    asked = squares("slow", range(9), seconds=0.4)
    batch = over(
        cluster.scheduler_address,
        asked,
        works.slow_square,
        tmp_path,
        on_result=lambda r, n, of: finished.append(r),
        stopped=lambda: len(finished) >= 2,
    )
    assert batch.interrupted
    assert answers(batch)[8] is None
    assert answers(over(cluster.scheduler_address, asked, works.slow_square, tmp_path)) == [
        n * n for n in range(9)
    ]


def test_a_cluster_that_goes_away_loses_nothing_that_is_done(tmp_path: Path) -> None:
    asked = squares("slow", range(30), seconds=0.3, marks=str(tmp_path))
    finished: list[Result] = []

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=":0",
        processes=False,
        silence_logs=50,
        protocol="tcp",
    ) as going:

        def leave_after_three() -> bool:
            if len(finished) >= 3:
                going.close(timeout=5)
            return False

        batch = over(
            going.scheduler_address,
            asked,
            works.slow_square,
            tmp_path,
            patience=2,
            on_result=lambda r, n, of: finished.append(r),
            stopped=leave_after_three,
        )
    kept = [r.id for r in batch.results if r]
    assert batch.lost and "er borte" in batch.lost and not batch.interrupted
    assert len(kept) >= 3 and len(kept) < 30
    rest = [Job(j.id, "slow", {**j.payload, "seconds": 0.3}) for j in asked[:6]]
    again = done(rest, works.slow_square, tmp_path)
    assert answers(again) == [0, 1, 4, 9, 16, 25]
    assert again.resumed == len([id for id in kept if int(id) < 6])


def test_a_scheduler_that_does_not_answer() -> None:
    began = time.monotonic()
    with pytest.raises(UsageError, match="svarer ikke innen 1 s") as told:
        ClusterPool(works.square, "tcp://127.0.0.1:1", patience=1)
    assert time.monotonic() - began < 5
    assert "dask scheduler" in str(told.value) and "uten --cluster" in str(told.value)


@pytest.mark.parametrize(
    "address", ["ikke en adresse", "tcp://", "tcp://127.0.0.1:mange", "http://x:1", "tcp://x"]
)
def test_no_address(address: str) -> None:
    with pytest.raises(UsageError, match="er en adresse som tcp://"):
        ClusterPool(works.square, address, patience=1)


def test_one_that_listens_and_says_nothing() -> None:
    """A port that is open, but not a scheduler's: told within the patience, not waited for."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        code = (
            "from tests.fleet import works; from vaktplan.fleet.cluster import ClusterPool\n"
            f"ClusterPool(works.square, {address!r}, patience=1)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
        )
    assert "NoCluster: klyngen" in done.stderr.strip().splitlines()[-1]


def test_a_scheduler_without_workers() -> None:
    with (
        LocalCluster(
            n_workers=0, dashboard_address=":0", processes=False, silence_logs=50, protocol="tcp"
        ) as empty,
        pytest.raises(UsageError, match="ingen arbeidere"),
    ):
        ClusterPool(works.square, empty.scheduler_address, patience=1)
