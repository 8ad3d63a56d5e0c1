"""A year month by month: the account that follows each doctor, what is kept, what is planned again, and next month."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from vaktplan import app, i18n
from vaktplan.answers import PlanAnswer, YearAnswer
from vaktplan.app import planning, solving
from vaktplan.app import year as planner
from vaktplan.app.solving import Effort
from vaktplan.cli.main import main
from vaktplan.cli.months import exit_code
from vaktplan.cli.year_text import summary
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.people import Absence, Role, Scope, Wish, WishKind
from vaktplan.domain.shifts import Need
from vaktplan.errors import Interrupted, InvalidInput
from vaktplan.ledger.account import carry_forward
from vaktplan.read.example import example
from vaktplan.read.template import write_workbook
from vaktplan.read.workbook import read_workbook
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import MEASURES
from vaktplan.yearly import cut, following, month_after, months_of, trimmed

NOW = datetime(2027, 1, 1, tzinfo=UTC)
EFFORTS = (Effort(time_limit=2), Effort(time_limit=6), Effort(time_limit=30))  # a busy machine needs longer
BIRTHDAY = date(2027, 2, 10)
FEBRUARY = Period(first=date(2027, 2, 1), last=date(2027, 2, 28))
JOINS = date(2027, 2, 15)
CLASH = tuple(Lock(doctor=d, shift="2027-02-03:kveld") for d in ("aas", "dahl"))


def town() -> Instance:
    """Fjordvik for three months: one LIS1, one let off all January, one who turns 60, one who joins."""
    base = example()
    older = base.doctor_by_id["berg"].model_copy(
        update={"born": BIRTHDAY.replace(year=1967), "age_claim": Scope.NIGHT}
    )
    new = base.doctor_by_id["foss"].model_copy(update={"id": "ny", "name": "Per Ny", "first_day": JOINS})
    away = Absence(doctor="foss", first=date(2027, 1, 1), last=date(2027, 1, 31), counts_as_presence=True)
    return base.model_copy(
        update={
            "period": Period(first=date(2027, 1, 1), last=date(2027, 3, 31)),
            "doctors": (*(older if d.id == "berg" else d for d in base.doctors), new),
            "absences": (away,),
            **dict.fromkeys(("exemptions", "wishes", "history", "carried", "year_to_date", "locks"), ()),
        }
    )


@dataclass(frozen=True)
class Planned:
    """The town's year, planned once: where its workbook and its files are, and the answer."""

    source: Path
    folder: Path
    answer: YearAnswer
    january: PlanAnswer

    @property
    def book(self) -> Book:
        return self.answer.book


def in_time(place: Path, on_month: planner.Told = lambda month, answer: None) -> YearAnswer:
    """The year of a folder, planned in the time it takes on this machine."""
    for effort in EFFORTS:
        answer = app.plan_year(
            place, place / "ut", made_at=NOW, effort=effort, resume=True, on_month=on_month
        )
        if answer.complete:
            return answer
    raise TimeoutError


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    place = tmp_path_factory.mktemp("fjordvik")
    write_workbook(town(), place / "2027.xlsx")
    made: list[PlanAnswer] = []

    def keep(_month: Period, answer: PlanAnswer | None) -> None:
        made.extend([answer] if answer else [])

    answer = in_time(place, keep)
    return Planned(place, place / "ut", answer, made[0])


@pytest.fixture(autouse=True)
def _bokmål() -> Iterator[None]:
    yield
    i18n.use("nb")


def again(
    year: Planned, place: Path, monkeypatch: pytest.MonkeyPatch, **changed: Any
) -> tuple[YearAnswer, list[str]]:
    """The year resumed in a copy of its folder with some facts changed, and the months that were planned anew."""
    solved: list[str] = []

    def counted(instance: Instance, *more: Any) -> PlanAnswer:
        solved.append(f"{instance.period.first:%Y-%m}")
        return solving.solved(instance, *more)

    monkeypatch.setattr(planner, "solved", counted)
    shutil.copytree(year.folder, place / "ut")
    write_workbook(town().model_copy(update=changed), place / "2027.xlsx")
    return in_time(place), list(dict.fromkeys(solved))


def caught(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Instance]:
    """The instances that a use case would have solved; each stops it."""
    seen: list[Instance] = []

    def catch(instance: Instance, *more: Any) -> PlanAnswer:
        seen.append(instance)
        raise Interrupted("nok")

    monkeypatch.setattr(module, "solved", catch)
    return seen


