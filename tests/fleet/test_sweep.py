"""`vaktplan sweep` as one meets it: the matrix, what is settled, what is kept, and the same over a cluster."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from distributed import LocalCluster

from tests.fleet.rosters import write_list
from tests.fleet.test_batch import days
from tests.fleet.test_local import wait_for
from tests.whatif.towns import INSTANCES, best
from vaktplan.answers.sweep import Cell, State, SweepAnswer
from vaktplan.app.sweep import Asked, How, sweep
from vaktplan.app.workers import Workers
from vaktplan.cli.main import main
from vaktplan.domain.days import Period
from vaktplan.domain.people import Exemption, ExemptionKind, Scope
from vaktplan.fleet import Ending, Result
from vaktplan.read.template import write_workbook

MADE_AT = datetime(2027, 1, 1, tzinfo=UTC)
CELLS = ("row", "column", "state", "settled", "extra", "open", "cost", "bound", "most", "felt", "result")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of five doctors and three days, one of whom has a fritak."""
    made = days(5, 1)
    given = Exemption(
        doctor=made.doctors[1].id, kind=ExemptionKind.DISCRETION, scope=Scope.ALL, first=date(2027, 1, 1)
    )
    folder = tmp_path_factory.mktemp("town")
    write_workbook(made.model_copy(update={"exemptions": (given,)}), folder / "arbeidsbok.xlsx")
    return folder / "arbeidsbok.xlsx"


