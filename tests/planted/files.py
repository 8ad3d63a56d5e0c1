"""A planted breach as files: the workbook, its book beside it, and the roster as a sheet made by hand."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.read.models import load_book
from vaktplan.read.template import workbook_bytes
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.present import canonical

NORMS = {"alone": "kompetanseforskriften.alone-grounds", "bakvakt": "kompetanseforskriften.bakvakt-grounds"}


def book_toml(book: Book) -> str:
    """A book made in Python as the text of its file; grounds and paragraphs are those of the law."""
    data = canonical(book)
    data.pop("norms")
    for name, value in data["definitions"]["standing"].items():
        if isinstance(value, Mapping):
            data["definitions"]["standing"][name] = {"norm": NORMS[value["norm"]]}
    for rule in load_book("legevakt").each():
        data["rules"][rule.id]["basis"] = [norm.id for norm in rule.basis]
    lines = [f"{key} = {_value(data[key])}" for key in ("id", "title")]
    for head in ("definitions", "rules"):
        for name, table in data[head].items():
            lines += ["", f"[{head}.{name}]", *_rows(table)]
    return "\n".join(lines) + "\n"


def _rows(table: Mapping[str, Any]) -> list[str]:
    """The rows of a table; what has no value is left out."""
    return [f"{key} = {_value(value)}" for key, value in table.items() if value is not None]


def _value(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(v)}" for key, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_value(v) for v in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


@cache
def _workbook(instance: str) -> bytes:
    return workbook_bytes(Instance.model_validate_json(instance))


def write_municipality(instance: Instance, book: Book, folder: Path) -> Path:
    """Write the workbook, and its book beside it."""
    path = folder / "workbook.xlsx"
    path.write_bytes(_workbook(instance.model_copy(update={"base": ()}).model_dump_json()))
    (folder / f"{book.id}.toml").write_text(book_toml(book), encoding="utf-8")
    return path


def write_sheet(roster: Roster, path: Path) -> Path:
    """Write a roster as a coordinator would by hand: date, shift type, doctor, and nothing for an open place."""
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Vaktliste")
    page.append(["Dato", "Vakttype", "Lege"])
    for doctor, shift in roster.pairs:
        day, _colon, type_ = shift.partition(":")
        year, month, date = day.split("-")
        page.append([f"{date}.{month}.{year}", type_, doctor])
    book.save(path)
    return path
