"""The limited process in which openpyxl meets a stranger's workbook; it answers with plain JSON.

Run as `python -m vaktplan.read.child FILE`. Anything that goes wrong ends in a nonzero exit and no traceback.
"""

import hashlib
import io
import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 10
OPEN_FILES = 32
DAMAGED = 65
TOO_HEAVY = 66


def limit() -> None:
    """Bound the memory, time and files of this process, where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def _form(cell: Any) -> tuple[str, str | float | bool]:
    """A cell's form and its value in JSON's own types."""
    value = cell.value
    if cell.data_type == "f" or not isinstance(value, str | int | float | bool | date | time | timedelta):
        return "formula", "="
    if cell.data_type == "e":
        return "error", str(value)
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, str):
        return "text", value
    if isinstance(value, datetime):
        return "date", value.isoformat()
    if isinstance(value, date):
        return "date", datetime.combine(value, time(0)).isoformat()
    if isinstance(value, timedelta):
        return "span", value.total_seconds()
    if isinstance(value, time):
        return "clock", (value.hour * 60 + value.minute) * 60 + value.second + value.microsecond / 1e6
    return ("percent" if "%" in (cell.number_format or "") else "number"), value


def _hidden_columns(sheet: Any) -> list[int]:
    spans = [(d.min, d.max) for d in sheet.column_dimensions.values() if d.hidden and d.min and d.max]
    return sorted({n for first, last in spans for n in range(first, min(last, 200) + 1)})


def _sheet(sheet: Any) -> dict[str, Any]:
    cells = []
    sparse = sheet._cells  # noqa: SLF001 - a walk over the grid would visit a million blank cells
    for (row, column), cell in sorted(sparse.items()):
        if cell.value is not None:
            cells.append([row, column, *_form(cell)])
    return {
        "name": sheet.title,
        "state": sheet.sheet_state,
        "hidden_rows": sorted(int(r) for r, d in sheet.row_dimensions.items() if d.hidden),
        "hidden_columns": _hidden_columns(sheet),
        "merged": sorted([r.min_row, r.min_col, r.max_row, r.max_col] for r in sheet.merged_cells.ranges),
        "cells": cells,
    }


def read(data: bytes) -> dict[str, Any]:
    """Everything the reader needs of a workbook, uninterpreted."""
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    from openpyxl.xml import DEFUSEDXML, LXML

    if not DEFUSEDXML or LXML:
        raise RuntimeError("the XML parser is not the safe one")
    book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "epoch_1904": book.epoch == CALENDAR_MAC_1904,
        "sheets": [_sheet(s) for s in book.worksheets],
    }


def main(arguments: list[str]) -> int:
    """Read the named file and write the JSON; with a second name, mark the faults given in a third."""
    import warnings

    warnings.simplefilter("ignore")
    limit()
    try:
        data = Path(arguments[0]).read_bytes()
        if len(arguments) > 1:
            from .marking import mark

            faults = json.loads(Path(arguments[2]).read_text("utf-8"))
            Path(arguments[1]).write_bytes(mark(data, faults))
        else:
            answer = json.dumps(read(data), ensure_ascii=True)
            sys.stdout.write(answer)
            sys.stdout.flush()
    except MemoryError:
        return TOO_HEAVY
    except BaseException:  # whatever a damaged file does to the parser is told by the parent, in words
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
