"""What plan and check say about changes, clashing locks and soft breaches, in words and as data."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.kit import BOOK, doctor, instance_of
from vaktplan import app
from vaktplan.answers import CheckAnswer, PlanAnswer
from vaktplan.app.solving import Effort
from vaktplan.cli.plan_text import summary, verdict_text
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.roster import Change, Roster, changes_since
from vaktplan.read.example import example
from vaktplan.read.template import write_workbook
from vaktplan.rulebook.book import Book
from vaktplan.solve import run
from vaktplan.solve.outcome import Options, Outcome, Progress, SolverCrashed, Status, TierResult
from vaktplan.verify import verify

ONE, SHORT = Effort(time_limit=20, workers=1), Effort(time_limit=3)
MONDAY, SUNDAY = date(2027, 2, 1), date(2027, 2, 7)


def _evenings(*base: tuple[str, str]) -> Instance:
    people = (doctor("Kari"), doctor("Ola"))
    told = tuple(Lock(doctor=d, shift=s) for d, s in base)
    return instance_of(MONDAY, SUNDAY, ["kveld", "dobbel"], people, base=told)


def _answer(instance: Instance, roster: Roster) -> CheckAnswer:
    return CheckAnswer(instance, BOOK, roster, verify(instance, BOOK, roster), "")


def test_changes_name_who_left_and_who_came() -> None:
    instance = _evenings(
        ("Kari", "2027-02-01:kveld"),
        ("Ola", "2027-02-02:kveld"),
        ("Kari", "2027-02-03:dobbel"),
        ("Ola", "2027-02-03:dobbel"),
    )
    roster = Roster.of(
        [
            ("Ola", "2027-02-01:kveld"),
            ("Ola", "2027-02-02:kveld"),
            ("Ola", "2027-02-03:dobbel"),
            ("Kari", "2027-02-04:kveld"),
        ]
    )
    assert changes_since(instance, roster) == (
        Change("2027-02-01:kveld", ("Kari",), ("Ola",)),
        Change("2027-02-03:dobbel", ("Kari",), ()),
        Change("2027-02-04:kveld", (), ("Kari",)),
    )
    answer = _answer(instance, roster)
    assert answer.document()["changes"][0] == {
        "shift": "2027-02-01:kveld",
        "left": ["Kari"],
        "came": ["Ola"],
    }
    told = verdict_text(answer)
    assert "Endret fra planen før (3):" in told
    assert "kveld mandag 1. feb.: Kari → Ola" in told
    assert "dobbel onsdag 3. feb.: Kari → ingen" in told


def test_without_a_roster_before_nothing_is_changed() -> None:
    answer = _answer(_evenings(), Roster.of([("Ola", "2027-02-01:kveld")]))
    assert answer.changes == ()
    assert "planen før" not in verdict_text(answer)
    assert "ro i planen" not in verdict_text(answer)


def test_check_tells_every_soft_breach_within_80_columns() -> None:
    answer = _answer(_evenings(), Roster.of([("Ola", f"2027-02-0{n}:kveld") for n in (1, 2, 4)]))
    told = verdict_text(answer)
    flat = " ".join(told.split())
    soft = [b for b in answer.verdict.soft if b.rule != "coverage"]
    assert len(soft) > 4
    assert [b.text for b in soft if " ".join(b.text.split()) not in flat] == []
    assert max(map(len, told.splitlines())) <= 80


def test_two_locked_to_one_place_are_named_when_nothing_is_possible(tmp_path: Path) -> None:
    base = example()
    locks = tuple(Lock(doctor=d, shift="2027-02-03:kveld") for d in ("aas", "dahl"))
    period = Period(first=MONDAY, last=SUNDAY)
    instance = Instance(
        municipality=base.municipality,
        book=base.book,
        period=period,
        lines=base.lines,
        shift_types=base.shift_types,
        doctors=base.doctors,
        locks=locks,
    )
    write_workbook(instance, tmp_path / "bok.xlsx")
    made_at = datetime(2027, 1, 1, tzinfo=UTC)
    answer = app.plan(tmp_path / "bok.xlsx", tmp_path / "ut", made_at=made_at, effort=ONE)
    assert answer.outcome.status == "impossible"
    assert [(b.rule, b.part) for b in answer.clashes] == [("coverage", "too_many")]
    told = " ".join(summary(answer).split())
    assert "Dette er låst, men forbudt: - For mange på kveldsvakt onsdag 3. feb." in told
    assert not (tmp_path / "ut").exists()


def test_a_bound_above_the_cost_is_a_disagreement() -> None:
    instance, roster = _evenings(), Roster.of([("Ola", "2027-02-01:kveld")])
    verdict = verify(instance, BOOK, roster)
    true = tuple(TierResult(t.value, c, c) for t, c in verdict.tier_costs.items())
    wrong = tuple(TierResult(t.name, t.cost, t.bound + (t.name == "people")) for t in true)
    dearer = tuple(TierResult(t.name, t.cost + (t.name == "people"), t.bound) for t in true)
    found = []
    for tiers in (true, wrong, dearer):
        outcome = Outcome(Status.FEASIBLE, roster, tiers, 1.0, 0)
        found.append(PlanAnswer(instance, BOOK, outcome, verdict, "", "", {}).disagreement)
    assert [len(told) for told in found] == [0, 1, 1]
    assert found[1] == ("people: bound > cost",)


def _planned(*tiers: TierResult, target_gap: float | None = None) -> PlanAnswer:
    """An answer whose tiers ended as given."""
    instance, roster = _evenings(), Roster.of([("Ola", "2027-02-01:kveld")])
    proven = all(t.cost == t.bound for t in tiers)
    curve = (Progress(0.5, "cover", None, 0), Progress(1.25, "people", 90, 60))
    status = Status.PROVEN if proven else Status.FEASIBLE
    outcome = Outcome(status, roster, tiers, 2.0, 0, curve)
    verdict = verify(instance, BOOK, roster)
    return PlanAnswer(instance, BOOK, outcome, verdict, "", "", {}, target_gap=target_gap)


def test_each_tier_tells_cost_bound_gap_and_whether_it_is_proven() -> None:
    made = _planned(TierResult("cover", 6, 6), TierResult("law-soft", 0, 0), TierResult("people", 80, 60))
    document = made.document()
    assert document["tiers"] == [
        {"name": "cover", "cost": 6, "bound": 6, "gap": 0.0, "proven": True},
        {"name": "law-soft", "cost": 0, "bound": 0, "gap": 0.0, "proven": True},
        {"name": "people", "cost": 80, "bound": 60, "gap": 0.25, "proven": False},
    ]
    assert document["gap"] == 0.25
    told = [line.split() for line in summary(made).splitlines()]
    assert ["trinn", "kostnad", "nedre", "grense", "avstand"] in told
    assert ["bemanning", "6", "6", "bevist"] in told
    assert ["fordeling", "og", "ønsker", "80", "60", "25,0", "%"] in told


def test_the_curve_is_in_the_document_and_in_the_report() -> None:
    made = _planned(TierResult("cover", 0, 0), TierResult("people", 80, 60))
    assert made.document()["curve"] == [
        {"seconds": 0.5, "tier": "cover", "cost": None, "bound": 0},
        {"seconds": 1.25, "tier": "people", "cost": 90, "bound": 60},
    ]
    report = made.report(datetime(2027, 1, 1, tzinfo=UTC))
    assert [(m.seconds, m.tier, m.cost, m.bound) for m in report.curve] == [
        (0.5, "cover", None, 0),
        (1.25, "people", 90, 60),
    ]


def test_a_target_that_was_set_is_said_to_be_reached_or_not() -> None:
    near, far = TierResult("people", 1000, 995), TierResult("people", 1000, 900)
    assert "Målet på høyst 0,5 % er nådd." in summary(_planned(near, target_gap=0.005))
    assert "Målet på høyst 0,5 % er ikke nådd." in summary(_planned(far, target_gap=0.005))
    assert "Målet" not in summary(_planned(far))
    assert "Målet" not in summary(_planned(TierResult("people", 9, 9), target_gap=0.005))
    assert _planned(near, target_gap=0.005).document()["target_gap"] == 0.005
    assert _planned(near).document()["target_gap"] is None


def test_what_a_dying_solver_had_found_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(instance: Instance, book: Book, options: Options) -> Outcome:
        outcome = solve(instance, book, options)
        kept = outcome.roster if keep else None
        raise SolverCrashed("død", replace(outcome, roster=kept, crashed=True, message="død"))

    solve, keep = run.solve, True
    monkeypatch.setattr(run, "solve", dying)
    write_workbook(example(), tmp_path / "bok.xlsx")
    made_at = datetime(2027, 1, 1, tzinfo=UTC)
    answer = app.plan(tmp_path / "bok.xlsx", tmp_path / "ut", made_at=made_at, effort=SHORT)
    assert answer.outcome.crashed and "død" in summary(answer)
    assert (tmp_path / "ut" / "vaktplan.xlsx").is_file()
    keep = False
    with pytest.raises(SolverCrashed, match="død"):
        app.plan(tmp_path / "bok.xlsx", tmp_path / "ny", made_at=made_at, effort=SHORT)
    assert not (tmp_path / "ny").exists()
