"""The examples are what the generator makes, and their best rosters are lawful and cost what they claim."""

import importlib.util
import json
from pathlib import Path

import pytest

from tests.example import EXAMPLE, write_example
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.ledger.homes import home_shares
from vaktplan.read.models import book_of
from vaktplan.read.workbook import read_workbook
from vaktplan.verify.verify import verify

ROOT = Path(__file__).parent.parent
NAMES = ("smavik", "sandefjord", "sandefjord-larvik")


def stored(name: str) -> Instance:
    text = (ROOT / "instances" / name / "instance.json").read_text(encoding="utf-8")
    return Instance.model_validate_json(text)


@pytest.mark.parametrize("name", NAMES)
def test_workbook_and_json_say_the_same(name: str) -> None:
    assert read_workbook(ROOT / "instances" / name / "workbook.xlsx").instance == stored(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_best_known_roster_is_lawful_and_costs_what_it_claims(name: str) -> None:
    instance = stored(name)
    best = json.loads((ROOT / "instances" / name / "best.json").read_text(encoding="utf-8"))
    roster = Roster.of((p["doctor"], p["shift"]) for p in best["roster"])
    verdict = verify(instance, book_of(instance), roster)
    assert verdict.hard == ()
    assert roster.open_places(instance) == ()
    for tier in best["tiers"]:
        assert verdict.tier_costs[tier["name"]] == tier["cost"]
        assert tier["bound"] <= tier["cost"]


def test_shared_duty_falls_within_one_point_of_what_is_agreed() -> None:
    instance = stored("sandefjord-larvik")
    best = json.loads((ROOT / "instances" / "sandefjord-larvik" / "best.json").read_text(encoding="utf-8"))
    shares = home_shares(instance, Roster.of((p["doctor"], p["shift"]) for p in best["roster"]))
    assert [h.municipality for h in shares] == ["Sandefjord", "Larvik"]
    assert all(abs(h.percent - h.agreed) <= 1 for h in shares)


def test_the_year_begins_where_the_best_december_ends() -> None:
    spec = importlib.util.spec_from_file_location("make_instances", ROOT / "instances" / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = ROOT / "instances" / "sandefjord"
    kept = Instance.model_validate_json((folder / "2027.json").read_text(encoding="utf-8"))
    assert module.YEARS["sandefjord"]() == kept
    assert read_workbook(folder / "2027.xlsx").instance == kept


def test_the_example_is_regenerated_to_the_byte(tmp_path: Path) -> None:
    made = write_example(tmp_path)
    fresh = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in made}
    kept = {p.relative_to(EXAMPLE).as_posix(): p.read_bytes() for p in EXAMPLE.rglob("*") if p.is_file()}
    assert sorted(fresh) == sorted(kept)
    assert [name for name in fresh if fresh[name] != kept[name]] == []


def test_the_generator_makes_the_stored_instances() -> None:
    spec = importlib.util.spec_from_file_location("make_instances", ROOT / "instances" / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in NAMES:
        assert module.INSTANCES[name]() == stored(name)
