"""A roster from a sheet, exported or made by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput
from vaktplan.read.example import example
from vaktplan.read.roster_sheet import read_roster

HEADING = ("Dato", "Ukedag", "Vakttype", "Lege", "Merknad")


def _rota(
    path: Path, rows: list[tuple[Any, ...]], *, heading: tuple[Any, ...] = HEADING, above: int = 0
) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Vaktliste"
    for n in range(above):
        page.cell(n + 1, 1).value = "Vaktliste for februar"
    for n, row in enumerate([heading, *rows], above + 1):
        for m, value in enumerate(row, 1):
            page.cell(n, m).value = value
    book.create_sheet("Forklaring")["A1"] = "noe"
    book.save(path)
    return path


def _faults(path: Path) -> dict[tuple[str, str], str]:
    with pytest.raises(InvalidInput) as caught:
        read_roster(path, example())
    return {(f.where, f.code): f"{f.what} {f.hint}" for f in caught.value.faults}


def test_ids_names_and_open_places(tmp_path: Path) -> None:
    rows = [
        (date(2027, 2, 1), "ma", "kveld", "aas", ""),
        ("ma 01.02.2027", "ma", "Nattvakt", "Sara Dahl", "byttet"),
        ("2027-02-06", "lø", "HELG-DAG", " nils hagen", None),
        (date(2027, 2, 6), "lø", "bv-dag", "berg", None),
        (date(2027, 2, 7), "sø", "natt", "UDEKKET", None),
        (date(2027, 2, 8), "ma", "natt", None, None),
        (None, None, None, None, None),
    ]
    expected = Roster.of(
        [
            ("aas", "2027-02-01:kveld"),
            ("dahl", "2027-02-01:natt"),
            ("hagen", "2027-02-06:helg-dag"),
            ("berg", "2027-02-06:bv-dag"),
        ]
    )
    assert read_roster(_rota(tmp_path / "plan.xlsx", rows), example()) == expected
    assert read_roster(_rota(tmp_path / "ned.xlsx", rows, above=7), example()) == expected


def test_every_fault_is_told(tmp_path: Path) -> None:
    rows = [
        (date(2027, 2, 1), "", "kveld", "Ingrid Ås"),
        (date(2027, 2, 1), "", "kvelld", "aas"),
        (date(2027, 3, 1), "", "kveld", "aas"),
        (date(2027, 2, 6), "", "kveld", "aas"),
        ("1/2/27", "", "kveld", "aas"),
        (date(2027, 2, 2), "", "kveld", "foss"),
        (date(2027, 2, 2), "", "Kveldsvakt", "Maria Foss"),
        (date(2027, 2, 3), "", "kveld", "=A1"),
    ]
    found = _faults(_rota(tmp_path / "plan.xlsx", rows))
    assert set(found) == {
        ("Vaktliste!D2", "unknown-doctor"),
        ("Vaktliste!C3", "unknown-shift-type"),
        ("Vaktliste!A4", "outside-period"),
        ("Vaktliste!C5", "no-such-shift"),
        ("Vaktliste!A6", "ambiguous-date"),
        ("Vaktliste!D8", "duplicate-row"),
        ("Vaktliste!D9", "formula"),
    }
    assert "Mente du «Ingrid Aas»" in found["Vaktliste!D2", "unknown-doctor"]
    assert "Vaktliste!D7" in found["Vaktliste!D8", "duplicate-row"]


def test_an_ambiguous_type_name(tmp_path: Path) -> None:
    base = example()
    types = tuple(t.model_copy(update={"name": "Vakt"}) for t in base.shift_types)
    path = _rota(tmp_path / "plan.xlsx", [(date(2027, 2, 1), "", "Vakt", "aas")])
    with pytest.raises(InvalidInput) as caught:
        read_roster(path, base.model_copy(update={"shift_types": types}))
    assert [(f.where, f.code) for f in caught.value.faults] == [("Vaktliste!C2", "ambiguous-name")]


def test_missing_sheet_and_columns(tmp_path: Path) -> None:
    path = _rota(tmp_path / "plan.xlsx", [(date(2027, 2, 1), "", "kveld", "aas")])
    book = openpyxl.load_workbook(path)
    book["Vaktliste"].title = "Vaktlista"
    book.save(path)
    assert "«Vaktlista»" in _faults(path)["plan.xlsx", "missing-sheet"]
    _rota(path, [(date(2027, 2, 1), "", "kveld", "aas")], heading=("Dato", "", "Vakt", "Legen"))
    with pytest.raises(InvalidInput) as caught:
        read_roster(path, example())
    told = [(f.where, f.code, f.what.split("»")[0]) for f in caught.value.faults]
    assert told == [
        ("Vaktliste!A1", "missing-column", "kolonnen «Vakttype"),
        ("Vaktliste!A1", "missing-column", "kolonnen «Lege"),
    ]


def test_a_rota_that_is_not_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"tekst")
    assert list(_faults(path)) == [("plan.xlsx", "not-a-workbook")]


BOTH = ("Dato", "Ukedag", "Vakttype", "Vakt", "Fra", "Til", "Lege", "Navn")


def _row(type_: Any, type_name: Any, doctor: Any, name: Any) -> tuple[Any, ...]:
    return (date(2027, 2, 1), "ma", type_, type_name, None, None, doctor, name)


def test_an_id_and_a_name_that_agree_or_stand_alone(tmp_path: Path) -> None:
    rows = [
        _row("kveld", "Kveldsvakt", "aas", "Ingrid Aas"),
        _row("natt", None, None, "sara  DAHL"),
        _row(None, "Bakvakt kveld", "berg", None),
        _row("bv-natt", "Bakvakt natt", "UDEKKET", None),
        _row("bv-natt", "Bakvakt natt", None, "udekket"),
        _row("bv-natt", "Bakvakt natt", "UDEKKET", "UDEKKET"),
    ]
    expected = Roster.of(
        [("aas", "2027-02-01:kveld"), ("dahl", "2027-02-01:natt"), ("berg", "2027-02-01:bv-kveld")]
    )
    assert read_roster(_rota(tmp_path / "plan.xlsx", rows, heading=BOTH), example()) == expected


def test_a_name_changed_beside_its_id_is_never_overlooked(tmp_path: Path) -> None:
    rows = [
        _row("kveld", "Kveldsvakt", "aas", "Sara Dahl"),
        _row("natt", "Nattvakt", "UDEKKET", "Sara Dahl"),
        _row("natt", "Nattvakt", "dahl", "UDEKKET"),
        _row("natt", "Kveldsvakt", "foss", "Maria Foss"),
        _row("natt", "Nattvakt", "aas", "Sara Dal"),
        _row(None, None, "aas", "Ingrid Aas"),
        _row("bv-natt", None, None, "Sara Dal"),
    ]
    found = _faults(_rota(tmp_path / "plan.xlsx", rows, heading=BOTH))
    assert set(found) == {
        ("Vaktliste!G2", "id-and-name-differ"),
        ("Vaktliste!G3", "id-and-name-differ"),
        ("Vaktliste!G4", "id-and-name-differ"),
        ("Vaktliste!C5", "id-and-name-differ"),
        ("Vaktliste!G6", "id-and-name-differ"),
        ("Vaktliste!C7", "blank"),
        ("Vaktliste!H8", "unknown-doctor"),
    }
    told = found["Vaktliste!G2", "id-and-name-differ"]
    assert "«aas»" in told and "«Sara Dahl» i Vaktliste!H2" in told
    assert told.endswith("Rett begge, eller tøm den ene.")
    assert "Mente du «Sara Dahl»?" in found["Vaktliste!G6", "id-and-name-differ"]


def test_types_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    base = example()
    types = tuple(t.model_copy(update={"name": "Vakt"}) for t in base.shift_types)
    path = _rota(tmp_path / "plan.xlsx", [_row("natt", "Vakt", "aas", None)], heading=BOTH)
    same = base.model_copy(update={"shift_types": types})
    assert read_roster(path, same) == Roster.of([("aas", "2027-02-01:natt")])


def test_what_was_not_read_is_said_with_the_faults(tmp_path: Path) -> None:
    path = _rota(
        tmp_path / "plan.xlsx",
        [(date(2027, 2, 1), "ma", "kveld", "aass", "x")],
        heading=("Dato", "Ukedag", "Vakttype", "Lege", "Nvan"),
    )
    with pytest.raises(InvalidInput) as caught:
        read_roster(path, example())
    told = [(w.where, w.code) for w in caught.value.warnings if w.code != "rows"]
    assert told == [("Vaktliste!E1", "unknown-column")]
