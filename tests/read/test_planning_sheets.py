"""The planning sheets: what is written reads back as the same facts, and they may stand in the roster workbook."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from instances.planning_facts import facts
from tests.kit import BOOK
from tests.read.books import read_in_process
from vaktplan.errors import InvalidInput, UsageError
from vaktplan.planning.facts import Facts, Setting
from vaktplan.read import raw
from vaktplan.read.example import example
from vaktplan.read.planning import read_planning
from vaktplan.read.planning_sheets import FIELDS, PLANNING_SHEETS, SETUP_FIELDS, TABLES
from vaktplan.read.planning_template import planning_bytes, write_planning_template, write_with_planning
from vaktplan.read.sheets import SHEETS
from vaktplan.read.workbook import read_workbook

LEAST = {
    "Kommune": "Larvik",
    "Statusdato": date(2026, 6, 30),
    "Innbyggere": 47_000,
    "Første år": 2027,
    "Siste år": 2030,
}

ANDEBU = ("Sykehjem!D7", "places-differ")  # 39 places stated, 41 in its wards


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process: the cases below are about what cells mean."""
    monkeypatch.setattr(raw, "run_child", read_in_process)


def test_sheets_to_facts_equals_the_facts(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(planning_bytes(facts()))
    read, warnings = read_planning(tmp_path / "plan.xlsx")
    assert read == facts()
    assert [(w.where, w.code) for w in warnings if w.code != "rows"] == [ANDEBU]


def test_a_folder_is_read_by_its_workbook(tmp_path: Path, quickly: None) -> None:
    (tmp_path / "workbook.xlsx").write_bytes(planning_bytes(facts()))
    assert read_planning(tmp_path)[0] == facts()


def test_a_folder_without_a_workbook_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_planning(tmp_path)
    assert [f.code for f in caught.value.faults] == ["no-workbook"]


def test_the_same_facts_give_the_same_bytes() -> None:
    assert planning_bytes(facts()) == planning_bytes(facts())


def test_a_roster_workbook_may_hold_the_planning_sheets(tmp_path: Path, quickly: None) -> None:
    write_with_planning(example(), facts(), tmp_path / "bok.xlsx")
    roster = read_workbook(tmp_path / "bok.xlsx", book=BOOK)
    assert roster.instance == example()
    assert "unknown-sheet" not in {w.code for w in roster.warnings}
    read, warnings = read_planning(tmp_path / "bok.xlsx")
    assert read == facts()
    assert [(w.where, w.code) for w in warnings if w.code != "rows"] == [ANDEBU]


def test_the_empty_template_asks_for_five_fields_and_the_contracts(tmp_path: Path, quickly: None) -> None:
    write_planning_template(tmp_path / "mal.xlsx")
    with pytest.raises(InvalidInput) as caught:
        read_planning(tmp_path / "mal.xlsx")
    assert caught.value.exit_code == 3
    assert [(f.where, f.code) for f in caught.value.faults] == [
        *((f"Planoppsett!B{n}", "blank") for n in range(2, 7)),
        ("Hjemler!A2", "no-rows"),
    ]


def test_the_template_filled_with_the_least_is_enough(tmp_path: Path, quickly: None) -> None:
    write_planning_template(tmp_path / "mal.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mal.xlsx")
    for row in book["Planoppsett"].iter_rows(min_row=2):
        if row[0].value in LEAST:
            row[1].value = LEAST[row[0].value]
    for n, value in enumerate(("H1", None, date(1980, 5, 17), None, None, 1000, 1100), 1):
        book["Hjemler"].cell(2, n).value = value
    book.save(tmp_path / "larvik.xlsx")
    read, warnings = read_planning(tmp_path / "larvik.xlsx")
    assert read.setting == Setting(
        municipality="Larvik", status_on=date(2026, 6, 30), residents=47_000, first_year=2027, last_year=2030
    )
    assert [h.id for h in read.hjemler] == ["H1"]
    assert {w.code for w in warnings} == {"rows"}


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mal.xlsx").write_bytes(b"mine")
    with pytest.raises(UsageError):
        write_planning_template(tmp_path / "mal.xlsx")
    assert (tmp_path / "mal.xlsx").read_bytes() == b"mine"


def test_every_fact_has_its_column() -> None:
    for sheet in TABLES:
        fields = {c.field for c in sheet.columns}
        assert fields == set(sheet.model.model_fields), sheet.name
    assert {c.field for c in SETUP_FIELDS} == set(Setting.model_fields)
    assert set(Facts.model_fields) == {"setting", "inputs", *(FIELDS[s.name] for s in TABLES[:-1])}


def test_no_planning_sheet_has_the_name_of_a_roster_sheet() -> None:
    assert not {s.name for s in PLANNING_SHEETS} & {s.name for s in SHEETS}
    assert len({s.table for s in (*PLANNING_SHEETS, *SHEETS)}) == len(PLANNING_SHEETS) + len(SHEETS)
