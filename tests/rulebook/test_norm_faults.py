"""Everything that can be wrong with a file of norms is told, with its place and a hint."""

from datetime import date, datetime
from typing import Any

import pytest

from vaktplan.errors import InvalidInput
from vaktplan.rulebook.parse import parse_norms, parse_paper


def _row(first: date, last: date | None = None, **more: Any) -> dict[str, Any]:
    row = {
        "from": first,
        "value": 8,
        "cite": "loven § 1",
        "source": "LOV",
        "read_on": date(2026, 11, 21),
        "status": "verified",
    }
    return {**row, **({"to": last} if last else {}), **more}


def _file(*rows: Any, **more: Any) -> dict[str, Any]:
    rest = {"title": "Hvile", "title_en": "Rest", "unit": "hours", "values": list(rows), **more}
    return {
        "id": "loven",
        "title": "Loven",
        "title_en": "The act",
        "sources": {"LOV": "loven selv"},
        "rest": rest,
    }


def _faults(data: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as caught:
        parse_norms("loven.toml", data)
    assert all(f.what and f.hint for f in caught.value.faults)
    return [(f.where, f.code) for f in caught.value.faults]


def test_a_good_file_is_read_in_order_of_time_and_its_source_written_out() -> None:
    late, early = _row(date(2026, 1, 1), value=11), _row(date(2020, 1, 1))
    (norm,) = parse_norms("loven.toml", _file(late, early))
    assert norm.id == "loven.rest"
    assert [(v.first, v.last, v.value) for v in norm.values] == [
        (date(2020, 1, 1), date(2025, 12, 31), 8),
        (date(2026, 1, 1), None, 11),
    ]
    assert norm.values[0].source == "LOV: loven selv"


def test_a_gap_between_two_values_is_a_fault() -> None:
    faults = _faults(_file(_row(date(2020, 1, 1), date(2024, 12, 31)), _row(date(2025, 1, 2))))
    assert faults == [("loven.toml: rest", "norm-gap")]


def test_values_that_meet_day_by_day_have_no_gap() -> None:
    assert parse_norms(
        "loven.toml", _file(_row(date(2020, 1, 1), date(2024, 12, 31)), _row(date(2025, 1, 1)))
    )


@pytest.mark.parametrize("second", [date(2024, 12, 31), date(2020, 1, 1)])
def test_two_values_on_one_day_are_a_fault(second: date) -> None:
    faults = _faults(_file(_row(date(2020, 1, 1), date(2024, 12, 31)), _row(second)))
    assert faults == [("loven.toml: rest", "norm-overlap")]


@pytest.mark.parametrize("field", ["from", "value", "cite", "source", "read_on", "status"])
def test_a_value_without_a_field_is_a_fault(field: str) -> None:
    row = _row(date(2020, 1, 1))
    del row[field]
    assert _faults(_file(row)) == [("loven.toml: rest, verdi 1", "missing-field")]


@pytest.mark.parametrize("field", ["cite", "source"])
def test_an_empty_text_is_as_good_as_none(field: str) -> None:
    assert ("loven.toml: rest, verdi 1", "missing-field") in _faults(
        _file(_row(date(2020, 1, 1), **{field: ""}))
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"from": "2020-01-01"}, "wrong-type"),
        ({"from": datetime(2020, 1, 1)}, "wrong-type"),
        ({"read_on": 2026}, "wrong-type"),
        ({"value": "åtte"}, "wrong-type"),
        ({"value": True}, "wrong-type"),
        ({"value": -1}, "wrong-type"),
        ({"value": ["a"]}, "wrong-type"),
        ({"cite": 7}, "wrong-type"),
        ({"status": "sikker"}, "wrong-type"),
        ({"status": "unverified"}, "unverified-without-note"),
        ({"source": "LOVEN"}, "unknown-source"),
        ({"to": date(2019, 1, 1)}, "ends-before-it-begins"),
        ({"form": date(2020, 1, 1)}, "unknown-field"),
    ],
)
def test_a_wrong_field_of_a_value_is_a_fault(change: dict[str, Any], code: str) -> None:
    assert _faults(_file({**_row(date(2020, 1, 1)), **change})) == [("loven.toml: rest, verdi 1", code)]


@pytest.mark.parametrize(
    ("unit", "good", "bad"),
    [
        ("names", ["a"], "a"),
        ("yes-no", True, 1),
        ("clock", "15:00", "25:00"),
        ("clock", "06:00", 600),
        ("text", "fritt", 3),
        ("hours per week", 7.5, "7,5"),
    ],
)
def test_a_value_is_of_the_kind_of_its_unit(unit: str, good: Any, bad: Any) -> None:
    assert parse_norms("loven.toml", _file(_row(date(2020, 1, 1), value=good), unit=unit))
    assert _faults(_file(_row(date(2020, 1, 1), value=bad), unit=unit)) == [
        ("loven.toml: rest, verdi 1", "wrong-type")
    ]


@pytest.mark.parametrize("values", [None, [], "8", [8]])
def test_a_norm_without_values_is_a_fault(values: Any) -> None:
    assert _faults(_file(values=values)) == [("loven.toml: rest", "no-values")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": 1}, "missing-field"),
        ({"title": " "}, "missing-field"),
        ({"title_en": None}, "missing-field"),
        ({"sources": ["LOV"]}, "bad-sources"),
        ({"departs_from": "AML"}, "wrong-type"),
        ({"warrant": 1}, "wrong-type"),
        ({"titel": "Loven"}, "unknown-field"),
    ],
)
def test_a_wrong_head_is_a_fault(change: dict[str, Any], code: str) -> None:
    assert ("loven.toml", code) in _faults({**_file(_row(date(2020, 1, 1))), **change})


def test_a_paper_is_the_head_of_a_file() -> None:
    data = {**_file(), "departs_from": ["AML § 10-8"], "warrant": "AML § 10-12 (4)"}
    paper = parse_paper("loven.toml", data)
    assert (paper.id, paper.departs_from, paper.warrant) == ("loven", ("AML § 10-8",), "AML § 10-12 (4)")
    with pytest.raises(InvalidInput):
        parse_paper("loven.toml", {})


def test_all_faults_of_a_file_are_told_at_once() -> None:
    data = _file(_row(date(2020, 1, 1), value="åtte", status="?"), unit="hours", titel="x")
    data["other"] = {"title": "Annet"}
    codes = sorted(code for _, code in _faults(data))
    assert codes == [
        "missing-field",
        "missing-field",
        "no-values",
        "unknown-field",
        "wrong-type",
        "wrong-type",
    ]
