"""`vaktplan batch` as one meets it: the table, the document, the codes, what is kept and what is refused."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from distributed import LocalCluster

from instances.benchmark.district import district
from instances.benchmark.rows import Row
from instances.make import canonical
from tests.test_json_page import SECTIONS, keys_of
from vaktplan.answers.batch import BatchAnswer
from vaktplan.app import batch as app_batch
from vaktplan.app.batch import Means
from vaktplan.app.sources import found_in
from vaktplan.cli.batch_text import result_line, summary
from vaktplan.cli.main import main
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput, UsageError
from vaktplan.fleet import Ending, Result
from vaktplan.read.models import book_of
from vaktplan.read.template import write_workbook
from vaktplan.verify.verify import verify


def days(doctors: int, seed: int, *, empty: bool = False) -> Instance:
    """A district of three days, easily proven; empty: everybody is away on the Wednesday."""
    made = district(Row(f"Prøve {seed}", (f"Prøvesund {seed}",), doctors, seed))
    day = date(2027, 1, 6)
    away = tuple(Absence(doctor=d.id, first=day, last=day) for d in made.doctors) if empty else ()
    period = Period(first=date(2027, 1, 4), last=day)
    plain = dict.fromkeys(("wishes", "history", "feasts_worked", "carried", "exemptions"), ())
    return made.model_copy(update={**plain, "period": period, "absences": away})


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two instance files, one of them with a hole, and a workbook."""
    folder = tmp_path_factory.mktemp("districts")
    (folder / "oterdal.json").write_text(canonical(days(5, 1)), encoding="utf-8")
    (folder / "seljevik.json").write_text(canonical(days(6, 2, empty=True)), encoding="utf-8")
    write_workbook(days(5, 3), folder / "vipeøy.xlsx")
    return folder


@pytest.fixture(scope="module")
def planned(three: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, dict[str, Any], str]:
    """The three planned: the folder, the exit code, the document, and what stood on stderr."""
    output = tmp_path_factory.mktemp("batch") / "ut"
    done = vaktplan("batch", str(three), "-o", str(output), "--time-limit", "4", "--processes", "2", "--json")
    return output, done.returncode, json.loads(done.stdout), done.stderr


def vaktplan(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "vaktplan", *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, encoding="utf-8")


def plan_batch(sources: list[Path], output: Path, means: Means, **more: Any) -> BatchAnswer:
    return app_batch.plan_batch(sources, output, means, made_at=datetime(2027, 1, 1, tzinfo=UTC), **more)


