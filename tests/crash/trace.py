"""A program's system calls, as operations on the files of one folder and lines said on stdout."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2"
_FILE = r"(?P<fd>\d+)<(?P<path>(?:\\x[0-9a-f]{2})*)>(?P<gone>\(deleted\))?"
_TEXT = r'"(?P<text>(?:\\x[0-9a-f]{2})*)"'
_LINE = re.compile(r"^\d+\s+(?P<call>\w+)\((?P<args>.*)\)\s+= (?P<result>-?\d+)")
_WRITE = re.compile(rf"^{_FILE}, {_TEXT}, \d+(?:, (?P<at>\d+))?$")
_SIZE = re.compile(rf"^{_FILE}, (?P<size>\d+)$")
_SYNC = re.compile(rf"^{_FILE}$")
_NAMES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_SPLIT = re.compile(r"^(?P<pid>\d+)\s+(?P<head>.*) <unfinished \.\.\.>$")
_REST = re.compile(r"^(?P<pid>\d+)\s+<\.\.\. \w+ resumed>(?P<tail>.*)$")


@dataclass(frozen=True)
class Op:
    """One operation: "make", "write", "cut", "sync", "unlink", "rename", or "say" with the text said."""

    kind: str
    path: str = ""
    at: int = 0
    data: bytes = b""
    to: str = ""


def traced(words: Sequence[str | Path], folder: Path, log: Path) -> list[Op]:
    """Run a program under strace; what it did in the folder and said on stdout, in order. It must end well."""
    command = [
        "strace",
        "-f",
        "-y",
        "-xx",
        "-s",
        "1000000",
        "--seccomp-bpf",
        "-o",
        str(log),
        "-e",
        f"trace={CALLS}",
    ]
    done = subprocess.run(
        [*command, *map(str, words)], capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return list(operations(log, str(folder)))


def operations(log: Path, folder: str) -> Iterator[Op]:
    """What strace saw, as operations. A call that is not understood fails the test: none is passed over."""
    for line in _whole_lines(log):
        found = _LINE.match(line)
        if found and int(found["result"]) >= 0:
            yield from _operation(found["call"], found["args"], folder)


def _whole_lines(log: Path) -> Iterator[str]:
    """The lines of strace, those that another thread cut in two put together where they end."""
    begun: dict[str, str] = {}
    with log.open(encoding="ascii") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if cut := _SPLIT.match(line):
                begun[cut["pid"]] = cut["head"]
            elif rest := _REST.match(line):
                yield f"{rest['pid']} {begun.pop(rest['pid'])}{rest['tail']}"
            else:
                yield line


def _operation(call: str, args: str, folder: str) -> Iterator[Op]:
    if call in ("pwrite64", "write"):
        yield from _written(call, args, folder)
    elif call == "ftruncate":
        found = _must(_SIZE, args)
        yield from _inside(Op("cut", _text(found["path"]), at=int(found["size"])), folder)
    elif call in ("fsync", "fdatasync"):
        yield from _inside(Op("sync", _text(_must(_SYNC, args)["path"])), folder)
    elif call == "openat":
        if "O_CREAT" in args:
            yield from _inside(Op("make", _text(_NAMES.findall(args)[-1])), folder)
        assert "O_TRUNC" not in args or folder not in _text(_NAMES.findall(args)[-1]), args
    elif call.startswith("unlink"):
        yield from _inside(Op("unlink", _text(_NAMES.findall(args)[-1])), folder)
    else:
        old, new = map(_text, _NAMES.findall(args))
        yield from _inside(Op("rename", old, to=new), folder)


def _written(call: str, args: str, folder: str) -> Iterator[Op]:
    found = _must(_WRITE, args)
    data = bytes.fromhex(found["text"].replace("\\x", ""))
    if call == "write":
        if found["fd"] == "1":
            yield Op("say", data=data)
        else:
            assert not _text(found["path"]).startswith(folder), (
                "an append: the model knows only writes at a place"
            )
        return
    assert not found["gone"] or not _text(found["path"]).startswith(folder), args[:200]
    yield from _inside(Op("write", _text(found["path"]), at=int(found["at"]), data=data), folder)


def _inside(op: Op, folder: str) -> Iterator[Op]:
    """The operation, when it is on the folder; SQLite's shared memory is no part of what a disk keeps."""
    if (op.path == folder or op.path.startswith(folder + "/")) and not op.path.endswith("-shm"):
        yield op


def _must(pattern: re.Pattern[str], args: str) -> re.Match[str]:
    found = pattern.match(args)
    assert found, f"not understood: {args[:200]}"
    return found


def _text(hexed: str) -> str:
    return bytes.fromhex(hexed.replace("\\x", "")).decode()
