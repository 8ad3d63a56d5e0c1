"""Bad input in the planning sheets: each fault with its cell, its code and a hint, and all of them at once."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from instances.planning_facts import facts
from tests.read.books import read_in_process
from vaktplan.errors import InvalidInput
from vaktplan.read import raw
from vaktplan.read.planning import read_planning
from vaktplan.read.planning_template import planning_bytes

BYTES = planning_bytes(facts())
BAD = {
    "a negative list length": ({"Hjemler!F2": -5}, "Hjemler!F2", "out-of-range", "0 eller mer"),
    "a missing list length": ({"Hjemler!F2": None}, "Hjemler!F2", "blank", "Fyll ut"),
    "half a patient": ({"Hjemler!F2": 1000.5}, "Hjemler!F2", "wrong-type", "helt tall"),
    "a list over the law's limit": (
        {"Hjemler!G2": 2501},
        "Hjemler!G2",
        "list-over-limit",
        "2500 eller mindre",
    ),
    "two rows of one contract": ({"Hjemler!A3": "H01"}, "Hjemler!A3", "duplicate-id", "rad 2 og rad 3"),
    "retired at the status date": (
        {"Hjemler!C2": date(1950, 12, 31)},
        "Hjemler!C2",
        "retired-at-status",
        "Tøm Født hvis hjemmelen er ledig",
    ),
    "born after the status date": (
        {"Hjemler!C2": date(2021, 1, 1)},
        "Hjemler!C2",
        "born-after-status",
        "Rett opp",
    ),
    "a contract that has ended": (
        {"Hjemler!I2": date(2020, 1, 1)},
        "Hjemler!I2",
        "ended-at-status",
        "Slett raden",
    ),
    "a contract that ends before it begins": (
        {"Hjemler!H2": date(2023, 1, 1), "Hjemler!I2": date(2022, 1, 1)},
        "Hjemler!I2",
        "ends-before-start",
        "Bytt om",
    ),
    "a house without wards": (
        {"Sykehjem!A8": "nytt", "Sykehjem!B8": "Nytt", "Sykehjem!C8": 1},
        "Sykehjem!A8",
        "house-without-wards",
        "«nytt»",
    ),
    "a ward of an unknown house": (
        {"Enheter!A5": "nygrad"},
        "Enheter!A5",
        "unknown-house",
        "Mente du «Nygård» eller «nygard»?",
    ),
    "more short-term places than places": ({"Enheter!D5": 43}, "Enheter!D5", "part-over-whole", "Rett opp"),
    "a ward twice": ({"Enheter!B6": "2. etg"}, "Enheter!B6", "duplicate-row", "rad 5 og rad 6"),
    "a stay of no days": ({"Enheter!F2": 0}, "Enheter!F2", "out-of-range", "større enn 0"),
    "negative doctor-years": ({"Årsverk!C2": -1}, "Årsverk!C2", "out-of-range", "0 eller mer"),
    "a share over one": ({"Planoppsett!B8": 7}, "Planoppsett!B8", "percent-or-share", "Mente du 7 %?"),
    "a percent under one": ({"LIS-løp!G2": 0.5}, "LIS-løp!G2", "percent-or-share", "Mente du 50?"),
    "a percent over a hundred": ({"LIS-løp!G2": 120}, "LIS-løp!G2", "out-of-range", "100 eller mindre"),
    "an unknown supervisor": ({"LIS-løp!H2": "ingen slik"}, "LIS-løp!H2", "unknown-supervisor", "Veiledere"),
    "two full posts at once": (
        {"LIS-løp!E3": date(2020, 1, 1)},
        "LIS-løp!E3",
        "overlapping-services",
        "LIS-løp!E2",
    ),
    "a goal over the law's limit": (
        {"Planoppsett!B7": 3000},
        "Planoppsett!B7",
        "out-of-range",
        "2500 eller mindre",
    ),
    "years in the wrong order": ({"Planoppsett!B6": 2020}, "Planoppsett!B6", "ends-before-start", "Bytt om"),
    "a first year before the status date": (
        {"Planoppsett!B5": 2019},
        "Planoppsett!B5",
        "first-year-before-status",
        "2020 eller senere",
    ),
    "a projection with a gap": (
        {f"Framskriving!{c}5": None for c in "ABC"},
        "Framskriving!A10",
        "projection-gap",
        "Ta med alle årene",
    ),
    "a projection that ends too early": (
        {f"Framskriving!{c}10": None for c in "ABC"},
        "Framskriving!A9",
        "projection-too-short",
        "planens siste år",
    ),
    "a projection without the main alternative": (
        {f"Framskriving!B{n}": None for n in range(2, 11)}
        | {f"Framskriving!{c}{n}": None for n in range(2, 11) for c in "AC"},
        "Framskriving!A2",
        "projection-without-main",
        "13600",
    ),
    "a year twice in a projection": (
        {"Framskriving!A29": 2020, "Framskriving!B29": "lav", "Framskriving!C29": 1},
        "Framskriving!A29",
        "duplicate-row",
        "Framskriving!A11",
    ),
    "a year beyond all years": ({"Framskriving!A3": 999_999_999}, "Framskriving!A3", "out-of-range", "2199"),
    "a cost the wrong way round": ({"Tiltak!F2": 9, "Tiltak!G2": 8}, "Tiltak!F2", "low-over-high", "Bytt om"),
    "a measure of no known cost kind": ({"Tiltak!E2": "ofte"}, "Tiltak!E2", "unknown-word", "«årlig»"),
    "a number of the plan twice": (
        {"Plantall inn!A3": "lis.plan-supervision-hours"},
        "Plantall inn!A3",
        "duplicate-id",
        "rad 2 og rad 3",
    ),
    "a formula": ({"Hjemler!F2": "=1000+1"}, "Hjemler!F2", "formula", "Skriv selve verdien"),
    "a date that is a text": ({"Hjemler!C2": "våren 1970"}, "Hjemler!C2", "wrong-type", "24.12.2026"),
}


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process: the cases below are about what cells mean."""
    monkeypatch.setattr(raw, "run_child", read_in_process)


