"""`vaktplan check` finds every planted breach in files, as a coordinator would meet them, and says it in words."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.kit import BOOK
from tests.planted.files import write_municipality, write_sheet
from tests.planted.plants import Found, Plant, plants
from tests.planted.town import PERIODS, lawful_roster, town
from vaktplan import app
from vaktplan.domain.roster import Roster
from vaktplan.export import excel
from vaktplan.export.report import PlanReport
from vaktplan.ledger import ledger
from vaktplan.rulebook.breach import OPEN_PARTS
from vaktplan.rulebook.rules import RULES
from vaktplan.verify import verify

PLANTS = plants()
QUICK = 1  # plants of each part of a rule in `make test`: 64 breaches; the rest in `make long`
BY_PROCESS = ("the LIS1's bakvakt on a Saturday evening is dropped", "duty every other day")


def _ordered() -> list[Any]:
    """Every plant, those past the quick share marked long."""
    seen: Counter[tuple[str, str]] = Counter()
    marked = []
    for plant in PLANTS:
        seen[plant.breach[:2]] += 1
        late = seen[plant.breach[:2]] > QUICK
        marked.append(pytest.param(plant, marks=[pytest.mark.long] if late else [], id=repr(plant)))
    return marked


def _checked(plant: Plant, folder: Path) -> dict[str, Any]:
    """The document of `check` on a plant's files."""
    instance = plant.instance()
    workbook = write_municipality(instance, plant.book(), folder)
    roster = write_sheet(plant.roster(), folder / "plan.xlsx")
    base = _base(plant, folder)
    return app.check(workbook, roster, base=base).document()


def _base(plant: Plant, folder: Path) -> Path | None:
    told = plant.instance().base
    return write_sheet(Roster.of((x.doctor, x.shift) for x in told), folder / "gammel.xlsx") if told else None


def _found(document: Mapping[str, Any]) -> Counter[Found]:
    return Counter((b["rule"], b["part"], b["doctor"], b["amount"]) for b in document["breach_list"])


def _hard(document: Mapping[str, Any]) -> Counter[Found]:
    hard = [b for b in document["breach_list"] if b["level"] == "hard"]
    assert len(hard) == document["breaches"]["hard"]
    return _found({"breach_list": hard})


@cache
def _before(name: str) -> Counter[Found]:
    """What the lawful roster costs; the files have their own test."""
    breaches = verify(town(name), BOOK, lawful_roster(name)).breaches
    return Counter((b.rule, b.part, b.doctor, b.amount) for b in breaches)


def _assert_told(document: Mapping[str, Any], plant: Plant) -> None:
    """The planted breach is there once, and nothing forbidden that was not planted."""
    hard = plant.book().rules[plant.breach[0]].term(plant.breach[1]).tier is None
    assert _found(document)[plant.breach] == _before(plant.town)[plant.breach] + 1
    assert _hard(document) == Counter([*([plant.breach] if hard else []), *plant.also])
    unsafe = bool(document["breaches"]["hard"] or document["open_shifts"])
    assert document["status"] == ("breaches" if unsafe else "ok")
    assert unsafe == (hard or (plant.breach[0] == "coverage" and plant.breach[1] in OPEN_PARTS))


def _assert_in_words(document: Mapping[str, Any]) -> None:
    for breach in document["breach_list"]:
        assert len(breach["text"]) > 20
        assert bool(breach["cite"]) == (breach["rule"] not in ("one-place", "absence", "wishes", "locked"))
        assert breach["level"] in ("hard", "soft") and bool(breach["tier"]) == (breach["level"] == "soft")


@pytest.mark.parametrize("plant", _ordered())
def test_a_planted_breach_is_found_in_files(plant: Plant, tmp_path: Path) -> None:
    document = _checked(plant, tmp_path)
    _assert_told(document, plant)
    _assert_in_words(document)


@pytest.mark.parametrize("plant", [p for p in PLANTS if p.name in BY_PROCESS], ids=repr)
def test_a_planted_breach_is_found_by_the_program(plant: Plant, tmp_path: Path) -> None:
    workbook = write_municipality(plant.instance(), plant.book(), tmp_path)
    write_sheet(plant.roster(), tmp_path / "plan.xlsx")
    command = [sys.executable, "-m", "vaktplan", "check", str(workbook)]
    command += ["--roster", str(tmp_path / "plan.xlsx"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)
    document = json.loads(done.stdout)
    _assert_told(document, plant)
    assert done.returncode == (4 if plant.also or document["breaches"]["hard"] else 0)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", PERIODS)
def test_nothing_forbidden_is_found_in_an_exported_lawful_roster(name: str, tmp_path: Path) -> None:
    instance, roster = town(name), lawful_roster(name)
    report = PlanReport(
        instance=instance,
        roster=roster,
        book=BOOK,
        verdict=verify(instance, BOOK, roster),
        ledger=ledger(instance, BOOK, roster),
        status="feasible",
        made_at=datetime(2026, 11, 21, tzinfo=UTC),
    )
    workbook = write_municipality(instance, BOOK, tmp_path)
    excel.write_rota(report, tmp_path / "vaktplan.xlsx")
    document = app.check(workbook, tmp_path / "vaktplan.xlsx").document()
    assert document["status"] == "ok"
    assert document["breaches"]["hard"] == document["open_shifts"] == 0
    assert _found(document) == _before(name)


def test_the_quick_share_has_sixty_and_every_part_of_every_rule() -> None:
    quick = [p.values[0] for p in _ordered() if not p.marks]
    assert len(quick) >= 60
    assert {p.breach[:2] for p in quick} == {(rule.id, part) for rule in RULES for part in rule.parts}
