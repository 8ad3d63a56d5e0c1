"""Dates, times, numbers and words as Norwegians write them."""

from datetime import date, time

import pytest

from vaktplan.domain.people import PairingKind, Role
from vaktplan.domain.shifts import LineKind
from vaktplan.read.cells import (
    Bad,
    Cell,
    Form,
    read_clock,
    read_date,
    read_dates,
    read_hours,
    read_number,
    read_ordinals,
    read_part,
    read_text,
    read_whole,
)
from vaktplan.read.cells import find_word as word
from vaktplan.read.words import DAY_CLASSES, LINE_KINDS, PAIRING_KINDS, ROLES, WEEKDAYS
from vaktplan.text import did_you_mean, key, skeleton

JUL = date(2026, 12, 24)


@pytest.mark.parametrize(
    "text",
    [
        "24.12.2026",
        " 24. 12. 2026 ",
        "24.12.2026\u00a0",
        "2026-12-24",
        "2026-12-24 00:00:00",
        "24. desember 2026",
        "24 DESEMBER 2026",
        "to 24.12.2026",
        "torsdag 24. desember 2026",
    ],
)
def test_dates_as_text(text: str) -> None:
    assert read_date(Cell(Form.TEXT, text)) == JUL


@pytest.mark.parametrize(
    "cell",
    [
        Cell(Form.TEXT, "1/3/26"),
        Cell(Form.TEXT, "01.03.26"),
        Cell(Form.TEXT, "12/24/2026"),
        Cell(Form.TEXT, "24-12-2026"),
        Cell(Form.TEXT, "31.02.2026"),
        Cell(Form.TEXT, "24. des"),
        Cell(Form.TEXT, "２４.12.2026"),
        Cell(Form.NUMBER, 46380.0),
        Cell(Form.BOOL, True),
        Cell(Form.CLOCK, 3600.0),
        Cell(Form.DATE, "2026-12-24T08:00:00"),
        Cell(Form.DATE, "1900-02-28T00:00:00"),
        Cell(Form.DATE, "9999-12-31T00:00:00"),
        Cell(Form.ERROR, "#N/A"),
        Cell(Form.FORMULA, "="),
    ],
)
def test_what_is_no_date(cell: Cell) -> None:
    with pytest.raises(Bad):
        read_date(cell)


@pytest.mark.parametrize(
    "text", ["23:00", "23.00", "kl. 23.00", "Kl 23", "klokken 23:00", "23:00:00", " kl.23.00 "]
)
def test_times_as_text(text: str) -> None:
    assert read_clock(Cell(Form.TEXT, text)) == time(23)


def test_times_as_excel_keeps_them() -> None:
    assert read_clock(Cell(Form.CLOCK, 82800.0)) == time(23)
    assert read_clock(Cell(Form.CLOCK, 82799.9999)) == time(23)
    assert read_clock(Cell(Form.SPAN, 86400.0)) == time(0)
    assert read_clock(Cell(Form.TEXT, "24:00")) == time(0)
    assert read_clock(Cell(Form.DATE, "1900-01-01T00:00:00")) == time(0)
    assert read_clock(Cell(Form.DATE, "1899-12-31T15:30:00")) == time(15, 30)


@pytest.mark.parametrize(
    "cell",
    [
        Cell(Form.TEXT, "23"),
        Cell(Form.TEXT, "24:30"),
        Cell(Form.TEXT, "12:75"),
        Cell(Form.TEXT, "kveld"),
        Cell(Form.NUMBER, 23.0),
        Cell(Form.NUMBER, 0.5),
        Cell(Form.CLOCK, 30.0),
        Cell(Form.SPAN, 90000.0),
        Cell(Form.SPAN, -60.0),
        Cell(Form.DATE, "2026-12-24T08:00:00"),
    ],
)
def test_what_is_no_time(cell: Cell) -> None:
    with pytest.raises(Bad):
        read_clock(cell)


def test_numbers() -> None:
    assert read_number(Cell(Form.TEXT, "0,5")) == 0.5
    assert read_number(Cell(Form.TEXT, "1 000,25")) == 1000.25
    assert read_number(Cell(Form.TEXT, "−2")) == -2
    assert read_whole(Cell(Form.NUMBER, 3.0)) == 3
    assert read_part(Cell(Form.PERCENT, 0.5), 100) == 50
    assert read_part(Cell(Form.TEXT, "50 %"), 100) == 50
    assert read_part(Cell(Form.TEXT, "50%"), 1) == 0.5
    assert read_part(Cell(Form.NUMBER, 80.0), 100) == 80
    for bad in ("1.000,5", "ca. 3", "", "0x10", "nan", "1e999", "٣"):
        with pytest.raises(Bad):
            read_number(Cell(Form.TEXT, bad))
    with pytest.raises(Bad):
        read_whole(Cell(Form.NUMBER, 49.999))


