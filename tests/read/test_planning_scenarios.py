"""A file of planning scenarios: what it becomes, and what is told when it is wrong."""

from pathlib import Path

import pytest

from vaktplan.errors import InvalidInput
from vaktplan.planning.plan import Scenario
from vaktplan.read.planning_scenarios import read_scenarios

HEAD = '[[scenario]]\nname = "a"\ntitle = "A"\n'
GOOD = """
[[scenario]]
name = "i-dag"
title = "Som i dag"

[[scenario]]
name = "deling"
title = "Del nettene med Larvik"
nights_kept = 0.5
yearly_cost = 1_200_000
cost_note = "Anslag"
alternative = "høy"
extra_hjemler = -1
"""


def _file(text: str, folder: Path) -> Path:
    path = folder / "valg.toml"
    path.write_text(text, "utf-8")
    return path


def _faults(text: str, folder: Path) -> dict[tuple[str, str], str]:
    with pytest.raises(InvalidInput) as caught:
        read_scenarios(_file(text, folder))
    assert caught.value.exit_code == 3
    return {(f.where, f.code): f"{f.what}. {f.hint}" for f in caught.value.faults}


def test_a_file_becomes_its_scenarios_in_order(tmp_path: Path) -> None:
    assert read_scenarios(_file(GOOD, tmp_path)) == (
        Scenario(name="i-dag", title="Som i dag"),
        Scenario(
            name="deling",
            title="Del nettene med Larvik",
            nights_kept=0.5,
            yearly_cost=1_200_000,
            cost_note="Anslag",
            alternative="høy",
            extra_hjemler=-1,
        ),
    )


@pytest.mark.parametrize(
    ("text", "where", "code", "hint"),
    [
        ("[[scenario", "valg.toml", "bad-toml", "linjen"),
        ("", "valg.toml", "no-scenarios", "[[scenario]]"),
        (HEAD * 21, "valg.toml", "too-many-scenarios", "20"),
        ("[[scenario]]\ntitle = 'A'", "valg.toml: 1: name", "missing-field", "name ="),
        ("[[scenario]]\nname = 'a'\ntitle = ' '", "valg.toml: a: title", "missing-field", "title ="),
        (HEAD + HEAD, "valg.toml: a", "duplicate-name", "annet"),
        (HEAD + "night_kept = 1", "valg.toml: a", "unknown-field", "nights_kept"),
        (HEAD + "nights_kept = 50", "valg.toml: a: nights_kept", "percent-or-share", "mente du 0.5?"),
        (HEAD + "nights_kept = -0.1", "valg.toml: a: nights_kept", "out-of-range", "fra 0 til 1"),
        (HEAD + "nights_kept = nan", "valg.toml: a: nights_kept", "out-of-range", "fra 0 til 1"),
        (HEAD + f"yearly_cost = {10**400}", "valg.toml: a: yearly_cost", "out-of-range", "1e+09"),
        (HEAD + f"yearly_cost = {'9' * 5000}", "valg.toml", "bad-toml", "linjen"),
        (HEAD + "list_length_goal = 3000", "valg.toml: a: list_length_goal", "out-of-range", "2500"),
        (HEAD + "list_length_goal = '1000'", "valg.toml: a: list_length_goal", "wrong-type", "anførselstegn"),
        (HEAD + "lis1_posts = 1.5", "valg.toml: a: lis1_posts", "wrong-type", "helt tall"),
        (HEAD + "lis1_posts = true", "valg.toml: a: lis1_posts", "wrong-type", "helt tall"),
        (
            HEAD + "alternative = 'hovedalternativ'",
            "valg.toml: a: alternative",
            "unknown-word",
            "hovedalternativet",
        ),
        (HEAD + "cost_note = 1", "valg.toml: a: cost_note", "wrong-type", "anførselstegn"),
        (HEAD + 'cost_note = "a\\u202eb"', "valg.toml: a: cost_note", "bad-text", "én linje"),
    ],
)
def test_a_fault_has_its_place_its_code_and_a_hint(
    text: str, where: str, code: str, hint: str, tmp_path: Path
) -> None:
    found = _faults(text, tmp_path)
    assert list(found) == [(where, code)]
    assert hint in found[where, code]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    text = HEAD + "nights_kept = 50\nretire_at = 90\n" + HEAD.replace('"a"', '"b"') + "lis1_posts = -1\n"
    assert set(_faults(text, tmp_path)) == {
        ("valg.toml: a: nights_kept", "percent-or-share"),
        ("valg.toml: a: retire_at", "out-of-range"),
        ("valg.toml: b: lis1_posts", "out-of-range"),
    }
