"""A file of Statistics Norway's table 13600, as it is downloaded: wide, long, Excel, in two encodings, and bad."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from instances.planning_facts import facts
from tests.read.books import read_in_process
from vaktplan.errors import InvalidInput
from vaktplan.planning.facts import Projection
from vaktplan.read import raw
from vaktplan.read.planning import read_planning
from vaktplan.read.planning_projection import read_projection
from vaktplan.read.planning_template import planning_bytes

TITLE = '"13600: Framskrevet folkemengde 1. januar, etter region, statistikkvariabel og år"\n\n'
MAIN, LOW, HIGH = "Hovedalternativet (MMMM)", "Lav nasjonal vekst (LLML)", "Høy nasjonal vekst (HHMH)"
OTHER = "Lav nettoinnvandring (MMML)"
STATUS = date(2026, 6, 30)
PEOPLE = {
    (MAIN, 2027): 48000,
    (MAIN, 2028): 48200,
    (MAIN, 2029): 48400,
    (LOW, 2027): 47900,
    (LOW, 2028): 48000,
}
PEOPLE |= {
    (LOW, 2029): 48050,
    (HIGH, 2027): 48100,
    (HIGH, 2028): 48500,
    (HIGH, 2029): 49000,
    (OTHER, 2027): 1,
}
NAMES = {MAIN: "hovedalternativet", LOW: "lav", HIGH: "høy"}
EXPECTED = {
    Projection(year=year - 1, alternative=NAMES[name], residents=count)
    for (name, year), count in PEOPLE.items()
    if name != OTHER
}


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process: the cases below are about what cells mean."""
    monkeypatch.setattr(raw, "run_child", read_in_process)


def _wide(region: str = "3909 Larvik") -> str:
    heads = ";".join(f'"{name} {year}"' for name, year in PEOPLE)
    return f'{TITLE}"region";{heads}\n"{region}";{";".join(str(n) for n in PEOPLE.values())}\n'


def _long(lines: dict[tuple[str, int], object] | None = None) -> str:
    rows = "".join(f'"3909 Larvik";"{name}";"{year}";{n}\n' for (name, year), n in (lines or PEOPLE).items())
    return f'{TITLE}"region";"statistikkvariabel";"år";"13600: Framskrevet folkemengde 2022 - 2050"\n{rows}'


def _read(text: str, folder: Path, encoding: str = "utf-8") -> set[Projection]:
    path = folder / "13600.csv"
    path.write_bytes(text.encode(encoding))
    return set(read_projection(path, "Larvik", STATUS, 2028))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_wide_file_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    assert _read(_wide(), tmp_path, encoding) == EXPECTED


def test_a_long_file(tmp_path: Path) -> None:
    assert _read(_long(), tmp_path) == EXPECTED


def test_a_file_with_alternatives_as_columns_and_years_as_rows(tmp_path: Path) -> None:
    rows = "".join(
        f'"Larvik";"{year}";{PEOPLE[MAIN, year]};{PEOPLE[LOW, year]};{PEOPLE[HIGH, year]}\n'
        for year in (2027, 2028, 2029)
    )
    assert _read(f'{TITLE}"region";"år";"{MAIN}";"{LOW}";"{HIGH}"\n{rows}', tmp_path) == EXPECTED


def test_sexes_are_added_up_and_totals_are_not(tmp_path: Path) -> None:
    years = {2027: (1, 2), 2028: (3, 4), 2029: (5, 6)}
    head = f'{TITLE}"region";"kjønn";"år";"{MAIN}"\n'
    parts = "".join(
        f'"Larvik";"Menn";"{y}";{m}\n"Larvik";"Kvinner";"{y}";{k}\n' for y, (m, k) in years.items()
    )
    totals = "".join(f'"Larvik";"Begge kjønn";"{y}";{m + k}\n' for y, (m, k) in years.items())
    wanted = {
        Projection(year=y - 1, alternative="hovedalternativet", residents=m + k)
        for y, (m, k) in years.items()
    }
    assert _read(head + parts, tmp_path) == wanted
    assert _read(head + parts + totals, tmp_path) == wanted


def test_a_workbook_as_downloaded(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "13600: Framskrevet folkemengde 1. januar"
    for n, name in enumerate((MAIN, LOW, HIGH)):
        page.cell(3, 2 + 3 * n, name)
        for at, year in enumerate((2027, 2028, 2029)):
            page.cell(4, 2 + 3 * n + at, str(year))
            page.cell(5, 2 + 3 * n + at, PEOPLE[name, year])
    page["A5"], page["A7"] = "3909 Larvik", "Tallene er framskrevet."
    book.save(tmp_path / "13600.xlsx")
    assert set(read_projection(tmp_path / "13600.xlsx", "Larvik", STATUS, 2028)) == EXPECTED


@pytest.mark.parametrize(
    ("text", "where", "code", "hint"),
    [
        (_wide("3907 Sandefjord"), "13600.csv", "projection-of-another", "region i første kolonne"),
        (_wide() + '"3805 Larvik";1\n', "13600.csv", "ambiguous-name", "3805 Larvik, 3909 Larvik"),
        (_long({k: v for k, v in PEOPLE.items() if k[1] != 2028}), "13600.csv", "projection-gap", "2029"),
        (
            _long({k: v for k, v in PEOPLE.items() if k[1] != 2029}),
            "13600.csv",
            "projection-too-short",
            "2029",
        ),
        (_long(PEOPLE | {(MAIN, 2028): ".."}), "13600.csv", "projection-gap", "1. januar"),
        (_long(PEOPLE | {(MAIN, 2028): "mange"}), "13600.csv:5", "wrong-type", "på nytt"),
        (
            _long({k: v for k, v in PEOPLE.items() if k[0] == LOW}),
            "13600.csv",
            "projection-without-main",
            "hovedalternativet",
        ),
        (_long({(OTHER, 2027): 1}), "13600.csv", "no-projection", "hovedalternativet"),
        ("", "13600.csv", "projection-of-another", "region"),
    ],
)
def test_a_bad_file_is_told(text: str, where: str, code: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        _read(text, tmp_path)
    assert caught.value.exit_code == 3
    found = {(f.where, f.code): f"{f.what}. {f.hint}" for f in caught.value.faults}
    assert {k[0] for k in found} == {where} and code in {k[1] for k in found}
    assert hint in found[where, code]


def test_the_file_is_read_in_place_of_the_sheet_and_its_faults_join_the_others(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(planning_bytes(facts()))
    years = range(2021, 2030)
    lines = {(MAIN, year): 63_000 + year for year in years}
    good, bad = tmp_path / "god.csv", tmp_path / "dårlig.csv"
    good.write_text(_long(lines).replace("3909 Larvik", "3907 Sandefjord"), "utf-8")
    bad.write_text(_long(lines), "utf-8")
    read, _warnings = read_planning(tmp_path / "plan.xlsx", projection=good)
    assert read.projections == tuple(
        Projection(year=y - 1, alternative="hovedalternativet", residents=63_000 + y) for y in years
    )
    assert read.model_copy(update={"projections": facts().projections}) == facts()
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    book["Hjemler"]["F2"] = -1
    book.save(tmp_path / "feil.xlsx")
    with pytest.raises(InvalidInput) as caught:
        read_planning(tmp_path / "feil.xlsx", projection=bad)
    assert {f.code for f in caught.value.faults} == {"out-of-range", "projection-of-another"}
