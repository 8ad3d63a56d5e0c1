"""Every state that a stop may leave, opened and compared with what had been told."""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from tests.store import kit
from vaktplan.errors import DatabaseFault
from vaktplan.store.database import Database
from vaktplan.store.health import examine
from vaktplan.store.schema import EventRow, FeedRow

from .disk import Disk
from .trace import Call

EVENTS = 8  # of each publication
BEFORE = 1  # the version that stands when the program begins
State = tuple[str, dict[str, bytes]]  # the last line that the program wrote, and the files


@dataclass
class Found:
    """How many different states were opened, and what was wrong in how many."""

    states: int = 0
    wrong: Counter[str] = field(default_factory=Counter)


def states(disk: Disk, calls: Iterable[Call], seed: int, chances: int) -> Iterator[State]:
    """The different states after each operation, with what had been told by then."""
    draw = random.Random(seed)
    told, seen = "", set()
    for call in calls:
        if call.name == "write" and call.handle == 1:
            told = (call.texts[0].decode().split() or [told])[-1]
        elif not disk.do(call):
            continue
        for files in disk.states(draw, chances):
            mark = hashlib.sha256(repr((told, sorted(files.items()))).encode()).digest()
            if mark not in seen:
                seen.add(mark)
                yield told, files


def compare(found: Iterable[State], folder: Path, wrong: Callable[[Path, str], list[str]]) -> Found:
    """Lay every state out in a folder, and tell what is wrong."""
    answer = Found()
    for told, files in found:
        for path in folder.iterdir():
            path.unlink()
        for name, body in files.items():
            (folder / name).write_bytes(body)
        answer.states += 1
        answer.wrong.update(wrong(folder / "vaktplan.db", told))
    return answer


def lacking(path: Path, told: str) -> list[str]:
    """What a database of publications lacks of what was told."""
    db = Database(str(path))
    try:
        if faults := examine(db).faults:
            return sorted({f.code for f in faults})
        with db.reading() as session:
            there = kit.versions(session)
            events = session.scalar(select(func.count()).select_from(EventRow))
            body = session.scalar(select(FeedRow.body)) or b""
    except DatabaseFault as error:
        return [error.code]
    if there != list(range(1, len(there) + 1)) or events != EVENTS * len(there):
        return ["half"]
    if there and not body.startswith(f"version {len(there)}version".encode()):
        return ["half"]
    kept = int(told or BEFORE)
    return ["lost"] if len(there) < kept else ["not told"] if len(there) > kept + 1 else []
