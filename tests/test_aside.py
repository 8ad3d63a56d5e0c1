"""Why a plan's open places are open, asked beside it: within its time, never at the cost of the plan."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic

import pytest

from tests import kit
from tests.example import best_answer
from tests.export import parse
from tests.fleet import works
from tests.read.books import with_cells
from tests.test_explain import BUT_LIS1, SMAVIK, away
from vaktplan.answers import PlanAnswer
from vaktplan.answers.conflicts import conflict_document, explanation
from vaktplan.app import aside
from vaktplan.app.aside import Aside, with_explanations
from vaktplan.app.openplaces import explained_one
from vaktplan.cli.main import main
from vaktplan.domain.people import Absence
from vaktplan.domain.roster import Roster
from vaktplan.errors import Fault
from vaktplan.verify.verify import verify

DAY = date(2027, 1, 4)
OPEN = ["2027-01-04:kveld", "2027-01-04:tk-kveld", "2027-01-04:natt", "2027-01-05:kveld"]


def small(**more: object) -> PlanAnswer:
    """Two days in which nobody is there, so that every place is open."""
    gone = Absence(doctor="a", first=DAY, last=date(2027, 1, 6))
    instance = kit.instance_of(
        DAY, date(2027, 1, 5), ["kveld", "natt", "tk-kveld"], [kit.doctor("a")], absences=(gone,)
    )
    nobody, plan = Roster(), best_answer()
    answer = replace(
        plan,
        instance=instance,
        book=kit.BOOK,
        outcome=replace(plan.outcome, roster=nobody, tiers=()),
        verdict=verify(instance, kit.BOOK, nobody),
        time_limit=60.0,
        workers=2,
    )
    return replace(answer, **more)  # type: ignore[arg-type]


def explained(answer: PlanAnswer, asked: Aside | None = None) -> tuple[PlanAnswer, list[Fault]]:
    """The answer with its explanations, and what was warned of."""
    warned: list[Fault] = []
    return with_explanations(answer, asked or Aside(), warned.append), warned


def test_the_first_open_places_are_explained_and_no_more() -> None:
    told: list[tuple[int, float]] = []
    made, warned = explained(small(), Aside(on_begin=lambda shifts, seconds: told.append((shifts, seconds))))
    assert [e.shift for e in made.explained] == OPEN[: aside.MOST]
    assert all(e.answer == "conflict" and e.minimal for e in made.explained)
    assert {c.rule for e in made.explained for c in e.causes} == {"absence"}
    assert told == [(aside.MOST, aside.SECONDS)] and warned == []
    assert [c["shift"] for c in made.document()["conflicts"]] == OPEN[: aside.MOST]


@pytest.mark.parametrize("limit", [0.5, 30.0, 600.0])
def test_never_more_than_a_part_of_the_time_limit(limit: float) -> None:
    told: list[float] = []
    asked = Aside(on_begin=lambda shifts, seconds: told.append(seconds))
    began = monotonic()
    if limit < 1:
        made, _warned = explained(small(time_limit=limit), asked)
        assert {e.answer for e in made.explained} == {"out-of-time"}  # no process has begun by then
        assert monotonic() - began < 5
    else:
        explained(small(time_limit=limit), replace(asked, stopped=iter([False, *[True] * 9]).__next__))
    assert told == [min(20.0, limit / 3)]


def test_what_hangs_is_ended_and_said_to_be_out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "explain_one", works.hanging)
    began = monotonic()
    made, warned = explained(small(time_limit=6.0))
    assert [e.answer for e in made.explained] == ["out-of-time"] * aside.MOST and warned == []
    assert monotonic() - began < 6


def test_what_fails_is_warned_of_and_the_plan_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "explain_one", works.failing)
    made, warned = explained(small())
    assert made.explained == () and made.verdict is not None
    assert [f.code for f in warned] == ["not-explained"] * aside.MOST
    assert "no explanation" in warned[0].what and "kveld" in warned[0].where


def always() -> Iterator[bool]:
    while True:
        yield True


def test_nothing_is_asked_when_nobody_wants_it() -> None:
    begun: list[int] = []
    asked = Aside(on_begin=lambda shifts, seconds: begun.append(shifts))
    answer = small()
    covered = replace(best_answer(), time_limit=60.0)
    for each, how in (
        (answer, replace(asked, wanted=False)),
        (answer, replace(asked, stopped=always().__next__)),
        (replace(answer, outcome=replace(answer.outcome, interrupted=True)), asked),
        (replace(answer, outcome=replace(answer.outcome, roster=None)), asked),
        (covered, asked),
    ):
        assert explained(each, how)[0] is each
    assert begun == []


def test_it_is_said_when_not_every_way_out_was_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = small()
    roster = answer.outcome.roster
    assert roster is not None
    whole = explained_one(answer.instance, answer.book, roster, OPEN[0], 60.0)
    assert whole.conflict is not None and whole.all_tried
    late = answer.time_limit
    monkeypatch.setattr("vaktplan.app.openplaces.monotonic", iter([0.0, 59.0, late]).__next__)
    cut = explained_one(answer.instance, answer.book, roster, OPEN[0], 60.0)
    assert cut.conflict == replace(whole.conflict, seconds=cut.conflict.seconds if cut.conflict else 0)
    assert not cut.all_tried
    assert conflict_document(explanation(answer.instance, answer.book, cut))["all_tried"] is False


def test_duty_is_asked_about_before_sessions() -> None:
    answer = small()
    lines = tuple(line.model_copy(update={"out_of_hours": line.id == "tk"}) for line in answer.instance.lines)
    made, _warned = explained(replace(answer, instance=answer.instance.model_copy(update={"lines": lines})))
    assert [e.shift.split(":")[1] for e in made.explained] == ["tk-kveld", "tk-kveld", "kveld"]


# -- as a coordinator meets it ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a night that nobody can have."""
    return with_cells(tmp_path_factory.mktemp("hull") / "bok.xlsx", away(*BUT_LIS1))