def rosters(answer: YearAnswer) -> list[tuple[tuple[str, str], ...]]:
    return [m.roster.pairs for m in answer.months]


def narrow(text: str, *paths: Path) -> bool:
    """Whether every line without a path has at most 80 columns."""
    return max(len(line) for line in text.splitlines() if not any(str(p) in line for p in paths)) <= 80


def test_a_period_is_cut_into_its_calendar_months() -> None:
    cut_short = months_of(Period(first=date(2027, 1, 15), last=date(2027, 3, 10)))
    assert [(p.first, p.last) for p in cut_short] == [
        (date(2027, 1, 15), date(2027, 1, 31)),
        (date(2027, 2, 1), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2027, 3, 10)),
    ]
    december = month_after(Period(first=date(2027, 11, 1), last=date(2027, 11, 30)))
    assert (december.first, december.last) == (date(2027, 12, 1), date(2027, 12, 31))
    assert month_after(december).first == date(2028, 1, 1)


def test_the_months_come_in_order_and_are_lawful(year: Planned) -> None:
    answer = year.answer
    assert [m.instance.period.first.month for m in answer.months] == [1, 2, 3]
    assert [m.instance.period for m in answer.months] == list(months_of(answer.instance.period))
    assert [m.hard for m in answer.months] == [0, 0, 0]
    assert answer.complete and answer.disagreement == ()


def test_each_month_begins_with_what_the_one_before_left(year: Planned) -> None:
    for before, after in zip(year.answer.months, year.answer.months[1:], strict=False):
        carry = carry_forward(before.instance, year.book, before.roster, after.instance.period)
        left = {name: getattr(after.instance, name) for name in type(carry).model_fields}
        assert left == dict(carry)
        taken = {(d, s) for d, s in before.roster.pairs}
        assert taken <= {(p.doctor, f"{p.date}:{p.shift_type}") for p in after.instance.history}
        assert sum(y.duties for y in after.instance.year_to_date if y.year == 2027) > 0


def test_what_one_owes_another_is_owed(year: Planned) -> None:
    """Nobody's share goes to nobody: over all doctors the account stays at nothing, but for rounding."""
    for month in year.answer.months:
        for measure in MEASURES:
            owed = [m.owed_after for row in month.rows for m in row.measures if m.measure == measure]
            assert abs(sum(owed)) <= 0.01 * len(owed) * len(year.answer.months)
            assert len(owed) == 8


def test_one_let_off_in_january_owes_more_in_february(year: Planned) -> None:
    january, february, _march = ({row.doctor: row for row in m.rows} for m in year.answer.months)
    load = next(m for m in january["foss"].measures if m.measure == "load")
    assert (load.count, january["foss"].shifts) == (0, 0)
    assert load.target > 10 and load.owed_after > 10
    then = next(m for m in february["foss"].measures if m.measure == "load")
    assert then.owed == load.owed_after
    like = next(m for m in february["dahl"].measures if m.measure == "load")
    share = like.target - like.owed
    assert then.target == pytest.approx(share + load.owed_after, abs=0.01)


def test_one_who_joins_begins_at_nothing(year: Planned) -> None:
    first, second, _third = year.answer.months
    mine = next(c for c in second.instance.carried if c.doctor == "ny")
    assert [getattr(mine, m) for m in MEASURES] == [0] * len(MEASURES)
    assert first.roster.shifts_of(first.instance, "ny") == ()
    worked = second.roster.shifts_of(second.instance, "ny")
    assert worked and min(s.date for s in worked) >= JOINS


def test_one_who_turns_60_has_no_night_from_the_day_after(year: Planned) -> None:
    held = [s for m in year.answer.months for s in m.roster.shifts_of(m.instance, "berg")]
    assert [s.id for s in held if year.book.is_night(s) and s.date > BIRTHDAY] == []
    assert any(s.date > BIRTHDAY for s in held)


