"""`explain --measure` and `--frontier` as a doctor and a chief meet them; every number told is the check's."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.example import best_answer
from vaktplan.app.fairness import measure_named, proof
from vaktplan.app.frontier import frontier
from vaktplan.app.seeking import LAST, Seeking
from vaktplan.cli.main import main
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import Disagreement, InvalidInput
from vaktplan.ledger.shares import values
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import TIERS
from vaktplan.solve import run
from vaktplan.solve.outcome import Options, Outcome
from vaktplan.verify.verify import verify

ROOT = Path(__file__).parent.parent
SMAVIK = ROOT / "instances" / "smavik"
ROTA = ROOT / "exports" / "eksempel" / "vaktplan.xlsx"
ASKED = [str(SMAVIK), "--roster", str(ROTA)]


def smavik() -> tuple[Instance, Book, Roster]:
    """The example with its best roster."""
    plan = best_answer()
    assert plan.outcome.roster is not None
    return plan.instance, plan.book, plan.outcome.roster


def test_what_one_night_fewer_costs_is_what_the_check_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["explain", *ASKED, "--doctor", "Moen", "--measure", "Netter", "--time-limit", "20", "--json"])
        == 0
    )
    found = json.loads(capsys.readouterr().out)["fairness"]
    instance, book, roster = smavik()
    before = verify(instance, book, roster)
    fewer = Roster.of((p["doctor"], p["shift"]) for p in found["fewer"]["roster"])
    after = verify(instance, book, fewer)
    assert not after.hard
    assert all(after.tier_costs[t] <= before.tier_costs[t] for t in TIERS[:-1])
    assert after.tier_costs[LAST] - before.tier_costs[LAST] == found["fewer"]["change"]
    assert 0 <= found["fewer"]["at_least"] <= found["fewer"]["change"]  # the roster at hand is proven best
    held = [instance.shift_by_id[s] for d, s in fewer.pairs if d == found["doctor"]]
    assert sum(values(book, s)["nights"] for s in held) <= found["fewer"]["most"] == found["count"] - 1


def test_a_doctor_reads_the_share_the_least_and_the_price(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *ASKED, "--doctor", "Moen", "--measure", "nights", "--time-limit", "20"]) == 0
    out = capsys.readouterr().out
    told = " ".join(out.split())
    assert "Ingrid Moen har 5 nattevakter; rettferdig andel er 4,93." in told
    assert "andel = skyldig + total" in told
    assert "Høyst 4 nattevakter til Ingrid Moen: koster" in told
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.long
def test_the_frontier_is_told_from_the_kindest_to_the_fairest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *ASKED, "--frontier", "--time-limit", "30", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["frontier"]
    points = found["points"]
    assert [p["wishes"] for p in points] == sorted({p["wishes"] for p in points})
    assert [p["fairness"] for p in points] == sorted({p["fairness"] for p in points}, reverse=True)
    assert all(p["bound"] <= p["fairness"] and p["wishes"] <= p["most"] for p in points)
    assert points[0]["fairness"] <= found["here"]["fairness"]  # the roster meets every wish


def test_with_no_time_nothing_is_claimed() -> None:
    instance, book, roster = smavik()
    doctor = roster.pairs[0][0]
    found = proof(Seeking(instance, book, roster, 0.0), doctor, "nights")
    assert (found.least, found.fewer) == (None, None)
    assert frontier(Seeking(instance, book, roster, 0.0)).points == ()


def test_when_stopped_what_was_found_is_kept() -> None:
    instance, book, roster = smavik()
    calls = 0

    def once(instance: Instance, book: Book, options: Options) -> Outcome:
        nonlocal calls
        calls += 1
        return replace(run.solve(instance, book, options), interrupted=True)

    doctor = max(instance.doctors, key=lambda d: sum(who == d.id for who, _s in roster.pairs)).id
    found = proof(Seeking(instance, book, roster, 20.0, solve=once), doctor, "load")
    assert calls == 1
    assert found.interrupted
    assert found.least is not None
    assert found.fewer is not None  # by the lightest roster, without any price proven
    assert found.fewer.at_least <= 0


@pytest.mark.parametrize("field", ["cost", "bound"])
def test_a_claim_that_the_check_does_not_share_is_an_error(field: str) -> None:
    instance, book, roster = smavik()

    def lying(instance: Instance, book: Book, options: Options) -> Outcome:
        outcome = run.solve(instance, book, options)
        (tier,) = outcome.tiers
        return replace(outcome, tiers=(replace(tier, **{field: tier.cost + 1}),))

    with pytest.raises(Disagreement):
        proof(Seeking(instance, book, roster, 5.0, solve=lying), roster.pairs[0][0], "nights")


def test_a_roster_that_breaks_what_is_required_is_refused() -> None:
    instance, book, roster = smavik()
    doctor = roster.pairs[0][0]
    everything = Roster.of((doctor, s.id) for s in instance.shifts)
    with pytest.raises(InvalidInput, match="bryter krav"):
        Seeking(instance, book, everything, 5.0)


@pytest.mark.parametrize("word", ["netter", "Netter", "nights", "natt"])
def test_a_measure_goes_by_its_usual_words(word: str) -> None:
    assert measure_named(word) == "nights"


@pytest.mark.parametrize(
    ("asked", "exit_code"),
    [
        (["--measure", "netter"], 2),
        (["--doctor", "Moen", "--measure", "nettr"], 3),
        (["--doctor", "Moen", "--measure", "netter", "--shift", "2027-01-04:natt"], 2),
        (["--frontier", "--doctor", "Moen"], 2),
    ],
)
def test_what_does_not_belong_together_is_refused(asked: list[str], exit_code: int) -> None:
    assert main(["explain", *ASKED, *asked]) == exit_code


def test_an_unknown_measure_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *ASKED, "--doctor", "Moen", "--measure", "nettr", "--json"]) == 3
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert fault["code"] == "unknown-measure"
    assert "netter" in fault["hint"]
