"""The marked copy: every fault red, told and linked; the original and other files untouched."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.filters import AutoFilter, FilterColumn, Filters

from tests.read.books import edited, with_cells
from vaktplan.errors import Fault, InvalidInput, UsageError
from vaktplan.read import report
from vaktplan.read.workbook import read_workbook

BAD = {"Leger!C3": "vet ikke", "Leger!B4": '=HYPERLINK("http://x","Ola")', "Ønsker!A2": "asa"}


def _faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(InvalidInput) as caught:
        read_workbook(path)
    return caught.value.faults


def test_the_copy_shows_every_fault(tmp_path: Path) -> None:
    source = with_cells(tmp_path / "bok.xlsx", BAD)
    before = source.read_bytes()
    faults, target = _faults(source), report.fault_copy_name(source)
    report.write_fault_copy(source, faults, target)
    assert source.read_bytes() == before
    book = openpyxl.load_workbook(target)
    assert book.active is not None and book.active.title == "Feil"
    rows = [[c.value for c in row] for row in book["Feil"].iter_rows()]
    assert rows[0] == ["Ark", "Celle", "Verdi", "Melding", "Forslag"]
    assert {(r[0], r[1]) for r in rows[1:]} == {tuple(w.split("!")) for w in BAD}
    assert [r[3] for r in rows[1:]] == [f.what for f in faults]
    for number, fault in enumerate(faults, 2):
        sheet, ref = fault.where.split("!")
        link = book["Feil"].cell(number, 2).hyperlink
        assert link is not None and link.location == f"'{sheet}'!{ref}"
        marked = book[sheet][ref]
        assert marked.fill.fgColor.rgb == "00F8CBCB"
        assert fault.what in marked.comment.text
    assert book["Leger"]["B4"].data_type == "s"  # shown as text, never alive
    with zipfile.ZipFile(target) as archive:
        assert not any(b"<f>" in archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n)


def test_only_an_earlier_copy_is_replaced(tmp_path: Path) -> None:
    source = with_cells(tmp_path / "bok.xlsx", BAD)
    faults = _faults(source)
    target = tmp_path / "bok-feil.xlsx"
    report.write_fault_copy(source, faults, target)
    first = target.read_bytes()
    report.write_fault_copy(source, faults, target)
    assert target.read_bytes() == first
    for own in (source, with_cells(tmp_path / "annen.xlsx", {})):
        before = own.read_bytes()
        with pytest.raises(UsageError, match="finnes fra før"):
            report.write_fault_copy(source, faults, own)
        assert own.read_bytes() == before
    (tmp_path / "tekst.xlsx").write_bytes(b"min")
    with pytest.raises(UsageError):
        report.write_fault_copy(source, faults, tmp_path / "tekst.xlsx")
    with pytest.raises(UsageError):  # a copy is not its own source
        report.write_fault_copy(target, faults, target)


def test_a_corrected_copy_reads(tmp_path: Path) -> None:
    source = with_cells(tmp_path / "bok.xlsx", {"Leger!C3": "vet ikke"})
    target = tmp_path / "bok-feil.xlsx"
    report.write_fault_copy(source, _faults(source), target)
    book = openpyxl.load_workbook(target)
    book["Leger"]["C3"].value = "20.11.1959"
    book.save(tmp_path / "rettet.xlsx")
    assert len(read_workbook(tmp_path / "rettet.xlsx").instance.doctors) == 7


def test_what_is_hidden_or_a_reason_does_not_travel(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Fritak"]["H1"].value, book["Fritak"]["H2"].value = "Årsak", "HEMMELIG"
        page = book.create_sheet("Skjult")
        page.sheet_state = "hidden"

    source = edited(tmp_path / "bok.xlsx", change)
    target = tmp_path / "bok-feil.xlsx"
    report.write_fault_copy(source, _faults(source), target)
    book = openpyxl.load_workbook(target)
    assert book["Skjult"].sheet_state == "visible"
    with zipfile.ZipFile(target) as archive:
        assert not any(b"HEMMELIG" in archive.read(n) for n in archive.namelist())


def test_hidden_rows_and_columns_show_in_the_copy(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        page = book["Leger"]
        page.row_dimensions[3].hidden = page.column_dimensions["C"].hidden = True
        page.tables["tblLeger"].autoFilter = AutoFilter(
            ref="A1:K8", filterColumn=[FilterColumn(colId=0, filters=Filters(filter=["aas"]))]
        )

    source = edited(tmp_path / "bok.xlsx", change)
    target = tmp_path / "bok-feil.xlsx"
    report.write_fault_copy(source, _faults(source), target)
    page = openpyxl.load_workbook(target)["Leger"]
    assert not page.row_dimensions[3].hidden
    assert not page.column_dimensions["C"].hidden
    assert not page.tables["tblLeger"].autoFilter.filterColumn


def test_a_row_of_the_list_is_as_tall_as_its_text(tmp_path: Path) -> None:
    faults = [Fault("Leger!C3", "kort", "Kort.", "a"), Fault("Leger!C4", "langt ord " * 20, "råd " * 90, "b")]
    target = tmp_path / "bok-feil.xlsx"
    report.write_fault_copy(with_cells(tmp_path / "bok.xlsx", BAD), faults, target)
    page = openpyxl.load_workbook(target)["Feil"]
    short, tall = (page.row_dimensions[n].height for n in (2, 3))
    assert short is not None and 13 <= short <= 20
    columns = ((4, "D"), (5, "E"))
    longest = max(len(str(page.cell(3, n).value)) / page.column_dimensions[c].width for n, c in columns)
    assert tall is not None and tall >= 13 * longest


@pytest.mark.parametrize("data", [b"", b"tekst", b"PK\x03\x04" + b"x" * 200])
def test_a_file_that_cannot_be_opened_gives_the_list_alone(data: bytes, tmp_path: Path) -> None:
    source = tmp_path / "bok.xlsx"
    source.write_bytes(data)
    target = tmp_path / "bok-feil.xlsx"
    faults = _faults(source)
    report.write_fault_copy(source, faults, target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Feil"]
    assert book["Feil"]["A2"].value == "bok.xlsx"
    assert book["Feil"]["D2"].value == faults[0].what


def test_text_and_data() -> None:
    fault = Fault("Leger!C4", "noe er galt", "Gjør noe.", "code")
    assert fault.told() == "Leger!C4: noe er galt. Gjør noe."
    assert [fault.as_document()] == [
        {"where": "Leger!C4", "what": "noe er galt", "hint": "Gjør noe.", "code": "code"}
    ]
