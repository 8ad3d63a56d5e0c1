"""Every state that a stop may leave, opened and compared with what had been told."""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vaktplan.errors import DatabaseFault
from vaktplan.store.database import Database
from vaktplan.store.health import examine

from .disk import Disk
from .killed import whole
from .trace import Call

BEFORE = 1  # the version that stands when the program begins
State = tuple[str, dict[str, bytes]]  # the last line that the program wrote, and the files


@dataclass
class Found:
    """How many different states were opened, and what was wrong in how many."""

    states: int = 0
    wrong: Counter[str] = field(default_factory=Counter)


def states(disk: Disk, calls: Iterable[Call], seed: int, chances: int, said: bytes = b"") -> Iterator[State]:
    """The different states after each operation, with the last word of the lines that begin with `said` by then."""
    draw = random.Random(seed)
    told, seen = "", set()
    for call in calls:
        if call.name == "write" and call.handle == 1 and call.own:
            if not call.texts[0].startswith(said):
                continue
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
        there = whole(str(path))
    except DatabaseFault as error:
        return [error.code]
    except AssertionError:
        return ["half"]
    finally:
        db.close()
    kept = int(told or BEFORE)
    return ["lost"] if there < kept else ["not told"] if there > kept + 1 else []
