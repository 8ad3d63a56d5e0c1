"""The book of a world: parameters drawn where it is tight, norms that change in time, parts now hard, now soft."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.kit import BOOK, OLD, _norm, with_params
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book

DAY = timedelta(days=1)
EITHER = (  # parts that may be forbidden or priced
    ("coverage", "too_many"),
    ("eligibility", "main"),
    ("competence", "main"),
    ("absence", "main"),
    ("exemption", "main"),
    ("daily-rest", "main"),
    ("rest-after-night", "after"),
    ("rest-after-night", "practice_lost"),
    ("rest-after-night", "practice_before"),
    ("night-run", "main"),
    ("duty-cap", "main"),
    ("weekend-cap", "main"),
    ("spacing", "main"),
    ("feast-memory", "same_feast"),
    ("feast-memory", "jul_and_nyttaar"),
    ("wishes", "must_off"),
    ("wishes", "rather_off"),
    ("wishes", "like"),
    ("locked", "main"),
    ("stability", "main"),
)


def drawn_book(rng: Random, first: date, tight: frozenset[str]) -> Book:
    """A book for a world that begins on a date."""
    change = first + rng.randrange(1, 4) * DAY

    def number(rule: str, roomy: int, *values: int) -> Any:
        """A parameter: roomy, or drawn when the world is tight in the rule; now and then it changes in the period."""
        if rule not in tight:
            return roomy
        a, b = rng.choice(values), rng.choice(values)
        return _norm("norm", (OLD, a), (change, b)) if rng.random() < 0.3 else a

    kinds = ("all", "on_site", "home", "night", "weekend")
    caps = [
        {
            "kind": rng.choice(kinds),
            "days": rng.choice((1, 2, 3, 4, 7, 28)),
            "max": rng.choice((0, 1, 1, 2, 2, 3)),
        }
        for _ in range(rng.choice((1, 1, 2)))
    ]
    few = "backup" in tight
    params: dict[str, dict[str, Any]] = {
        "backup": {
            "cap": rng.choice((1, 2, 2, 3)) if few else 2,
            "new_locum_duties": rng.choice((0, 1, 2)) if few else 0,
            "on_site_duties": rng.choice((0, 0, 1, 2)) if few else 0,
        },
        "exemption": {"age": number("exemption", 60, 60, 61)},
        "daily-rest": {
            "sfs_hours": number("daily-rest", 8, 8, 9),
            "home_hours": number("daily-rest", 0, 0, 0, 8),
            "aml_hours": number("daily-rest", 11, 11, 12),
        },
        "rest-after-night": {"before_hours": number("rest-after-night", 8, 6, 8, 9)},
        "night-run": {"max_nights": number("night-run", 3, 1, 2, 3), "on_site_only": rng.random() < 0.6},
        "duty-cap": {"caps": caps if "duty-cap" in tight else [{"kind": "all", "days": 7, "max": 7}]},
        "weekend-cap": {
            "max_weekends": number("weekend-cap", 3, 0, 1, 1, 2),
            "weeks": rng.choice((1, 2, 3, 4)),
            "on_site_only": rng.random() < 0.3,
        },
        "spacing": {"days": rng.choice((1, 2, 3, 5)), "on_site_only": rng.random() < 0.6},
        "fairness": {"make_up_percent": rng.choice((0, 0, 50, 100))},
    }
    if few and rng.random() < 0.4:
        params["backup"]["standing.always_backup_roles"] = ["lis3"]
    if few and rng.random() < 0.2:
        params["backup"]["standing.alone_grounds_also"] = ["lis1-done"]
    book = BOOK
    for rule, fields in params.items():
        book = with_params(book, rule, fields)
    for rule, part in EITHER:
        hard = book.rules[rule].term(part).level is r.Level.HARD
        if rng.random() < (0.2 if hard else 0.6 if rule in tight else 0.05):
            book = with_params(book, rule, {part: flipped(book.rules[rule].term(part))})
    return book


def flipped(term: r.Term) -> r.Term:
    """What was forbidden priced, what was priced forbidden."""
    if term.level is r.Level.HARD:
        return r.Term(level=r.Level.SOFT, tier=r.Tier.LAW, weight=2)
    return r.Term(level=r.Level.HARD)
