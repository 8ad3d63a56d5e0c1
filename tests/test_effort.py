"""The options of a search: what is refused and in which words, and what reaches the solver."""

import json
from pathlib import Path

import pytest

from tests.read.books import template
from vaktplan import app
from vaktplan.app.solving import Effort, _options
from vaktplan.cli import effort
from vaktplan.cli.main import main
from vaktplan.errors import Interrupted
from vaktplan.read.example import example

BAD = {
    ("--time-limit", "0"): "minste verdi er 0,5 sekunder",
    ("--time-limit", "-3"): "minste verdi er 0,5 sekunder",
    ("--time-limit", "0,4"): "minste verdi er 0,5 sekunder",
    ("--time-limit", "90000"): "største verdi er 86400 sekunder",
    ("--time-limit", "nan"): "«nan» er ikke et tall",
    ("--time-limit", ""): "«» er ikke et tall",
    ("--time-limit", "1,2,3"): "«1,2,3» er ikke et tall",
    ("--target-gap", "-1"): "minste verdi er 0 %",
    ("--target-gap", "101"): "største verdi er 100 %",
    ("--target-gap", "litt"): "«litt» er ikke et tall",
    ("--target-gap", "inf"): "«inf» er ikke et tall",
    ("--target-gap", "%"): "«%» er ikke et tall",
    ("--workers", "0"): "minste verdi er 1",
    ("--workers", "1000"): "største verdi er 64",
    ("--workers", "2,5"): "«2,5» er ikke et helt tall",
    ("--seed", "-1"): "minste verdi er 0",
    ("--seed", "2147483647"): "største verdi er 2000000000",
}


@pytest.mark.parametrize("command", ["plan", "year"])
@pytest.mark.parametrize(("option", "value"), BAD)
def test_a_bad_value_is_a_usage_error_in_words(
    command: str, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "bok.xlsx", option, value, "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["exit_code"] == 2
    assert f"Ugyldig verdi for '{option}': " in err and BAD[option, value] in err


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Effort]:
    """What reaches the use case; nothing is planned."""
    heard: list[Effort] = []

    def plan(*_args: object, effort: Effort, **_more: object) -> None:
        heard.append(effort)
        raise Interrupted("nok")

    monkeypatch.setattr(app, "plan", plan)
    monkeypatch.setattr(app, "plan_year", plan)
    return heard


@pytest.mark.parametrize("command", ["plan", "year"])
@pytest.mark.parametrize(
    ("written", "fraction"),
    [("1", 0.01), ("0,5", 0.005), ("0.5", 0.005), ("2 %", 0.02), ("0", 0.0), ("100", 1.0), (",2%", 0.002)],
)
def test_a_target_gap_is_read_as_per_cent(
    command: str, written: str, fraction: float, asked: list[Effort]
) -> None:
    assert main([command, "bok.xlsx", "--target-gap", written]) == 130
    assert asked[0].target_gap == pytest.approx(fraction)


@pytest.mark.parametrize("command", ["plan", "year"])
def test_what_is_asked_for_and_what_is_ordinary(command: str, asked: list[Effort]) -> None:
    main([command, "bok.xlsx", "--time-limit", "2,5", "--workers", "1", "--seed", "7"])
    main([command, "bok.xlsx"])
    told = [(e.time_limit, e.workers, e.seed, e.target_gap) for e in asked]
    assert told == [(2.5, 1, 7, None), (60.0, 2, 0, None)]


def test_the_target_reaches_the_solver() -> None:
    assert _options(example(), Effort(target_gap=0.01)).target_gap == 0.01
    assert _options(example(), Effort()).target_gap is None


def test_more_workers_than_cores_are_allowed_and_warned_of_once(
    asked: list[Effort], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effort, "cores", lambda: 3)
    for workers, times in (("4", 1), ("3", 0)):
        assert main(["plan", "bok.xlsx", "--workers", workers]) == 130
        out, err = capsys.readouterr()
        assert err.count("flere enn maskinens kjerner (3)") == times and out == ""
    assert [e.workers for e in asked] == [4, 3]


def test_nobody_is_warned_of_what_they_did_not_ask_for(
    asked: list[Effort], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effort, "cores", lambda: 1)
    main(["plan", "bok.xlsx"])
    assert "kjerner" not in capsys.readouterr().err
    assert effort.cores() == 1 and asked[0].workers == 2


def test_too_short_a_time_plans_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bok.xlsx").write_bytes(template())
    assert main(["plan", "bok.xlsx", "--time-limit", "0"]) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["bok.xlsx"]
