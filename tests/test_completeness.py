"""A rule stands on all its sides, or the suite fails."""

import importlib
import re
from pathlib import Path

import pytest

from tests.catalogue import english
from tests.kit import cases
from vaktplan.read.models import list_books, load_book
from vaktplan.rulebook.rules import RULE_BY_ID, RULES, Rule, Term

ROOT = Path(__file__).parent.parent
PROSE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def module_name(rule: type[Rule]) -> str:
    """The name of a rule's files."""
    return rule.id.replace("-", "_")


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
class TestEveryRule:
    def test_is_written_in_prose(self, rule: type[Rule]) -> None:
        assert re.search(rf"^### {rule.id} \(", PROSE, re.MULTILINE)

    def test_names_its_parts(self, rule: type[Rule]) -> None:
        terms = [name for name, field in rule.model_fields.items() if field.annotation is Term]
        assert sorted(rule.parts) == sorted(terms)

    def test_has_a_check(self, rule: type[Rule]) -> None:
        module = importlib.import_module(f"vaktplan.verify.checks.{module_name(rule)}")
        assert callable(module.check)

    def test_has_a_constraint(self, rule: type[Rule]) -> None:
        module = importlib.import_module(f"vaktplan.solve.rules.{module_name(rule)}")
        assert callable(module.add)
        assert module.add.__doc__ or module.__doc__

    def test_has_cases_on_both_sides(self, rule: type[Rule]) -> None:
        own = cases(rule.id)
        assert len(own) >= 6
        assert any(c.breaches for c in own)
        assert any(not c.breaches for c in own)

    def test_bites_in_every_part(self, rule: type[Rule]) -> None:
        seen = {part for c in cases(rule.id) for part, _doctor, _amount in c.breaches}
        assert seen == set(rule.parts)

    def test_has_a_title_in_both_languages(self, rule: type[Rule]) -> None:
        assert rule.title
        entry = english()[rule.title]
        assert entry is not None and entry.string

    def test_rests_on_a_source_or_says_it_is_the_books_own(self, rule: type[Rule]) -> None:
        book = load_book("legevakt")
        assert rule.id in book.rules
        comment = (ROOT / "models" / "books" / "legevakt.toml").read_text(encoding="utf-8")
        block = comment.split(f"[rules.{rule.id}]")[0].rsplit("\n\n", 1)[-1]
        assert book.rules[rule.id].basis or "#" in block


def test_every_case_file_is_a_rule() -> None:
    files = {p.stem for p in (ROOT / "tests" / "cases").glob("*.toml")}
    assert files == set(RULE_BY_ID)


def test_no_check_or_constraint_without_a_rule() -> None:
    for folder in ("verify/checks", "solve/rules"):
        files = {p.stem for p in (ROOT / "vaktplan" / folder).glob("*.py")} - {"__init__"}
        assert files == {module_name(r) for r in RULES}


@pytest.mark.parametrize("name", list_books())
def test_every_book_loads_and_names_known_rules(name: str) -> None:
    assert set(load_book(name).rules) <= set(RULE_BY_ID)