def test_the_year_is_the_sum_of_its_months(year: Planned) -> None:
    answer = year.answer
    assert [r.doctor for r in answer.rows] == [d.id for d in answer.instance.doctors]
    for row in answer.rows:
        mine = [r for m in answer.months for r in m.rows if r.doctor == row.doctor]
        for name in ("shifts", "red_days", "practice_days_lost", "wishes_asked", "wishes_met"):
            assert getattr(row, name) == sum(getattr(r, name) for r in mine)
        assert row.hours_on_site == pytest.approx(sum(r.hours_on_site for r in mine))
        assert row.hours_home == pytest.approx(sum(r.hours_home for r in mine))
        assert sum(row.hours_by_kind.values()) == pytest.approx(row.hours_on_site + row.hours_home)
        for measure in row.measures:
            lines = [m for r in mine for m in r.measures if m.measure == measure.measure]
            assert measure.count == sum(m.count for m in lines)
            assert measure.brought == 0
            assert measure.share == pytest.approx(sum(m.target - m.owed for m in lines), abs=0.01)
            assert row.of(measure.measure) is measure
        assert bool(row.reasons) is not row.within


def test_bakvakter_are_counted_beside_the_windows(year: Planned) -> None:
    count = year.answer.bakvakt
    takes = [(d, m.instance.shift_by_id[s]) for m in year.answer.months for d, s in m.roster.pairs]
    assert count.taken == sum(s.on_demand for _d, s in takes)
    trainees = {d.id for d in year.answer.instance.doctors if Role.LIS1 in d.roles}
    assert count.trainee_duties == sum(d in trainees and s.need is Need.ALONE_OR_BACKUP for d, s in takes)
    assert count.windows == sum(s.on_demand for m in year.answer.months for s in m.instance.shifts)
    assert count.trainee_duties > 0 and 0 < count.taken < count.windows


def test_what_is_written(year: Planned) -> None:
    every = {"plan.json", "arbeidsbok.xlsx", "vaktplan.xlsx", "vaktplan.html", "oppslag.xlsx", "oppslag.html"}
    for month in year.answer.months:
        place = year.folder / f"{month.instance.period.first:%Y-%m}"
        assert every <= {p.name for p in place.iterdir()}
        assert read_workbook(place / "arbeidsbok.xlsx").instance == trimmed(month.instance)
    named = [Path(f).name for f in year.answer.files]
    assert named == ["årsregnskap.xlsx", "aar.json"]
    assert all((year.folder / name).is_file() for name in named)
    known = json.loads((year.folder / "aar.json").read_text(encoding="utf-8"))
    assert known["doctors"] == json.loads(json.dumps(year.answer.document()["doctors"]))