def districts(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {d["name"]: d for d in document["districts"]}


def test_every_district_is_answered(planned: tuple[Path, int, dict[str, Any], str]) -> None:
    output, code, document, stderr = planned
    found = districts(document)
    assert list(found) == ["oterdal", "seljevik", "vipeøy"]
    assert found["oterdal"]["state"] == found["vipeøy"]["state"] == "covered"
    assert code == 4 and document["status"] == "breaches"
    assert document["counts"] == {"covered": 2, "unavoidable": 1}
    lines = [line for line in stderr.splitlines() if line[:3] in ("1/3", "2/3", "3/3")]
    assert len(lines) == 3 and all(len(line) <= 80 for line in lines)
    assert (
        json.loads((output / "batch.json").read_text(encoding="utf-8"))["districts"] == document["districts"]
    )


def test_a_hole_that_nobody_can_fill_is_proven(planned: tuple[Path, int, dict[str, Any], str]) -> None:
    found = districts(planned[2])["seljevik"]
    assert found["holes"] == "unavoidable" and found["open_shifts"] == 2
    assert [hole["shift"] for hole in found["open"]] == ["2027-01-05:hverdag", "2027-01-06:hverdag"]
    for hole in found["open"]:  # the night before lasts into the day
        assert hole["obstacles"] and all("absence" in o["rules"] for o in hole["obstacles"])
    assert {t["name"]: t["proven"] for t in found["tiers"]}["cover"]


def test_what_is_claimed_is_so(planned: tuple[Path, int, dict[str, Any], str], three: Path) -> None:
    """The stored roster, checked again: its breaches, its open places, its cost."""
    output, _code, document, _stderr = planned
    found = districts(document)["oterdal"]
    stored = json.loads((output / "resultater" / found["result"]).read_text(encoding="utf-8"))
    instance = Instance.model_validate_json((three / "oterdal.json").read_text(encoding="utf-8"))
    roster = Roster.of((p["doctor"], p["shift"]) for p in stored["answer"]["roster"])
    verdict = verify(instance, book_of(instance), roster)
    assert len(verdict.hard) == found["breaches"]["hard"] == 0
    assert roster.open_places(instance) == ()
    costs = {tier.value: cost for tier, cost in verdict.tier_costs.items()}
    for tier in found["tiers"]:
        assert (costs[tier["name"]], tier["bound"] <= tier["cost"]) == (tier["cost"], True)
        assert tier["gap"] == pytest.approx((tier["cost"] - tier["bound"]) / max(1, tier["cost"]))
    assert found["doctors"] == 5 and found["shifts"] == len(instance.shifts)
    assert 50 < found["peak_mib"] < 2048
    assert 0 < found["seconds"] <= found["wall_seconds"]


def test_run_again_nothing_is_done_again(
    planned: tuple[Path, int, dict[str, Any], str], three: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output, code, document, _stderr = planned
    before = {p.name: p.stat().st_mtime_ns for p in (output / "resultater").iterdir()}
    again = main(["batch", str(three), "-o", str(output), "--time-limit", "4"])
    said = capsys.readouterr()
    assert again == code
    assert {p.name: p.stat().st_mtime_ns for p in (output / "resultater").iterdir()} == before
    assert "3 fra før" in said.out and "hull bevist uunngåelige" in said.out
    assert said.err == "" and all(len(line) <= 80 for line in said.out.splitlines())
    kept = json.loads((output / "batch.json").read_text(encoding="utf-8"))
    assert kept["resumed"] == 3 and kept["districts"] == document["districts"]


def test_the_workbook_of_the_batch_has_a_row_for_each(planned: tuple[Path, int, dict[str, Any], str]) -> None:
    sheet = openpyxl.load_workbook(planned[0] / "sammendrag.xlsx")["Distrikter"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[:2] for row in rows] == [
        ("oterdal", "dekket"),
        ("seljevik", "hull, bevist"),
        ("vipeøy", "dekket"),
    ]
    assert [row[4] for row in rows] == [0, 2, 0]
    people = {t["name"]: t for t in districts(planned[2])["oterdal"]["tiers"]}["people"]
    assert rows[0][11:13] == (people["cost"], people["bound"])


def test_other_means_are_another_work(
    planned: tuple[Path, int, dict[str, Any], str], three: Path, tmp_path: Path
) -> None:
    output = tmp_path / "ut"
    shutil.copytree(planned[0], output)
    made = plan_batch([three / "oterdal.json"], output, Means(time_limit=3, processes=1))
    assert made.resumed == 0 and made.count("failed", "missing") == 0
    assert len(list((output / "resultater").iterdir())) == 4


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as made:
        yield made


def test_over_a_cluster_the_same_is_answered(
    planned: tuple[Path, int, dict[str, Any], str], three: Path, cluster: LocalCluster, tmp_path: Path
) -> None:
    address = cluster.scheduler_address
    made = plan_batch([three], tmp_path, Means(time_limit=4, processes=1, cluster=address))
    there, here = districts(made.document()), districts(planned[2])
    for name in there:
        same = ("state", "open_shifts", "open", "breaches", "tiers", "book_sha256", "result")
        assert {k: there[name][k] for k in same} == {k: here[name][k] for k in same}


def test_a_cluster_that_does_not_answer(
    three: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaktplan.fleet.cluster.PATIENCE", 1.0)
    asked = ["batch", str(three), "-o", str(tmp_path / "ut"), "--cluster", "tcp://127.0.0.1:1", "--json"]
    began = time.monotonic()
    assert main(asked) == 2
    assert time.monotonic() - began < 15
    said = json.loads(capsys.readouterr().out)
    assert said["status"] == "error" and "klyngen tcp://127.0.0.1:1 svarer ikke" in said["error"]


def test_processes_and_cluster_are_one_or_the_other(three: Path, tmp_path: Path) -> None:
    asked = ["batch", str(three), "-o", str(tmp_path), "--cluster", "tcp://x:1", "--processes", "2"]
    assert main(asked) == 2


def test_every_fault_of_every_file_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = canonical(days(5, 1))
    (tmp_path / "a.json").write_text(good.replace("\n", "\n!", 1), encoding="utf-8")
    (tmp_path / "b.json").write_text(good.replace('"line": "legevakt"', '"line": "x"', 1), encoding="utf-8")
    (tmp_path / "c.json").write_text('{"municipality": 7}', encoding="utf-8")
    (tmp_path / "d.json").write_bytes(b"\xff\xfe{")
    (tmp_path / "e.json").write_text(good.replace('"liten-kommune"', '"ingen-bok"'), encoding="utf-8")
    (tmp_path / "f.xlsx").write_bytes(b"not a workbook")
    assert main(["batch", str(tmp_path), "-o", str(tmp_path / "ut"), "--json"]) == 3
    faults = json.loads(capsys.readouterr().out)["faults"]
    wheres = [f["where"] for f in faults]
    assert f"{tmp_path / 'a.json'}, linje 2, kolonne 1" in wheres
    for name in "bcdef":
        assert any(f"{name}." in w for w in wheres), name
    assert {"bad-json", "unknown-id", "bad-instance", "unknown-book"} <= {f["code"] for f in faults}
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize("made", ["missing.xlsx", "empty", "notes.txt"])
def test_no_district_there(made: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").touch()
    with pytest.raises(InvalidInput):
        found_in([tmp_path / made])


def test_what_a_folder_stands_for(tmp_path: Path) -> None:
    for name in ("a/workbook.xlsx", "a/instance.json", "a/best.json", "b/instance.json", "c/notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in ("d.json", "e.xlsx", "~$e.xlsx", "e-feil.xlsx", ".hidden.json"):
        (tmp_path / name).touch()
    names = [p.relative_to(tmp_path).as_posix() for p in found_in([tmp_path])]
    assert names == ["d.json", "e.xlsx", "a/workbook.xlsx", "b/instance.json"]
    assert found_in([tmp_path / "a", tmp_path / "d.json", tmp_path / "d.json"]) == [
        tmp_path / "a" / "workbook.xlsx",
        tmp_path / "d.json",
    ]


def test_a_book_of_ones_own_goes_along(three: Path, tmp_path: Path) -> None:
    """The book beside the file is sent with the work, and makes it another work."""
    source, book = tmp_path / "inn", Path(__file__).parents[2] / "models" / "books" / "liten-kommune.toml"
    source.mkdir()
    own = book.read_text(encoding="utf-8").replace('id = "liten-kommune"', 'id = "vår"')
    (source / "vår.toml").write_text(own, encoding="utf-8")
    changed = (three / "oterdal.json").read_text(encoding="utf-8").replace('"liten-kommune"', '"vår"')
    (source / "oterdal.json").write_text(changed, encoding="utf-8")
    means = Means(time_limit=3, processes=1)
    first = plan_batch([source], tmp_path / "ut", means)
    assert first.count("failed", "missing") == 0
    (source / "vår.toml").write_text(own.replace("max_nights = 3", "max_nights = 2"), encoding="utf-8")
    assert plan_batch([source], tmp_path / "ut", means).resumed == 0
    (source / "vår.toml").write_text(own, encoding="utf-8")
    assert plan_batch([source], tmp_path / "ut", means).resumed == 1


def test_a_folder_with_other_files_is_left_alone(three: Path, tmp_path: Path) -> None:
    (tmp_path / "brev.docx").touch()
    with pytest.raises(UsageError, match="andre filer"):
        plan_batch([three], tmp_path, Means())


def test_sigterm_keeps_what_is_done_and_the_same_command_goes_on(three: Path, tmp_path: Path) -> None:
    source, output = tmp_path / "inn", tmp_path / "ut"
    source.mkdir()
    shutil.copy(three / "oterdal.json", source / "a.json")
    (source / "b.json").write_text(canonical(district(Row("Stor", ("Stor",), 40, 9))), encoding="utf-8")
    command = [sys.executable, "-m", "vaktplan", "batch", str(source), "-o", str(output), "--json"]
    process = subprocess.Popen([*command, "--processes", "1", "--time-limit", "6"], stdout=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list((output / "resultater").glob("[0-9a-f]*.json")):
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=20)
    document = json.loads(said)
    assert process.returncode == 130
    assert document["interrupted"] and document["status"] == "stopped"
    assert document["counts"] == {"covered": 1, "missing": 1}
    means = Means(time_limit=6, processes=1)
    assert plan_batch([source / "a.json"], output, means).resumed == 1


def test_the_answer_of_a_failed_one_in_words(three: Path, tmp_path: Path) -> None:
    lost = Result("oterdal", "0" * 64, "plan", Ending.FAILED, None, "arbeiderprosessen døde; " * 9, 2, 3.0)
    assert "feilet" in result_line(lost, 1, 167) and len(result_line(lost, 1, 167)) <= 80
    (tmp_path / "a.json").write_text(canonical(days(5, 1)), encoding="utf-8")
    made = plan_batch([tmp_path / "a.json"], tmp_path / "ut", Means(time_limit=1), stopped=lambda: True)
    text = summary(made)
    assert made.interrupted and "gjenstår" in text and "fortsetter" in text
    assert max(map(len, text.splitlines())) <= 120


def test_every_key_stands_on_the_page(planned: tuple[Path, int, dict[str, Any], str]) -> None:
    told = SECTIONS["batch"] + SECTIONS["plan"]
    assert [k for k in planned[2] if f"`{k}`" not in SECTIONS["batch"]] == []
    assert sorted({k for k in keys_of({**planned[2], "counts": {}}) if f"`{k}`" not in told}) == []
