"""Bombs are refused in words within two seconds, before any parser sees them."""

import io
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.read.books import faults, template, with_parts

LEGER = "xl/worksheets/sheet5.xml"  # Instruks, Oppsett, Tjenestelinjer, Vakttyper, Leger
_ROW = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>'


def _insert(part: str, before: bytes, text: bytes) -> Callable[[Path], Path]:
    def change(parts: dict[str, bytes]) -> None:
        assert before in parts[part]
        parts[part] = parts[part].replace(before, text + before, 1)

    return lambda path: with_parts(path, change)


def _replace(part: str, data: bytes) -> Callable[[Path], Path]:
    return lambda path: with_parts(path, lambda parts: parts.update({part: data}))


def _rows(count: int) -> bytes:
    body = b"".join(_ROW % (n, n) for n in range(1, count + 1))
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + body
        + b"</sheetData></worksheet>"
    )


def _cells(rows: int, columns: int) -> bytes:
    body = b"".join(
        b"<row>" + b"".join(b"<c><v>%d</v></c>" % (n * m) for m in range(columns)) + b"</row>"
        for n in range(rows)
    )
    return b"<worksheet><sheetData>" + body + b"</sheetData></worksheet>"


def _entities(parts: dict[str, bytes]) -> None:
    declared = b'<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8)
    )
    parts["xl/sharedStrings.xml"] = b'<?xml version="1.0"?>' + declared + b"]><sst><si><t>&i;</t></si></sst>"


def _encrypted(path: Path) -> Path:
    path.write_bytes(template())
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    return path


def _named(name: str) -> Callable[[Path], Path]:
    return lambda path: with_parts(path, lambda parts: parts.update({name: b"<x/>"}))


def _twice(path: Path) -> Path:
    path.write_bytes(template())
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(LEGER, b"<worksheet/>")
    return path


def _many(path: Path) -> Path:
    return with_parts(path, lambda parts: parts.update({f"xl/media/{n}.bin": b"x" for n in range(200)}))


def _no_book(path: Path) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")
    path.write_bytes(made.getvalue())
    return path


ZOO: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "a zip bomb": (_replace("xl/media/b.bin", b"\0" * (40 << 20)), "bok.xlsx", "zip-bomb"),
    "a bomb of many parts": (
        lambda p: with_parts(p, lambda x: x.update({f"b{n}": b"\0" * (9 << 20) for n in range(8)})),
        "bok.xlsx",
        "zip-bomb",
    ),
    "a bomb in the strings": (
        _replace("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 6_000_000),
        "bok.xlsx",
        "zip-bomb",
    ),
    "millions of strings, thinly packed": (
        _replace(
            "xl/sharedStrings.xml", b"<sst>" + b"".join(b"<si><t>%d</t></si>" % n for n in range(1_200_000))
        ),
        "bok.xlsx",
        "too-large",
    ),
    "a giant merge": (
        _insert(LEGER, b"<pageMargins", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "Leger!A1",
        "large-merge",
    ),
    "thousands of merges": (
        _insert(
            LEGER, b"<pageMargins", b"<mergeCells>" + b'<mergeCell ref="A1:A2"/>' * 501 + b"</mergeCells>"
        ),
        "Leger!A1",
        "large-merge",
    ),
    "a giant link": (
        _insert(
            LEGER, b"<pageMargins", b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'
        ),
        "Leger!A1",
        "large-merge",
    ),
    "a far cell": (
        _insert(LEGER, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "Leger!A1048576",
        "far-cell",
    ),
    "a far column": (
        _insert(LEGER, b"</sheetData>", b'<row r="60"><c r="XFD60"><v>1</v></c></row>'),
        "Leger!XFD60",
        "far-cell",
    ),
    "a far cell in a prefixed element": (
        _insert(LEGER, b"</sheetData>", b'<row r="60"><q:c xmlns:q="urn:x" r="XFD60"/></row>'),
        "Leger!XFD60",
        "far-cell",
    ),
    "20 001 rows": (_replace(LEGER, _rows(20_001)), "Leger", "too-many-rows"),
    "a million rows": (
        _replace(
            LEGER,
            b"<worksheet><sheetData>"
            + b"".join(b'<row r="%d"/>' % n for n in range(1, 1_000_001))
            + b"</sheetData></worksheet>",
        ),
        "Leger",
        "too-many-rows",
    ),
    "too many cells": (_replace(LEGER, _cells(1_500, 150)), "Leger", "too-many-cells"),
    "entities": (lambda p: with_parts(p, _entities), "bok.xlsx", "xml-entities"),
    "entities in a sheet": (
        _replace(LEGER, b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
        "Leger",
        "xml-entities",
    ),
    "an encrypted part": (_encrypted, "bok.xlsx", "password"),
    "a part twice": (_twice, "bok.xlsx", "duplicate-parts"),
    "a part twice but for case": (_named(LEGER.upper()), "bok.xlsx", "duplicate-parts"),
    "a part outside": (_named("../../etc/passwd"), "bok.xlsx", "bad-part-name"),
    "an absolute part": (_named("/etc/passwd"), "bok.xlsx", "bad-part-name"),
    "too many parts": (_many, "bok.xlsx", "too-many-parts"),
    "another kind of zip": (_no_book, "bok.xlsx", "not-a-workbook"),
    "damaged XML": (_replace(LEGER, b"<worksheet><sheetData>"), "bok.xlsx", "damaged"),
}


@pytest.mark.parametrize("name", ZOO)
def test_the_zoo(name: str, tmp_path: Path) -> None:
    make, where, code = ZOO[name]
    path = make(tmp_path / "bok.xlsx")
    before = time.process_time()
    found = faults(path)
    seconds = time.process_time() - before
    assert list(found) == [(where, code)]
    assert found[where, code].count(". ") >= 1  # what, and what to do
    assert seconds < 2


def test_rows_past_the_limit_are_counted_exactly(tmp_path: Path) -> None:
    for count in (20_001, 123_456):
        path = _replace(LEGER, _rows(count))(tmp_path / "bok.xlsx")
        assert f"arket har {count} rader" in faults(path)["Leger", "too-many-rows"]


def test_a_file_too_large(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(template() + b"\0" * (10 << 20))
    assert list(faults(path)) == [("bok.xlsx", "file-too-large")]
