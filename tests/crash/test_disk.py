"""The model of a disk, on operations made by hand."""

import random
from pathlib import Path

import pytest

from .disk import Disk, Unmodelled
from .trace import Call


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    """A folder with one file, which the program has opened as 3."""
    (tmp_path / "a").write_bytes(b"old")
    made = Disk.of(tmp_path)
    made.do(opened(tmp_path / "a", 3))
    return made


def opened(path: Path, handle: int, *, own: bool = True, flags: str = "O_RDWR|O_CREAT") -> Call:
    return Call("openat", texts=(str(path).encode(),), flags=flags, result=handle, own=own)


def wrote(handle: int, data: bytes, at: int = 0) -> Call:
    return Call("pwrite64", handle, (data,), (handle, len(data), at), result=len(data))


def possible(disk: Disk) -> set[bytes | None]:
    """What `a` may hold after a stop now."""
    return {files.get("a") for files in disk.states(random.Random(1), 200)}


def test_what_is_not_awaited_may_be_there_or_not(disk: Disk) -> None:
    assert disk.do(wrote(3, b"new"))
    assert possible(disk) == {b"old", b"new"}
    assert disk.do(Call("fdatasync", 3, numbers=(3,)))
    assert possible(disk) == {b"new"}


def test_a_long_write_may_be_torn(disk: Disk) -> None:
    disk.do(wrote(3, b"x" * 1024))
    torn = possible(disk)
    assert b"old" in torn and b"x" * 1024 in torn and b"x" * 512 in torn
    assert b"old" + bytes(509) + b"x" * 512 in torn


def test_names_come_in_order(disk: Disk, tmp_path: Path) -> None:
    disk.do(opened(tmp_path / "b", 4))
    disk.do(Call("unlink", texts=(str(tmp_path / "a").encode(),)))
    names = {tuple(sorted(files)) for files in disk.states(random.Random(1), 200)}
    assert names == {("a",), ("a", "b"), ("b",)}
    disk.do(Call("fsync", 4, numbers=(4,)))
    assert possible(disk) == {None}


def test_a_replaced_name_is_the_old_file_or_the_new(disk: Disk, tmp_path: Path) -> None:
    disk.do(opened(tmp_path / "part", 4))
    disk.do(wrote(4, b"new"))
    disk.do(Call("fsync", 4, numbers=(4,)))
    disk.do(Call("rename", texts=(str(tmp_path / "part").encode(), str(tmp_path / "a").encode())))
    assert possible(disk) == {b"old", b"new"}


def test_a_child_has_handles_of_its_own(disk: Disk, tmp_path: Path) -> None:
    """Found by a false loss: a child that opened something as 3 made the model forget what the program has as 3."""
    assert not disk.do(opened(Path("/etc/hosts"), 3, own=False))
    assert disk.do(wrote(3, b"new")) and possible(disk) == {b"old", b"new"}
    assert not disk.do(opened(tmp_path / "a", 5, own=False, flags="O_RDONLY"))
    with pytest.raises(Unmodelled):
        disk.do(opened(tmp_path / "a", 5, own=False))
