"""Every case in words, judged by the model of its rule alone."""

import pytest

from tests.kit import Case, cases
from vaktplan.rulebook.rules import RULE_BY_ID, Level
from vaktplan.solve.judge import Judge, judge
from vaktplan.solve.rulelist import ADD

CASES = cases()


def test_every_rule_has_an_add() -> None:
    assert sorted(kind.id for kind, _ in ADD) == sorted(RULE_BY_ID)


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_model_judges_as_the_case_says(case: Case) -> None:
    book = case.book.only(case.rule)
    rule = book.rules[case.rule]
    hard = [b for b in case.breaches if rule.term(b[0]).level is Level.HARD]
    soft: dict[tuple[str, str], int] = {}
    for part, _, amount in case.breaches:
        cost = rule.term(part).weight * amount
        if rule.term(part).level is Level.SOFT and cost:
            soft[case.rule, part] = soft.get((case.rule, part), 0) + cost
    judged = judge(case.instance, book, case.roster)
    assert judged.lawful == (not hard)
    assert judged.costs == soft


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_least_values_are_what_the_solver_finds(case: Case) -> None:
    judge = Judge(case.instance, case.book)
    soft = judge._soft
    chosen = soft.chosen(case.roster)
    assert chosen is not None
    values = soft.least(chosen)
    costs: dict[tuple[str, str], int] = {}
    for price in soft.prices:
        cost = price.weight * price.amount_in(values)
        if cost:
            costs[price.rule, price.part] = costs.get((price.rule, price.part), 0) + cost
    assert costs == judge(case.roster).costs
