"""What a program asked of the disk, in order, and when it told of what it had done (strace)."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,link,linkat"
)
LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
HANDLE = re.compile(r"^(\d+)")


@dataclass(frozen=True)
class Call:
    """One system call: its name, its paths or bytes, its numbers."""

    name: str
    handle: int = -1
    texts: tuple[bytes, ...] = ()
    numbers: tuple[int, ...] = ()
    flags: str = ""
    result: int = 0
    own: bool = True  # by the program itself; a child has handles of its own


def traced(line: Sequence[str], log: Path, **more: str) -> list[Call]:
    """Run a program to its end and answer what it asked of the disk; CalledProcessError when it fails."""
    strace = shutil.which("strace")
    assert strace, "strace is missing: make oracles"
    with log.with_suffix(".out").open("w") as out:
        asked = [
            strace,
            "-f",
            "-xx",
            "-s",
            "1000000",
            "-e",
            f"trace={CALLS}",
            "-e",
            "signal=none",
            "-o",
            str(log),
        ]
        subprocess.run([*asked, *line], check=True, stdout=out, timeout=600)
    return list(calls(log))


def calls(log: Path) -> Iterator[Call]:
    """The calls that succeeded, by when they ended."""
    begun: dict[str, str] = {}
    lines = log.read_text(encoding="ascii").splitlines()
    program = lines[0].split(" ", 1)[0]
    for line in lines:
        pid = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            begun[pid] = line.removesuffix("<unfinished ...>")
            continue
        if " resumed>" in line:
            line = begun.pop(pid) + line.split(" resumed>", 1)[1]
        found = LINE.match(line)
        if found and int(found[3]) >= 0:
            yield _call(found[1], found[2], int(found[3]), pid == program)


def _call(name: str, inside: str, result: int, own: bool) -> Call:
    texts = tuple(bytes.fromhex(t.replace("\\x", "")) for t in TEXT.findall(inside))
    rest = TEXT.sub("", inside)
    numbers = tuple(int(n) for n in re.findall(r"(?<![\w.])\d+(?!\w)", rest))
    handle = HANDLE.match(inside)
    return Call(name, int(handle[1]) if handle else -1, texts, numbers, rest, result, own)
