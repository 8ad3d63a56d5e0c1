"""What a state of the disk is worth: which version of the database it holds, if it holds one at all."""

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from .disk import Disk, Files
from .trace import Op

HALF = -1  # no version: damaged, or something between two


@dataclass
class Found:
    """What all states of a run came to."""

    states: int = 0  # different ones
    kept: int = 0  # versions acknowledged
    lost: list[str] = field(default_factory=list)  # states that lack what was acknowledged
    half: list[str] = field(default_factory=list)  # states that are no version


def judged(folder: Path, ops: Iterable[Op], scratch: Path, before: Disk) -> Found:
    """Every state after every operation, opened and compared with what was acknowledged before it.

    A state must be the version last acknowledged or the one being written: nothing older, and nothing in between.
    """
    ops = list(ops)
    versions = _versions(ops, _copy(before), folder, scratch)
    found, seen, disk, random = Found(), dict[str, int](), before, Random(20261126)
    for number, op in enumerate(ops):
        found.kept += _is_kept(op)
        disk.do(op)
        for files in disk.states(random):
            key = _digest(files)
            if key not in seen:
                seen[key] = _version(files, versions, folder, scratch)
            where = f"operation {number} of {len(ops)}, {found.kept} acknowledged, found {seen[key]}"
            if seen[key] == HALF:
                found.half.append(where)
            elif seen[key] < found.kept:
                found.lost.append(where)
            assert seen[key] <= found.kept + 1
    found.states = len(seen)
    return found


def _versions(ops: Iterable[Op], disk: Disk, folder: Path, scratch: Path) -> dict[str, int]:
    """The database as it was before the first operation and at each acknowledgement, by fingerprint."""
    known = {_opened(disk.left([]), folder, scratch): 0}
    for op in ops:
        disk.do(op)
        if _is_kept(op):
            known[_opened(disk.left(disk.waiting), folder, scratch)] = len(known)
    return known


def _is_kept(op: Op) -> bool:
    return op.kind == "say" and op.data.startswith(b"kept ")


def _copy(disk: Disk) -> Disk:
    return Disk(
        dict(disk.names), {i: bytearray(d) for i, d in disk.held.items()}, [], dict(disk.now), disk.inodes
    )


def _version(files: Files, versions: dict[str, int], folder: Path, scratch: Path) -> int:
    try:
        return versions.get(_opened(files, folder, scratch), HALF)
    except sqlite3.DatabaseError:
        return HALF


def _opened(files: Files, folder: Path, scratch: Path) -> str:
    """The fingerprint of every row, after the recovery that any program's opening is. DatabaseError when damaged."""
    for old in scratch.iterdir():
        old.unlink()
    for path, data in files.items():
        (scratch / Path(path).relative_to(folder)).write_bytes(data)
    with closing(sqlite3.connect(f"file:{scratch / 'vaktplan.db'}?mode=rw", uri=True)) as db:
        if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("integrity")
        if db.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.DatabaseError("foreign keys")
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        rows = hashlib.sha256()
        for (table,) in tables:
            rows.update(repr((table, sorted(map(repr, db.execute(f'SELECT * FROM "{table}"'))))).encode())
    return rows.hexdigest()


def _digest(files: Files) -> str:
    told = hashlib.sha256()
    for path, data in sorted(files.items()):
        told.update(f"{path} {len(data)} ".encode() + data)
    return told.hexdigest()
