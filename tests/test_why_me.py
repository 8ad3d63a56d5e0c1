"""«Why me?»: each alternative told is a lawful roster in which only two doctors' duties differ, at the cost told."""

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests.example import best_answer
from vaktplan.answers.explaining import WhyMe
from vaktplan.app.whyme import why_me
from vaktplan.cli.main import main
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.roster import Roster
from vaktplan.read.models import book_of
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import TIERS
from vaktplan.solve.outcome import Options, Status
from vaktplan.solve.run import solve
from vaktplan.verify.verify import verify

ROOT = Path(__file__).parent.parent
SMAVIK = ROOT / "instances" / "smavik"
ROTA = ROOT / "exports" / "eksempel" / "vaktplan.xlsx"
LAST = TIERS[-1]


@cache
def smavik() -> tuple[Instance, Book, Roster]:
    """The example with its best roster."""
    plan = best_answer()
    assert plan.outcome.roster is not None
    return plan.instance, plan.book, plan.outcome.roster


def stands(instance: Instance, book: Book, roster: Roster, why: WhyMe) -> int:
    """Hold every alternative against the check; how many there were."""
    before = verify(instance, book, roster)
    for found in why.alternatives:
        after = verify(instance, book, found.roster)
        assert not after.hard
        assert after.tier_costs[LAST] - before.tier_costs[LAST] == found.change
        assert all(after.tier_costs[t] <= before.tier_costs[t] for t in TIERS[:-1])
        assert sum(c.change for c in found.changes) == found.change
        assert (found.doctor, why.shift) in found.roster.taken
        assert (why.doctor, why.shift) not in found.roster.taken
        differing = set(roster.pairs) ^ set(found.roster.pairs)
        assert {doctor for doctor, _shift in differing} <= {why.doctor, found.doctor}
    return len(why.alternatives)


def test_every_alternative_costs_what_is_told_and_none_is_better_than_the_best() -> None:
    instance, book, roster = smavik()
    tried = 0
    for doctor, shift in roster.pairs[::4]:
        (why,) = why_me(instance, book, roster, doctor, [shift], 60.0)
        assert not why.unknown
        line = instance.shift_by_id[shift].line
        told = {a.doctor for a in why.alternatives} | {d for d, _rules in why.unable}
        assert told <= {d.id for d in instance.doctors if line.open_to(d)} - {doctor}
        tried += stands(instance, book, roster, why)
        assert all(a.change >= 0 for a in why.alternatives)  # the roster is proven best
    assert tried > 20


def test_a_forced_alternative_is_no_dearer_in_a_whole_search() -> None:
    instance, book, roster = smavik()
    doctor, shift = roster.pairs[0]
    (why,) = why_me(instance, book, roster, doctor, [shift], 60.0)
    found = why.alternatives[0]
    lock = Lock(doctor=found.doctor, shift=shift)
    forced = instance.model_copy(update={"locks": (*instance.locks, lock)})
    outcome = solve(forced, book, Options(time_limit=60, workers=2))
    assert outcome.status is Status.PROVEN
    cost = {t.name: t.cost for t in outcome.tiers}[LAST.value]
    assert cost <= verify(instance, book, roster).tier_costs[LAST] + found.change


def test_when_the_time_is_out_nobody_is_said_to_be_unable() -> None:
    instance, book, roster = smavik()
    doctor, shift = roster.pairs[0]
    (why,) = why_me(instance, book, roster, doctor, [shift], 0.0)
    assert why.unknown
    assert why.alternatives == why.unable == ()


def test_a_doctor_reads_why_and_nothing_private_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(SMAVIK), "--roster", str(ROTA), "--doctor", "Moen"]) == 0
    out = capsys.readouterr().out
    assert "Hvorfor har Ingrid Moen helgedag lørdag 2. jan.?" in out
    assert "ikke tilgjengelig" in out
    assert not [word for word in ("fritak", "fravær", "ferie") if word in out]
    assert all(len(line) <= 80 for line in out.splitlines())


def test_what_it_would_cost_to_give_a_shift_to_another(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--roster", str(ROTA), "--doctor", "Odd Brekke", "--shift", "2027-01-02:helgedag", "--json"]
    instance, _book, roster = smavik()
    shift = next(s for _d, s in roster.pairs if s.startswith("2027-01-02"))
    asked[5] = shift
    assert main(["explain", str(SMAVIK), *asked]) == 0
    (why,) = json.loads(capsys.readouterr().out)["why_me"]
    brekke = next(d.id for d in instance.doctors if d.name == "Odd Brekke")
    assert {a["doctor"] for a in why["alternatives"]} | {u["doctor"] for u in why["unable"]} <= {brekke}


@pytest.mark.parametrize(
    ("asked", "code", "word"),
    [
        (["--doctor", "Solhem"], "unknown-doctor", "Solheim"),
        (["--doctor", "Moen", "--shift", "2027-01-99:x"], "unknown-shift", "2027-01-09"),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(
    asked: list[str], code: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(SMAVIK), "--roster", str(ROTA), *asked, "--json"]) == 3
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert fault["code"] == code
    assert word in fault["hint"]


@pytest.mark.long
def test_fifty_duties_of_a_large_municipality() -> None:
    folder = ROOT / "instances" / "sandefjord"
    instance = Instance.model_validate_json((folder / "instance.json").read_text(encoding="utf-8"))
    best = json.loads((folder / "best.json").read_text(encoding="utf-8"))
    roster = Roster.of((p["doctor"], p["shift"]) for p in best["roster"])
    book = book_of(instance)
    duties = [p for p in roster.pairs if instance.shift_by_id[p[1]].line.out_of_hours]
    tried = 0
    for doctor, shift in Random(5).sample(duties, 50):
        (why,) = why_me(instance, book, roster, doctor, [shift], 60.0)
        tried += stands(instance, book, roster, why)
    assert tried > 200
