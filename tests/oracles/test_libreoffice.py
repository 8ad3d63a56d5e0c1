"""The rota as LibreOffice prints it: one page wide, nothing cut, nothing too small to read."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.export import sample
from tests.export.test_opened import FOUND, why_me_report
from tests.export.test_opened import report as opened
from tests.oracles.tools import pdf, program, run
from vaktplan.export import excel
from vaktplan.export.report import PlanReport

pytestmark = pytest.mark.oracle


def pages(path: Path) -> list[str]:
    """The text of each page."""
    return run(program("pdftotext"), "-layout", path, "-").split("\f")[:-1]


def smallest(path: Path) -> float:
    """The largest that the smallest letters may be, in points: sizes are told in whole thirds, rounded down."""
    xml = run(program("pdftohtml"), "-xml", "-i", "-stdout", "-zoom", "3", path)
    return min(int(size) + 1 for size in re.findall(r'<fontspec [^>]*size="(\d+)"', xml)) / 3


def printed(report: PlanReport, folder: Path, audience: str) -> Path:
    """The rota of a report as a PDF."""
    excel.write_rota(report, folder / "rota.xlsx", audience=audience)
    return pdf(folder / "rota.xlsx", folder)


def with_title(every: list[str], text: str) -> list[str]:
    """The pages that hold a text."""
    return [p for p in every if text in p]


@pytest.mark.parametrize("audience", ["coordinator", "wall"])
def test_a_month_is_one_page_wide(tmp_path: Path, audience: str) -> None:
    report = sample.report()
    path = printed(report, tmp_path, audience)
    every = pages(path)
    wall, grid = every[0], every[1]
    for text in (
        "Uke 49",
        "1. desember",
        "31. desember",
        "Kari Nordvik",
        "Tilkalling kveld",
        "Helgedag",
        "UDEKKET",
    ):
        assert text in wall
    dates = next(line for line in grid.splitlines() if line.strip().startswith("Dato"))
    assert re.findall(r"\d+", dates) == [str(n) for n in range(1, 32)]
    for doctor in report.instance.doctors:
        assert doctor.name in grid
    assert all("UTKAST" in p for p in every)
    numbered = [m.groups() for p in every if (m := re.search(r"Side (\d+) av (\d+)", p))]
    assert numbered == [(str(i + 1), str(len(every))) for i in range(len(every))]
    assert smallest(path) >= 7


def test_every_sheet_keeps_its_last_column_on_the_first_page(tmp_path: Path) -> None:
    report = sample.report()
    every = pages(printed(report, tmp_path, "coordinator"))
    own = with_title(every, "Kari Nordvik – Vaktplan")
    assert len(own) == 1
    assert "På vakt samtidig" in own[0] and "andel = skyldig" in own[0]
    accounts = with_title(every, "Vaktregnskap – Vaktplan")
    assert "Bakvakter" in accounts[0] and "Jonas Vik" in accounts[0]
    assert "rettferdig andel og fått" in accounts[1]  # the charts
    assert all("Hjemlet i" in p for p in with_title(every, "Brudd – Vaktplan"))
    assert with_title(every, "IKKE verifisert")
    listed = [p for p in every if "Vakttype" in p]
    assert all("Navn" in p for p in listed)
    assert len(every) == 2 + len(accounts) + 1 + 8 + len(with_title(every, "Regelbok:")) + len(listed)


def test_45_days_and_80_doctors_repeat_their_headings(tmp_path: Path) -> None:
    many = [sample.doctor(f"D{i}", f"Fornavn Etternavnsen {i}") for i in range(80)]
    report = sample.report(sample.instance(date(2026, 12, 1), date(2027, 1, 14), many))
    path = printed(report, tmp_path, "wall")
    grids = [p for p in pages(path) if re.search(r"^\s*Dato\s+1\s+2\s+3", p, re.MULTILINE)]
    assert 2 <= len(grids) <= 5
    for text in grids:
        dates = next(line for line in text.splitlines() if line.strip().startswith("Dato"))
        assert [int(n) for n in re.findall(r"\d+", dates)] == [*range(1, 32), *range(1, 15)]
        assert "desember 2026" in text and "januar 2027" in text
    names = "".join(grids)
    assert all(re.search(rf"Etternavnsen {i}\b", names) for i in range(80))
    assert smallest(path) >= 7


def test_why_a_place_is_open_is_printed_whole(tmp_path: Path) -> None:
    mine = why_me_report().why_me
    every = pages(printed(opened(FOUND, why_me=mine), tmp_path, "coordinator"))
    (page,) = with_title(every, "Udekket – Vaktplan")
    for text in ("kan ikke dekkes, fordi:", "Fravær: 5 leger.", "SFS 2305 pkt. 7.4", "kommuneoverlegen"):
        assert text in page
    (own,) = with_title(every, "Hvorfor meg – Vaktplan")
    assert "Hvorfor har Kari Nordvik" in own and "3 dyrere" in own and "ønsker −1" in own
