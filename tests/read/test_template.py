"""The template: complete, clean, and forgiving of how people fill it in."""

import io
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.read.books import edited, template, with_cells
from vaktplan.errors import UsageError
from vaktplan.i18n import use
from vaktplan.read.example import example
from vaktplan.read.sheets import SHEETS
from vaktplan.read.template import workbook_bytes, write_template
from vaktplan.read.workbook import read_workbook


def test_the_template_reads_clean(tmp_path: Path) -> None:
    path = tmp_path / "ny.xlsx"
    write_template(path)
    result = read_workbook(path)
    assert result.instance == example()
    assert {w.code for w in result.warnings} == {"rows"}
    assert "lest 7, tomme 0, avvist 0" in {w.what for w in result.warnings}
    assert len(result.sha256) == 64
    assert result.instance.shifts  # plannable: every shift expands
    assert result.instance.past["dahl"]


def test_the_template_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ny.xlsx"
    path.write_bytes(b"mitt")
    with pytest.raises(UsageError, match=r"ny\.xlsx"):
        write_template(path)
    assert path.read_bytes() == b"mitt"
    write_template(path, overwrite=True)
    assert path.read_bytes() == template()
    with pytest.raises(UsageError):
        write_template(tmp_path / "ny.xls")
    with pytest.raises(UsageError):
        write_template(tmp_path / "borte" / "ny.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["ny.xlsx"]


def test_the_bytes_are_the_same_every_time() -> None:
    assert workbook_bytes(example()) == template()


def test_the_template_is_built_as_promised() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    assert book.sheetnames == ["Instruks", *(s.name for s in SHEETS), "Lister"]
    assert book["Lister"].sheet_state == "hidden"
    for sheet in SHEETS:
        page = book[sheet.name]
        assert list(page.tables) == [sheet.table]
        assert page.freeze_panes == "A2"
        assert page.protection.sheet and page.protection.password is None
        assert page["A1"].protection.locked and not page.cell(2, len(sheet.columns)).protection.locked
        assert [c.value for c in page[1]] == [c.heading for c in sheet.columns]
        assert not page.merged_cells.ranges
    assert book["Leger"]["C2"].number_format == "dd.mm.yyyy"
    assert book["Vakttyper"]["D2"].number_format == "hh:mm"
    lists = {v.formula1 for v in book["Fravær"].data_validations.dataValidation if v.type == "list"}
    assert lists == {"=liste_leger", "=liste_fravaersslag", "=liste_ja_nei"}
    assert {"liste_leger", "liste_krever"} <= set(book.defined_names)


def _untidy(book: Any) -> None:
    leger = book["Leger"]
    leger["A1"].value, leger["C1"].value = "\u00a0ID ", "FØDT"
    for row in range(1, 9):  # two columns change places
        for a, b in (("B", "G"),):
            one, two = leger[f"{a}{row}"], leger[f"{b}{row}"]
            one.value, two.value = two.value, one.value
    leger["C2"].value = "3. mai 1968"
    leger["F5"].value, leger["F5"].number_format = 0.8, "0 %"
    leger["A12"].value = "   "
    book["Vakttyper"].title = " vakt Typer"
    types = book[" vakt Typer"]
    types["D3"].value, types["E2"].value = "kl. 23.00", timedelta(hours=23)
    book["Fravær"]["A2"].value = "sara dahl"
    book["Vaktandeler"]["B2"].value = "0,8"
    book.move_sheet("Leger", -3)
    book.remove(book["Instruks"])


def test_untidy_workbooks_read_the_same(tmp_path: Path) -> None:
    result = read_workbook(edited(tmp_path / "bok.xlsx", _untidy))
    assert result.instance == example()
    assert ("Leger", "lest 7, tomme 1, avvist 0") in {(w.where, w.what) for w in result.warnings}


def test_the_heading_may_stand_lower(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        page = book["Ønsker"]
        rows = [[c.value for c in row] for row in page["A1:G4"]]
        for n, row in enumerate(rows, 3):
            for m, value in enumerate(row, 1):
                page.cell(n, m).value = value
        page["A1"].value, page["A2"].value = "Ønsker for februar", None
        for m in range(2, 8):
            page.cell(1, m).value = page.cell(2, m).value = None

    assert read_workbook(edited(tmp_path / "bok.xlsx", change)).instance == example()


def test_optional_sheets_may_be_missing(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        for sheet in SHEETS:
            if not sheet.required:
                book.remove(book[sheet.name])
        book.remove(book["Lister"])

    instance = read_workbook(edited(tmp_path / "bok.xlsx", change)).instance
    assert len(instance.doctors) == 7 and not instance.wishes


def test_unknown_columns_and_sheets_are_told(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Fravær"]["E1"].value = "Teller som tilstedeværelse"
        book["Leger"]["V1"].value = "Skostørrelse"
        book.create_sheet("Ønske")
        book.remove(book["Ønsker"])

    warnings = read_workbook(edited(tmp_path / "bok.xlsx", change)).warnings
    told = {(w.where, w.code): w.hint for w in warnings}
    assert "«Teller som til stede»" in told["Fravær!E1", "unknown-column"]
    assert ("Leger!V1", "unknown-column") in told
    assert "Mente du «Ønsker»?" in told["Ønske", "unknown-sheet"]


def test_reasons_are_left_out(tmp_path: Path) -> None:
    cells = {
        "Fritak!H1": "Begrunnelse",
        "Fritak!H2": "HEMMELIG-1",
        "Fravær!F1": "Årsak",
        "Fravær!F2": "HEMMELIG-2",
    }
    result = read_workbook(with_cells(tmp_path / "bok.xlsx", cells))
    assert result.instance == example()
    told = [w for w in result.warnings if w.code == "reason-column"]
    assert [w.where for w in told] == ["Fritak!H1", "Fravær!F1"]
    assert all("aldri grunnen" in w.hint for w in told)
    assert "HEMMELIG" not in str(result)


def test_doubtful_values_are_told(tmp_path: Path) -> None:
    cells = {
        "Leger!F5": 0.8,
        "Tjenestelinjer!F2": "Fjordvik, Fjordvick",
        "Vaktandeler!A4": "eide",
        "Vaktandeler!B4": 1,
        "Vaktandeler!C4": "15.02.2027",
        "Leger!X20": "løst",
        "Oppsett!A8": "Praksis slutt",
    }
    warnings = read_workbook(with_cells(tmp_path / "bok.xlsx", cells)).warnings
    told = {(w.where, w.code) for w in warnings}
    assert told >= {
        ("Leger!F5", "small-percent"),
        ("Tjenestelinjer!F2", "unknown-municipality"),
        ("Leger!A5", "shares-overlap"),
        ("Leger!X20", "stray-cells"),
        ("Oppsett!A8", "unknown-field"),
    }


def test_english_changes_the_help_but_not_the_data(tmp_path: Path) -> None:
    use("en")
    try:
        write_template(tmp_path / "new.xlsx")
        assert read_workbook(tmp_path / "new.xlsx").instance == example()
    finally:
        use("nb")


@pytest.mark.oracle
def test_libreoffice_saves_a_workbook_that_reads_the_same(tmp_path: Path) -> None:
    write_template(tmp_path / "ny.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "ut"), str(tmp_path / "ny.xlsx")], check=True, timeout=120
    )
    assert read_workbook(tmp_path / "ut" / "ny.xlsx").instance == example()