QUICKLY = ("--target-gap", "100")  # any roster that covers what can be covered will do


def plan(book: Path, folder: Path, *more: str) -> int:
    return main(["plan", str(book), "-o", str(folder), *QUICKLY, *more])


def test_a_plan_says_why_in_words_and_in_its_files(
    hole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(hole, tmp_path / "ut") == 4
    told = capsys.readouterr()
    said = " ".join(told.out.split())
    assert "Planen er funnet. Forklarer 1 udekket vakt, høyst 20 s …" in told.err
    assert "Nattvakt til torsdag 11. feb. kan ikke dekkes, fordi: - fravær: 6 leger." in said
    assert all(len(line) <= 80 for line in told.out.splitlines() if str(tmp_path) not in line)
    (found,) = json.loads((tmp_path / "ut" / "plan.json").read_text(encoding="utf-8"))["conflicts"]
    assert (found["shift"], found["answer"]) == ("2027-02-10:natt", "conflict")
    rota = (tmp_path / "ut" / "vaktplan.xlsx").read_bytes()
    assert ("Fravær: 6 leger.", None) in parse.rows(rota, "Udekket")
    wall = (tmp_path / "ut" / "oppslag.html").read_text(encoding="utf-8")
    assert "Ikke tilgjengelig: 6 leger." in wall
    assert "ravær" not in wall.split('<section id="udekket">')[1].split("</section>")[0]


def test_a_plan_need_not_explain(hole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(hole, tmp_path / "ut", "--no-explain", "--json") == 4
    told = capsys.readouterr()
    assert "Forklarer" not in told.err
    assert json.loads(told.out)["conflicts"] == []
    assert "Udekket" not in (tmp_path / "ut" / "vaktplan.html").read_text(encoding="utf-8").split("<nav")[1]


def test_explain_writes_the_roster_with_what_it_said(
    hole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(hole, tmp_path / "ut", "--no-explain") == 4
    roster = str(tmp_path / "ut" / "vaktplan.xlsx")
    before = parse.rows(Path(roster).read_bytes(), "Vaktliste")
    capsys.readouterr()
    folder = tmp_path / "forklart"
    for _again in range(2):  # its own folder it may write over
        assert main(["explain", str(hole), "--roster", roster, "-o", str(folder)]) == 4
    out = " ".join(capsys.readouterr().out.split())
    assert str(folder / "vaktplan.xlsx") in out and "Nils Hagen flytter kurset sitt." in out
    rota = (folder / "vaktplan.xlsx").read_bytes()
    assert ("Nils Hagen flytter kurset sitt.", "legen") in parse.rows(rota, "Udekket")
    assert parse.rows(rota, "Vaktliste") == before
    document = json.loads((folder / "forklaring.json").read_text(encoding="utf-8"))
    assert sorted(document["files"]) == sorted(str(p) for p in folder.rglob("*") if p.is_file())
    page = (folder / "vaktplan.html").read_text(encoding="utf-8")
    assert "lest fra fil og kontrollert; ikke lett etter en bedre" in page
    assert main(["explain", str(hole), "--roster", roster, "-o", str(tmp_path / "ut")]) == 2  # a plan's not
    assert "andre filer enn en forklaring" in capsys.readouterr().err


def test_explain_writes_why_me_for_the_doctor_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rota = SMAVIK.parent.parent / "exports" / "eksempel" / "vaktplan.xlsx"
    held = [r for r in parse.rows(rota.read_bytes(), "Vaktliste") if r[7] == "Ingrid Moen"]
    shift = f"{str(held[0][0])[:10]}:{held[0][2]}"
    asked = ["--roster", str(rota), "--doctor", "Moen", "--shift", shift]
    assert main(["explain", str(SMAVIK), *asked, "-o", str(tmp_path / "ut")]) == 0
    out = " ".join(capsys.readouterr().out.split())
    rows = parse.rows((tmp_path / "ut" / "vaktplan.xlsx").read_bytes(), "Hvorfor meg")
    others = [r for r in rows if r[1] and r[0] != "Lege"]
    assert others
    for name, price, changes in others:
        assert f"{name}: {price}" in out and (changes is None or str(changes) in out)


@pytest.mark.parametrize(
    ("asked", "said"),
    [([], "--output hører sammen med --roster"), (["--roster", "finnes-ikke.xlsx"], "finnes-ikke.xlsx")],
)
def test_a_roster_is_needed_to_write_one(
    asked: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(SMAVIK), *asked, "-o", str(tmp_path / "ut")]) in (2, 3)
    assert said in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_explaining_ends_it_and_the_plan_is_written(
    hole: Path, tmp_path: Path, number: signal.Signals
) -> None:
    words = ["plan", str(hole), "--json", "-o", str(tmp_path / "ut"), *QUICKLY]
    program = subprocess.Popen(
        [sys.executable, "-m", "vaktplan", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert program.stderr is not None
    for line in program.stderr:
        if "Forklarer" in line:
            break
    program.send_signal(number)
    began = monotonic()
    out, err = program.communicate(timeout=60)
    assert monotonic() - began < 15
    assert program.returncode == 130, err
    found = json.loads(out)
    assert found["conflicts"] == [] and found["roster"]
    assert sorted(found["files"]) == sorted(str(p) for p in (tmp_path / "ut").rglob("*") if p.is_file())
