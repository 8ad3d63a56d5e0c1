"""The engines of the benchmarks: they agree where they can prove, and what is compared is one and the same problem."""

import json
from pathlib import Path

import pytest

from tests.benchmarks import javaside, milp, own, plain
from tests.benchmarks.cut import legevakt_only
from tests.benchmarks.exchange import Unknown, write_facts
from tests.benchmarks.found import Ask, Point
from tests.benchmarks.problems import Missing, load
from tests.benchmarks.run import measure, thinned
from vaktplan.domain.instance import Instance
from vaktplan.rulebook.rules import TIERS
from vaktplan.verify.verify import verify


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """Småvik's first week alone."""
    instance = load("smavik").instance
    period = instance.period.model_copy(update={"last": instance.period.first.replace(day=7)})
    locks = tuple(k for k in instance.locks if k.shift[:10] <= str(period.last))
    path = tmp_path / "uke.json"
    path.write_text(instance.model_copy(update={"period": period, "locks": locks}).model_dump_json(), "utf-8")
    return path


def test_three_engines_prove_the_same_costs(week: Path) -> None:
    answers = [measure(name, Ask(load(str(week)), 60, 2, 0)) for name in ("vaktplan", "cpsat", "highs")]
    assert [a["status"] for a in answers] == ["proven"] * 3
    assert [a["hard"] for a in answers] == [0] * 3
    told = [[(t["name"], t["cost"], t["bound"]) for t in a["tiers"]] for a in answers]
    assert told[0] == told[1] == told[2]
    assert all(cost == bound for _, cost, bound in told[0])
    assert sum(cost for _, cost, _ in told[0]) > 0


def test_costs_are_those_of_verify(week: Path) -> None:
    problem = load(str(week))
    found = own.solve(Ask(problem, 20, 2, 0))
    assert found.roster is not None
    verdict = verify(problem.instance, problem.book, found.roster)
    assert {t.value: c for t, c in verdict.tier_costs.items() if t.value in found.claimed} == found.claimed


def test_no_time_is_told_as_no_roster(week: Path) -> None:
    for engine in (plain, milp):
        found = engine.solve(Ask(load(str(week)), 0.0, 1, 0))
        assert found.status in ("out-of-time", "feasible")
        assert (found.roster is None) == (found.status == "out-of-time")


def test_legevakt_only_keeps_a_whole_instance() -> None:
    whole = load("sandefjord").instance
    cut = legevakt_only(whole)
    assert Instance.model_validate_json(cut.model_dump_json()) == cut
    assert [line.id for line in cut.lines] == ["legevakt", "tilkalling", "bakvakt"]
    assert [s.id for s in cut.shifts] == [s.id for s in whole.shifts if s.line.id in cut.line_by_id]
    assert {d.id for d in cut.doctors} == {d.id for d in whole.doctors if set(d.lines) & set(cut.line_by_id)}
    assert {w for w in cut.wishes} < {w for w in whole.wishes} or cut.wishes == whole.wishes
    assert 0 < len(cut.history) < len(whole.history)
    assert not cut.supervisions


def test_the_exchange_holds_every_take_that_nothing_forbids(tmp_path: Path) -> None:
    problem = load("sandefjord-legevakt")
    path = tmp_path / "facts.json"
    write_facts(problem.instance, problem.book, path)
    facts = json.loads(path.read_text("utf-8"))
    best = json.loads((Path("instances") / "sandefjord" / "best.json").read_text("utf-8"))["roster"]
    able = {s["id"]: set(s["able"]) for s in facts["shifts"]}
    kept = [p for p in best if p["shift"] in able]
    assert len(kept) > 100
    assert all(p["doctor"] in able[p["shift"]] for p in kept)
    exempt = {e.doctor for e in problem.instance.exemptions if e.scope == "all" and e.doctor == "F20"}
    assert exempt and not any(exempt & doctors for doctors in able.values())


def test_the_exchange_refuses_what_the_java_side_does_not_know(tmp_path: Path) -> None:
    problem = load("sandefjord-larvik")
    with pytest.raises(Unknown, match="books of municipalities"):
        write_facts(problem.instance, problem.book, tmp_path / "facts.json")


def test_scores_are_read() -> None:
    assert javaside._levels("[-3]hard/[-100/0/0/-1958]soft") == (3, [100, 0, 0, 1958])
    assert javaside._levels("0hard/-607soft") == (0, [607])


def test_the_curve_of_the_java_side_begins_when_the_tiers_above_are_won() -> None:
    told = {
        "score": "[0]hard/[0/0/0/-7]soft",
        "moves": 5,
        "curve": [
            [1.0, "[-1]hard/[0/0/0/-1]soft"],
            [2.0, "[0]hard/[-100/0/0/-3]soft"],
            [3.0, "[0]hard/[0/0/0/-7]soft"],
        ],
    }
    found = javaside._found(own_roster(), told, 0.5, [t.value for t in TIERS])
    assert found.curve == [Point(3.5, "people", 7, None)]
    assert found.claimed["people"] == 7


def own_roster():  # type: ignore[no-untyped-def]
    """An empty roster."""
    from vaktplan.domain.roster import Roster

    return Roster()


def test_what_is_missing_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="schedulingbenchmarks"):
        load("public-8")
    with pytest.raises(Missing, match=r"no Instance8\.txt"):
        load("public-8", tmp_path)
    with pytest.raises(Missing, match=r"get\.sh|compiler"):
        javaside.prepare(tmp_path)


def test_points_close_together_are_one() -> None:
    points = [Point(s, "people", c, 0) for s, c in ((1.0, 9), (1.001, 8), (1.5, 7), (1.501, 6))]
    assert [p.cost for p in thinned(points)] == [8, 6]
