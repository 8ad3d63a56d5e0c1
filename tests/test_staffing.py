"""`vaktplan staffing` as a chief meets it: the answer first, every figure with its formula, every fault at once."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from instances.planning_facts import facts
from vaktplan.cli.main import main
from vaktplan.planning.formula import evaluate
from vaktplan.read.planning_template import planning_bytes


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The planning workbook of Sandefjord."""
    path = tmp_path_factory.mktemp("plan") / "sandefjord.xlsx"
    path.write_bytes(planning_bytes(facts()))
    return path


SANDEFJORD = Path(__file__).parent.parent / "instances" / "sandefjord"


def document(workbook: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    """The JSON document."""
    assert main(["staffing", str(workbook), *more, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_the_answer_comes_first_in_eighty_columns(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staffing", str(workbook)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Sandefjord, 31.12.2020"
    assert any("mangler." in line for line in lines[1:4])
    assert "Sykehjemmene trenger 10,9 legeårsverk etter normen og har 7,5." in lines
    assert max(map(len, lines)) <= 80


def test_every_figure_has_its_formula_its_inputs_and_its_source(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = document(workbook, capsys)["figures"]
    assert len(figures) > 150
    for key, figure in figures.items():
        assert figure["formula"] and figure["inputs"] and figure["source"], key
        values = {i["name"]: i["value"] for i in figure["inputs"]}
        assert evaluate(figure["formula"], values) == pytest.approx(figure["value"], abs=1e-9), key


def test_the_files_are_written_where_they_are_asked_for(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = document(workbook, capsys, "-o", str(tmp_path / "ut"))
    names = {Path(f).name for f in found["files"]}
    assert names == {"bemanning.xlsx", "bemanning.html", "bemanning.json", "scenarier.html"}
    assert all(Path(f).is_file() for f in found["files"])


def test_the_choices_beside_the_workbook_are_set_side_by_side_over_four_years(
    capsys: pytest.CaptureFixture[str],
) -> None:
    scenarios = document(SANDEFJORD, capsys)["scenarios"]
    assert [s["name"] for s in scenarios] == [
        "as-today",
        "two-duty-doctors",
        "six-lis1",
        "list-1000",
        "share-nights",
    ]
    assert all([o["year"] for o in s["outcomes"]] == [2021, 2022, 2023, 2024] for s in scenarios)


def test_a_workbook_without_planning_sheets_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["staffing", str(Path(__file__).parent.parent / "instances" / "smavik")]) == 3
    told = capsys.readouterr().err
    assert "arket «Planoppsett» mangler" in told and "vaktplan new --planning" in told


def test_the_plan_s_own_pattern_of_duty_is_named_as_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    figures = document(SANDEFJORD, capsys)["figures"]
    assert (figures["vakt.on-site"]["value"], figures["vakt.on-site"]["source"]) == (
        844,
        "Planens enkelttall",
    )
    assert figures["vakt.on-site"]["status"] == "unverified"


def test_roster_sheets_with_faults_are_told_of_and_not_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(SANDEFJORD / "workbook.xlsx")
    del book["Plantall inn"]
    book["Vakttyper"]["C2"].value = "ingen slik linje"
    book.save(tmp_path / "feil.xlsx")
    found = document(tmp_path / "feil.xlsx", capsys)
    assert "vakt.on-site" not in found["figures"]
    assert main(["staffing", str(tmp_path / "feil.xlsx")]) == 0
    assert "vaktmønsteret er ikke regnet av dem" in capsys.readouterr().err


def test_what_is_not_known_of_duty_is_not_told_as_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = facts().model_copy(update={"inputs": {}, "projections": ()})
    (tmp_path / "bar.xlsx").write_bytes(planning_bytes(bare))
    assert main(["staffing", str(tmp_path / "bar.xlsx"), "-o", str(tmp_path / "ut")]) == 0
    told = capsys.readouterr().out
    assert "Vakt: ikke regnet" in told and "0,0 vakter" not in told
    assert "innbyggertallet holdt uendret" in told
    page = (tmp_path / "ut" / "scenarier.html").read_text("utf-8")
    assert "Vakter i året for hver" not in page and "–" in page