def test_hours_become_minutes() -> None:
    assert read_hours(Cell(Form.NUMBER, 112.5)) == 6750
    assert read_hours(Cell(Form.TEXT, "7,33")) == 440  # the nearest whole minute
    assert read_hours(Cell(Form.SPAN, 389100.0)) == 6485  # 108:05
    assert read_hours(Cell(Form.CLOCK, 27000.0)) == 450
    for cell in (
        Cell(Form.PERCENT, 0.5),
        Cell(Form.TEXT, "7 t"),
        Cell(Form.BOOL, True),
        Cell(Form.FORMULA, "="),
    ):
        with pytest.raises(Bad):
            read_hours(cell)


def test_which_of_the_month() -> None:
    assert read_ordinals(Cell(Form.TEXT, "1,3")) == (1, 3)
    assert read_ordinals(Cell(Form.TEXT, "1.; 3.; 5")) == (1, 3, 5)
    assert read_ordinals(Cell(Form.NUMBER, 2.0)) == (2,)
    assert read_ordinals(Cell(Form.NUMBER, 1.3)) == (1, 3)  # what a spreadsheet takes "1,3" to be
    for cell in (
        Cell(Form.TEXT, "0"),
        Cell(Form.TEXT, "1-3"),
        Cell(Form.TEXT, "1,1"),
        Cell(Form.TEXT, "første"),
        Cell(Form.TEXT, ","),
        Cell(Form.NUMBER, 13.0),
        Cell(Form.NUMBER, -1.0),
        Cell(Form.DATE, "2027-03-01T00:00:00"),
        Cell(Form.ERROR, "#N/A"),
    ):
        with pytest.raises(Bad) as caught:
            read_ordinals(cell)
        assert caught.value.hint


def test_several_dates() -> None:
    assert read_dates(Cell(Form.TEXT, "24.12.2026, 2026-12-31;1. mai 2027")) == (
        JUL,
        date(2026, 12, 31),
        date(2027, 5, 1),
    )
    assert read_dates(Cell(Form.DATE, "2026-12-24T00:00:00")) == (JUL,)
    for cell in (Cell(Form.TEXT, "24.12.2026, jul"), Cell(Form.NUMBER, 46380.0)):
        with pytest.raises(Bad):
            read_dates(cell)


@pytest.mark.parametrize(
    ("words", "kind"), [(LINE_KINDS, LineKind), (ROLES, Role), (PAIRING_KINDS, PairingKind)]
)
def test_everything_has_a_word(words: dict[str, object], kind: type[LineKind | Role | PairingKind]) -> None:
    assert list(words.values()) == list(kind)


def test_texts() -> None:
    assert read_text(Cell(Form.NUMBER, 7.0)) == "7"
    assert read_text(Cell(Form.TEXT, "\u00a0 Kari  N \u00a0")) == "Kari  N"
    for bad in ("a\x07b", "a\u200bb", "a\u202eb", "a\ud800b", "a\nb", "a\ufeffb"):
        with pytest.raises(Bad):
            read_text(Cell(Form.TEXT, bad))


def test_words() -> None:
    assert word("  Rød\u00a0 DAG ", DAY_CLASSES) is DAY_CLASSES["rød dag"]
    assert word("ALIS", ROLES) is ROLES["LIS3"]
    assert word("lis-1", ROLES) is ROLES["LIS1"]
    assert word("Lørdag", WEEKDAYS) == 6
    assert word("lørdag", DAY_CLASSES) is DAY_CLASSES["lørdag"]
    with pytest.raises(Bad) as caught:
        word("fastleger", ROLES)
    assert "Mente du «fastlege»?" in caught.value.hint


def test_matching() -> None:
    assert key("A\u030ase\u00a0 Berg ") == key("åse berg")
    assert skeleton("Аnna") == skeleton("ANNA")  # the first letter is Cyrillic
    assert skeleton("O’Brien") == skeleton("o'brien")
    assert skeleton("Ås") != skeleton("As")
    assert did_you_mean("qqqq", ["kari"]) == ""