def _with(cells: dict[str, Any], path: Path) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(BYTES))
    for where, value in cells.items():
        sheet, _mark, ref = where.partition("!")
        book[sheet][ref].value = value
    book.save(path)
    return path


def _faults(path: Path) -> dict[tuple[str, str], str]:
    with pytest.raises(InvalidInput) as caught:
        read_planning(path)
    assert caught.value.exit_code == 3
    return {(f.where, f.code): f"{f.what}. {f.hint}" for f in caught.value.faults}


@pytest.mark.parametrize("name", BAD)
def test_a_fault_has_its_cell_its_code_and_a_hint(name: str, tmp_path: Path) -> None:
    cells, where, code, hint = BAD[name]
    found = _faults(_with(cells, tmp_path / "plan.xlsx"))
    assert list(found) == [(where, code)]
    assert hint in found[where, code]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    names = (
        "a negative list length",
        "a list over the law's limit",
        "a share over one",
        "a percent under one",
    )
    cells = {where: value for name in names for where, value in BAD[name][0].items()}
    found = _faults(_with(cells, tmp_path / "plan.xlsx"))
    assert set(found) == {BAD[name][1:3] for name in names}


def test_a_missing_sheet_is_told(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(BYTES))
    del book["Hjemler"]
    book.save(tmp_path / "plan.xlsx")
    found = _faults(tmp_path / "plan.xlsx")
    assert list(found) == [("Hjemler", "missing-sheet")]
    assert "vaktplan new --planning FIL.xlsx" in found["Hjemler", "missing-sheet"]


def test_what_may_be_right_is_a_warning(tmp_path: Path) -> None:
    cells = {"Hjemler!F2": 1500, "Hjemler!G2": 1400, "Tiltak!E2": "årlig", "Sykehjem!D2": 60}
    _facts, warnings = read_planning(_with(cells, tmp_path / "plan.xlsx"))
    told = {(w.where, w.code) for w in warnings if w.code != "rows"}
    assert told == {
        ("Hjemler!F2", "list-over-own-cap"),
        ("Tiltak!E2", "cost-without-amount"),
        ("Sykehjem!D2", "places-differ"),
        ("Sykehjem!D7", "places-differ"),
    }
