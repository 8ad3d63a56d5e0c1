"""Killed at random moments: everything told of is there, nothing is half, and the next program just goes on.

This cannot show what the power would take (it passes with synchronous=NORMAL too): test_crash does. It shows that
nothing needs mending by hand.
"""

import random
import subprocess
import sys
import time

import pytest
from sqlalchemy import func, select

from tests.store import kit
from vaktplan.store.database import Database
from vaktplan.store.health import examine
from vaktplan.store.schema import EventRow

from .states import EVENTS

FOREVER = 100_000


def killed(db: Database, kills: int, seed: int) -> None:
    """Kill a program that publishes, again and again; after each kill everything told of is there."""
    draw = random.Random(seed)
    url = db.url.render_as_string(hide_password=False) if db.file is None else str(db.file)
    with db.writing() as session:
        kit.publish(session, 1)
    told = 1
    for _ in range(kills):
        held = draw.choice(["held", "alone"]) if db.file else "alone"
        line = [sys.executable, "-m", "tests.crash.writer", url, str(told + 1), str(FOREVER), "FULL", held]
        with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(draw.uniform(0, 0.15))
            writer.kill()
            lines = [first, *writer.stdout.read().splitlines()]
        told = now_there(db, max(int(n) for n in lines if n.strip()))


def now_there(db: Database, told: int) -> int:
    """The newest version, which is the one told of or the one after, whole."""
    with db.writing() as session:  # in turn, after a server that still ends what the killed program asked for
        there = kit.versions(session)
        assert session.scalar(select(func.count()).select_from(EventRow)) == EVENTS * len(there)
    assert examine(db).faults == ()
    assert there == list(range(1, len(there) + 1)) and told <= len(there) <= told + 1
    return len(there)


def test_killed_at_some_moments(db: Database) -> None:
    killed(db, 10, 1)


@pytest.mark.long
def test_killed_at_many_moments(db: Database) -> None:
    killed(db, 200, 2)
