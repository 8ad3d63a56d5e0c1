"""A disk that keeps only what it was told to keep: ext4-like, by inode.

Bytes reach it by fsync of their file, or by chance: then in pieces of 512 bytes, in any order. Names reach it in order,
all of them at any fsync. SQLite's -shm is never read after a stop, so it is left out. Disks that lie are not modelled.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .trace import Call

SECTOR = 512
Names = dict[str, int]  # which inode a name stands for


class Unmodelled(Exception):
    """A program did something to the disk of which this model does not know what a stop leaves."""


@dataclass(frozen=True)
class Write:
    """Bytes at a place; None: the file ends there."""

    at: int
    data: bytes | None

    def onto(self, file: bytearray) -> None:
        """Do it."""
        if self.data is None:
            del file[self.at :]
        if len(file) < self.at:
            file.extend(bytes(self.at - len(file)))
        if self.data is not None:
            file[self.at : self.at + len(self.data)] = self.data

    def torn(self, draw: random.Random) -> Iterator["Write"]:
        """What came of it by chance: nothing, all, or some of its pieces."""
        luck = draw.random()
        if luck < 0.4:
            yield self
        elif luck < 0.7 and self.data is not None:
            for at in range(0, len(self.data), SECTOR):
                if draw.random() < 0.5:
                    yield Write(self.at + at, self.data[at : at + SECTOR])


@dataclass
class Disk:
    """What is surely on the disk, and what may be."""

    folder: str
    names: Names = field(default_factory=dict)  # as the program sees them
    kept_names: Names = field(default_factory=dict)
    waiting_names: list[Names] = field(default_factory=list)  # after each change since
    kept: dict[int, bytearray] = field(default_factory=dict)
    waiting: dict[int, list[Write]] = field(default_factory=dict)
    handles: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Disk":
        """A folder whose files are all safely kept."""
        disk = cls(str(folder) + "/")
        for number, path in enumerate(sorted(folder.iterdir())):
            if not path.name.endswith("-shm"):
                disk.names[path.name] = number
                disk.kept[number] = bytearray(path.read_bytes())
                disk.waiting[number] = []
        disk.kept_names = dict(disk.names)
        return disk

    def do(self, call: Call) -> bool:
        """One call; False when it does not concern this folder. What children write in it is not modelled."""
        if not call.own:
            return self._foreign(call)
        if call.name == "openat":
            return self._open(call)
        if call.name in ("unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat"):
            return self._rename(call)
        inode = self.handles.get(call.handle)
        if inode is None:
            return False
        if call.name in ("fsync", "fdatasync"):
            self._sync(inode)
        elif call.name == "pwrite64":
            self.waiting[inode].append(Write(call.numbers[-1], call.texts[0][: call.result]))
        elif call.name == "ftruncate":
            self.waiting[inode].append(Write(call.numbers[-1], None))
        else:
            raise Unmodelled(call.name)
        return True

    def _foreign(self, call: Call) -> bool:
        """A child may read in the folder, and has handles of its own."""
        inside = call.name != "write" and any(self._name(t) is not None for t in call.texts)
        if inside and "O_RDONLY" not in call.flags:
            raise Unmodelled("a child wrote in the folder")
        return False

    def states(self, draw: random.Random, chances: int) -> Iterator[dict[str, bytes]]:
        """What may be found after a stop now: the least, everything, and some by chance."""
        yield {name: bytes(self.kept[inode]) for name, inode in self.kept_names.items()}
        yield {name: self._file(inode, self.waiting[inode]) for name, inode in self.names.items()}
        for _ in range(chances):
            names = draw.choice([self.kept_names, *self.waiting_names])
            torn = {
                i: [p for w in self.waiting[i] for p in w.torn(draw)] for i in sorted(set(names.values()))
            }
            yield {name: self._file(inode, torn[inode]) for name, inode in names.items()}

    def _file(self, inode: int, writes: list[Write]) -> bytes:
        file = bytearray(self.kept[inode])
        for write in writes:
            write.onto(file)
        return bytes(file)

    def _name(self, path: bytes) -> str | None:
        """The name of a file in the folder."""
        text = path.decode()
        inside = text.startswith(self.folder) and "/" not in text[len(self.folder) :]
        return text[len(self.folder) :] if inside and not text.endswith("-shm") else None

    def _open(self, call: Call) -> bool:
        self.handles.pop(call.result, None)
        if call.texts[0].decode().rstrip("/") == self.folder.rstrip("/"):
            self.handles[call.result] = -1
            return False
        name = self._name(call.texts[0])
        if name is None:
            return False
        created = name not in self.names
        if created:
            inode = max(self.kept, default=-1) + 1
            self.kept[inode], self.waiting[inode] = bytearray(), []
            self.names[name] = inode
            self._named()
        self.handles[call.result] = self.names[name]
        if "O_TRUNC" in call.flags:
            self.waiting[self.names[name]].append(Write(0, None))
        return created

    def _rename(self, call: Call) -> bool:
        names = [self._name(t) for t in call.texts]
        if None in names:
            return False
        inode = self.names[str(names[0])] if call.name.startswith("link") else self.names.pop(str(names[0]))
        if not call.name.startswith("unlink"):
            self.names[str(names[1])] = inode
        self._named()
        return True

    def _named(self) -> None:
        self.waiting_names.append(dict(self.names))

    def _sync(self, inode: int) -> None:
        self.kept_names, self.waiting_names = dict(self.names), []
        for write in self.waiting.get(inode, []):
            write.onto(self.kept[inode])
        if inode in self.waiting:
            self.waiting[inode] = []
