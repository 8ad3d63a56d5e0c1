"""The towns that every change is tried on, with their books and the best rosters known."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.read.models import book_of
from vaktplan.rulebook.book import Book
from vaktplan.whatif.changes import Change

INSTANCES = Path(__file__).parents[2] / "instances"


@cache
def town(name: str) -> tuple[Instance, Book]:
    """An example and its book."""
    instance = Instance.model_validate_json((INSTANCES / name / "instance.json").read_bytes())
    return instance, book_of(instance)


@cache
def best(name: str) -> Roster:
    """The best roster known of an example."""
    known = json.loads((INSTANCES / name / "best.json").read_bytes())
    return Roster.of((p["doctor"], p["shift"]) for p in known["roster"])


def faults(change: Change, name: str = "smavik") -> list[tuple[str, str, str, str]]:
    """What is wrong with a change of a town: the field, the code, what, and the hint."""
    return [(f.where, f.code, f.what, f.hint) for f in change.check(*town(name))]


def jan(day: int) -> date:
    """A date of Småvik's month."""
    return date(2027, 1, day)


def dec(day: int) -> date:
    """A date of Sandefjord's month."""
    return date(2026, 12, day)
