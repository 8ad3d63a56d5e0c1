"""A book in which what is forbidden is priced instead: so that the model, too, must know every amount."""

from tests.agreement.near import Costs
from tests.kit import Case
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Level, Term, Tier
from vaktplan.solve.judge import Judge

NEVER_PRICED = ("one-place", "backup")  # the model holds these to be facts of life; a book cannot price them
PRICE = Term(level=Level.SOFT, tier=Tier.LAW, weight=1)


def priced(book: Book, rule_id: str) -> Book:
    """The book with every part of a rule priced."""
    rule = book.rules[rule_id]
    parts = {p: PRICE for p in rule.parts if rule.term(p).level is Level.HARD}
    return book.model_copy(update={"rules": {**book.rules, rule_id: type(rule)(**{**dict(rule), **parts})}})


def model_says_otherwise(case: Case, book: Book) -> bool:
    """Whether the model, under a book of the case's rule alone, judges otherwise than the case."""
    rule = book.rules[case.rule]
    costs: Costs = {}
    for part, _, amount in case.breaches:
        if rule.term(part).weight * amount:
            costs[case.rule, part] = costs.get((case.rule, part), 0) + rule.term(part).weight * amount
    lawful = all(rule.term(part).level is Level.SOFT for part, _, _ in case.breaches)
    said = Judge(case.instance, book)(case.roster)
    return (said.lawful, said.costs) != (lawful, costs)
