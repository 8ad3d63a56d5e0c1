"""Killed at any moment, either the old version or the new one stands, on both engines."""

import time
from pathlib import Path
from random import Random

import pytest

from tests.store.postgres import Server
from vaktplan.store.database import Database
from vaktplan.store.migrations import upgrade

from .killed import killed, publish, whole

MOST_TOLD = 2  # publications that a process has told of when its end is near


def run(url: str, kills: int, seed: int) -> None:
    """Publish, be killed, and look, over and over on one database."""
    db = Database(url)
    upgrade(db)
    db.close()
    publish(url, 1)
    begun = time.monotonic()
    publish(url, 2)
    one = time.monotonic() - begun
    random, stands, between = Random(seed), 2, 0
    for number in range(kills):
        told = killed(url, stands + 1, number % (MOST_TOLD + 1), random.uniform(0, one))
        stands = whole(url)
        assert told <= stands <= told + 1
        between += stands > told
    print(f"{kills} kills, {stands} versions, {between} kept before they were told")
    assert stands > kills // 2, "nearly nothing was published: the kills say nothing"


def test_killed_at_random_moments(tmp_path: Path) -> None:
    run(str(tmp_path / "vaktplan.db"), 12, 1)


@pytest.mark.long
def test_killed_at_200_random_moments(tmp_path: Path) -> None:
    run(str(tmp_path / "vaktplan.db"), 200, 2)


@pytest.mark.oracle
def test_killed_at_random_moments_on_postgresql() -> None:
    with Server() as server:
        run(server.database(), 20, 3)


@pytest.mark.long
@pytest.mark.oracle
def test_killed_at_200_random_moments_on_postgresql() -> None:
    with Server() as server:
        run(server.database(), 200, 4)
