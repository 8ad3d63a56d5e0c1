"""The book of a world: parameters drawn where it is tight, norms that change in time, parts now hard, now soft."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.kit import BOOK, OLD, _norm, with_params
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book

DAY = timedelta(days=1)
EITHER = (  # parts that may be forbidden or priced
    *(
        (rule, "main")
        for rule in (
            "eligibility",
            "competence",
            "absence",
            "exemption",
            "daily-rest",
            "night-run",
            "duty-cap",
            "weekend-cap",
            "spacing",
            "weekly-rest",
            "minimum-practice",
            "weekend-block",
            "locum-limit",
            "home-share",
            "minimum-doctors",
            "succession",
            "type-limit",
            "locked",
            "stability",
        )
    ),
    ("coverage", "too_many"),
    *(("rest-after-night", part) for part in ("after", "practice_lost", "practice_before")),
    *(("feast-memory", part) for part in ("same_feast", "jul_and_nyttaar")),
    *(("wishes", part) for part in ("must_off", "rather_off", "like")),
    *(("working-hours", part) for part in ("aml", "sfs")),
    *(("trainee-progress", part) for part in ("too_many", "too_few", "spread", "together")),
    *(("pairing", part) for part in ("apart", "back_to_back", "always_with")),
    *(("supervision", part) for part in ("lacking", "surplus")),
    *(("continuity", part) for part in ("unfamiliar", "changes")),
    *(("specialist-share", part) for part in ("house", "service")),
    *(("own-first", part) for part in ("locum", "overtime")),
    *(("notice", part) for part in ("discussed", "published")),
    *((rule, part) for rule in ("run-length", "rest-run", "minutes") for part in ("too_many", "too_few")),
)
FLIP = 0.8  # how often a part of the rule a world is tight in first is forbidden, though the kit prices it
KINDS = ("sykehjem", "helsestasjon", "legevakt")
Params = dict[str, dict[str, Any]]
Number = Callable[..., Any]


def drawn_book(rng: Random, first: date, first_rule: str, tight: frozenset[str]) -> Book:
    """A book for a world that begins on a date, tight in one rule first of all."""
    change = first + rng.randrange(1, 4) * DAY

    def number(rule: str, roomy: float, *values: float) -> Any:
        """A parameter: roomy, or drawn when the world is tight in the rule; now and then it changes in the period."""
        if rule not in tight:
            return roomy
        a, b = rng.choice(values), rng.choice(values)
        return _norm("norm", (OLD, a), (change, b)) if rng.random() < 0.3 else a

    book = BOOK
    for params in (_duty(rng, tight, number), _limits(rng, tight, number), _service(rng, tight, number)):
        for rule, fields in params.items():
            book = with_params(book, rule, fields)
    for rule, part in EITHER:
        hard = book.rules[rule].term(part).level is r.Level.HARD
        priced = FLIP if rule == first_rule else 0.2 if rule in tight else 0.02
        if rng.random() < (0.2 if hard else priced):
            book = with_params(book, rule, {part: flipped(book.rules[rule].term(part))})
    return book


def _duty(rng: Random, tight: frozenset[str], number: Number) -> Params:
    """The rules of rest and standing."""
    few = "backup" in tight
    params: Params = {
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
            "aml_agreed_hours": number("daily-rest", 8, 8, 10),
        },
        "rest-after-night": {"before_hours": number("rest-after-night", 8, 6, 8, 9)},
        "weekly-rest": {
            "aml_hours": number("weekly-rest", 35, 35, 60, 90, 120, 150),
            "aml_agreed_hours": number("weekly-rest", 28, 28, 50, 80, 110),
            "home_counts": rng.random() < 0.7,
        },
        "working-hours": {
            "aml_hours": number("working-hours", 48, 4, 8, 12, 20, 40),
            "sfs_hours": number("working-hours", 48, 4, 8, 12, 20, 40),
            "home_divisor": number("working-hours", 7, 1, 3, 7),
            "weeks": rng.choice((1, 2, 3, 8)),
        },
        "fairness": {"make_up_percent": rng.choice((0, 0, 50, 100))},
    }
    if (few and rng.random() < 0.4) or ("trainee-progress" in tight and rng.random() < 0.2):
        params["backup"]["standing.always_backup_roles"] = ["lis3"]
    if few and rng.random() < 0.2:
        params["backup"]["standing.alone_grounds_also"] = ["lis1-done"]
    return params


def _limits(rng: Random, tight: frozenset[str], number: Number) -> Params:
    """The limits on how much and how close."""
    kinds = ("all", "duty", "on_site", "home", "night", "weekend")
    caps = [
        {
            "kind": rng.choice(kinds),
            "days": rng.choice((1, 2, 3, 4, 7, 28)),
            "max": rng.choice((0, 1, 1, 2, 2, 3)),
        }
        for _ in range(rng.choice((1, 1, 2)))
    ]
    runs, rests = "run-length" in tight, "rest-run" in tight
    return {
        "night-run": {"max_nights": number("night-run", 3, 1, 2, 3), "on_site_only": rng.random() < 0.6},
        "duty-cap": {"caps": caps if "duty-cap" in tight else [{"kind": "all", "days": 7, "max": 7}]},
        "weekend-cap": {
            "max_weekends": number("weekend-cap", 3, 0, 1, 1, 2),
            "weeks": rng.choice((1, 2, 3, 4)),
            "on_site_only": rng.random() < 0.3,
        },
        "spacing": {
            "days": rng.choice((1, 2, 3, 5)),
            "on_site_only": rng.random() < 0.6,
            "out_of_hours_only": rng.random() < 0.4,
        },
        "run-length": {
            "max_days": number("run-length", 20, 1, 2, 2, 3),
            "min_days": rng.choice((1, 2, 2, 3)) if runs else 1,
            "on_site_only": rng.random() < 0.3,
        },
        "rest-run": {
            "max_days": rng.choice((None, 1, 2, 3, 5)) if rests else None,
            "min_days": rng.choice((1, 2, 2, 3)) if rests else 1,
            "on_site_only": rng.random() < 0.3,
        },
    }


def _service(rng: Random, tight: frozenset[str], number: Number) -> Params:
    """The rules of the whole service."""
    locums = "locum-limit" in tight
    return {
        "minimum-practice": {"duties_a_year": number("minimum-practice", 10, 10, 50, 100, 200, 365)},
        "trainee-progress": {
            "days": rng.choice((1, 2, 3, 5)),
            "most_together": rng.choice((1, 1, 2)) if "trainee-progress" in tight else 20,
        },
        "pairing": {"gap_minutes": rng.choice((0, 60, 450, 960))},
        "specialist-share": {
            "percent": number("specialist-share", 50, 34, 50, 67, 100),
            "kinds": sorted(rng.sample(KINDS, rng.choice((1, 2)))),
        },
        "weekend-block": {"mode": rng.choice(("together", "split"))},
        "locum-limit": {
            "legevakt_months": number("locum-limit", 6, 0, 1, 1, 2),
            "other_months": number("locum-limit", 4, 0, 0, 1, 2),
            "days_a_month": rng.choice((1, 1, 2)) if locums else 21,
        },
        "own-first": {
            "week_hours": number("own-first", 37.5, 5, 10, 20, 37.5),
            "home_divisor": number("own-first", 7, 1, 3, 7),
        },
        "home-share": {"tolerance_percent": rng.choice((0, 5, 10, 20, 30))},
        "minimum-doctors": {"doctors": number("minimum-doctors", 0, 2, 3, 4, 6)},
        "notice": {
            "discussed_days": number("notice", 14, 12, 14, 16),
            "published_days": number("notice", 28, 26, 28, 30),
        },
    }


def flipped(term: r.Term) -> r.Term:
    """What was forbidden priced, what was priced forbidden."""
    if term.level is r.Level.HARD:
        return r.Term(level=r.Level.SOFT, tier=r.Tier.LAW, weight=2)
    return r.Term(level=r.Level.HARD)
