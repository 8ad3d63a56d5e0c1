"""A process that publishes until it is killed, and what it leaves."""

import os
import signal
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from vaktplan.app import feeding
from vaktplan.app.published import stored
from vaktplan.app.publishing import Asked, Wish, foreseen
from vaktplan.app.reading import read
from vaktplan.read.roster_sheet import read_roster
from vaktplan.store import publications, trail
from vaktplan.store.database import Database
from vaktplan.verify.verify import verify

ROOT = Path(__file__).parents[2]
WORKBOOK = ROOT / "instances" / "smavik"
ROSTER = ROOT / "exports" / "eksempel" / "vaktplan.xlsx"
TENANT = "smavik"
AT = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@cache
def asked() -> Asked:
    """The example's roster, judged."""
    instance, book, _sha = read(WORKBOOK, lambda fault: None)
    roster = read_roster(ROSTER, instance)
    return Asked(TENANT, instance, book, roster, verify(instance, book, roster), Wish(by="Kari"), AT)


def newest(session: Session) -> publications.Published | None:
    """The version that stands."""
    period = asked().instance.period
    return publications.newest(session, TENANT, period.first, period.last)


def publish(url: str, number: int) -> None:
    """Another phone number: every duty of every calendar changes."""
    told = replace(asked(), wish=Wish(by="Kari", phone=f"116{number:04}"))
    db = Database(url)
    with db.reading() as session:
        answer = foreseen(told, (), newest(session))
    with db.writing() as session:
        stored(session, told, answer)
    db.close()


def killed(url: str, first: int, told: int, seconds: float) -> int:
    """Publish from a number on in a process that is killed so long after it has told of so many; the last one told."""
    asked()
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        _until_killed(url, first, tell)
    os.close(tell)
    with os.fdopen(hear) as said:
        heard = [said.readline() for _ in range(told + 1)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return max(map(int, "".join([*heard, said.read()]).split()), default=first - 1)


def _until_killed(url: str, first: int, tell: int) -> None:
    try:
        os.write(tell, b"\n")
        for number in range(first, first + 1000):
            publish(url, number)
            os.write(tell, f"{number}\n".encode())
    finally:
        os._exit(1)


def whole(url: str) -> int:
    """The newest version's number. Fails the test when anything that follows from it is not as it must be."""
    db = Database(url)
    with db.writing() as session:
        found = newest(session)
        assert trail.broken(session, TENANT) is None
        assert not feeding.refresh(session, TENANT, AT), "a calendar is not what the stored duties say"
        tenant = publications.tenant_of(session, TENANT)
        number = 0 if tenant is None else int(tenant.phone.removeprefix("116"))
        assert (0 if found is None else found.version) == number
    db.close()
    return number
