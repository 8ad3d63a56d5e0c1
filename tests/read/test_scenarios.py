"""Changes as people write them, and files of scenarios: what is read, and every fault in words and at once."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.whatif.drawn import draw
from tests.whatif.towns import dec, town
from vaktplan.domain.people import Scope
from vaktplan.errors import Fault, InvalidInput
from vaktplan.read.changes import FORMS, parse_change, scenario_of
from vaktplan.read.scenarios import MOST, read_scenarios, scenarios_text
from vaktplan.whatif.changes import KINDS, Away, Change, Grant, Join, Leave, Limit, MoreLis1, Reduce
from vaktplan.whatif.scenario import Scenario

F30 = Grant(doctor="F30", scope=Scope.NIGHT, first=date(2027, 2, 1), last=date(2027, 12, 31))


def parsed(kind: str, text: str) -> Change:
    """A change of Sandefjord in the short form."""
    return parse_change(kind, text, *town("sandefjord"))


def refused(kind: str, text: str) -> list[tuple[str, str, str, str]]:
    """What is wrong with a short form: where, code, what and hint."""
    with pytest.raises(InvalidInput) as caught:
        parsed(kind, text)
    return [(f.where, f.code, f.what, f.hint) for f in caught.value.faults]


@pytest.mark.parametrize(
    "text",
    [
        "F30:natt:2027-02-01:2027-12-31",
        "Camilla Henriksen:night:2027-02-01:2027-12-31",
        "henriksen:NATT:1.2.2027:31.12.2027",
        " F30 : natt : 2027-02-01 : 2027-12-31 ",
    ],
)
def test_a_doctor_a_scope_and_a_date_are_written_in_many_ways(text: str) -> None:
    assert parsed("grant", text) == F30


@pytest.mark.parametrize(
    ("word", "scope"),
    [
        ("alt", Scope.ALL), ("alle", Scope.ALL), ("all", Scope.ALL), ("natt", Scope.NIGHT), ("helg", Scope.WEEKEND),
        ("weekend", Scope.WEEKEND), ("høytid", Scope.FEAST), ("feast", Scope.FEAST), ("bakvakt", Scope.BAKVAKT),
    ],
)  # fmt: skip
def test_scopes_are_written_in_norwegian_and_english(word: str, scope: Scope) -> None:
    assert parsed("claim", f"F30:{word}").model_dump()["scope"] is scope


def test_what_is_left_out_is_as_usual() -> None:
    assert parsed("grant", "F30:natt:2027-02-01") == F30.model_copy(update={"last": None})
    assert parsed("limit", "F20::2026-12-01:2026-12-05") == Limit(doctor="F20", first=dec(1), last=dec(5))
    assert parsed("reduce", "F30:50 %") == Reduce(doctor="F30", percent=50)
    assert parsed("away", "F30:2026-12-01:2026-12-05") == Away(doctor="F30", first=dec(1), last=dec(5))
    assert parsed("ill", "F30:2026-12-01:2026-12-05").id == "away:F30:2026-12-01:2026-12-05:no"
    assert parsed("share-nights", "50").id == "share-nights:50:natt"


def test_what_cannot_be_read_is_told_with_field_and_form() -> None:
    told = "--grant Hagn:netter:32.1.2027:x:y"
    assert refused("grant", "Hagn:netter:32.1.2027:x:y") == [
        (told, "too-many-fields", "«y» er ett ledd for mye", "skriv --grant LEGE:OMFANG:FRA[:TIL]"),
        (f"{told}: doctor", "unknown-doctor", "det finnes ingen lege «Hagn»", "se arket Leger"),
        (
            f"{told}: scope",
            "wrong-value",
            "«scope» er netter",
            "Mente du «natt»? omfanget er «alle», «natt», «helg», «høytid» eller «bakvakt»",
        ),
        (f"{told}: first", "wrong-value", "«first» er 32.1.2027", "skriv en dato som 2027-02-01"),
        (f"{told}: last", "wrong-value", "«last» er x", "skriv en dato som 2027-02-01"),
    ]
    assert refused("leave", "F02") == [
        ("--leave F02: first", "missing-field", "feltet «first» mangler", "skriv --leave LEGE:FRA")
    ]
    assert refused("lis1", "to") == [
        ("--lis1 to: count", "wrong-value", "«count» er to", "skriv et helt tall")
    ]
    assert refused("away", "F02:2026-12-01:2026-12-05:kanskje")[0][2:] == (
        "«owed» er kanskje",
        "skriv ja eller nei",
    )
    assert [code for _w, code, _t, _h in refused("ill", "F02:2026-12-01:2026-12-05:nei")] == [
        "too-many-fields"
    ]
    assert refused("grunt", "F02")[0][1:] == (
        "unknown-change",
        "det finnes ingen endring «grunt»",
        "Mente du «grant»?",
    )


def test_every_kind_has_its_form() -> None:
    assert set(FORMS) == {*KINDS, "ill"}


def test_the_options_of_a_command_are_one_scenario() -> None:
    instance, book = town("sandefjord")
    options = [("join", "F30"), ("leave", "ny1:2026-12-15"), ("lis1", "2")]
    found = scenario_of(options, instance, book, "Tre ting")
    assert found == Scenario(
        name="Tre ting",
        changes=(Join(like="F30"), Leave(doctor="ny1", first=dec(15)), MoreLis1(count=2)),
    )
    with pytest.raises(InvalidInput) as caught:
        scenario_of([("grant", "F01:natt:2026-12-01"), ("leave", "Per:x"), ("lis1", "0")], instance, book, "")
    assert [(f.where, f.code) for f in caught.value.faults] == [
        ("--grant F01:natt:2026-12-01: doctor", "is-a-right"),
        ("--leave Per:x: doctor", "unknown-doctor"),
        ("--leave Per:x: first", "wrong-value"),
        ("--lis1 0: count", "out-of-range"),
    ]


def read(folder: Path, text: str) -> tuple[Scenario, ...]:
    """The scenarios of a text, for Sandefjord."""
    path = folder / "hva-hvis.toml"
    path.write_text(text, encoding="utf-8")
    return read_scenarios(path, *town("sandefjord"), folder)


def file_faults(folder: Path, text: str) -> list[Fault]:
    """What is wrong with a text."""
    with pytest.raises(InvalidInput) as caught:
        read(folder, text)
    return list(caught.value.faults)


GOOD = """
[[scenario]]
name = "Som den er"