def test_nothing_is_planned_again_when_nothing_changed(
    year: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, solved = again(year, tmp_path, monkeypatch)
    assert solved == []
    assert rosters(answer) == rosters(year.answer)
    assert answer.rows == year.answer.rows


def test_a_change_in_march_leaves_january_and_february(
    year: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    off = Wish(doctor="dahl", kind=WishKind.MUST_OFF, first=date(2027, 3, 10), last=date(2027, 3, 21))
    answer, solved = again(year, tmp_path, monkeypatch, wishes=(off,))
    assert solved == ["2027-03"]
    assert rosters(answer)[:2] == rosters(year.answer)[:2]
    march = answer.months[2]
    days = [s.date.day for s in march.roster.shifts_of(march.instance, "dahl")]
    assert [d for d in days if 10 <= d <= 21] == []
    workbooks = [tmp_path / "ut" / m / "arbeidsbok.xlsx" for m in ("2027-01", "2027-03")]
    assert [read_workbook(path).instance.wishes for path in workbooks] == [(), (off,)]


AWAY_FROM = {date(2027, 2, 1): 1, date(2027, 3, 1): 2, date(2027, 3, 20): 3}


@pytest.mark.parametrize(("day", "month"), AWAY_FROM.items())
def test_the_first_month_that_an_absence_is_about_is_planned_again(
    year: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: date, month: int
) -> None:
    """A night on the last of February ends on the first of March, so February has to know of an absence then."""
    away = Absence(doctor="dahl", first=day, last=day + timedelta(days=2))
    shutil.copytree(year.folder, tmp_path / "ut")
    write_workbook(town().model_copy(update={"absences": (*town().absences, away)}), tmp_path / "2027.xlsx")
    seen = caught(planner, monkeypatch)
    assert main(["year", str(tmp_path), "-o", str(tmp_path / "ut"), "--resume"]) == 130
    assert [i.period.first.month for i in seen] == [month]


def test_a_month_that_cannot_be_ends_the_year_there(
    year: Planned, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(year.folder / "2027-01", tmp_path / "ut" / "2027-01")
    write_workbook(town().model_copy(update={"locks": CLASH}), tmp_path / "2027.xlsx")
    asked = ["year", str(tmp_path), "-o", str(tmp_path / "ut"), "--resume", "--time-limit", "20"]
    assert main([*asked, "--json"]) == 4
    found = json.loads(capsys.readouterr().out)
    assert (found["status"], found["interrupted"]) == ("impossible", False)
    assert [m["first"] for m in found["months"]] == ["2027-01-01"]
    clashes = [
        (c["rule"], c["part"]) for c in found["clashes"]
    ]  # and maybe more: January is not always the same
    assert ("coverage", "too_many") in clashes
    assert sorted(p.name for p in (tmp_path / "ut").iterdir()) == ["2027-01"]
    assert main(asked) == 4
    told = capsys.readouterr().out
    assert "Stoppet ved februar 2027" in told
    assert "For mange på kveldsvakt onsdag 3. feb." in " ".join(told.split())
    assert "impossible" not in told
    assert narrow(told, tmp_path)


def test_a_first_month_that_cannot_be_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clash = tuple(Lock(doctor=d, shift="2027-01-06:kveld") for d in ("aas", "dahl"))
    write_workbook(town().model_copy(update={"locks": clash}), tmp_path / "2027.xlsx")
    asked = ["year", str(tmp_path), "-o", str(tmp_path / "ut"), "--time-limit", "20"]
    assert main(asked) == 4
    told = capsys.readouterr().out
    assert "Stoppet ved januar 2027" in told and "For mange på kveldsvakt" in told
    assert not (tmp_path / "ut").exists()


def test_the_year_in_words_and_as_data(
    year: Planned, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(year.folder, tmp_path / "ut")
    asked = ["year", str(year.source), "-o", str(tmp_path / "ut"), "--resume", "--json"]
    assert main(asked) == (4 if year.answer.open_places else 0)
    found = json.loads(capsys.readouterr().out)
    assert (found["schema_version"], found["command"], found["status"]) == (1, "year", year.answer.status)
    assert found["doctors"] == json.loads(json.dumps(year.answer.document()["doctors"]))
    told = summary(year.answer)
    assert narrow(told, year.source)
    assert "Fjordvik 01.01.2027–31.03.2027: 3 måneder" in told
    lines = told.splitlines()
    assert all(any(line.startswith(d.name) for line in lines) for d in town().doctors)


def test_where_vaktplan_is_wrong_is_said_and_is_1(year: Planned) -> None:
    odd = replace(year.answer, disagreement=("2027-02: people: 3 != 4",))
    assert exit_code(odd) == 1
    assert "  2027-02: people: 3 != 4" in summary(odd).splitlines()


def test_a_stop_while_a_month_is_written_waits_for_the_month(
    year: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*args: Any) -> tuple[str, ...]:
        os.kill(os.getpid(), signal.SIGTERM)
        return written(*args)

    def at_once(*args: Any) -> PlanAnswer:
        args[-1](year.january.outcome)
        return year.january

    written = planner.export
    monkeypatch.setattr(planner, "export", stopped)
    monkeypatch.setattr(planner, "solved", at_once)
    before = signal.getsignal(signal.SIGTERM)
    assert main(["year", str(year.source), "-o", str(tmp_path / "ut")]) == 130
    assert sorted(p.name for p in (tmp_path / "ut").iterdir()) == ["2027-01"]
    assert (tmp_path / "ut" / "2027-01" / "arbeidsbok.xlsx").is_file()
    assert "--resume" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_workbook_of_a_year_is_found_in_its_folder(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="ingen arbeidsbok for et år"):
        planner.year_workbook(tmp_path)
    for name in ("workbook.xlsx", "2027-feil.xlsx", "2027.xlsx"):
        (tmp_path / name).write_bytes(b"")
    assert planner.year_workbook(tmp_path) == tmp_path / "2027.xlsx"
    (tmp_path / "2028.xlsx").write_bytes(b"")
    with pytest.raises(InvalidInput, match=r"flere år: 2027\.xlsx, 2028\.xlsx"):
        planner.year_workbook(tmp_path)
    assert main(["year", str(tmp_path)]) == 3


def test_resume_without_a_folder_is_a_usage_error(year: Planned, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["year", str(year.source), "--resume"]) == 2
    assert "--output" in capsys.readouterr().err


def january(year: Planned) -> tuple[str, str]:
    """The workbook and the roster of January."""
    place = year.folder / "2027-01"
    return str(place / "arbeidsbok.xlsx"), str(place / "vaktplan.xlsx")


def test_next_writes_the_workbook_of_february(
    year: Planned, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "februar.xlsx"
    assert main(["next", *january(year), str(target)]) == 0
    told = capsys.readouterr().out
    assert "01.02.2027–28.02.2027" in told
    made = read_workbook(target).instance
    first = year.answer.months[0]
    carry = carry_forward(first.instance, year.book, first.roster, made.period)
    assert len(made.history) == len(carry.history) > 30
    assert {name: getattr(made, name) for name in type(carry).model_fields} == dict(carry)
    assert made == trimmed(year.answer.months[1].instance)
    again = main(["next", *january(year), str(tmp_path / "igjen.xlsx"), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (again, found["command"], found["first"], found["last"]) == (0, "next", "2027-02-01", "2027-02-28")
    assert (found["history"], found["accounts"]) == (len(made.history), len(made.carried))
    assert found["files"] == [str(tmp_path / "igjen.xlsx")]


def test_next_leaves_behind_what_was_of_its_month_alone(year: Planned) -> None:
    first = year.answer.months[0]
    days = [date(2027, 1, 31), date(2027, 2, 1), date(2027, 2, 28), date(2027, 3, 1)]
    about = [Wish(doctor="aas", kind=WishKind.MUST_OFF, first=day, last=day) for day in days]
    whenever = Wish(doctor="aas", kind=WishKind.LIKE, weekdays=(1,))
    told = first.instance.model_copy(
        update={
            "locks": (Lock(doctor="aas", shift="2027-01-04:kveld"),),
            "base": (Lock(doctor="aas", shift="2027-01-04:kveld"),),
            "discussed": date(2026, 12, 1),
            "published": date(2026, 12, 2),
            "wishes": (*about, whenever),
        }
    )
    made = following(told, year.book, first.roster, month_after(told.period))
    assert (made.locks, made.base, made.discussed, made.published) == ((), (), None, None)
    assert made.wishes == (about[1], about[2], whenever)
    assert made.absences == ()


def test_next_does_not_write_over_unless_told(
    year: Planned, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "februar.xlsx"
    target.write_bytes(b"mitt")
    assert main(["next", *january(year), str(target)]) == 2
    assert target.read_bytes() == b"mitt"
    assert main(["next", *january(year), str(tmp_path / "februar.xls")]) == 2
    assert main(["next", *january(year), str(target), "--force"]) == 0
    assert read_workbook(target).instance.period.first == date(2027, 2, 1)


def test_plan_after_is_planned_as_next_would_be(
    year: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = caught(planning, monkeypatch)
    february = trimmed(cut(town(), FEBRUARY))
    assert february.history == february.carried == ()
    write_workbook(february, tmp_path / "februar.xlsx")
    asked = ["plan", str(tmp_path / "februar.xlsx"), "-o", str(tmp_path / "ut")]
    assert main([*asked, "--after", *january(year)]) == 130
    assert seen == [trimmed(year.answer.months[1].instance)]


def test_plan_after_forgets_whoever_and_whatever_is_gone(
    year: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = caught(planning, monkeypatch)
    month = trimmed(cut(town(), FEBRUARY))
    gone = month.model_copy(
        update={
            "doctors": tuple(d for d in month.doctors if d.id not in ("dahl", "lie")),
            "shift_types": tuple(t for t in month.shift_types if t.id != "helg-kveld"),
            "feasts_worked": (),
            "pairings": (),
            "type_limits": (),
        }
    )
    write_workbook(gone, tmp_path / "februar.xlsx")
    main(["plan", str(tmp_path / "februar.xlsx"), "--after", *january(year)])
    rows = (seen[0].history, seen[0].carried, seen[0].year_to_date, seen[0].feasts_worked)
    assert {row.doctor for part in rows for row in part} & {"dahl", "lie"} == set()
    assert seen[0].history and "helg-kveld" not in {p.shift_type for p in seen[0].history}


def test_the_period_after_comes_after(
    year: Planned, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook, roster = january(year)
    assert main(["plan", workbook, "-o", str(tmp_path / "ut"), "--after", workbook, roster]) == 2
    assert "slutter 31.01.2027, men denne begynner 01.01.2027" in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()
