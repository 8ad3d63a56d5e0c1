"""The limited process: it refuses what is unsafe, is bounded, and every way it can end is told in words."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from defusedxml import EntitiesForbidden

from tests.read.books import faults, template
from vaktplan.read import child, raw
from vaktplan.read.raw import run_child


def _answer(code: int, out: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.CompletedProcess([], code, out)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(template())
    return path


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (_answer(child.DAMAGED), "damaged"),
        (_answer(child.TOO_HEAVY), "too-heavy"),
        (_answer(-24), "too-heavy"),  # the system stopped it: too much time
        (_answer(-6), "too-heavy"),
        (_answer(0, b"not json"), "damaged"),
        (_answer(0, b'{"sheets": []}'), "damaged"),
        (_answer(0, b'{"sha256": "0", "epoch_1904": false, "sheets": []}'), "changed-while-read"),
    ],
)
def test_every_end_is_told(
    answer: "subprocess.CompletedProcess[bytes]", code: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "run_child", lambda *_args: answer)
    assert list(faults(book)) == [("bok.xlsx", code)]


def test_a_process_that_hangs_is_stopped(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "WALL_SECONDS", 0.01)
    assert list(faults(book)) == [("bok.xlsx", "too-heavy")]


def test_the_process_is_bounded() -> None:
    program = (
        "from vaktplan.read import child\nchild.limit()\n"
        "try:\n    bytearray(child.MEMORY)\nexcept MemoryError:\n    print('bounded')"
    )
    root = str(Path(child.__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, check=True)
    assert done.stdout.strip() == b"bounded"


def test_the_parser_refuses_entities_by_itself() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet5.xml":
                data = data.replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1)
            target.writestr(name, data)
    with pytest.raises(ValueError, match="Unable to read workbook") as caught:
        child.read(made.getvalue())
    assert isinstance(caught.value.__cause__, EntitiesForbidden)


def test_a_failure_says_nothing_on_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    done = run_child(str(path))
    assert (done.returncode, done.stdout) == (child.DAMAGED, b"")


def test_the_folder_one_stands_in_is_not_imported_from(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "openpyxl.py").write_text("raise SystemExit(99)")
    monkeypatch.chdir(tmp_path)
    assert run_child(str(book)).returncode == 0
