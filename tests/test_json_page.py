"""Every key of every JSON document stands in docs/json.md, under its own command."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import kit
from tests.example import SMAVIK, best_answer, write_example
from vaktplan import app
from vaktplan.answers import CheckAnswer, ExplainAnswer, PlanAnswer, YearAnswer
from vaktplan.answers.database import DatabaseAnswer
from vaktplan.answers.explaining import Alternative, CostChange, Explained, WhyMe
from vaktplan.cli.main import COMMANDS, failure, main
from vaktplan.domain.instance import Lock
from vaktplan.domain.people import Absence, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.errors import Fault
from vaktplan.export.explained import Cause, Explanation, WayOut
from vaktplan.ledger import ledger
from vaktplan.ledger.year import LocumDays, Month, bakvakter, year_rows
from vaktplan.rulebook.rules import RULE_BY_ID
from vaktplan.solve.conflict import Conflict
from vaktplan.solve.outcome import Progress
from vaktplan.solve.reasons import Reason
from vaktplan.solve.ways import Decider, Kind, Way
from vaktplan.store.health import Health, Trail
from vaktplan.verify.supply import supply
from vaktplan.verify.whynot import why_open

PAGE = (Path(__file__).parent.parent / "docs" / "json.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n")[0]: part for part in PAGE.split("\n## ")[1:]}
COUNTED_BY = {"rule_costs", "hours_by_kind", "versions"}  # tables by rule, by kind of line, by library


def keys_of(value: Any) -> Iterator[str]:
    """Every key of a document, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in COUNTED_BY:
                yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def missing(document: dict[str, Any], *sections: str) -> list[str]:
    """The keys of a document that some sections do not tell of."""
    told = "".join(SECTIONS[name] for name in sections)
    keys = set(keys_of(json.loads(json.dumps(document))))
    return sorted(k for k in keys if f"`{k}`" not in told)


def with_an_open_place() -> PlanAnswer:
    """The example, with a shift of it left open and looked into, and another doctor told before."""
    plan = best_answer()
    assert plan.outcome.roster is not None
    emptied = Roster.of(plan.outcome.roster.pairs[1:])
    return replace(
        plan,
        outcome=replace(plan.outcome, roster=emptied, curve=(Progress(0.5, "people", None, 0),)),
        why_open=why_open(plan.instance, plan.book, emptied),
        clashes=plan.verdict.breaches[:1] if plan.verdict else (),
    )


def year_of(plan: PlanAnswer) -> YearAnswer:
    """A year of a single month."""
    roster = plan.outcome.roster
    assert roster is not None
    rows = ledger(plan.instance, plan.book, roster)
    month = Month(instance=plan.instance, roster=roster, rows=rows, hard=0, open_places=1)
    return YearAnswer(
        instance=plan.instance,
        book=plan.book,
        months=(month,),
        rows=year_rows([month], plan.book),
        bakvakt=bakvakter([month], ["lv"]),
        locums=(LocumDays(doctor="v", name="V", days=1),),
        input_sha256="",
        folder="",
        stopped=plan,
    )


def test_plan_and_check() -> None:
    plan = with_an_open_place()
    assert plan.outcome.roster is not None and plan.verdict is not None
    document = plan.document()
    assert document["open"][0]["obstacles"] and document["clashes"] and document["curve"]
    assert missing(document, "plan") == []
    day = plan.instance.shifts[0].id
    cause, way = Cause(rule="absence", who="a"), WayOut(decider="doctor", kind="wish", doctor="a")
    why = Explanation(shift=day, answer="conflict", minimal=True, causes=(cause,), ways=(way,))
    explained = replace(plan, explained=(why,)).document()
    assert explained["conflicts"] and missing({"conflicts": explained["conflicts"]}, "plan", "explain") == []
    check = CheckAnswer(plan.instance, plan.book, plan.outcome.roster, plan.verdict, "")
    assert check.document()["open"][0]["obstacles"] is None
    assert missing(check.document(), "check", "plan") == []
    assert [k for k in check.document() if f"`{k}`" not in SECTIONS["check"]] == []


