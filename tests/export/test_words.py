"""Words, dates and numbers as people write them, and files that are whole or not there."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.dates import format_date

from tests.export import sample
from vaktplan import i18n
from vaktplan.export import files, words
from vaktplan.export.bundle import write_bundle
from vaktplan.export.view import View


@pytest.mark.parametrize(("language", "form"), [("nb", "EEEE d. MMMM y"), ("en", "EEEE d MMMM y")])
def test_dates_agree_with_babel(language: str, form: str) -> None:
    i18n.use(language)
    try:
        for n in range(0, 800, 13):
            day = date.fromordinal(date(2026, 1, 1).toordinal() + n)
            assert words.long_date(day) == format_date(day, form, locale=language)
    finally:
        i18n.use("nb")


def test_moment_is_in_oslo_time() -> None:
    assert words.moment(datetime(2027, 7, 1, 22, 5, tzinfo=UTC)) == "fredag 2. juli 2027 kl. 00:05"


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2026, 12, 1), date(2026, 12, 31), "desember 2026"),
        (date(2026, 12, 1), date(2027, 1, 14), "1. desember 2026 – 14. januar 2027"),
        (date(2026, 11, 2), date(2026, 11, 29), "2. november – 29. november 2026"),
    ],
)
def test_names_of_periods(first: date, last: date, name: str) -> None:
    assert words.period_name(first, last) == name


@pytest.mark.parametrize(
    ("value", "digits", "trim", "said"),
    [
        (1.25, 1, False, "1,2"),
        (3.0, 2, True, "3"),
        (-0.001, 1, True, "0"),
        (-2.5, 1, False, "−2,5"),
        (10.0, 0, True, "10"),
    ],
)
def test_numbers(value: float, digits: int, trim: bool, said: str) -> None:
    assert words.number(value, digits, trim=trim) == said


def test_status_tells_the_gap_only_when_there_is_one() -> None:
    assert words.status("proven", 0) == "bevist best"
    assert words.status("feasible", 0.032) == "ikke bevist best (avstand til beste 3,2 %)"
    assert "avstand" in words.status("out-of-time", 1)


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (0, "0,0 %"),
        (0.032, "3,2 %"),
        (0.0321, "3,3 %"),
        (0.01, "1,0 %"),
        (0.0021, "0,21 %"),
        (0.00001, "0,01 %"),
        (1, "100,0 %"),
    ],
)
def test_a_gap_is_never_said_smaller_than_it_is(gap: float, said: str) -> None:
    assert words.percent(gap) == said


def test_letters_are_distinct_and_own_ones_kept() -> None:
    letters = View(sample.report()).letters
    assert letters["natt"] == "N" and letters["helgedag"] == "H" and letters["bak-natt"] == "Bn"
    types = [t.model_copy(update={"letter": "", "name": "Natt"}) for t in sample.TYPES]
    again = View(sample.report(sample.instance(types=types))).letters
    assert len(set(again.values())) == len(types)


def test_weeks_over_new_year() -> None:
    of = sample.instance(date(2026, 12, 28), date(2027, 1, 5))
    assert [d.week for d in View(sample.report(of)).days] == [53] * 7 + [1] * 2


def test_atomic_writes(tmp_path: Path) -> None:
    path = tmp_path / "ny" / "fil.txt"
    files.write_atomically(path, b"en")
    files.write_atomically(path, b"to")
    assert path.read_bytes() == b"to"
    assert [p.name for p in path.parent.iterdir()] == ["fil.txt"]


def test_a_link_is_replaced_and_never_followed(tmp_path: Path) -> None:
    victim = tmp_path / "offer"
    victim.write_bytes(b"urort")
    (tmp_path / "plan.xlsx").symlink_to(victim)
    files.write_atomically(tmp_path / "plan.xlsx", b"ny")
    assert victim.read_bytes() == b"urort"
    assert not (tmp_path / "plan.xlsx").is_symlink()


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "fil.txt"
    path.write_bytes(b"gammel")

    def full(_handle: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        files.write_atomically(path, b"ny")
    assert path.read_bytes() == b"gammel"
    assert [p.name for p in tmp_path.iterdir()] == ["fil.txt"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Småvik", "smaavik"),
        ("Øst/Æ..", "oest-ae"),
        ("CON", "con-1"),
        ("", "uten-navn-1"),
        ("a" * 300, "a" * 60),
    ],
)
def test_safe_names(text: str, name: str) -> None:
    assert files.safe_name(text) == name


def test_the_bundle_is_whole(tmp_path: Path) -> None:
    report = sample.report()
    paths = write_bundle(report, tmp_path)
    names = {str(p.relative_to(tmp_path)) for p in paths}
    assert {"vaktplan.xlsx", "vaktplan.html", "oppslag.xlsx", "oppslag.html"} <= names
    assert sum(n.endswith(".ics") for n in names) == len(report.instance.doctors)
    first = {p: p.read_bytes() for p in paths}
    assert {p: p.read_bytes() for p in write_bundle(sample.report(), tmp_path)} == first
    assert {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()} == names


def test_nothing_is_never_negative() -> None:
    assert words.number(-0.01) == "0,0"
    assert words.number(-0.01, trim=True) == "0"
    assert words.number(-0.06) == "−0,1"
