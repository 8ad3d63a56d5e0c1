"""The program as a coordinator meets it: exit codes, one JSON document, words, and files."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.example import best_answer
from vaktplan.cli.main import COMMANDS, main
from vaktplan.i18n import LANGUAGES
from vaktplan.solve import run
from vaktplan.solve.outcome import Status

ROOT = Path(__file__).parent.parent
SMAVIK = ROOT / "instances" / "smavik"
EVERY = [
    *("new", "plan", "check", "explain", "next", "year", "whatif", "joint", "horizon", "sweep", "drill"),
    "staffing",
    *("publish", "feed", "serve", "db"),
    *("batch", "bench", "models"),
]
GROUPS = ("bench", "feed", "db")  # commands that only hold others
WITHOUT_JSON = (*GROUPS, "serve")  # what runs until it is stopped has no document


def vaktplan(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "vaktplan", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
        timeout=300,
    )


def document(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The one JSON document on stdout."""
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    assert found["schema_version"] == 1
    return found


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """Småvik, planned once."""
    folder = tmp_path_factory.mktemp("plan")
    done = vaktplan("plan", str(SMAVIK), "--json", "-o", str(folder / "ut"), "--workers", "1", cwd=folder)
    return done, folder / "ut"


def test_smavik_is_proven(planned: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, _folder = planned
    assert done.returncode == 0, done.stderr
    found = document(done)
    assert found["status"] == "proven"
    assert found["open_shifts"] == 0
    assert found["breaches"]["hard"] == 0
    assert found["gap"] == 0
    assert found["seed"] == 0 and found["effort"] == {"time_limit": 60.0, "workers": 1}
    assert found["disagreement"] == []
    assert [set(tier) for tier in found["tiers"]] == [{"name", "cost", "bound", "gap", "proven"}] * 3
    assert all(tier["proven"] and tier["gap"] == 0 for tier in found["tiers"])
    seconds = [m["seconds"] for m in found["curve"]]
    assert seconds == sorted(seconds) and seconds[-1] <= found["seconds"]
    assert found["doctors"] == 7


def test_every_file_named_is_there_and_no_other(
    planned: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    done, folder = planned
    named = sorted(Path(f).resolve() for f in document(done)["files"])
    assert named == sorted(p.resolve() for p in folder.rglob("*") if p.is_file())


def test_the_plan_passes_its_own_check(
    planned: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    _done, folder = planned
    judged = vaktplan("check", str(SMAVIK), "--roster", str(folder / "vaktplan.xlsx"), "--json", cwd=tmp_path)
    found = document(judged)
    assert judged.returncode == 0
    assert found["breaches"]["hard"] == 0
    costs = {t["name"]: t["cost"] for t in found["tiers"]}
    claimed = {t["name"]: t["cost"] for t in document(_done)["tiers"]}
    assert claimed == {name: costs[name] for name in claimed}
    assert [name for name, cost in costs.items() if cost and name not in claimed] == []


def test_the_sheet_for_the_wall_reads_back_too(
    planned: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    _done, folder = planned
    judged = vaktplan("check", str(SMAVIK), "--roster", str(folder / "oppslag.xlsx"), "--json", cwd=tmp_path)
    assert judged.returncode == 0


def test_the_same_seed_gives_the_same_roster_and_an_answer_in_words_fits_80_columns(
    planned: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    first, _folder = planned
    done = vaktplan("plan", str(SMAVIK), "-o", str(tmp_path / "ut"), "--workers", "1", cwd=tmp_path)
    assert done.returncode == 0
    again = json.loads((tmp_path / "ut" / "plan.json").read_text(encoding="utf-8"))
    assert again["roster"] == document(first)["roster"]
    told = [line.strip() for line in done.stdout.splitlines()]
    session = (ROOT / "README.md").read_text(encoding="utf-8").split("$ vaktplan plan instances/smavik\n")[1]
    shown = [line.strip() for line in session.split("    Filer")[0].splitlines()]
    assert [line for line in shown if line not in told] == []  # what the README shows is what it says
    assert max(len(line) for line in done.stdout.splitlines() if str(tmp_path) not in line) <= 80


def test_an_answer_in_english(tmp_path: Path) -> None:
    done = vaktplan("--lang", "en", "models", "--on", "2026-12-24", cwd=tmp_path)
    assert done.returncode == 0
    assert "In force" in done.stdout


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "mitt"
    mine.mkdir()
    (mine / "brev.txt").write_text("kjære", encoding="utf-8")
    done = vaktplan("plan", str(SMAVIK), "-o", str(mine), "--json", cwd=tmp_path)
    assert done.returncode == 2
    assert document(done)["status"] == "error"
    assert [p.name for p in mine.iterdir()] == ["brev.txt"]


def test_usage_errors_are_2_and_one_document(tmp_path: Path) -> None:
    for args in (["plan", "--json"], ["plann", "--json"], ["plan", "x", "--workers", "0", "--json"]):
        done = vaktplan(*args, cwd=tmp_path)
        assert done.returncode == 2
        assert document(done)["exit_code"] == 2


def test_a_missing_workbook_is_3(tmp_path: Path) -> None:
    done = vaktplan("plan", "finnes-ikke.xlsx", "--json", cwd=tmp_path)
    assert done.returncode == 3
    assert document(done)["faults"]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_lists_every_command_in_whole_sentences(language: str, tmp_path: Path) -> None:
    told = vaktplan("--lang", language, "--help", cwd=tmp_path).stdout.splitlines()
    listed = [line.split()[0] for line in told if re.match(r"  [a-z]+ {2,}[A-ZÆØÅ]", line)]
    assert listed == list(COMMANDS) == EVERY
    assert [line for line in told if line.endswith("...") or len(line) > 80] == []


@pytest.mark.parametrize(
    "command", [*COMMANDS, "bench engines", "bench physicians", "db upgrade", "db restore"]
)
def test_the_help_of_a_command_fits_80_columns(command: str, tmp_path: Path) -> None:
    done = vaktplan(*command.split(), "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"Bruk: vaktplan {command}" in done.stdout and ("--json" in done.stdout or command in WITHOUT_JSON)
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_new_writes_a_workbook_that_can_be_planned(tmp_path: Path) -> None:
    made = vaktplan("new", "januar.xlsx", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    done = vaktplan("plan", "januar.xlsx", "--json", "--time-limit", "8", "--no-explain", cwd=tmp_path)
    assert done.returncode in (0, 4), done.stderr
    assert document(done)["breaches"]["hard"] == 0


def test_new_does_not_write_over(tmp_path: Path) -> None:
    (tmp_path / "januar.xlsx").write_bytes(b"mitt")
    done = vaktplan("new", "januar.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert (tmp_path / "januar.xlsx").read_bytes() == b"mitt"


def test_models_names_sources_and_marks_the_unverified(tmp_path: Path) -> None:
    done = vaktplan("models", "--on", "31.12.2025", "--json", cwd=tmp_path)
    norms = document(done)["norms"]
    assert all(n["cite"] and n["source"] and n["read_on"] for n in norms)
    assert any(not n["verified"] for n in norms)
    told = vaktplan("models", "--on", "31.12.2025", cwd=tmp_path).stdout
    assert "[IKKE VERIFISERT]" in told
    assert max(map(len, told.splitlines())) <= 80


def test_models_follow_the_date(tmp_path: Path) -> None:
    def alone(day: str) -> list[str]:
        found = document(vaktplan("models", "--on", day, "--json", cwd=tmp_path))["norms"]
        (value,) = [n["value"] for n in found if n["id"].endswith(".alone-grounds")]
        assert isinstance(value, list)
        return value

    assert "lis1-done" not in alone("2025-12-31")
    assert "lis1-done" in alone("2026-01-01")


@pytest.mark.parametrize(("less", "strict", "code"), [(0, True, 0), (1, True, 5), (1, False, 0)])
def test_strict_is_5_when_not_proven(
    less: int, strict: bool, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = best_answer().outcome
    *above, last = known.tiers
    tiers = (*above, replace(last, bound=last.bound - less))
    outcome = replace(known, tiers=tiers, status=Status.FEASIBLE if less else Status.PROVEN)
    monkeypatch.setattr(run, "solve", lambda *_: outcome)
    asked = ["plan", str(SMAVIK), "--json", "-o", str(tmp_path / "ut"), *(["--strict"] if strict else [])]
    assert main(asked) == code


def test_a_replan_keeps_what_has_been_worked(
    planned: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    done, folder = planned
    again = vaktplan(
        *("plan", str(SMAVIK), "--replan", str(folder / "vaktplan.xlsx"), "--from", "15.01.2027", "--json"),
        *("--workers", "1", "-o", str(tmp_path / "ny")),
        cwd=tmp_path,
    )
    before, after = document(done), document(again)
    assert again.returncode == 0, again.stderr
    assert [t["name"] for t in after["tiers"]] == ["cover", "law-soft", "stability", "people"]
    assert after["changes"] == []  # nothing has happened, so nothing moves
    assert after["roster"] == before["roster"]
    assert after["reproducible"]


def test_from_outside_the_period_is_a_usage_error(
    planned: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path
) -> None:
    roster = str(planned[1] / "vaktplan.xlsx")
    done = vaktplan("plan", str(SMAVIK), "--replan", roster, "--from", "15.01.2028", cwd=tmp_path)
    assert done.returncode == 2
    assert "utenfor perioden" in done.stderr


def test_from_without_replan_is_a_usage_error(tmp_path: Path) -> None:
    assert vaktplan("plan", str(SMAVIK), "--from", "15.01.2027", cwd=tmp_path).returncode == 2


def _begun(folder: Path, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "vaktplan", "plan", *args, "--json", "-o", str(folder / "ut")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=folder,
    )


def _command_line(process: str) -> bytes:
    """Empty when it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _wait(until: Callable[[], bool], program: subprocess.Popen[str]) -> None:
    began = time.monotonic()
    while not until():
        assert program.poll() is None and time.monotonic() - began < 120
        time.sleep(0.002)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_before_the_first_roster_is_130_and_leaves_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    program = _begun(tmp_path, str(ROOT / "instances" / "sandefjord"))

    def solving() -> bool:
        found = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
        return any(b"vaktplan.solve" in _command_line(child) for child in found)

    _wait(solving, program)
    program.send_signal(number)
    out, _err = program.communicate(timeout=20)
    assert program.returncode == 130
    assert json.loads(out)["exit_code"] == 130
    assert list(tmp_path.iterdir()) == []


def test_a_signal_while_searching_keeps_and_writes_the_best_roster(tmp_path: Path) -> None:
    program = _begun(tmp_path, str(ROOT / "instances" / "sandefjord"), "--time-limit", "300")
    assert program.stderr is not None
    for line in program.stderr:
        if re.match(r" +\d+ s  .*\d +\d", line):  # a line with a cost: there is a roster
            break
    program.send_signal(signal.SIGTERM)
    out, err = program.communicate(timeout=120)
    assert program.returncode == 130, err
    assert "Avbrutt. Skriver den beste planen så langt …" in err
    found = json.loads(out)
    assert found["interrupted"] and found["status"] == "feasible" and found["disagreement"] == []
    assert found["seconds"] < 200 and found["roster"] and found["curve"]
    assert sorted(found["files"]) == sorted(str(p) for p in (tmp_path / "ut").rglob("*") if p.is_file())


def test_a_signal_while_writing_waits_for_the_whole_plan(tmp_path: Path) -> None:
    program = _begun(tmp_path, str(SMAVIK), "--workers", "1")
    _wait((tmp_path / "ut").exists, program)
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=60)
    assert program.returncode == 130, err
    found = json.loads(out)
    assert found["status"] == "proven"
    assert sorted(found["files"]) == sorted(str(p) for p in (tmp_path / "ut").rglob("*") if p.is_file())
    assert (tmp_path / "ut" / "plan.json").is_file()
