"""The workbook of a year: its sums are the rows', its bytes the same, its words for the coordinator."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.export import sample
from tests.kit import BOOK
from vaktplan import i18n
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.export import formula
from vaktplan.export.excel import cells, paper
from vaktplan.export.excel.year import title, write_year
from vaktplan.ledger import ledger
from vaktplan.ledger.year import Month, YearRow, year_rows
from vaktplan.rulebook.rules import MEASURES
from vaktplan.yearly import following, month_after

MADE_AT = datetime(2027, 1, 2, 8, 0, tzinfo=UTC)


def months_of(first: Instance, count: int) -> tuple[Month, ...]:
    """Some months in a row, dealt out; the last with an open place and two breaches told."""
    found, of = [], first
    for n in range(count):
        last = n == count - 1
        roster = sample.deal(of, leave_open=[of.shifts[-4].id] if last else [])
        missing = sum(k for _s, k in roster.open_places(of))
        found.append(
            Month(
                instance=of,
                roster=roster,
                rows=ledger(of, BOOK, roster),
                hard=2 if last else 0,
                open_places=missing,
            )
        )
        of = following(of, BOOK, roster, month_after(of.period))
    return tuple(found)


@pytest.fixture(scope="module")
def months() -> tuple[Month, ...]:
    return months_of(sample.month(), 2)


@pytest.fixture(scope="module")
def rows(months: tuple[Month, ...]) -> tuple[YearRow, ...]:
    return year_rows(months, BOOK)


def year_of(months: tuple[Month, ...]) -> Instance:
    """The instance of the whole of it."""
    whole = Period(first=months[0].instance.period.first, last=months[-1].instance.period.last)
    return months[0].instance.model_copy(update={"period": whole})


def written(months: tuple[Month, ...], rows: tuple[YearRow, ...], folder: Path) -> bytes:
    """The bytes of the workbook."""
    target = folder / "år.xlsx"
    write_year(year_of(months), rows, months, target, MADE_AT)
    return target.read_bytes()


@pytest.fixture(scope="module")
def data(
    months: tuple[Month, ...], rows: tuple[YearRow, ...], tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    return written(months, rows, tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def table(book: Workbook, sheet: str, name: str) -> dict[str, list[object]]:
    """The rows of a sheet by their first cell, from the row after the heading that begins with a name."""
    every = [list(r) for r in book[sheet].iter_rows(values_only=True)]
    first = max(i for i, r in enumerate(every) if r[0] == name)
    return {str(r[0]): r[1:] for r in every[first + 1 :] if r[0]}


def test_sheets(book: Workbook) -> None:
    assert book.sheetnames == ["Årsregnskap", "Spredning", "Måneder", "Formel"]


def test_same_bytes_every_time(
    data: bytes, months: tuple[Month, ...], rows: tuple[YearRow, ...], tmp_path: Path
) -> None:
    assert written(months, rows, tmp_path) == data
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        assert {i.date_time for i in box.infolist()} == {(2027, 1, 2, 8, 0, 0)}


def test_every_doctor_has_a_row_with_the_numbers_of_the_year(
    book: Workbook, rows: tuple[YearRow, ...]
) -> None:
    told = table(book, "Årsregnskap", "Lege")
    assert list(told) == [r.name for r in rows]
    for row in rows:
        values = told[row.name]
        for i, name in enumerate(MEASURES):
            brought, share, got, difference = (float(str(v)) for v in values[4 * i : 4 * i + 4])
            measure = row.of(name)
            assert got == measure.count
            assert (brought, share) == pytest.approx((measure.brought, measure.share), abs=0.006)
            assert difference == pytest.approx(measure.difference, abs=0.051)
            assert difference == pytest.approx(got - brought - share, abs=0.07)
        assert bool(values[4 * len(MEASURES)]) is not row.within
        assert values[4 * len(MEASURES) + 1 : 4 * len(MEASURES) + 4] == [
            row.shifts,
            row.hours_on_site or None,
            row.hours_home or None,
        ]


def test_the_sums_are_those_of_the_rosters(book: Workbook, months: tuple[Month, ...]) -> None:
    told = table(book, "Årsregnskap", "Lege")
    assert sum(int(str(v[4 * len(MEASURES) + 1])) for v in told.values()) == sum(
        len(m.roster.pairs) for m in months
    )
    nights = [v[4 * MEASURES.index("nights") + 2] for v in told.values()]
    assert sum(int(str(n)) for n in nights) == sum(
        BOOK.is_night(m.instance.shift_by_id[s]) and not m.instance.shift_by_id[s].on_demand
        for m in months
        for _d, s in m.roster.pairs
    )


def test_hours_by_kind_add_up(book: Workbook, rows: tuple[YearRow, ...]) -> None:
    heads = next(list(r) for r in book["Årsregnskap"].iter_rows(min_row=4, max_row=4, values_only=True))
    columns = {str(t): i - 1 for i, t in enumerate(heads) if t in ("legevakt", "tilkalling", "bakvakt")}
    assert len(columns) == 3
    told = table(book, "Årsregnskap", "Lege")
    for row in rows:
        hours = {k: told[row.name][i] or 0 for k, i in columns.items()}
        assert {k: v for k, v in hours.items() if v} == row.hours_by_kind
        assert sum(float(str(h)) for h in hours.values()) == pytest.approx(row.hours_on_site + row.hours_home)


def test_feasts_wishes_and_both_jul_and_nyttaar_are_told(rows: tuple[YearRow, ...], months: tuple[Month, ...],
                                                         tmp_path: Path) -> None:  # fmt: skip
    first = rows[0].model_copy(
        update={
            "feasts": ("jul 2026", "nyttaar 2026", "1mai 2027"),
            "jul_and_nyttaar": True,
            "wishes_asked": 4,
            "wishes_met": 3,
        }
    )
    second = rows[1].model_copy(update={"feasts": (), "jul_and_nyttaar": False, "wishes_asked": 0})
    book = load_workbook(io.BytesIO(written(months, (first, second), tmp_path)))
    told = table(book, "Årsregnskap", "Lege")
    assert told[first.name][-3:] == ["3 av 4", "jul 2026, nyttår 2026, 1. mai 2027", "JA"]
    assert [v or "" for v in told[second.name][-3:]] == ["", "", ""]


def test_reasons_are_words_and_never_more_than_that(book: Workbook, rows: tuple[YearRow, ...]) -> None:
    text = " ".join(str(c) for s in book for r in s.iter_rows(values_only=True) for c in r if c)
    assert any(not r.within for r in rows)
    assert sample.CASE_CANARY not in text and "ferie" not in text and "kurs" not in text
    for row in rows:
        assert all(reason in text for reason in row.reasons)


def test_months_and_their_sums(book: Workbook, months: tuple[Month, ...]) -> None:
    told = table(book, "Måneder", "Måned")
    assert list(told) == ["desember 2026", "januar 2027", "Sum"]
    assert [int(str(v)) for v in told["Sum"]] == [
        int(str(a)) + int(str(b)) for a, b in zip(told["desember 2026"], told["januar 2027"], strict=True)
    ]
    assert told["januar 2027"][-2:] == [1, 2]
    assert told["desember 2026"][1] == len(months[0].roster.pairs)


def test_the_formula_stands_in_words(book: Workbook) -> None:
    text = " ".join(str(r[0]) for r in book["Formel"].iter_rows(values_only=True))
    assert formula.general() in text
    assert "Skyldig etter = skyldig før + andel" in text


def test_one_chart_of_those_with_a_share_most_loaded_first(book: Workbook, rows: tuple[YearRow, ...]) -> None:
    assert [len(s._charts) for s in book] == [0, 1, 0, 0]
    told = table(book, "Spredning", "Lege")
    times = [float(str(v[0])) for v in told.values()]
    assert times == sorted(times, reverse=True) and len(times) == sum(r.of("load").target >= 1 for r in rows)
    for row in rows:
        if row.name in told and row.of("load").times is not None:
            assert told[row.name][0] == pytest.approx(row.of("load").times, abs=0.001)


def test_pages_are_in_landscape_and_wide_enough(book: Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows and "&P" in sheet.oddFooter.right.text
        assert "UTKAST" not in str(sheet.oddFooter.center.text) and "PUBLISERT" not in str(
            sheet.oddFooter.center.text
        )
    sheet = book["Årsregnskap"]
    widths = [d.width for d in sheet.column_dimensions.values()]
    (cut,) = [b.id for b in sheet.col_breaks.brk]
    assert sum(widths[:cut]) <= cells.PAGE_UNITS + 1
    assert widths[0] + sum(widths[cut:]) <= cells.PAGE_UNITS + 1  # the names are repeated
    assert int(sheet.page_setup.scale) == paper.SCALE and sheet.print_title_cols == "$A:$A"


def test_text_stays_text(months: tuple[Month, ...], rows: tuple[YearRow, ...], tmp_path: Path) -> None:
    hostile = tuple(r.model_copy(update={"name": "=1+1"}) for r in rows)
    data = written(months, hostile, tmp_path)
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        sheets = [box.read(n).decode() for n in box.namelist() if n.startswith("xl/worksheets/sheet")]
    assert sheets and not any("<f>" in s for s in sheets)
    names = list(table(load_workbook(io.BytesIO(data)), "Årsregnskap", "Lege"))
    assert names == [f"=1+1 ({r.doctor})" for r in rows]  # of one name, so told apart by their ids


def test_a_calendar_year_is_named_by_its_number() -> None:
    whole = Period(first=date(2027, 1, 1), last=date(2027, 12, 31))
    assert (
        title(sample.instance().model_copy(update={"period": whole}))
        == "Årsregnskap 2027 – Prøvevik legevakt"
    )


def test_no_month_at_all_is_still_a_workbook(tmp_path: Path) -> None:
    target = tmp_path / "tom.xlsx"
    write_year(sample.instance(), (), (), target, MADE_AT)
    assert load_workbook(target).sheetnames[0] == "Årsregnskap"


def test_in_english_too(months: tuple[Month, ...], rows: tuple[YearRow, ...], tmp_path: Path) -> None:
    i18n.use("en")
    try:
        book = load_workbook(io.BytesIO(written(months, rows, tmp_path)))
    finally:
        i18n.use("nb")
    assert len(book.sheetnames) == 4
    assert len(table(book, book.sheetnames[2], str(book.worksheets[2].cell(2, 1).value))) == 3
