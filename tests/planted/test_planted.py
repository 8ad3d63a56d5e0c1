"""`check` finds every planted breach, with its amount, and nothing in the lawful rosters it was planted into."""

from collections import Counter
from functools import lru_cache

import pytest

from tests.kit import BOOK
from tests.planted.plants import Found, Plant, plants
from tests.planted.town import PERIODS, lawful_roster, town
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import RULES
from vaktplan.verify import verify

PLANTS = plants()


def _key(breach: Breach) -> Found:
    return (breach.rule, breach.part, breach.doctor, breach.amount)


def _hard_and_all(instance: Instance, book: Book, roster: Roster) -> tuple[Counter[Found], Counter[Found]]:
    verdict = verify(instance, book, roster)
    return Counter(map(_key, verdict.hard)), Counter(map(_key, verdict.breaches))


@lru_cache
def _before(name: str) -> tuple[Counter[Found], Counter[Found]]:
    return _hard_and_all(town(name), BOOK, lawful_roster(name))


@pytest.mark.parametrize("name", PERIODS)
def test_the_lawful_roster_is_lawful_and_whole(name: str) -> None:
    hard, _every = _before(name)
    assert not hard
    assert not lawful_roster(name).open_places(town(name))


@pytest.mark.parametrize("plant", PLANTS, ids=repr)
def test_a_planted_breach_is_found(plant: Plant) -> None:
    _none, before = _before(plant.town)
    hard, after = _hard_and_all(plant.instance(), plant.book(), plant.roster())
    assert after[plant.breach] == before[plant.breach] + 1
    part = plant.book().rules[plant.breach[0]].term(plant.breach[1])
    own = [plant.breach] if part.tier is None else []
    assert hard == Counter(own + plant.also)


def test_there_are_enough_plants_and_every_rule_and_part_has_one() -> None:
    assert len(PLANTS) >= 60
    planted = {(p.breach[0], p.breach[1]) for p in PLANTS}
    assert planted == {(rule.id, part) for rule in RULES for part in rule.parts}
