"""Fingerprints and the store: the same work is known again, and nothing else is."""

import hashlib
import json
from pathlib import Path

import pytest

from vaktplan.fleet import Ending, Job, Result, Store


def result(job: Job, ending: Ending = Ending.DONE) -> Result:
    answer = {"æ": [1, None, 0.5]} if ending is Ending.DONE else None
    return Result(job.id, job.hash, job.kind, ending, answer, "", 1, 0.25)


def test_the_name_and_the_order_of_keys_are_no_part_of_the_work() -> None:
    one = Job("a", "plan", {"x": 1, "y": {"p": [1, 2], "q": "ø"}})
    other = Job("b", "plan", {"y": {"q": "ø", "p": [1, 2]}, "x": 1})
    assert one.hash == other.hash


@pytest.mark.parametrize(
    "other",
    [Job("a", "sweep", {"x": [1, 2]}), Job("a", "plan", {"x": [2, 1]}), Job("a", "plan", {"x": ["1", 2]})],
    ids=["kind", "order of a list", "text for number"],
)
def test_all_else_is(other: Job) -> None:
    assert Job("a", "plan", {"x": [1, 2]}).hash != other.hash


def test_the_fingerprint_is_the_same_for_ever() -> None:
    """Results of last year are found by it."""
    found = Job("a", "plan", {"name": "Småvik", "n": 3, "deep": {"b": None, "a": [True, 1.5]}}).hash
    text = '{"kind":"plan","payload":{"deep":{"a":[true,1.5],"b":null},"n":3,"name":"Småvik"}}'
    assert found == hashlib.sha256(text.encode()).hexdigest()


def test_what_no_file_can_hold_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="JSON"):
        assert Job("a", "plan", {"x": float("nan")}).hash
    with pytest.raises(TypeError):
        assert Job("a", "plan", {"x": object()}).hash


def test_a_result_is_kept_and_found_again(tmp_path: Path) -> None:
    store, job = Store(tmp_path / "results"), Job("a", "plan", {"x": 1})
    assert store.finished(job) is None
    store.keep(result(job))
    assert store.finished(job) == result(job)
    assert [p.name for p in (tmp_path / "results").iterdir()] == [f"{job.hash}.json"]


def test_a_failed_one_is_not_finished(tmp_path: Path) -> None:
    store, job = Store(tmp_path), Job("a", "plan", {"x": 1})
    store.keep(result(job, Ending.FAILED))
    assert store.finished(job) is None
    store.keep(result(job))
    assert store.finished(job) == result(job)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: "[]",
        lambda text: json.dumps({**json.loads(text), "ending": "finished"}),
        lambda text: json.dumps({**json.loads(text), "surprise": 1}),
        lambda text: json.dumps({**json.loads(text), "hash": "0" * 64}),
    ],
    ids=["half", "empty", "list", "unknown ending", "unknown key", "another's"],
)
def test_a_damaged_file_is_as_none(tmp_path: Path, damage: object) -> None:
    store, job = Store(tmp_path), Job("a", "plan", {"x": 1})
    store.keep(result(job))
    path = store.path(job.hash)
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    assert store.finished(job) is None