[[scenario]]
name = "To fritak"
changes = [
  "grant:Henriksen:natt:2026-12-01:2027-12-31",
  {kind = "leave", doctor = "F02", first = 2026-12-15},
  "ill:F12:2026-12-07:2026-12-13",
]

[[scenario]]
name = "Bok"
[[scenario.changes]]
kind = "book"
name = "legevakt"
[[scenario.changes]]
kind = "share-nights"
percent = 50
"""


def test_a_file_holds_texts_and_tables(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    assert [(s.name, [c.id for c in s.changes]) for s in found] == [
        ("Som den er", []),
        (
            "To fritak",
            [
                "grant:F30:night:2026-12-01:2027-12-31",
                "leave:F02:2026-12-15",
                "away:F12:2026-12-07:2026-12-13:no",
            ],
        ),
        ("Bok", ["book:legevakt", "share-nights:50:natt"]),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_scenarios_that_are_written_read_back(tmp_path: Path, seed: int) -> None:
    instance, book = town("sandefjord")
    random = Random(seed)
    scenarios = []
    for n in range(12):
        change = draw(random, instance, book)
        scenarios.append(
            Scenario(name=f'Nr. {n} «æ» "\\n"', changes=() if change.check(instance, book) else (change,))
        )
    assert sum(len(s.changes) for s in scenarios) > 3
    assert read(tmp_path, scenarios_text(scenarios)) == tuple(scenarios)


def test_a_doctor_given_in_full_reads_back(tmp_path: Path) -> None:
    given = town("sandefjord")[0].doctor_by_id["F46"].model_copy(update={"id": "X1", "name": "Liv Nygård"})
    scenarios = (Scenario(name="Liv kommer", changes=(Join(given=given, first=dec(3)),)),)
    assert read(tmp_path, scenarios_text(scenarios)) == scenarios
    [fault] = file_faults(
        tmp_path, '[[scenario]]\nname = "a"\nchanges = [{kind = "join", given = {id = "X"}}]\n'
    )
    assert (fault.where, fault.code) == ("hva-hvis.toml: a: 1: given", "wrong-value")


def test_every_fault_of_a_file_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    text = """
    x = 1
    [[scenario]]
    [[scenario]]
    name = "To"
    y = 2
    changes = ["grunt:F02", {kind = "leave", doctor = "F0002", first = 2026-12-15},
               {kind = "lis1", count = true, n = 1}, 5]
    [[scenario]]
    name = "to"
    changes = ["book:legevagt", "share-nights:50:kveld", {kind = "leave", doctor = 3, first = 2026-12-15T12:00:00}]
    [[scenario]]
    name = "Tre"
    changes = 3
    """
    assert [(f.where, f.code) for f in file_faults(tmp_path, text)] == [
        ("hva-hvis.toml", "unknown-field"),
        ("hva-hvis.toml: 1", "missing-field"),
        ("hva-hvis.toml: To", "unknown-field"),
        ("hva-hvis.toml: To: 4", "missing-field"),
        ("hva-hvis.toml: To: 1", "unknown-change"),
        ("hva-hvis.toml: To: 2: doctor", "unknown-doctor"),
        ("hva-hvis.toml: To: 3", "unknown-field"),
        ("hva-hvis.toml: To: 3: count", "wrong-value"),
        ("hva-hvis.toml: to", "duplicate-name"),
        ("hva-hvis.toml: to: 2: types", "not-a-night"),
        ("hva-hvis.toml: to: 3: doctor", "unknown-doctor"),
        ("hva-hvis.toml: to: 3: first", "wrong-value"),
        ("hva-hvis.toml: to: Regelbok", "unknown-book"),
        ("hva-hvis.toml: Tre", "wrong-type"),
    ]


def test_a_book_that_is_silent_on_the_period_is_no_scenario(tmp_path: Path) -> None:
    instance, book = town("sandefjord")
    early = instance.period.model_copy(update={"first": date(2019, 1, 1), "last": date(2019, 1, 31)})
    path = tmp_path / "hva-hvis.toml"
    path.write_text('[[scenario]]\nname = "Før"\nchanges = ["book:legevakt"]\n', encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        read_scenarios(path, instance.model_copy(update={"period": early, "history": ()}), book)
    assert {f.code for f in caught.value.faults} == {"norm-gap"}
    assert all(f.where.startswith("hva-hvis.toml: Før: ") for f in caught.value.faults)


def test_a_file_without_scenarios_says_how_one_is_written(tmp_path: Path) -> None:
    [fault] = file_faults(tmp_path, "")
    assert (fault.code, fault.hint) == (
        "no-scenarios",
        'skriv [[scenario]] og under den name = "…" og changes = [ … ]',
    )
    assert [f.code for f in file_faults(tmp_path, "scenario = 3")] == ["no-scenarios"]
    assert [f.code for f in file_faults(tmp_path, "a = ")] == ["bad-toml"]
    many = "".join(f'[[scenario]]\nname = "{n}"\n' for n in range(MOST + 1))
    assert [f.code for f in file_faults(tmp_path, many)] == ["too-many-scenarios"]
    with pytest.raises(InvalidInput) as caught:
        read_scenarios(tmp_path / "finnes-ikke.toml", *town("sandefjord"))
    assert caught.value.faults[0].code == "no-file"
