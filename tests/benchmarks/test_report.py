"""Medians, ratios and gaps, and the page and pictures made of them."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import machine, report, suite, tally
from tests.benchmarks.__main__ import _told, main
from tests.benchmarks.chart import Line, chart
from tests.benchmarks.problems import ROOT
from tests.benchmarks.suites import ENGINES, SUITES, Row

SETUP = suite.Setup(("vaktplan", "cpsat", "timefold"), (1, 2, 3), 2, None, None)


def result(engine: str, people: int, seed: int = 1, **more: Any) -> dict[str, Any]:
    bound = None if engine == "timefold" else 90
    tiers = [{"name": "cover", "cost": 0, "bound": 0}, {"name": "people", "cost": people, "bound": bound}]
    return {
        "engine": engine,
        "instance": "x",
        "seconds": 5.0,
        "cores": 2,
        "seed": seed,
        "status": "feasible",
        "tiers": tiers,
        "hard": 0,
        "curve": [[1.0, "people", people + 50, 10], [2.0, "people", people, 90]],
        "peak_mb": 10,
        "took": 5.0,
        **more,
    }


def test_the_ratio_is_that_of_the_first_tier_that_differs() -> None:
    a, b = result("vaktplan", 100), result("cpsat", 200)
    assert tally.ratio(a, b) == tally.Ratio("people", 0.5)
    b["tiers"][0]["cost"] = 300
    assert tally.ratio(a, b) == tally.Ratio("cover", 0.0)
    b["hard"] = 2
    assert tally.ratio(a, b) == tally.Ratio("none", 0.0)
    assert tally.ratio(b, a) == tally.Ratio("none", float("inf"))
    assert tally.ratio(b, b) is None


def test_an_unlawful_roster_is_worse_than_any_lawful_one() -> None:
    dear, unlawful, none = result("a", 9999), result("b", 1, hard=1), result("c", 1, hard=None, tiers=[])
    assert sorted([none, unlawful, dear], key=tally.rank) == [dear, unlawful, none]
    assert tally.median([dear, unlawful, none]) is unlawful


def test_a_gap_takes_the_bounds_of_others_only_with_the_same_costs_above() -> None:
    mine = result("timefold", 100)
    assert tally.gap(mine) is None
    other = result("cpsat", 120)
    assert tally.gap(mine, [other]) == pytest.approx(0.1)
    other["tiers"][0]["cost"] = 100
    assert tally.gap(mine, [other]) is None


def test_the_page_has_ratios_before_costs_and_a_picture_for_each_instance(tmp_path: Path) -> None:
    results = [
        result(e, c + s, s)
        for s in (1, 2, 3)
        for e, c in (("vaktplan", 100), ("cpsat", 200), ("timefold", 110))
    ]
    page = report.write("proof", results, SETUP, "the command", tmp_path).read_text("utf-8")
    assert page.index("## Ratios") < page.index("## Costs") < page.index("## Curves")
    assert "| x | 5 | 0.505 | 0.911 | 11.8 % / 55.4 % |" in page
    assert "| x | 5 | timefold | 112 (111–113) | – | – | 19.6 % | 3 of 3 | 0 of 3 | 10 |  |" in page
    assert "the command" in page and "commit" in page
    assert "Claims" not in page
    results[0] = results[0] | {"overstated": {"people": 3}}
    page = report.write("proof", results, SETUP, "the command", tmp_path).read_text("utf-8")
    assert "- vaktplan on x, 5 s, seed 1: people by +3" in page
    picture = ET.parse(tmp_path / "proof-x-5.svg").getroot()
    assert len(picture.findall(".//{*}path[@stroke-width='2']")) == 3 * 2


def test_the_staircase_ends_where_the_run_ends() -> None:
    costs = [(0.5, 90.0), (1, 21.0), (4, 20.0)]  # the first is far outside the picture
    picture = chart("t", [Line("vaktplan", costs, [], 9.0)], 10.0)
    [path] = ET.fromstring(picture).findall(".//{*}path[@stroke='#0b6e4f']")
    across = path.attrib["d"].split()
    assert across[0] == "M126.0" and across[-1] == "H574.0"


def test_stored_answers_are_not_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, int]] = []
    stopped: list[bool] = []

    def once(engine: str, row: Row, seed: int, setup: suite.Setup) -> dict[str, Any]:
        if len(ran) == 3 and not stopped:
            stopped.append(True)
            raise KeyboardInterrupt
        ran.append((engine, seed))
        return result(engine, 100, seed)

    monkeypatch.setattr(suite, "_once", once)
    monkeypatch.setattr(suite, "commit", lambda engine: "abc")
    store = tmp_path / "results.jsonl"
    setup = suite.Setup(("vaktplan", "cpsat"), (1, 2, 3), 2, None, None)
    with pytest.raises(KeyboardInterrupt):
        suite.run([Row("x", 5.0)], setup, store)
    assert len(store.read_text("utf-8").splitlines()) == 3
    found = suite.run([Row("x", 5.0)], setup, store)
    assert ran[3:] == [("cpsat", 2), ("vaktplan", 3), ("cpsat", 3)]
    assert [(r["engine"], r["seed"]) for r in found] == [
        (e, s) for s in (1, 2, 3) for e in ("vaktplan", "cpsat")
    ]
    wider = suite.Setup(("vaktplan", "cpsat", "highs"), (3, 4), 2, None, None)
    kept = suite.run([Row("x", 5.0), Row("y", 5.0)], wider, store, stored_only=True)
    assert [(r["engine"], r["seed"]) for r in kept] == [("vaktplan", 3), ("cpsat", 3)]
    page = report.write("part", kept, wider, "the command", tmp_path).read_text("utf-8")
    assert "| x | 5 | 1.000 | – |" in page and "highs |" not in page.split("## Costs")[1]


def test_a_suite_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, pages = tmp_path / "r.jsonl", tmp_path / "pages"
    words = ["--suite", "tiny", "--seconds", "3", "--seeds", "1", "--engines", "cpsat", "timefold"]
    assert main([*words, f"--results={store}", f"--report={pages}"]) == 0
    said = capsys.readouterr()
    assert "public-1: left out" in said.err and "timefold: left out" in said.err
    [answer] = [json.loads(line) for line in store.read_text("utf-8").splitlines()]
    assert answer["instance"] == "smavik" and answer["engine"] == "cpsat"
    page = (pages / "tiny.md").read_text("utf-8")
    assert str(tmp_path) not in page


def test_folders_of_the_machine_are_not_told() -> None:
    assert _told(["--bench", "/a", "--results=/b", "--seeds", "1"]) == [
        "--bench",
        "…",
        "--results=…",
        "--seeds",
        "1",
    ]


def test_every_suite_names_each_row_once() -> None:
    for rows in SUITES.values():
        assert len(set(rows)) == len(rows)


def test_what_an_answer_depends_on_is_there() -> None:
    for path in (*machine.MEASURED, *(path for own in machine.OWN.values() for path in own)):
        assert list(ROOT.glob(path)), path
    assert set(machine.OWN) == set(ENGINES)
