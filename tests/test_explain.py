"""`vaktplan explain` and what `plan` foresees, as a coordinator meets them."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.read.books import with_cells
from vaktplan.app.reading import read
from vaktplan.cli.main import main
from vaktplan.domain.roster import Roster
from vaktplan.errors import Interrupted
from vaktplan.verify.verify import verify

SMAVIK = Path(__file__).parent.parent / "instances" / "smavik"
BUT_LIS1 = ("aas", "dahl", "eide", "foss", "berg")  # Hagen is at a course on the 11th already


def away(*doctors: str) -> dict[str, object]:
    """Cells that send doctors away on the night to 11 February."""
    day = date(2027, 2, 10)
    return {
        f"Fravær!{column}{row}": value
        for row, doctor in enumerate(doctors, start=4)
        for column, value in (("A", doctor), ("B", day), ("C", day), ("D", "ferie"))
    }


CLASH = {"Låser!A3": "eide", "Låser!B3": date(2027, 2, 6), "Låser!C3": "bv-dag"}


def explain(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    """The exit code, and what is on the screen."""
    code = main(["explain", *args])
    return code, capsys.readouterr().out


def test_a_day_with_nobody_left_is_told_with_what_keeps_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = with_cells(tmp_path / "bok.xlsx", away(*BUT_LIS1, "lie"))
    code, out = explain(capsys, str(book))
    assert code == 4
    assert "Sikkert udekket, uansett hvordan det planlegges:" in out
    assert "nattvakt til torsdag 11. feb.: ingen lege kan" in " ".join(out.split())
    assert "Holdt borte av fravær: 7 leger." in " ".join(out.split())
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "ferie" not in out  # a ground is nobody's business here

    code = main(["explain", str(book), "--json"])
    document = json.loads(capsys.readouterr().out)
    assert (code, document["status"]) == (4, "certain")
    assert ["2027-02-10:natt"] in [s["shifts"] for s in document["short"]]


def test_a_beginner_alone_without_a_bakvakt_is_told_as_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = explain(capsys, str(with_cells(tmp_path / "bok.xlsx", away(*BUT_LIS1))))
    assert code == 4
    assert "bakvakt for nattvakt til torsdag 11. feb.: ingen lege kan." in " ".join(out.split())


def test_plan_foresees_it_before_it_searches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_args: object) -> None:
        raise Interrupted("stoppet før løsning")

    monkeypatch.setattr("vaktplan.app.solving._solved", stopped)
    monkeypatch.chdir(tmp_path)
    assert main(["plan", str(with_cells(tmp_path / "bok.xlsx", away(*BUT_LIS1)))]) == 130
    err = " ".join(capsys.readouterr().err.split())
    assert "nattvakt til torsdag 11. feb.: bakvakten som trengs, kan ingen ta" in err
    assert "«vaktplan explain»" in err


def test_locks_that_cannot_stand_are_told_with_their_paragraph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = explain(capsys, str(with_cells(tmp_path / "bok.xlsx", CLASH)))
    assert code == 4
    assert "Låst, men forbudt:" in out
    assert "Jonas Eide er satt opp to steder samtidig" in " ".join(out.split())


def test_a_workbook_with_nothing_to_explain_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = explain(capsys, str(SMAVIK))
    assert code == 0
    assert "Ingenting å forklare" in out


def test_an_open_place_of_a_roster_is_told_with_what_forbids_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = with_cells(tmp_path / "bok.xlsx", away(*BUT_LIS1))
    assert main(["plan", str(book), "-o", str(tmp_path / "ut"), "--time-limit", "5", "--json"]) == 4
    capsys.readouterr()
    code, out = explain(capsys, str(book), "--roster", str(tmp_path / "ut" / "vaktplan.xlsx"))
    assert code == 4
    said = " ".join(out.split())
    assert "Nattvakt til torsdag 11. feb. kan ikke dekkes, fordi:" in said
    assert "bakvakt (kompetanseforskriften § 3a" in said
    assert "fravær: 6 leger" in said
    assert "prøvd én for én" in said
    assert all(len(line) <= 80 for line in out.splitlines())


def test_a_place_that_can_be_filled_is_told_with_who_could_take_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The coordinator has emptied a night by hand: who can take it, and who then takes over what."""
    assert main(["plan", str(SMAVIK), "-o", str(tmp_path / "ut"), "--time-limit", "5", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    workbook = load_workbook(tmp_path / "ut" / "vaktplan.xlsx")
    sheet = workbook["Vaktliste"]
    row = next(r for r in sheet.iter_rows(min_row=2) if r[2].value == "natt" and r[0].value.day == 9)
    sheet.delete_rows(row[0].row)
    workbook.save(tmp_path / "hull.xlsx")
    code, out = explain(capsys, str(SMAVIK), "--roster", str(tmp_path / "hull.xlsx"))
    assert code == 0
    assert "Helgenatt til søndag 10. jan. kan dekkes" in out
    assert out.count(" tar den") == 3

    assert main(["explain", str(SMAVIK), "--roster", str(tmp_path / "hull.xlsx"), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    (found,) = document["conflicts"]
    before = {(p["doctor"], p["shift"]) for p in plan["roster"]} - {
        (p["doctor"], p["shift"]) for p in plan["roster"] if p["shift"] == "2027-01-09:natt"
    }
    for swap in found["swaps"]:
        pairs = set(before)
        for change in swap["changes"]:
            pairs -= {(d, change["shift"]) for d in change["left"]}
            pairs |= {(d, change["shift"]) for d in change["came"]}
        instance, book, _sha = read(SMAVIK, lambda fault: None)
        verdict = verify(instance, book, Roster.of(pairs))
        assert not verdict.hard
        assert not Roster.of(pairs).open_places(instance)


def test_an_unknown_shift_is_refused_with_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["explain", str(SMAVIK), "--shift", "2027-01-04:kvel", "--json"])
    document = json.loads(capsys.readouterr().out)
    assert (code, document["faults"][0]["code"]) == (3, "unknown-shift")
    assert "«2027-01-04:" in document["faults"][0]["hint"]