@pytest.fixture(scope="module")
def swept(town: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The town swept with the command: the folder and the document."""
    output = tmp_path_factory.mktemp("sweep") / "ut"
    done = command(town, output)
    said, _ = done.communicate(timeout=120)
    assert done.returncode == 0
    return output, json.loads(said)


def command(source: Path, output: Path, *more: str) -> "subprocess.Popen[str]":
    asked = [str(source), "-o", str(output), "--processes", "2", "--json", *more]
    return subprocess.Popen(
        [sys.executable, "-m", "vaktplan", "sweep", *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def cells(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [{key: cell[key] for key in CELLS} for cell in document["cells"]]


def run_here(source: Path, output: Path, asked: Asked | None = None, **more: Any) -> SweepAnswer:
    how = How(workers=Workers(**more))
    return sweep(source, output, asked or Asked(), how, made_at=MADE_AT)


def test_every_doctor_by_every_scope(swept: tuple[Path, dict[str, Any]]) -> None:
    output, document = swept
    assert document["status"] == "ok" and document["asked"] == 12
    assert len(document["cells"]) == 15 and document["counts"]["settled"] == 3
    assert json.loads((output / "sweep.json").read_text(encoding="utf-8"))["cells"] == document["cells"]
    assert len({c["result"] for c in document["cells"] if c["result"]}) == 12
    assert (
        len(list((output / "resultater").glob("*.json"))) == 14
    )  # the roster, the plan as it is, the questions


def test_what_stands_already_is_no_question(swept: tuple[Path, dict[str, Any]]) -> None:
    settled = [c for c in swept[1]["cells"] if c["state"] == "settled"]
    assert {c["settled"] for c in settled} == {"already-granted"}
    assert all("har alt dette fritaket" in c["told"] and c["result"] is None for c in settled)


def test_the_shares_that_rise_are_those_of_the_ledger(swept: tuple[Path, dict[str, Any]]) -> None:
    """Four share the nights; without one of them each of three gets a third where it was a quarter."""
    nights = {c["row"]: c["felt"] for c in swept[1]["cells"] if c["scope"] == "night" and c["felt"]}
    assert nights
    for cell in (c for c in swept[1]["cells"] if c["felt"]):
        assert cell["felt"]["doctor"] != cell["doctor"]
        assert cell["felt"]["more"] == pytest.approx(
            cell["felt"]["after"] - cell["felt"]["before"], abs=0.011
        )
        assert all(r["more"] > 0 for r in cell["most"])


def test_the_files_show_it_all(swept: tuple[Path, dict[str, Any]]) -> None:
    output, document = swept
    book = openpyxl.load_workbook(output / "matrise.xlsx")
    assert book.sheetnames == ["Matrise", "Tegnforklaring", "Detaljer", "Tall"]
    rows = list(book["Matrise"].iter_rows(min_row=5, values_only=True))
    assert len(rows) == 5 and all(len(row) == 4 and all(row) for row in rows)
    assert "er innvilget" in rows[1]
    assert len(book["Matrise"].conditional_formatting) == 1
    numbers = [row[1:] for row in book["Tall"].iter_rows(min_row=5, values_only=True)]
    assert numbers[1] == (0, 0, 0)
    assert book["Detaljer"].max_row == 1 + len(document["cells"])
    page = (output / "varmekart.html").read_text(encoding="utf-8")
    assert page.count("<td class=") == 15 and "<script" not in page and "Ikke heng opp" in page


def test_over_a_cluster_the_same_matrix(
    town: Path, swept: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made:
        there = run_here(town, tmp_path, cluster=made.scheduler_address)
    assert cells(there.document()) == cells(swept[1])
    assert there.resumed == 0


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a cluster that does not answer, and little patience."""
    monkeypatch.setattr("vaktplan.fleet.cluster.PATIENCE", 1.0)
    yield "tcp://127.0.0.1:1"


def test_a_cluster_that_does_not_answer_is_an_error(
    impatient: str, town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["sweep", str(town), "-o", str(tmp_path / "ut"), "--cluster", impatient, "--json"]
    assert main(asked) == 2
    assert "svarer ikke" in json.loads(capsys.readouterr().out)["error"]
    assert not list((tmp_path / "ut").rglob("*.json"))


def test_only_when_asked_to_it_falls_back(
    impatient: str, town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["sweep", str(town), "-o", str(tmp_path / "ut"), "--cluster", impatient, "--or-local", "--json"]
    assert main([*asked, "--scopes", "natt", "--doctors", days(5, 1).doctors[0].id]) == 0
    said = capsys.readouterr()
    assert "svarer ikke" in said.err and "Regner på denne maskinen i stedet" in said.err
    assert len(json.loads(said.out)["cells"]) == 1


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        (("--doctors", "Ingensen"), 3, "det finnes ingen lege"),
        (("--scopes", "natt,kveld"), 2, "«kveld» er ikke et omfang"),
        (("--scopes", ","), 2, "--scopes er tom"),
        (("--from", "februar"), 2, "er en måned som 2027-02"),
        (("--from", "2031-02"), 2, "utenfor perioden"),
        (("--or-local",), 2, "hører sammen med --cluster"),
        (("--cluster", "langt borte"), 2, "er en adresse som"),
        (("--cluster", "langt borte", "--or-local"), 2, "er en adresse som"),
        (("--cluster", "tcp://x:1", "--processes", "2"), 2, "gjelder denne maskinen"),
    ],
)
def test_bad_input_is_refused(
    more: tuple[str, ...],
    code: int,
    says: str,
    town: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    roster = write_list(best("smavik"), tmp_path / "plan.xlsx")
    source = [str(INSTANCES / "smavik"), "--roster", str(roster)]
    assert main(["sweep", *source, "-o", str(tmp_path / "ut"), *more]) == code
    assert says in " ".join(capsys.readouterr().err.split())


def test_a_file_of_scenarios_month_by_month(town: Path, tmp_path: Path) -> None:
    """One scenario touches the first month alone, the other both."""
    made = days(5, 1).model_copy(update={"period": Period(first=date(2027, 1, 30), last=date(2027, 2, 2))})
    write_workbook(made, tmp_path / "to.xlsx")
    one = made.doctors[0].id
    (tmp_path / "s.toml").write_text(
        f'[[scenario]]\nname = "januar"\nchanges = ["grant:{one}:alt:2027-01-30:2027-01-31"]\n'
        f'[[scenario]]\nname = "begge"\nchanges = ["grant:{one}:alt:2027-01-30"]\n',
        encoding="utf-8",
    )
    asked = Asked(scenarios=tmp_path / "s.toml")
    found = run_here(tmp_path / "to.xlsx", tmp_path / "ut", asked, processes=2)
    states = {(c.row, c.column): c.settled for c in found.cells}
    assert states == {
        ("januar", "2027-01"): "",
        ("begge", "2027-01"): "",
        ("januar", "2027-02"): "no-change",
        ("begge", "2027-02"): "",
    }
    assert found.status == "ok"


def answer(**more: Any) -> dict[str, Any]:
    plain = {"cost": 0, "bound": 0, "proven": True, "impossible": False, "open": [], "rises": []}
    return {**plain, "disagreement": [], **more}


def cell(base: dict[str, Any], found: dict[str, Any]) -> Cell:
    ended = Result("x", "0" * 64, "scenario", Ending.DONE, found, "", 1, 1.0)
    return Cell("x", "x", "x", (), "2027-01", doctor="a", result=ended, base=base)


HOLE = [{"shift": "2027-01-04:natt", "date": "2027-01-04", "places": 1}]


@pytest.mark.parametrize(
    ("base", "found", "state"),
    [
        ({}, {}, State.FREE),
        ({}, {"rises": [{"doctor": "b", "measure": "nights", "more": 0.3}]}, State.BURDEN),
        ({}, {"rises": [{"doctor": "b", "measure": "nights", "more": 0.04}]}, State.FREE),
        ({}, {"rises": [{"doctor": "a", "measure": "nights", "more": 3.0}]}, State.FREE),
        ({}, {"cost": 10, "bound": 10, "open": HOLE}, State.BREAKS),
        ({}, {"cost": 10, "bound": 1, "proven": False, "open": HOLE}, State.BREAKS),
        ({}, {"cost": 10, "bound": 0, "proven": False, "open": HOLE}, State.UNPROVEN),
        ({}, {"cost": None, "bound": 0, "proven": False, "open": None}, State.UNPROVEN),
        ({}, {"cost": None, "bound": 0, "impossible": True, "open": None}, State.IMPOSSIBLE),
        ({"cost": 10, "bound": 10, "open": HOLE}, {"cost": 10, "bound": 10, "open": HOLE}, State.FREE),
        ({"cost": 10, "bound": 0, "open": HOLE}, {"cost": 20, "bound": 10}, State.UNPROVEN),
        ({}, {"disagreement": ["x"]}, State.FAILED),
    ],
)
def test_what_is_known_of_a_scenario(base: dict[str, Any], found: dict[str, Any], state: State) -> None:
    assert cell(answer(**base), answer(**found)).state is state


def test_what_is_open_anyway_is_not_laid_on_the_scenario() -> None:
    two = [*HOLE, {"shift": "2027-01-05:natt", "date": "2027-01-05", "places": 1}]
    found = cell(answer(cost=10, bound=10, open=HOLE), answer(cost=20, bound=20, open=two))
    assert found.state is State.BREAKS and found.extra == 1
    assert [p["shift"] for p in found.newly_open] == ["2027-01-05:natt"]


def children(pid: int) -> list[int]:
    """The processes that a process has started and that live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def _has(results: Path, some: int, process: "subprocess.Popen[str]") -> bool:
    return len(list(results.glob("[0-9a-f]*.json"))) >= some or process.poll() is not None


def killed_and_resumed(
    town: Path, folder: Path, expected: dict[str, Any], kills: int, seed: int, *more: str
) -> None:
    """kill -9 the sweep, or one of its workers, at random moments: every question once, none lost, the same matrix."""
    rng = random.Random(seed)
    kept: dict[str, int] = {}
    results, asked, landed = folder / "resultater", expected["asked"] + 2, 0
    for turn in range(kills):
        process = command(town, folder, *more)
        some = len(kept) + 1 + rng.randint(0, asked // (2 * kills))  # far from the end, at any speed
        wait_for(partial(_has, results, some, process))
        if turn % 2:
            workers = children(process.pid)
            for pid in rng.sample(workers, min(1, len(workers))):
                os.kill(pid, signal.SIGKILL)
            time.sleep(rng.uniform(0.0, 0.3))
        landed += process.poll() is None
        process.kill()
        process.communicate()
        done = {p.name: p.stat().st_mtime_ns for p in results.glob("[0-9a-f]*.json")}
        assert kept == {name: done.get(name) for name in kept}  # nothing done again, nothing lost
        kept = {n: at for n, at in done.items() if json.loads((results / n).read_text())["ending"] == "done"}
    assert landed == kills  # none of them came too late
    last = command(town, folder, *more)
    said, _ = last.communicate(timeout=300)
    document = json.loads(said)
    assert last.returncode == 0 and cells(document) == cells(expected)
    assert document["resumed"] == max(0, len(kept) - 1)  # the roster is asked for by itself
    assert {n: (results / n).stat().st_mtime_ns for n in kept} == kept
    assert len(list(results.glob("[0-9a-f]*.json"))) == asked
    wait_for(lambda: not children(last.pid))


def test_killed_and_run_again_it_goes_on(
    town: Path, swept: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    killed_and_resumed(town, tmp_path / "ut", swept[1], kills=2, seed=1)


@pytest.mark.long
def test_killed_twenty_times(tmp_path: Path) -> None:
    write_workbook(days(28, 4), tmp_path / "stor.xlsx")
    every = ("--scopes", "natt,helg,høytid,bakvakt,alt")
    first = command(tmp_path / "stor.xlsx", tmp_path / "første", *every)
    said, _ = first.communicate(timeout=300)
    killed_and_resumed(tmp_path / "stor.xlsx", tmp_path / "ut", json.loads(said), 20, 2, *every)
