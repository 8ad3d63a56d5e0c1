"""Processes here: each dies alone, is tried once more, and leaves what is done as it is."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.fleet import works
from tests.fleet.sweep import jobs, sweep
from vaktplan.fleet import Batch, Job, Result, Store, Work, run
from vaktplan.fleet.local import LocalPool


def squares(kind: str, numbers: range, **more: Any) -> list[Job]:
    return [Job(f"{n}", kind, {"n": n, **more}) for n in numbers]


def done(asked: list[Job], work: Work, folder: Path, processes: int = 2, **more: Any) -> Batch:
    return run(asked, lambda: LocalPool(work, processes), Store(folder / "results"), **more)


def marks(folder: Path) -> Counter[int]:
    """How many times each number was begun."""
    return Counter(int(p.name.split("-")[0]) for p in folder.glob("[0-9]*-*"))


def answers(batch: Batch) -> list[int | None]:
    return [r.answer["square"] if r and r.done and r.answer else None for r in batch.results]


def test_every_job_once_in_order_and_not_again(tmp_path: Path) -> None:
    asked = squares("square", range(5), marks=str(tmp_path))
    told: list[tuple[str, int, int]] = []
    first = done(asked, works.square, tmp_path, on_result=lambda r, n, of: told.append((r.id, n, of)))
    assert answers(first) == [0, 1, 4, 9, 16]
    assert [n for _id, n, _of in told] == [1, 2, 3, 4, 5] and {of for *_rest, of in told} == {5}
    assert sorted(id for id, *_rest in told) == ["0", "1", "2", "3", "4"]
    again = done(asked, works.square, tmp_path)
    assert answers(again) == answers(first)
    assert again.resumed == 5 and first.resumed == 0
    assert set(marks(tmp_path).values()) == {1}


def test_each_job_has_a_process_of_its_own(tmp_path: Path) -> None:
    batch = done(squares("square", range(4)), works.square, tmp_path)
    pids = [r.answer["pid"] for r in batch.results if r and r.answer]
    assert len({*pids, os.getpid()}) == 5


def test_equal_jobs_are_done_once_and_both_answered(tmp_path: Path) -> None:
    payload = {"n": 3, "marks": str(tmp_path)}
    batch = done([Job("a", "square", payload), Job("b", "square", dict(payload))], works.square, tmp_path)
    assert answers(batch) == [9, 9]
    assert [r.id for r in batch.results if r] == ["a", "b"]
    assert marks(tmp_path)[3] == 1


def test_a_death_costs_one_attempt_and_the_others_nothing(tmp_path: Path) -> None:
    asked = squares("deadly", range(6), marks=str(tmp_path), seconds=0.3)
    asked[1] = Job("1", "deadly", {**asked[1].payload, "deaths": 1})
    asked[2] = Job("2", "deadly", {**asked[2].payload, "deaths": 9})
    batch = done(asked, works.deadly, tmp_path)
    assert answers(batch) == [0, 1, None, 9, 16, 25]
    assert marks(tmp_path) == Counter({0: 1, 1: 2, 2: 2, 3: 1, 4: 1, 5: 1})
    dead = batch.results[2]
    assert dead is not None and not dead.done and dead.attempts == 2 and "døde" in dead.reason
    assert not batch.interrupted


def test_one_killed_from_outside_in_the_middle_of_its_job(tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_one() -> bool:
        begun = sorted(tmp_path.glob("2-*"))
        if begun and not killed:
            killed.append(int(begun[0].name.split("-")[1]))
            os.kill(killed[0], signal.SIGKILL)
        return False

    asked = squares("slow", range(5), marks=str(tmp_path), seconds=0.6)
    batch = done(asked, works.slow_square, tmp_path, stopped=kill_one)
    assert answers(batch) == [0, 1, 4, 9, 16]
    assert marks(tmp_path) == Counter({0: 1, 1: 1, 2: 2, 3: 1, 4: 1})


def test_an_error_is_told_and_not_tried_again_before_the_next_run(tmp_path: Path) -> None:
    asked = squares("wrong", range(2), marks=str(tmp_path))
    batch = done(asked, works.wrong, tmp_path)
    assert [r.reason for r in batch.results if r] == [f"ValueError: no square of {n}" for n in range(2)]
    assert marks(tmp_path) == Counter({0: 1, 1: 1})
    mended = done(asked, works.square, tmp_path)
    assert answers(mended) == [0, 1] and mended.resumed == 0


def test_what_a_lost_solver_had_found_is_kept(tmp_path: Path) -> None:
    result = done(squares("half", range(1), marks=str(tmp_path)), works.half_way, tmp_path).results[0]
    assert result is not None and not result.done
    assert (result.answer, result.reason, result.attempts) == ({"square": -1}, "the solver died", 2)
    assert marks(tmp_path) == Counter({0: 2})


def test_asked_to_stop_it_keeps_what_is_done_and_kills_the_rest_at_once(tmp_path: Path) -> None:
    finished: list[Result] = []
    asked = squares("slow", range(4), marks=str(tmp_path), seconds=0.5)
    asked[3] = Job("3", "slow", {**asked[3].payload, "seconds": 60})
    began = time.monotonic()
    batch = done(
        asked,
        works.slow_square,
        tmp_path,
        on_result=lambda r, n, of: finished.append(r),
        stopped=lambda: len(finished) >= 3,
    )
    assert time.monotonic() - began < 15
    assert batch.interrupted and answers(batch) == [0, 1, 4, None]
    wait_until_gone(tmp_path, 3)


def wait_until_gone(folder: Path, n: int) -> None:
    """The process that began a number ends within some seconds."""
    pid = int(next(folder.glob(f"{n}-*")).name.split("-")[1])
    until = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < until
        time.sleep(0.05)


def start(folder: Path, number: int, seconds: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.fleet.sweep", str(folder), str(number), str(seconds)]
    return subprocess.Popen(command, start_new_session=True)


def stored(folder: Path) -> set[str]:
    return {p.stem for p in (folder / "results").glob("*.json")}


def wait_for(condition: Any) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def killed_and_resumed(folder: Path, kills: int, number: int, seconds: float, seed: int) -> None:
    """kill -9 a batch at random moments, then let it end: none lost, nothing finished done again, no process left."""
    rng = random.Random(seed)
    once: dict[str, int] = {}
    by_hash = {job.hash: job.payload["n"] for job in jobs(folder, number, seconds)}
    for _ in range(kills):
        had = len(stored(folder))
        process = start(folder, number, seconds)
        if had < number - 2:
            wait_for(lambda had=had: len(stored(folder)) > had)
        time.sleep(rng.random() * 2 * seconds)
        process.kill()
        process.wait()
        begun = marks(folder / "marks")
        once |= {hash: begun[by_hash[hash]] for hash in stored(folder) - set(once)}
    batch = sweep(folder, number, seconds)
    assert answers(batch) == [n * n for n in range(number)]
    assert stored(folder) == set(by_hash)
    begun = marks(folder / "marks")
    assert {hash: begun[by_hash[hash]] for hash in once} == once
    pids = [path.name.split("-")[1] for path in (folder / "marks").iterdir()]
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))


def test_killed_and_run_again_it_goes_on(tmp_path: Path) -> None:
    killed_and_resumed(tmp_path, kills=3, number=10, seconds=0.15, seed=1)


@pytest.mark.long
def test_killed_twenty_times(tmp_path: Path) -> None:
    killed_and_resumed(tmp_path, kills=20, number=60, seconds=0.15, seed=2)


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    process = start(tmp_path, 6, 1)
    wait_for(lambda: len(stored(tmp_path)) >= 2)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=10) == 130
    assert 2 <= len(stored(tmp_path)) < 6
    assert not list((tmp_path / "results").glob(".*"))
