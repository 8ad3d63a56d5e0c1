"""Everything a book can say is said in words: parameters, parts, units, and whose a limit is."""

import typing
from datetime import date

import pytest

from tests.export import sample
from tests.kit import BOOK
from vaktplan.domain.shifts import LineKind
from vaktplan.export import breachwords, rulelines, units, words
from vaktplan.export.view import View
from vaktplan.read import models
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import RULE_BY_ID, RULES, Cap, Level, NightRun, Rule, Spacing, WeekendBlock

DAY = date(2027, 1, 1)
BOOKS = {name: models.load_book(name) for name in models.list_books()}
SAID_BY_THEIR_VALUES = {"basis", "caps", "steepness", "kinds", "mode"}  # a cap, a measure, a kind says itself


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_parameter_and_part_has_words(rule: type[Rule]) -> None:
    for name in rule.model_fields:
        if name not in SAID_BY_THEIR_VALUES and name not in rule.parts:
            assert (rule.id, name) in units.PARAMETERS_OF or name in units.PARAMETERS
    for part in rule.parts:
        assert words.part_title(part, rule.id) or part == "main"


def test_no_words_for_what_is_not_there() -> None:
    """A word that nothing says is a name that was misspelt."""
    fields = {(r.id, name) for r in RULES for name in r.model_fields}
    assert set(units.PARAMETERS_OF) | set(words.PARTS_OF) <= fields
    assert set(units.PARAMETERS) | set(words.PARTS) <= {name for _rule, name in fields}
    assert {(r.id, part) for r in RULES for part in r.parts} >= breachwords.OWN_PARTS


def test_every_choice_has_words() -> None:
    modes = typing.get_args(WeekendBlock.model_fields["mode"].annotation)
    assert set(rulelines.MODES) == set(modes)
    assert set(words.LINE_KINDS) == set(LineKind)
    assert set(units.CAP_KINDS) == set(typing.get_args(Cap.model_fields["kind"].annotation))


def test_every_unit_of_a_norm_has_words() -> None:
    said = {*units.UNITS, *units.SELF_EVIDENT}
    assert {n.unit for n in models.load_norms().values()} <= said
    assert {unit for _said, unit in (*units.PARAMETERS.values(), *units.PARAMETERS_OF.values())} <= said


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_is_written_out_without_a_name_of_the_code(name: str) -> None:
    lines = list(rulelines.book_lines(BOOKS[name], DAY))
    assert len(lines) == sum(len(rule.parts) for rule in BOOKS[name].each())
    codes = {f for r in RULES for f in (*r.model_fields, r.id) if "_" in f or "-" in f}
    for line in lines:
        assert line.rule and line.level
        text = f"{line.rule} {line.part} {line.numbers}"
        assert not [code for code in codes if code in text]


def test_the_same_name_means_what_its_rule_means() -> None:
    said = {(line.rule, line.part): line.numbers for line in rulelines.book_lines(BOOK, DAY)}
    for id, word in (
        ("weekly-rest", "hjemmevakt bryter hvilen: ja"),
        ("working-hours", "snittet tas over"),
        ("weekend-cap", "i løpet av"),
        ("specialist-share", "tjenestelinjer: sykehjem"),
        ("run-length", "på rad, minst"),
        ("rest-run", "fri på rad, minst"),
    ):
        rule = BOOK.rules[id]
        first = words.part_title(rule.parts[0], id)
        assert word in said[words.rule_title(id), first]
    assert units.parameter("daily-rest", "aml_hours", 11) == "fri mellom vakter (AML): 11 timer"
    assert units.parameter("weekly-rest", "aml_hours", 35) == "sammenhengende fri i uken (AML): 35 timer"
    assert units.parameter("working-hours", "aml_hours", 48) == "i snitt, høyst (AML): 48 timer per uke"
    assert words.part_title("too_many", "coverage") == "for mange"
    assert words.part_title("too_many", "trainee-progress") == "flere vakter enn andre"


def test_what_differs_for_a_municipality_follows_the_common_rule() -> None:
    own = BOOKS["larvik"]
    few = own.model_copy(update={"rules": {i: r for i, r in own.rules.items() if i != Spacing.id}})
    book = BOOKS["legevakt"].with_local({"Larvik": few})
    lines = list(rulelines.book_lines(book, DAY))
    theirs = [line for line in lines if "Larvik" in line.rule]
    assert [line.rule.split(",")[0] for line in theirs] == [
        words.rule_title(i) for i in ("night-run", "duty-cap", "weekend-cap", "spacing")
    ]
    assert (
        "høyst 2 netter" in theirs[0].numbers
        and "høyst 4 vakter utenom åpningstid på 7 dager" in theirs[1].numbers
    )
    assert (theirs[3].level, theirs[3].numbers) == ("gjelder ikke", "")
    before = lines[lines.index(theirs[0]) - 1]
    assert before.rule == words.rule_title(NightRun.id) and "høyst 3 netter" in before.numbers


def _hard(rule: str, part: str, cite: str) -> Breach:
    return Breach(
        rule=rule,
        part=part,
        level=Level.HARD,
        tier=None,
        weight=0,
        doctor=None,
        shifts=(),
        amount=1,
        text="",
        cite=cite,
    )


@pytest.mark.parametrize(
    ("rule", "part", "called"),
    [
        ("weekly-rest", "main", "lovbrudd"),
        ("working-hours", "aml", "lovbrudd"),
        ("working-hours", "sfs", "brudd på krav"),
        ("locum-limit", "main", "lovbrudd"),
        ("trainee-progress", "too_many", "lovbrudd"),
        ("trainee-progress", "together", "brudd på krav"),
        ("pairing", "always_with", "brudd på krav"),
        ("minimum-practice", "main", "brudd på krav"),
        ("specialist-share", "house", "brudd på krav"),
        ("continuity", "changes", "brudd på krav"),
        ("run-length", "too_many", "brudd på krav"),
        ("succession", "main", "brudd på krav"),
        ("minutes", "too_many", "brudd på krav"),
        ("type-limit", "main", "brudd på krav"),
        ("notice", "discussed", "lovbrudd"),
        ("notice", "published", "brudd på krav"),
        ("feast-memory", "jul_and_nyttaar", "brudd på krav"),
    ],
)
def test_only_what_stands_in_law_or_agreement_is_called_lovbrudd(rule: str, part: str, called: str) -> None:
    for name in ("legevakt", "sandefjord"):
        shared = BOOKS[name].with_local({"Larvik": BOOKS["larvik"]})
        view = View(sample.report(book=shared))
        breach = _hard(rule, part, BOOKS[name].rules[rule].cite(DAY))
        assert RULE_BY_ID[rule] and breachwords.kind(view, breach) == called
