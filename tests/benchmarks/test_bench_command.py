"""`vaktplan bench engines`: two engines on the same file, judged by verify."""

import importlib
import json
from pathlib import Path

import pytest

program = importlib.import_module("vaktplan.cli.main")
SAMPLE = Path(__file__).parents[2] / "instances" / "benchmark" / "sample.txt"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run the command line; code, stdout, stderr."""
    if "bench" not in program.COMMANDS:
        monkeypatch.setattr(program, "COMMANDS", (*program.COMMANDS, "bench"))

    def call(*words: object) -> tuple[int, str, str]:
        code = program.main(["bench", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_both_engines_on_a_public_file(run) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run("engines", SAMPLE, "--time-limit", "5", "--rounds", "2", "--json")
    assert code == 0
    told = json.loads(out)
    assert [(r["engine"], r["seed"]) for r in told["runs"]] == [
        ("vaktplan", 0),
        ("cpsat", 0),
        ("vaktplan", 1),
        ("cpsat", 1),
    ]
    assert {r["status"] for r in told["runs"]} == {"proven"}
    assert {r["breaches"] for r in told["runs"]} == {0}
    assert told["ratio"] == 1.0 and told["ratios"] == [1.0, 1.0]
    assert len({json.dumps(r["tiers"]) for r in told["runs"]}) == 1
    assert "frø 1" in err


def test_the_table_fits_the_screen(run) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = run("engines", SAMPLE, "--time-limit", "5")
    assert code == 0
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "1,000" in out


def test_a_file_with_faults_is_told(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    bad = tmp_path / "feil.txt"
    bad.write_text("SECTION_HORIZON\nmange\n", "utf-8")
    assert run("engines", bad)[0] == 3
    assert run("engines", SAMPLE, "--target-gap", "1")[0] == 2
    assert run("ukjent")[0] == 2
