"""Everything that can be wrong with a book is told, with its place and a hint; nothing but words comes out."""

import copy
import random
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from vaktplan.errors import Fault, InvalidInput
from vaktplan.read.models import load_norms, models_root
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.parse import parse_book
from vaktplan.rulebook.rules import DutyCap, Tier, Wishes

NORMS = load_norms()
GOOD: dict[str, Any] = tomllib.loads((models_root() / "books" / "legevakt.toml").read_text(encoding="utf-8"))
GONE = "<fjern>"  # not a value any book may hold


def _changed(path: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(GOOD)
    *above, last = path.split("/")
    table = data
    for key in above:
        table = table[key]
    if value is GONE:
        del table[last]
    else:
        table[last] = value
    return data


def _faults(data: Any) -> tuple[Fault, ...]:
    with pytest.raises(InvalidInput) as caught:
        parse_book(data, NORMS, "bok.toml")
    assert all(f.what and f.hint and f.where.startswith("bok.toml: ") for f in caught.value.faults)
    return caught.value.faults


def test_the_good_book_is_good() -> None:
    book = parse_book(GOOD, NORMS, "bok.toml")
    assert isinstance(book, Book)
    cap = book[DutyCap].caps[0]
    assert (cap.kind, cap.days, cap.max.whole(date(2027, 1, 1))) == ("duty", 7, 5)


CASES: list[tuple[str, Any, str, str, str]] = [
    # what is changed, to what, where, code, a word of the text or the hint
    ("rules/daily-rst", {}, "rules.daily-rst", "unknown-rule", "«daily-rest»"),
    ("rules/wishes/likes", 1, "rules.wishes", "unknown-parameter", "«like»"),
    (
        "rules/exemption/main",
        {"level": "soft", "tier": "people", "weight": 9},
        "rules.exemption.main",
        "must-be-hard",
        "hard",
    ),
    ("rules/exemption", GONE, "rules", "missing-rule", "exemption"),
    ("rules/wishes/like", GONE, "rules.wishes", "missing-parameter", "like"),
    (
        "rules/exemption/age",
        {"norm": "fastlegeforskriften.age-rigth"},
        "rules.exemption.age",
        "unknown-norm",
        "age-right»",
    ),
    ("rules/exemption/age", {"norm": ["x"]}, "rules.exemption.age", "unknown-norm", "['x']"),
    (
        "rules/exemption/age",
        {"nrom": "x", "norm": "fastlegeforskriften.age-right"},
        "rules.exemption.age",
        "unknown-parameter",
        "«norm»",
    ),
    (
        "rules/exemption/basis",
        ["fastlegeforskriften.duti"],
        "rules.exemption.basis[1]",
        "unknown-norm",
        "duty»",
    ),
    ("rules/exemption/basis", "fastlegeforskriften.duty", "rules.exemption.basis", "wrong-type", "liste"),
    ("rules/daily-rest/sfs_hours", "åtte", "rules.daily-rest.sfs_hours", "wrong-type", "helt tall"),
    ("rules/daily-rest/sfs_hours", 7.5, "rules.daily-rest.sfs_hours", "wrong-type", "helt tall"),
    ("rules/daily-rest/sfs_hours", -8, "rules.daily-rest.sfs_hours", "wrong-type", "helt tall"),
    ("rules/daily-rest/sfs_hours", True, "rules.daily-rest.sfs_hours", "wrong-type", "helt tall"),
    ("rules/daily-rest/sfs_hours", date(2027, 1, 1), "rules.daily-rest.sfs_hours", "wrong-type", "helt tall"),
    (
        "rules/daily-rest/sfs_hours",
        {"norm": "arbeidsmiljoloven.night-opens"},
        "rules.daily-rest.sfs_hours",
        "wrong-type",
        "21:00",
    ),
    (
        "rules/rest-after-night/free_until",
        "15",
        "rules.rest-after-night.free_until",
        "wrong-type",
        "klokkeslett",
    ),
    ("definitions/night/opens", 21, "definitions.night.opens", "wrong-type", "klokkeslett"),
    (
        "definitions/standing/alone_grounds",
        ["spesialist"],
        "definitions.standing.alone_grounds",
        "unknown-ground",
        "«specialist»",
    ),
    (
        "definitions/standing/alone_courses",
        ["lis1-done"],
        "definitions.standing.alone_courses",
        "unknown-ground",
        "course-acute",
    ),
    (
        "definitions/standing/alone_courses",
        "course-acute",
        "definitions.standing.alone_courses",
        "wrong-type",
        "liste",
    ),
    (
        "definitions/standing/alone_grounds",
        {"norm": "sfs2305.daily-rest"},
        "definitions.standing.alone_grounds",
        "wrong-type",
        "liste",
    ),
    (
        "definitions/standing/always_backup_roles",
        ["alis"],
        "definitions.standing.always_backup_roles[1]",
        "wrong-type",
        "lis3",
    ),
    ("definitions/standing", GONE, "definitions.standing", "missing-table", "definitions.standing"),
    ("definitions/day", {}, "definitions", "unknown-field", "day"),
    ("definitions", GONE, "definitions", "missing-table", "definitions"),
    ("rules", GONE, "rules", "missing-table", "rules"),
    ("rules/wishes", 3, "rules.wishes", "wrong-type", "tabell"),
    ("rules/wishes/like", "hard", "rules.wishes.like", "wrong-type", "tabell"),
    ("rules/wishes/like", {"level": "myk"}, "rules.wishes.like", "wrong-type", "soft"),
    ("rules/wishes/like", {"level": "soft", "weight": 1}, "rules.wishes.like.tier", "level", "tier"),
    ("rules/wishes/like", {"level": "soft", "tier": "people"}, "rules.wishes.like.weight", "level", "weight"),
    ("rules/wishes/like", {"level": "hard", "tier": "people"}, "rules.wishes.like.tier", "level", "hard"),
    (
        "rules/wishes/like",
        {"level": "soft", "tier": "wishes", "weight": 1},
        "rules.wishes.like",
        "wrong-type",
        "people",
    ),
    (
        "rules/wishes/like",
        {"level": "soft", "tier": "people", "weight": 1.5},
        "rules.wishes.like.weight",
        "wrong-type",
        "helt tall",
    ),
    (
        "rules/wishes/like",
        {"level": "soft", "tier": "people", "weight": -1},
        "rules.wishes.like.weight",
        "wrong-type",
        "helt tall",
    ),
    (
        "rules/wishes/like",
        {"level": "soft", "tier": "people", "weight": 1, "vekt": 2},
        "rules.wishes.like",
        "unknown-parameter",
        "vekt",
    ),
    (
        "rules/wishes/like",
        {"level": "soft", "tier": "cover", "weight": 1},
        "rules.wishes.like",
        "cover-tier",
        "cover",
    ),
    ("rules/coverage/open_place", {"level": "hard"}, "rules.coverage.open_place", "cover-tier", "cover"),
    ("rules/backup/cap", 0, "rules.backup.cap", "wrong-type", "minst 1"),
    ("rules/backup/cap", 10**30, "rules.backup.cap", "wrong-type", "under 1000000"),
    ("rules/fairness/steepness", {"nights": 10**30}, "rules.fairness.steepness", "wrong-type", "under"),
    ("rules/backup/cap", "to", "rules.backup.cap", "wrong-type", "helt tall"),
    ("rules/backup/cap", True, "rules.backup.cap", "wrong-type", "helt tall"),
    ("rules/night-run/on_site_only", "ja", "rules.night-run.on_site_only", "wrong-type", "true"),
    ("rules/spacing/days", 29, "rules.spacing.days", "wrong-type", "høyst 28"),
    ("rules/duty-cap/caps", {"kind": "all"}, "rules.duty-cap.caps", "wrong-type", "liste"),
    (
        "rules/duty-cap/caps",
        [{"kind": "natt", "days": 7, "max": 3}],
        "rules.duty-cap.caps[1].kind",
        "wrong-type",
        "'night'",
    ),
    (
        "rules/duty-cap/caps",
        [{"kind": "night", "days": 7}],
        "rules.duty-cap.caps[1]",
        "missing-parameter",
        "max",
    ),
    ("rules/duty-cap/caps", [3], "rules.duty-cap.caps[1]", "wrong-type", "tabell"),
    ("rules/fairness/steepness", {"netter": 1}, "rules.fairness", "wrong-type", "rules.md"),
    ("rules/fairness/steepness", {"nights": 0}, "rules.fairness", "wrong-type", "rules.md"),
    (
        "rules/fairness/steepness",
        {"nights": "ti"},
        "rules.fairness.steepness.nights",
        "wrong-type",
        "helt tall",
    ),
    ("rules/fairness/make_up_percent", 101, "rules.fairness.make_up_percent", "wrong-type", "høyst 100"),
    ("rules/weekend-block/mode", "begge", "rules.weekend-block.mode", "wrong-type", "'together'"),
    (
        "rules/specialist-share/kinds",
        ["sjukeheim"],
        "rules.specialist-share.kinds[1]",
        "wrong-type",
        "sykehjem",
    ),
    ("rules/specialist-share/kinds", "sykehjem", "rules.specialist-share.kinds", "wrong-type", "liste"),
    ("rules/own-first/week_hours", "hel", "rules.own-first.week_hours", "wrong-type", "et tall"),
    ("rules/working-hours/weeks", 53, "rules.working-hours.weeks", "wrong-type", "høyst 52"),
    ("rules/weekly-rest/home_counts", "ja", "rules.weekly-rest.home_counts", "wrong-type", "true"),
    ("rules/minimum-doctors/doctors", GONE, "rules.minimum-doctors", "missing-parameter", "doctors"),
    (
        "rules/home-share/tolerance_percent",
        101,
        "rules.home-share.tolerance_percent",
        "wrong-type",
        "høyst 100",
    ),
    ("id", GONE, "id", "missing-field", "id"),
    ("title", 5, "title", "missing-field", "title"),
    ("weights", {}, "", "unknown-field", "weights"),
]


@pytest.mark.parametrize(("path", "value", "where", "code", "word"), CASES, ids=lambda v: str(v)[:40])
def test_a_wrong_book_is_told_where_and_how(path: str, value: Any, where: str, code: str, word: str) -> None:
    found = [f for f in _faults(_changed(path, value)) if f.code == code]
    assert [f.where for f in found][:1] == [f"bok.toml: {where}"]
    assert any(word in f.what + f.hint for f in found)


def test_a_rule_may_be_moved_between_tiers_and_made_hard() -> None:
    moved = _changed("rules/wishes/rather_off", {"level": "soft", "tier": "law-soft", "weight": 2})
    assert parse_book(moved, NORMS, "bok.toml")[Wishes].rather_off.tier is Tier.LAW
    assert parse_book(
        _changed("rules/rest-after-night/practice_before", {"level": "hard"}), NORMS, "bok.toml"
    )


def test_a_rule_may_be_left_out() -> None:
    assert parse_book(_changed("rules/spacing", GONE), NORMS, "bok.toml").get(Wishes)


def test_all_faults_of_a_book_are_told_at_once() -> None:
    data = _changed("rules/backup/cap", 0)
    data["rules"]["onskjer"] = {}
    data["rules"]["exemption"]["age"] = {"norm": "x.y"}
    data["definitions"]["night"]["opens"] = 21
    assert sorted(f.code for f in _faults(data)) == [
        "unknown-norm",
        "unknown-rule",
        "wrong-type",
        "wrong-type",
    ]


def _places(table: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = table.items() if isinstance(table, dict) else enumerate(table) if isinstance(table, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from _places(value, (*path, key))


def test_a_book_with_any_value_replaced_is_read_or_refused_in_words() -> None:
    junk: list[Any] = [
        None,
        True,
        -1,
        0,
        10**30,
        1.5,
        float("nan"),
        "",
        "x",
        [],
        [[]],
        {},
        {"norm": {}},
        date(2027, 1, 1),
        [None],
    ]
    rng = random.Random(1)
    places = list(_places(GOOD))
    refused = 0
    for place in places:
        for value in [*junk, rng.choice(junk)]:
            data = copy.deepcopy(GOOD)
            table: Any = data
            for key in place[:-1]:
                table = table[key]
            table[place[-1]] = value
            try:
                parse_book(data, NORMS, "bok.toml")
            except InvalidInput as error:
                refused += 1
                assert error.faults
    assert refused > 10 * len(places)
