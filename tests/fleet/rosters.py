"""A roster as a workbook with the sheet Vaktliste alone, as one makes it by hand."""

from datetime import date
from pathlib import Path

import openpyxl

from vaktplan.domain.roster import Roster


def write_list(roster: Roster, path: Path) -> Path:
    """Write it, a row for each take."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Vaktliste"
    sheet.append(["Dato", "Vakttype", "Lege"])
    for doctor, shift in roster.pairs:
        day, kind = shift.split(":", 1)
        sheet.append([date.fromisoformat(day), kind, doctor])
    book.save(path)
    return path
