"""The rota's bytes, pages, marks and numbers."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.export import parse, sample
from vaktplan import i18n
from vaktplan.domain.roster import Roster
from vaktplan.export import excel
from vaktplan.export.excel import cells
from vaktplan.export.report import PlanReport
from vaktplan.read.roster_sheet import read_roster


@pytest.fixture(scope="module")
def report() -> PlanReport:
    return sample.report()


@pytest.fixture(scope="module")
def data(report: PlanReport) -> bytes:
    return excel.rota(report)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def texts(book: Workbook, sheet: str) -> list[str]:
    """Every text of a sheet."""
    return [c for row in book[sheet].iter_rows(values_only=True) for c in row if isinstance(c, str)]


def test_same_bytes_every_time(data: bytes) -> None:
    assert data == excel.rota(sample.report())
    later = sample.report(made_at=sample.MADE_AT + timedelta(hours=1))
    assert data != excel.rota(later)


def test_every_time_in_the_file_is_made_at(data: bytes, book: Workbook) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        assert {i.date_time for i in box.infolist()} == {(2026, 11, 16, 9, 30, 0)}
    assert book.properties.created == book.properties.modified
    assert f"{book.properties.modified:%Y-%m-%dT%H:%M}" == "2026-11-16T09:30"


def test_sheets(book: Workbook, report: PlanReport) -> None:
    fixed = ["Dager × vakter", "Leger × dager", "Brudd", "Vaktregnskap"]
    assert book.sheetnames[:4] == fixed
    assert book.sheetnames[-2:] == ["Regler", "Vaktliste"]
    assert len(book.sheetnames) == 6 + len(report.instance.doctors)


def test_every_sheet_is_one_page_wide_in_landscape(book: Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert (int(sheet.page_setup.fitToWidth), int(sheet.page_setup.fitToHeight)) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows and sheet.print_area
        width = sum(d.width for d in sheet.column_dimensions.values())
        assert width <= cells.PAGE_UNITS + 1  # so that nothing has to shrink
        assert "&P" in sheet.oddFooter.right.text and "&N" in sheet.oddFooter.right.text


def test_every_written_cell_is_in_arial_of_seven_or_more(book: Workbook) -> None:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert cell.font.name == "Arial", (sheet.title, cell.coordinate)
                    assert cell.font.size >= 7


def test_drafts_are_marked_on_every_sheet_and_published_plans_on_none(book: Workbook) -> None:
    published = load_workbook(io.BytesIO(excel.rota(sample.report(state="published"))))
    for sheet in book:
        assert sheet.oddHeader.center.text == "UTKAST"
        assert "UTKAST" in sheet.oddFooter.center.text
    for sheet in published:
        assert "UTKAST" not in str(sheet.oddHeader) + str(sheet.oddFooter) + " ".join(
            texts(published, sheet.title)
        )
        assert "PUBLISERT" in sheet.oddFooter.center.text
    assert any(t.startswith("UTKAST") for t in texts(book, "Leger × dager"))


def test_month_grid(book: Workbook, report: PlanReport) -> None:
    rows = parse.rows(excel.rota(report), "Leger × dager")
    head = next(i for i, r in enumerate(rows) if r[0] == "Måned")
    assert rows[head][1] == "desember 2026"
    weeks = [w for w in rows[head + 1][1:] if w]
    assert weeks == ["Uke 49", "Uke 50", "Uke 51", "Uke 52", "Uke 53"]
    assert rows[head + 2][1:8] == ("ti", "on", "to", "fr", "lø", "sø", "ma")
    assert rows[head + 3][1:32] == tuple(range(1, 32))
    marks = {n: m for n, m in zip(rows[head + 3][1:32], rows[head + 4][1:32], strict=True) if m}
    assert {n for n, m in marks.items() if m == "●"} == {6, 13, 20, 25, 26, 27}
    assert {n for n, m in marks.items() if m == "○"} == {24, 31}
    kari = next(r for r in rows if r[0] == "Kari Nordvik")
    assert sum(c is not None for c in kari[1:32]) == len(report.roster.shifts_of(report.instance, "D1"))
    assert "1. juledag" in " ".join(texts(book, "Leger × dager"))


def test_open_places_and_hard_breaches_are_marked_without_colour(book: Workbook) -> None:
    wall, grid = texts(book, "Dager × vakter"), texts(book, "Leger × dager")
    assert "UDEKKET" in wall and "UDEKKET" in grid
    assert sum(t.endswith(" !") for t in wall) == 2
    assert sum(t.endswith("!") and len(t) < 4 for t in grid) == 2


def test_bakvakt_stands_beside_what_it_backs(book: Workbook) -> None:
    rows = list(book["Dager × vakter"].iter_rows(values_only=True))
    names = next(r for r in rows if "Natt" in r)
    assert names.index("Bakvakt natt") == names.index("Natt") + 1
    assert names.index("Bakvakt kveld") == names.index("Kveld / Helgekveld") + 1


def test_the_fair_share_is_worked_out_in_words(book: Workbook, report: PlanReport) -> None:
    line = next(m for m in report.ledger[0].measures if m.measure == "load")
    said = next(t for t in texts(book, "Kari Nordvik") if t.startswith("andel = "))
    assert said.startswith("andel = skyldig + total × (vaktandel × nærvær × kan ta) / sum = 2,5 + ")
    numbers = said.split(" = ")[2]
    owed, rest = numbers.split(" + ")
    total, rest = rest.split(" × (")
    factors, whole = rest.split(") / ")
    value = float(total.replace(",", "."))
    for factor in factors.split(" × "):
        value *= float(factor.replace(",", "."))
    worked = float(owed.replace(",", ".")) + value / float(whole.replace(",", "."))
    assert worked == pytest.approx(line.target, abs=0.02)
    assert said.split(" = ")[3] == f"{line.target:.2f}".replace(".", ",")


def test_breaches_in_order_without_fairness(book: Workbook) -> None:
    column = [r[0] for r in book["Brudd"].iter_rows(values_only=True)]
    assert [c for c in column if c in ("UDEKKET", "lovbrudd", "avvik")] == ["UDEKKET", "lovbrudd", "avvik"]
    assert "RETTFERD" not in " ".join(texts(book, "Brudd"))


def test_rules_say_where_numbers_are_from(book: Workbook) -> None:
    rows = [r for r in book["Regler"].iter_rows(values_only=True) if r[0] == "Hviletid mellom vakter"]
    assert rows == [
        (
            "Hviletid mellom vakter",
            "8 timer",
            "01.01.2020",
            "fortsatt",
            None,
            "SFS 2305 (2024-2025)",
            "SFS 2305 pkt. 7.4",
            "21.11.2026",
            "IKKE verifisert",
        )
    ]


def test_the_list_that_check_reads(book: Workbook, report: PlanReport) -> None:
    rows = list(book["Vaktliste"].iter_rows(values_only=True))
    assert rows[0] == ("Dato", "Ukedag", "Vakttype", "Vakt", "Fra", "Til", "Lege", "Navn")
    holes = sum(n for _s, n in report.roster.open_places(report.instance))
    assert len(rows) == 1 + len(report.roster.pairs) + holes
    pairs = {(r[6], f"{r[0]:%Y-%m-%d}:{r[2]}") for r in rows[1:] if r[6] != "UDEKKET"}
    assert pairs == set(report.roster.pairs)


def test_the_list_is_the_same_in_english() -> None:
    i18n.use("en")
    try:
        rows = parse.rows(excel.rota(sample.report()), "Vaktliste")
    finally:
        i18n.use("nb")
    assert rows[0] == ("Dato", "Ukedag", "Vakttype", "Vakt", "Fra", "Til", "Lege", "Navn")
    assert rows[1][1] == "Tuesday"


def test_charts_of_load_and_nights(book: Workbook, data: bytes) -> None:
    assert len(book["Vaktregnskap"]._charts) == 2
    many = [sample.doctor(f"D{i}", f"Lege Nummer {i}") for i in range(60)]
    big = sample.report(sample.instance(doctors=many))
    with zipfile.ZipFile(io.BytesIO(excel.rota(big))) as box:
        assert sum(n.startswith("xl/charts/chart") for n in box.namelist()) == 6


def test_45_days_and_80_doctors_stay_one_page_wide() -> None:
    many = [sample.doctor(f"D{i}", f"Fornavn Mellomnavn Etternavnsen {i}") for i in range(80)]
    of = sample.instance(date(2026, 12, 1), date(2027, 1, 14), many)
    sheet = load_workbook(io.BytesIO(excel.rota(sample.report(of), audience="wall")))["Leger × dager"]
    widths = [sheet.column_dimensions[c].width for c in sheet.column_dimensions]
    assert len(widths) == 1 + 45 + 5
    assert sum(widths) <= cells.PAGE_UNITS + 1
    assert min(widths) > 1.9


def test_two_doctors_of_one_name_are_told_apart() -> None:
    doctors = [sample.doctor("D1", "Kari Nordvik"), sample.doctor("D2", "Kari Nordvik")]
    of = sample.instance(date(2026, 12, 1), date(2026, 12, 1), doctors)
    roster = Roster.of([("D1", "2026-12-01:kveld"), ("D2", "2026-12-01:natt")])
    book = load_workbook(io.BytesIO(excel.rota(sample.report(of, roster))))
    wall = texts(book, "Dager × vakter")
    assert "Kari Nordvik (D1)" in wall and "Kari Nordvik (D2)" in wall
    assert {"Kari Nordvik D1", "Kari Nordvik D2"} <= set(book.sheetnames)


def test_a_roster_of_nothing_is_still_a_rota() -> None:
    of = sample.instance(date(2026, 12, 1), date(2026, 12, 1))
    rows = parse.rows(excel.rota(sample.report(of, Roster())), "Vaktliste")
    assert [r[6] for r in rows[1:]] == ["UDEKKET"] * 3


@pytest.mark.parametrize("audience", ["coordinator", "wall"])
def test_what_is_written_is_read_back(tmp_path: Path, audience: str) -> None:
    report = sample.report()
    path = tmp_path / "rota.xlsx"
    excel.write_rota(report, path, audience=audience)
    assert read_roster(path, report.instance) == report.roster


def test_the_wall_lists_only_those_who_are_on() -> None:
    doctors = [sample.doctor("D1", "Kari Nordvik"), sample.doctor("D2", "Ola Bakkemo")]
    of = sample.instance(date(2026, 12, 1), date(2026, 12, 1), doctors)
    report = sample.report(of, Roster.of([("D1", "2026-12-01:natt")]))
    names = [r[0] for r in parse.rows(excel.rota(report, audience="wall"), "Leger × dager")]
    assert "Kari Nordvik" in names and "Ola Bakkemo" not in names
    assert "Ola Bakkemo" in [r[0] for r in parse.rows(excel.rota(report), "Leger × dager")]
