"""A disk that may lose power: what is surely on it, what may be, and the states that a cut can leave."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from .trace import Op

SECTOR = 512  # bytes: what a disk writes whole or not at all
TORN = 3  # random states after each operation, beside "nothing more" and "everything"
Files = dict[str, bytes]


@dataclass
class Disk:
    """Files by inode. Metadata (names, lengths) waits in order; data waits on its own inode, in any order."""

    names: dict[str, int]
    held: dict[int, bytearray]
    waiting: list[tuple[int, Op]] = field(default_factory=list)  # (inode, what), in order
    now: dict[str, int] = field(default_factory=dict)  # names as the running program sees them
    inodes: int = 0

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """What a folder holds, all of it on the disk."""
        files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.endswith("-shm"))
        names = {str(p): k for k, p in enumerate(files)}
        return cls(
            names, {names[str(p)]: bytearray(p.read_bytes()) for p in files}, [], dict(names), len(files)
        )

    def do(self, op: Op) -> None:
        """One operation of the program. What it does to an unknown file fails the test."""
        if op.kind == "say":
            return
        if op.kind == "sync":
            self._sync(op.path)
            return
        if op.kind == "make":
            if op.path in self.now:
                return
            self.now[op.path] = self.inodes
            self.held[self.inodes] = bytearray()
            self.inodes += 1
        inode = self.now[op.path]
        self.waiting.append((inode, op))
        if op.kind == "unlink":
            del self.now[op.path]
        elif op.kind == "rename":
            self.now[op.to] = self.now.pop(op.path)

    def _sync(self, path: str) -> None:
        """The file's data, and all metadata up to here."""
        inode = self.now.get(path)
        settled = [w for w in self.waiting if _is_metadata(w[1]) or w[0] == inode]
        self.waiting = [w for w in self.waiting if not (_is_metadata(w[1]) or w[0] == inode)]
        self.names, self.held = self._with(settled)

    def states(self, random: Random) -> Iterator[Files]:
        """What a cut here can leave: nothing of what waits, all of it, and random parts with torn writes."""
        yield self.left([])
        if not self.waiting:
            return
        yield self.left(self.waiting)
        for _ in range(TORN):
            yield self.left(self._some(random))

    def _some(self, random: Random) -> list[tuple[int, Op]]:
        metadata = [k for k, (_i, op) in enumerate(self.waiting) if _is_metadata(op)]
        until = random.choice([*metadata, len(self.waiting)]) if metadata else 0
        chance = random.choice((0.1, 0.5, 0.9))
        some: list[tuple[int, Op]] = []
        for k, (inode, op) in enumerate(self.waiting):
            if _is_metadata(op):
                some += [(inode, op)] if k < until else []
            elif random.random() < chance:
                some += [(inode, part) for part in _torn(op, random)]
        return some

    def left(self, done: list[tuple[int, Op]]) -> Files:
        """The files by path when of what waits only this was done."""
        names, held = self._with(done)
        return {path: bytes(held[inode]) for path, inode in names.items()}

    def _with(self, done: list[tuple[int, Op]]) -> tuple[dict[str, int], dict[int, bytearray]]:
        names, held = dict(self.names), {i: bytearray(data) for i, data in self.held.items()}
        for inode, op in done:
            if op.kind == "make":
                names[op.path] = inode
            elif op.kind == "unlink":
                names.pop(op.path, None)
            elif op.kind == "rename":
                names[op.to] = names.pop(op.path)
            elif op.kind == "cut":
                _cut(held[inode], op.at)
            else:
                _put(held[inode], op)
        return names, held


def _is_metadata(op: Op) -> bool:
    return op.kind != "write"


def _torn(op: Op, random: Random) -> Iterator[Op]:
    """The write, or one time in four some of its sectors."""
    if random.random() < 0.75:
        yield op
        return
    for begin in range(0, len(op.data), SECTOR):
        if random.random() < 0.5:
            yield Op("write", op.path, op.at + begin, op.data[begin : begin + SECTOR])


def _cut(data: bytearray, size: int) -> None:
    del data[size:]
    data.extend(bytes(size - len(data)))


def _put(data: bytearray, op: Op) -> None:
    data.extend(bytes(max(0, op.at - len(data))))
    data[op.at : op.at + len(op.data)] = op.data