def test_year() -> None:
    document = year_of(with_an_open_place()).document()
    assert document["clashes"] and document["doctors"]
    assert missing(document, "year", "plan") == []
    assert [k for k in document if f"`{k}`" not in SECTIONS["year"]] == []
    assert missing({"doctors": document["doctors"], "months": document["months"]}, "year") == []


def test_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_example(tmp_path)
    asked = ["next", str(SMAVIK), str(tmp_path / "vaktplan.xlsx"), str(tmp_path / "ny.xlsx"), "--json"]
    assert main(asked) == 0
    assert missing(json.loads(capsys.readouterr().out), "next") == []


def test_explain() -> None:
    day = date(2027, 1, 4)
    away = Absence(doctor="a", first=day, last=day)
    locks = tuple(Lock(doctor="b", shift=f"2027-01-04:{t}") for t in ("kveld", "tk-kveld"))
    wish = Wish(doctor="a", kind=WishKind.LIKE, first=day, last=day)
    people = [kit.doctor("a"), kit.doctor("b")]
    facts = {"absences": (away,), "locks": locks, "wishes": (wish,)}
    instance = kit.instance_of(day, day, ["kveld", "tk-kveld"], people, **facts)
    found = Conflict("2027-01-04:kveld", (Reason("absence", "a"),), minimal=True, seconds=0.1)
    way = Way(Decider.CHIEF, Kind.LOCUM, None, "2027-01-04:kveld")
    explained = (Explained("2027-01-04:kveld", found, (way,)),)
    other = Alternative("b", 3, (CostChange("b", "fairness", 3),), Roster.of([("b", "2027-01-04:kveld")]))
    why = WhyMe("a", "2027-01-04:kveld", (other,), (("c", ("absence",)),), ("d",))
    document = ExplainAnswer(instance, kit.BOOK, supply(instance, kit.BOOK), explained, "", (why,)).document()
    lists = ("short", "locks", "vain_wishes", "lines", "places", "conflicts", "why_me")
    assert all(document[name] for name in lists)
    assert missing(document, "explain") == []


def test_models_and_what_fails() -> None:
    assert missing(app.models_in_force(best_answer().instance.period.first).document(), "models") == []
    failed = failure("plan", 3, "x", faults=[], warnings=[], files=[], hint="")
    assert missing(failed, "When a command fails", "plan") == []


def test_db() -> None:
    fault = Fault("a.db", "x", "y", "db-trail")
    health = Health("0001", 1, 1, (Trail("smavik", 1, "0"),), (fault,))
    assert missing(DatabaseAnswer("checked", "a.db", health, ("b",)).document(), "db") == []


def test_the_rules_that_stand_in_the_way_are_rules() -> None:
    found = {r for w in with_an_open_place().why_open for o in w.obstacles for r in o.rules}
    assert found and found <= set(RULE_BY_ID)


def test_every_command_has_its_section() -> None:
    assert sorted(COMMANDS) == sorted(name for name in SECTIONS if re.fullmatch(r"[a-z]+", name))


def test_publish_and_feed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A publication with all that it can tell, and every kind of subscription document."""
    from tests.publishing import NOW, ROTA, pairs, published, write_rota

    database = str(tmp_path / "vaktplan.db")
    published(database, ROTA)
    hole = write_rota(tmp_path / "hull.xlsx", sorted(pairs())[1:])
    refused = published(database, hole, at=NOW)
    assert refused.objections and refused.changes
    assert missing(refused.document(), "publish") == []
    for line in (["new", "--doctor", "ingrid"], ["rotate", "1"], ["list"], ["revoke", "2"]):
        assert main(["feed", *line, "--db", database, "--json"]) == 0
        assert missing(json.loads(capsys.readouterr().out), "feed", "plan") == []


def test_staffing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The plan of Sandefjord; a figure's own key is told by theme."""
    target = tmp_path / "norm.xlsx"
    source = Path(__file__).parent.parent / "instances" / "sandefjord"
    assert main(["staffing", str(source), "--demand", str(target), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    figures = document.pop("figures")
    document["figures"] = list(figures.values())
    assert missing(document, "staffing", "plan", "When a command fails") == []
