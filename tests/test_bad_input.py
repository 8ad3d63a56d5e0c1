"""Bad input at the command line: exit 3, every fault at once, in words, one JSON document, and nothing written over."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from datetime import time as clock
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.read.books import edited, template, with_cells, with_parts
from vaktplan.cli.main import main
from vaktplan.errors import Interrupted
from vaktplan.read.models import models_root

LEGER = "xl/worksheets/sheet5.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
Make = Callable[[Path], object]


def _bytes(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


def _cells(cells: dict[str, Any]) -> Make:
    return lambda path: with_cells(path, cells)


def _edit(change: Callable[[Any], object]) -> Make:
    return lambda path: edited(path, lambda book: (change(book), None)[1])


def _no_share(book: Any) -> None:
    for n, id_ in enumerate(("aas", "berg", "dahl", "eide", "foss", "hagen", "lie"), 2):
        book["Vaktandeler"].cell(n, 1).value, book["Vaktandeler"].cell(n, 2).value = id_, 0


def _hide_rows(book: Any) -> None:
    for row in (3, 5):
        book["Leger"].row_dimensions[row].hidden = True


def _insert(text: bytes) -> Make:
    def change(parts: dict[str, bytes]) -> None:
        assert b"</sheetData>" in parts[LEGER]
        parts[LEGER] = parts[LEGER].replace(b"</sheetData>", text + b"</sheetData>", 1)

    return lambda path: with_parts(path, change)


def _sheet(body: bytes) -> Make:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = b'<worksheet xmlns="' + space + b'"><sheetData>' + body + b"</sheetData></worksheet>"
    return lambda path: with_parts(path, lambda parts: parts.update({LEGER: text}))


def _rows(count: int) -> bytes:
    return b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n + 0) for n in range(1, count + 1))


def _bomb(path: Path) -> object:
    return with_parts(path, lambda parts: parts.update({"xl/media/b.bin": b"\0" * (40 << 20)}))


def _with_book(find: str, put: str, named: dict[str, Any] | None = None) -> Make:
    """The template with a book of its own beside it, in which something is wrong, and the cells that name it."""

    def make(path: Path) -> object:
        text = (models_root() / "books" / "legevakt.toml").read_text(encoding="utf-8")
        assert find in text
        text = text.replace('id = "legevakt"', 'id = "vaar"').replace(find, put)
        (path.parent / "vaar.toml").write_text(text, encoding="utf-8")
        return with_cells(path, named or {"Oppsett!B6": "vaar"})

    return make


DATED = ("Fravær!A2:E3", "Ønsker!A2:G4", "Historikk!A2:C4", "Låser!A2:C2", "Årsregnskap!A2:O4")


def _set(book: Any, cells: dict[str, Any]) -> None:
    for where, value in cells.items():
        name, _mark, ref = where.partition("!")
        book[name][ref].value = value


def _period(first: date, last: date, more: dict[str, Any]) -> Make:
    """The template for another period, with nothing in it about dates of the old one."""

    def change(book: Any) -> None:
        for span in DATED:
            name, _mark, ref = span.partition("!")
            for cell in (cell for row in book[name][ref] for cell in row):
                cell.value = None
        _set(book, {"Oppsett!B4": first, "Oppsett!B5": last, **more})

    return lambda path: edited(path, change)


TWIN = {"Leger!A9": "aas", "Leger!B9": "Ny Lege", "Leger!C9": date(1980, 1, 1)}


ORDINARY: dict[str, tuple[Make, str, str, str]] = {
    # what the issue names: (how it is made, where, code, a word of the message)
    "not a workbook": (_bytes(b"hei"), "bok.xlsx", "not-a-workbook", "Excel"),
    "password-protected": (
        _bytes(OLE + b"\0" * 90 + "EncryptedPackage".encode("utf-16-le")),
        "bok.xlsx",
        "password",
        "passord",
    ),
    "empty": (_bytes(b""), "bok.xlsx", "empty-file", "tom"),
    "missing sheet": (_edit(lambda b: b.remove(b["Leger"])), "Leger", "missing-sheet", "mangler"),
    "missing column": (_cells({"Leger!C1": "Alder"}), "Leger!A1", "missing-column", "«Født»"),
    "wrong type": (_cells({"Vakttyper!G3": "mange"}), "Vakttyper!G3", "wrong-type", "mange"),
    "a date outside the period": (
        _cells({"Låser!B2": date(2027, 3, 6)}),
        "Låser!B2",
        "outside-period",
        "06.03.2027",
    ),
    "unknown doctor in a wish": (_cells({"Ønsker!A2": "aass"}), "Ønsker!A2", "unknown-doctor", "«aas»"),
    "two doctors with one id": (_cells(TWIN), "Leger!A9", "duplicate-id", "Leger!A2"),
    "a window in the summer-time gap": (
        _period(date(2027, 3, 1), date(2027, 3, 31), {"Vakttyper!D3": clock(2, 30)}),
        "Vakttyper!D3",
        "summer-time",
        "28.03.2027",
    ),
    "fritak that ends before it begins": (
        _cells({"Fritak!E2": date(2026, 8, 31)}),
        "Fritak!E2",
        "ends-before-start",
        "slutter",
    ),
    "a birth date in the future": (
        _cells({"Leger!C2": date(2028, 2, 2)}),
        "Leger!C2",
        "born-in-future",
        "framtiden",
    ),
    "duty share 0 everywhere": (_edit(_no_share), "Vaktandeler!B2", "no-duty-share", "0"),
    "a book naming an unknown rule": (
        _with_book("[rules.wishes]", "[rules.wishs]"),
        "vaar.toml: rules.wishs",
        "unknown-rule",
        "«wishes»",
    ),
    "history that overlaps the period": (
        _cells({"Historikk!B4": date(2027, 2, 1)}),
        "Historikk!B4",
        "not-before-period",
        "før 01.02.2027",
    ),
    "a balance for an unknown doctor": (
        _cells({"Regnskap!A4": "liee"}),
        "Regnskap!A4",
        "unknown-doctor",
        "«lie»",
    ),
    "a year's account for an unknown doctor": (
        _cells({"Årsregnskap!A4": "fos"}),
        "Årsregnskap!A4",
        "unknown-doctor",
        "«foss»",
    ),
    "contradictory pairings": (
        _cells({"Sammen!A3": "lie", "Sammen!B3": "hagen", "Sammen!C3": "alltid med", "Sammen!D3": "lv"}),
        "Sammen!C3",
        "contradictory-pairings",
        "Sammen!C2",
    ),
    "municipal shares that are not 100 % together": (
        _cells({"Kommuner!A2": "Fjordvik", "Kommuner!B2": 60, "Kommuner!A3": "Nes", "Kommuner!B3": 39}),
        "Kommuner!B2",
        "shares-not-100",
        "99 % til sammen",
    ),
    "a municipality's book naming an unknown rule": (
        _with_book("[rules.wishes]", "[rules.wishs]", {"Kommuner!A2": "Fjordvik", "Kommuner!C2": "vaar"}),
        "vaar.toml: rules.wishs",
        "unknown-rule",
        "«wishes»",
    ),
    "a norm with a gap": (
        _period(date(2019, 2, 1), date(2019, 2, 28), {}),
        "kompetanseforskriften.alone-grounds",
        "norm-gap",
        "ingen verdi",
    ),
}
HOSTILE: dict[str, tuple[Make, str, str, str]] = {
    "a formula in a name": (_cells({"Leger!B2": '=HYPERLINK("x","Ola")'}), "Leger!B2", "formula", "formel"),
    "a hidden sheet": (
        _edit(lambda b: setattr(b.create_sheet("Lønn"), "sheet_state", "hidden")),
        "Lønn",
        "hidden-sheet",
        "skjult",
    ),
    "hidden rows": (_edit(_hide_rows), "Leger!A3", "hidden-rows", "2 skjulte rader"),
    "a merged data cell": (
        _edit(lambda b: b["Leger"].merge_cells("B3:B4")),
        "Leger!B4",
        "merged-cell",
        "slått sammen",
    ),
    "20 001 rows": (_sheet(_rows(20_001)), "Leger", "too-many-rows", "20001 rader"),
    "a zip bomb": (_bomb, "bok.xlsx", "zip-bomb", "pakke"),
    "a far cell": (
        _insert(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "Leger!A1048576",
        "far-cell",
        "utenfor",
    ),
}
EVERY = {**ORDINARY, **HOSTILE}


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory that holds an earlier plan and somebody's letter."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "exports" / "fjordvik-2027-02-01").mkdir(parents=True)
    (tmp_path / "exports" / "fjordvik-2027-02-01" / "plan.json").write_text("{}", encoding="utf-8")
    (tmp_path / "bok.txt").write_text("kjære", encoding="utf-8")
    return tmp_path


def _refused(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[dict[str, Any], str]:
    """Run a command that must be refused for its input; its one document, and what it said."""
    assert main([*args, "--json"]) == 3
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    document = json.loads(out)
    assert (document["exit_code"], document["status"], document["command"]) == (3, "error", args[0])
    for fault in document["faults"]:
        assert fault["where"] and fault["what"] and fault["hint"] and fault["code"]
        assert fault["what"] in err and fault["hint"] in err
    return document, err


@pytest.mark.parametrize("name", EVERY)
def test_bad_input_is_refused_in_words(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, where, code, word = EVERY[name]
    make(folder / "bok.xlsx")
    before = _hashes(folder)
    document, _err = _refused(capsys, "plan", "bok.xlsx")
    told = {(f["where"], f["code"]): f"{f['what']} {f['hint']}" for f in document["faults"]}
    assert (where, code) in told, told
    assert word in told[where, code]
    assert {c for _w, c in told} == {code}, told
    after = _hashes(folder)
    assert set(after) - set(before) <= {"bok-feil.xlsx"}
    assert {path: after[path] for path in before} == before


def _cpu_seconds() -> float:
    """What this process and its children have worked so far: what the clock would show on an idle machine."""
    return sum(os.times()[:4])


ENDLESS = (
    20.0  # seconds of work: a bomb that goes off takes minutes; what each took is recorded, not asserted
)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_hostile_are_refused_at_once(
    name: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
) -> None:
    HOSTILE[name][0](folder / "bok.xlsx")
    worked, waited = _cpu_seconds(), time.perf_counter()
    _refused(capsys, "plan", "bok.xlsx")
    worked, waited = _cpu_seconds() - worked, time.perf_counter() - waited
    record_property("cpu_seconds", worked)
    record_property("wall_seconds", waited)
    assert worked < ENDLESS


TWELVE: dict[str, tuple[Any, str]] = {
    "Oppsett!B7": ("halv åtte", "wrong-type"),
    "Vakttyper!G3": (1.5, "wrong-type"),
    "Vakttyper!C5": ("lvv", "unknown-line"),
    "Leger!A9": ("aas", "duplicate-id"),
    "Leger!C4": ("30.02.1980", "wrong-type"),
    "Leger!B5": ("=A1", "formula"),
    "Leger!C6": (date(2028, 2, 2), "born-in-future"),
    "Fritak!E2": (date(2026, 8, 31), "ends-before-start"),
    "Fravær!B2": ("1/3/26", "ambiguous-date"),
    "Ønsker!A2": ("zzz", "unknown-doctor"),
    "Historikk!B2": (date(2027, 2, 1), "not-before-period"),
    "Låser!B2": (date(2027, 3, 6), "outside-period"),
}


def test_twelve_faults_are_told_as_twelve(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_cells(folder / "bok.xlsx", {**TWIN, **{where: value for where, (value, _code) in TWELVE.items()}})
    document, err = _refused(capsys, "plan", "bok.xlsx")
    assert {f["where"]: f["code"] for f in document["faults"]} == {
        w: code for w, (_v, code) in TWELVE.items()
    }
    assert len(document["faults"]) == 12
    assert err.startswith("12 feil i inndata:")
    assert [Path(f).name for f in document["files"]] == ["bok-feil.xlsx"]
    marked = openpyxl.load_workbook(folder / "bok-feil.xlsx")
    listed = {f"{row[0]}!{row[1]}" for row in marked["Feil"].iter_rows(min_row=2, values_only=True)}
    assert listed == set(TWELVE)
    for where in TWELVE:
        sheet, _mark, ref = where.partition("!")
        assert marked[sheet][ref].comment is not None


def test_oddities_are_said_beside_the_faults(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = {"Oppsett!A8": "Praksis slutt", "Fravær!F1": "Årsak", "Fravær!F2": "x", "Oppsett!B6": "legevaktt"}
    with_cells(folder / "bok.xlsx", {**cells, "Ønsker!A2": "zzz"})
    document, err = _refused(capsys, "plan", "bok.xlsx")
    assert {f["where"] for f in document["faults"]} == {"Ønsker!A2", "Oppsett!B6"}
    assert {w["where"]: w["code"] for w in document["warnings"]} == {
        "Oppsett!A8": "unknown-field",
        "Fravær!F1": "reason-column",
    }
    assert all(f"obs: {w['where']}: {w['what']}. {w['hint']}" in err for w in document["warnings"])
    assert err.index("råd:") < err.index("obs:") < err.index("bok-feil.xlsx")
    marked = openpyxl.load_workbook(folder / "bok-feil.xlsx")
    assert marked["Oppsett"]["B6"].comment is not None


def test_a_line_too_large_for_its_doctors_is_told_before_anything_is_solved(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_args: object) -> None:
        raise Interrupted("stoppet før løsning")

    with_cells(folder / "bok.xlsx", {"Vakttyper!G2": 8})  # evenings for eight; there are seven doctors
    monkeypatch.setattr("vaktplan.app.solving._solved", stopped)
    assert main(["plan", "bok.xlsx"]) == 130
    err = capsys.readouterr().err
    assert "Tjenestelinjer!A2: linjen «Legevakt» har flere plasser på én gang enn leger 20 dager" in err
    assert "01.02.2027 (8 mot 7)" in err and "11.02.2027" not in err


def test_a_file_of_the_users_own_is_not_taken_for_the_marked_copy(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_cells(folder / "bok.xlsx", {"Ønsker!A2": "zzz"})
    (folder / "bok-feil.xlsx").write_bytes(template())
    before = _hashes(folder)
    document, _err = _refused(capsys, "plan", "bok.xlsx")
    assert [f["code"] for f in document["faults"]] == ["unknown-doctor"]
    assert document["files"] == []
    assert _hashes(folder) == before


def test_a_folder_that_cannot_be_written_to_still_gets_the_words(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with_cells(folder / "bok.xlsx", {"Ønsker!A2": "zzz"})
    monkeypatch.setattr("vaktplan.read.report.write_fault_copy", full)
    document, _err = _refused(capsys, "plan", "bok.xlsx")
    assert [f["code"] for f in document["faults"]] == ["unknown-doctor"]
    assert document["files"] == []


def test_a_bad_roster_is_refused_with_every_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bok.xlsx").write_bytes(template())
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Vaktliste"
    rows = [
        ("Dato", "Vakttype", "Lege"),
        ("01.02.2027", "kveld", "aass"),
        ("01.03.2027", "kveld", "aas"),
        ("02.02.2027", "kvelld", "aas"),
        ("06.02.2027", "kveld", "aas"),
    ]
    for row in rows:
        page.append(row)
    book.save(folder / "plan.xlsx")
    before = _hashes(folder)
    document, _err = _refused(capsys, "check", "bok.xlsx", "--roster", "plan.xlsx")
    assert {f["where"]: f["code"] for f in document["faults"]} == {
        "Vaktliste!C2": "unknown-doctor",
        "Vaktliste!A3": "outside-period",
        "Vaktliste!B4": "unknown-shift-type",
        "Vaktliste!B5": "no-such-shift",
    }
    assert _hashes(folder) == before


@pytest.mark.parametrize("name", ["two doctors with one id", "a book naming an unknown rule", "a zip bomb"])
def test_the_program_itself_ends_in_words(name: str, folder: Path) -> None:
    EVERY[name][0](folder / "bok.xlsx")
    for args in (["plan", "bok.xlsx", "--json"], ["plan", "bok.xlsx"]):
        done = subprocess.run(
            [sys.executable, "-m", "vaktplan", *args],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=folder,
            check=False,
            timeout=60,
        )
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
        assert "råd:" in done.stderr
        assert len(json.loads(done.stdout)["faults"]) >= 1 if "--json" in args else done.stdout == ""
