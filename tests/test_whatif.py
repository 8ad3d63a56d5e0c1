"""`vaktplan whatif` as a decider meets it: the answer first, one JSON document, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from vaktplan.cli.main import main

ROOT = Path(__file__).parent.parent
SMAVIK = ROOT / "instances" / "smavik"
ROTA = ROOT / "exports" / "eksempel" / "vaktplan.xlsx"
GONE = (
    "--grant",
    "ingrid:natt:2027-01-01",
    "--grant",
    "silje:alle:2027-01-01",
    "--grant",
    "erik:alle:2027-01-10",
)
MONTH = ("--grant", "ingrid:natt:2027-01-01:2027-01-31")


def asked(capsys: pytest.CaptureFixture[str], *args: str, seconds: int = 15) -> tuple[int, str, str]:
    """The exit code, stdout and stderr of a comparison near the example's rota."""
    code = main(["whatif", str(SMAVIK), *args, "--roster", str(ROTA), "--time-limit", str(seconds)])
    told = capsys.readouterr()
    return code, told.out, told.err


DOCUMENTS: dict[tuple[str, ...], str] = {}  # each is asked for once


def document(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    """The JSON document."""
    if args not in DOCUMENTS:
        DOCUMENTS[args] = asked(capsys, *args, "--json")[1]
    found = json.loads(DOCUMENTS[args])
    assert isinstance(found, dict)
    return found


def test_a_fritak_that_can_be_granted_says_who_carries_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _err = asked(capsys, *MONTH, seconds=60)
    lines = told.splitlines()
    assert code == 0
    assert lines[0] == "Kan innvilges, med disse ulempene:"
    assert "januar 2027: like mye kan dekkes som før (bevist)." in lines
    assert any("natt mer" in line for line in lines)
    assert "Grensene gjelder alle beste planer for de to sidene." in lines
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 40


def test_a_fritak_too_many_says_from_when_and_what_helps(capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _err = asked(capsys, *GONE)
    lines = told.splitlines()
    assert code == 4
    assert lines[0] == "Vaktordningen bryter sammen fra uke 2 (15.01.2027)."
    assert any("kan ikke dekkes, fordi:" in line for line in lines)
    assert any("kommuneoverlegen:" in line and "fritak etter skjønn" in told for line in lines)
    assert max(map(len, lines)) <= 80


def test_the_document_has_both_sides_and_every_difference(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, *MONTH)
    assert (found["command"], found["status"]) == ("whatif", "harm")
    assert found["touched"] == ["ingrid"]
    assert found["disagreement"] == []
    (month,) = found["months"]
    assert [month[side]["open_cost"] for side in ("refused", "granted")] == [0, 0]
    assert len(month["differences"]) == 7 * 5
    for each in month["differences"]:
        assert each["least"] <= each["after"] - each["before"] <= each["most"]
    mine = {d["measure"]: d for d in month["differences"] if d["doctor"] == "ingrid"}
    assert mine["nights"]["after"] == 0 == mine["nights"]["share_after"]
    assert mine["nights"]["most"] < 0


def test_what_one_sheds_is_shared_out_to_the_last_part(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, *MONTH)["months"][0]["differences"]
    nights = [d["share_after"] - d["share_before"] for d in found if d["measure"] == "nights"]
    assert sum(nights) == pytest.approx(0, abs=0.01)
    assert all(change >= 0 for d, change in zip(found[1::5], nights, strict=True) if d["doctor"] != "ingrid")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("nobody:natt:2027-01-01", "det finnes ingen lege «nobody»"),
        ("ingrid:dag:2027-01-01", "«scope» er dag"),
        ("ingrid:natt:2034-01-01", "01.01.2034 er utenfor perioden"),
        ("ingrid:natt:2027-01-20:2027-01-10", "før første dag"),
        ("odd:natt:2027-01-01", "det er en rett fra 03.09.2024"),
    ],
)
def test_a_change_that_cannot_be_made_is_told(
    change: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = asked(capsys, "--grant", change)
    assert (code, out) == (3, "")
    assert told in err


def test_all_faults_come_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, err = asked(capsys, "--grant", "nobody:natt:2027-01-01", "--grant", "ingrid:dag:2027-01-01")
    assert code == 3
    assert "2 feil i inndata" in err


def test_without_a_change_there_is_nothing_to_compare(capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, err = asked(capsys)
    assert code == 2
    assert "--grant LEGE:OMFANG:FRA" in err


def test_the_paper_is_written_with_the_case_and_without_a_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _out, err = asked(capsys, *MONTH, "--memo", str(tmp_path), "--case", "2026/1234", seconds=6)
    assert code == 0
    assert "saksframlegg.docx" in err
    page = (tmp_path / "saksframlegg.html").read_text("utf-8")
    assert "Saksnummer: 2026/1234" in page
    assert "Ingrid Moen søker om fritak: nattevakt, 01.01.2027–31.01.2027" in page
    assert (tmp_path / "saksframlegg.docx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--leave", "ingrid:2027-01-10", "--memo", "mappe"), "bruk bare --grant eller --claim"),
        ((*MONTH, "--claim", "odd:alle", "--memo", "mappe"), "skjønn og rett er to saker"),
        ((*MONTH, "--case", "2026/1234"), "gi også --memo MAPPE"),
        ((*MONTH, "--alternative", "ingrid:natt:2027-01-01"), "gi også --memo MAPPE"),
    ],
)
def test_a_paper_that_cannot_be_made_is_refused_at_once(
    args: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = asked(capsys, *args)
    assert (code, out) == (2, "")
    assert told in err


def test_a_fritak_after_the_period_is_asked_of_its_own_month(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--grant", "ingrid:natt:2027-03-10:2027-03-31")
    assert found["facts_from"] == ["2027-01-01", "2027-01-31"]
    assert [m["first"] for m in found["months"]] == ["2027-03-01"]
    granted = found["months"][0]["granted"]["roster"]
    held = [p["shift"].split(":") for p in granted if p["doctor"] == "ingrid"]
    nights = [day for day, kind in held if kind == "natt"]
    assert all(day < "2027-03-10" for day in nights)


@pytest.mark.long
def test_the_month_after_begins_with_what_the_roster_leaves(capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _err = asked(capsys, "--grant", "ingrid:natt:2027-02-01:2027-02-28")
    assert code == 0
    assert "februar 2027: like mye kan dekkes som før (bevist)." in told.splitlines()
    assert "Arbeidsboken gjelder 01.01.2027–31.01.2027." in told


def test_a_fritak_beyond_five_years_is_outside(capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, err = asked(capsys, "--grant", "ingrid:natt:2033-02-01")
    assert (code, "01.02.2033 er utenfor perioden" in err) == (3, True)


def test_a_locum_night_has_the_price_that_was_told(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, *MONTH, "--locum-night", "18000")
    nights = [found["months"][0][side]["locum_nights"] for side in ("refused", "granted")]
    assert found["locum_price"] == 18000
    assert found["locum_cost"] == [[18000 * n for n in nights]]
