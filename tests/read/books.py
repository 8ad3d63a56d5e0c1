"""Workbooks for the tests: the template with something done to it, and the zoo of hostile files."""

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vaktplan.errors import InvalidInput
from vaktplan.read import child
from vaktplan.read.example import example
from vaktplan.read.template import workbook_bytes
from vaktplan.read.workbook import read_workbook


@cache
def template() -> bytes:
    """The bytes of the template."""
    return workbook_bytes(example())


def edited(path: Path, change: Callable[[Any], None]) -> Path:
    """The template after a change made through openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(template()))
    change(book)
    book.save(path)
    return path


def with_cells(path: Path, cells: dict[str, Any]) -> Path:
    """The template with some cells ("Leger!C4") changed."""

    def change(book: Any) -> None:
        for where, value in cells.items():
            sheet, _mark, ref = where.partition("!")
            book[sheet][ref].value = value
            if isinstance(value, int | float):
                book[sheet][ref].number_format = "General"

    return edited(path, change)


def with_parts(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The template after a change to its zip parts."""
    with zipfile.ZipFile(io.BytesIO(template())) as source:
        parts = {n: source.read(n) for n in source.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


def read_in_process(path: str) -> "subprocess.CompletedProcess[bytes]":
    """What the limited process would answer, without the price of starting it."""
    answer = json.dumps(child.read(Path(path).read_bytes()))
    return subprocess.CompletedProcess([], 0, answer.encode())


def faults(path: Path) -> dict[tuple[str, str], str]:
    """(where, code) → what and hint, of every fault of a workbook."""
    with pytest.raises(InvalidInput) as caught:
        read_workbook(path)
    assert caught.value.exit_code == 3
    return {(f.where, f.code): f"{f.what}. {f.hint}" for f in caught.value.faults}
