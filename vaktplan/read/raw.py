"""A workbook as raw cells: checked, then parsed in a limited process."""

import hashlib
import json
import math
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaktplan.errors import InvalidInput
from vaktplan.i18n import _

from .cells import Cell, Form
from .child import DAMAGED
from .guard import broken
from .scan import check

WALL_SECONDS = 20
_PACKAGE_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class RawSheet:
    """A sheet, uninterpreted: cells by (row, column), and what is hidden or merged."""

    name: str
    visible: bool
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[tuple[int, int, int, int], ...]
    cells: dict[tuple[int, int], Cell]

    def merged_at(self, row: int, column: int) -> bool:
        """Whether a cell is part of a merge."""
        return any(r1 <= row <= r2 and c1 <= column <= c2 for r1, c1, r2, c2 in self.merged)


@dataclass(frozen=True)
class RawBook:
    """A workbook, uninterpreted."""

    sha256: str
    epoch_1904: bool
    sheets: tuple[RawSheet, ...]


def letters(column: int) -> str:
    """The letters of a column number."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def place(sheet: str, row: int, column: int) -> str:
    """A place a user can find: "Leger!C4"."""
    return f"{sheet}!{letters(column)}{row}"


def run_child(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the limited process on some file names. Raises TimeoutExpired."""
    path = os.pathsep.join(p for p in (str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")) if p)
    environment = {
        **os.environ,
        "PYTHONPATH": path,
        "OPENPYXL_LXML": "False",
        "OPENPYXL_DEFUSEDXML": "True",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, "-P", "-X", "utf8", "-m", "vaktplan.read.child", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        timeout=WALL_SECONDS,
        check=False,
    )


def load(path: Path) -> RawBook:
    """The raw cells of a workbook. Raises InvalidInput in words, whatever the file holds."""
    data = check(path)
    try:
        done = run_child(str(path.resolve()))
    except subprocess.TimeoutExpired:
        raise _too_heavy(path) from None
    if done.returncode == DAMAGED:
        raise broken(path.name)
    if done.returncode != 0:
        raise _too_heavy(path)
    try:
        book = _book(json.loads(done.stdout))
    except (ValueError, KeyError, TypeError):
        raise broken(path.name) from None
    if book.sha256 != hashlib.sha256(data).hexdigest():
        what, hint = _("filen ble endret mens den ble lest"), _("Lukk filen i Excel og prøv igjen.")
        raise InvalidInput.one(path.name, what, hint, "changed-while-read")
    return book


def _too_heavy(path: Path) -> InvalidInput:
    what = _("arbeidsboken er for tung å lese")
    hint = _("Kopier dataene over i en ny mal («vaktplan new FIL.xlsx»).")
    return InvalidInput.one(path.name, what, hint, "too-heavy")


def _book(answer: dict[str, Any]) -> RawBook:
    return RawBook(
        sha256=str(answer["sha256"]),
        epoch_1904=bool(answer["epoch_1904"]),
        sheets=tuple(_sheet(s) for s in answer["sheets"]),
    )


def _sheet(answer: dict[str, Any]) -> RawSheet:
    return RawSheet(
        name=str(answer["name"]),
        visible=answer["state"] == "visible",
        hidden_rows=frozenset(answer["hidden_rows"]),
        hidden_columns=frozenset(answer["hidden_columns"]),
        merged=tuple((r1, c1, r2, c2) for r1, c1, r2, c2 in answer["merged"]),
        cells={(r, c): _cell(form, value) for r, c, form, value in answer["cells"]},
    )


def _cell(form: str, value: str | float | bool) -> Cell:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if not (math.isfinite(value) and abs(value) < 1e15):
            return Cell(Form.ERROR, "#NUM!")
        return Cell(Form(form), float(value))
    return Cell(Form(form), value)
