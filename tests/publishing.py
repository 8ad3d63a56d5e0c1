"""A published Smavik for tests: its rota as pairs, rotas written from pairs, and publishing at a told time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from vaktplan.answers.publishing import PublishAnswer
from vaktplan.app.publishing import Wish, publish
from vaktplan.app.reading import read
from vaktplan.domain.instance import Instance
from vaktplan.read.roster_sheet import read_roster

ROOT = Path(__file__).parent.parent
SMAVIK = ROOT / "instances" / "smavik"
ROTA = ROOT / "exports" / "eksempel" / "vaktplan.xlsx"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
BY = Wish(by="Siv Koordinator")
Pairs = frozenset[tuple[str, str]]


@cache
def facts() -> Instance:
    """Smavik's January."""
    return read(SMAVIK, lambda fault: None)[0]


@cache
def pairs() -> Pairs:
    """The example's rota."""
    return read_roster(ROTA, facts()).taken


def write_rota(path: Path, held: Iterable[tuple[str, str]]) -> Path:
    """A rota made by hand: the sheet Vaktliste and nothing else."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Vaktliste"
    sheet.append(["Dato", "Vakttype", "Lege"])
    for doctor, shift in sorted(held, key=lambda p: (p[1], p[0])):
        day, kind = shift.split(":", 1)
        sheet.append([date.fromisoformat(day), kind, doctor])
    book.save(path)
    return path


def exchanged(held: Pairs, shift: str, old: str, new: str) -> Pairs:
    """The pairs with a shift handed over."""
    assert (old, shift) in held
    return (held - {(old, shift)}) | {(new, shift)}


def published(database: str, rota: Path, *, at: datetime = NOW, **wish: Any) -> PublishAnswer:
    """Publish a rota of Smavik at a time."""
    return publish(SMAVIK, rota, database, replace(BY, **wish), made_at=at)
