"""A period over 31.12.2025/1.1.2026: a bakvakt appears exactly on the side where the doctor may not stand alone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vaktplan import app
from vaktplan.app.solving import Effort
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.people import Competence, Doctor, Role
from vaktplan.domain.roster import Roster
from vaktplan.read.example import example
from vaktplan.read.models import load_book
from vaktplan.read.template import write_workbook
from vaktplan.rulebook.breach import Breach
from vaktplan.verify import verify

LONG_AGO = date(2018, 1, 1)
COURSES = {"course_acute": date(2024, 3, 14), "course_violence": date(2024, 4, 11)}
LIS1_DONE = Competence(authorised=LONG_AGO, lis1_done=LONG_AGO, specialising_since=LONG_AGO, **COURSES)
LONG_SERVICE = Competence(
    authorised=LONG_AGO, service_30_months=LONG_AGO, duty_experience=LONG_AGO, **COURSES
)
BEFORE = ("2025-12-29:kveld", "2025-12-31:natt")  # the night ends on the other side, and goes by its date
AFTER = ("2026-01-02:kveld", "2026-01-04:helg-dag")
WINDOW = {"kveld": "bv-kveld", "natt": "bv-natt", "helg-dag": "bv-dag", "helg-kveld": "bv-kveld"}
SIDES = {"alone only from 2026": (LIS1_DONE, BEFORE), "alone only until 2025": (LONG_SERVICE, AFTER)}


def _windows(duties: Iterable[str]) -> set[str]:
    """The bakvakt window of each duty."""
    return {f"{day}:{WINDOW[type_]}" for day, _colon, type_ in (s.partition(":") for s in duties)}


def _instance(competence: Competence) -> Instance:
    """The example's specialists and one doctor more, who is locked to two duties on each side."""
    base = example()
    one = Doctor(
        id="ny",
        name="Kaja Nygård",
        born=date(1990, 1, 1),
        roles=(Role.LIS3,),
        municipality=base.municipality,
        lines=("lv", "bv"),
        competence=competence,
    )
    return Instance(
        municipality=base.municipality,
        book="legevakt",
        period=Period(first=date(2025, 12, 29), last=date(2026, 1, 4)),
        lines=base.lines,
        shift_types=base.shift_types,
        doctors=(*(d for d in base.doctors if Role.FASTLEGE in d.roles), one),
        locks=tuple(Lock(doctor="ny", shift=s) for s in (*BEFORE, *AFTER)),
    )


def _assert_exactly_there(roster: Roster, needing: tuple[str, ...]) -> None:
    """A bakvakt for every duty of the doctor on the side of `needing`, and for nothing else."""
    duties = {s for d, s in roster.pairs if d == "ny" and ":bv-" not in s}
    assert {*BEFORE, *AFTER} <= duties
    there = {s for s in duties if (s < "2026") == (needing == BEFORE)}
    assert set(needing) <= there
    assert {s for _d, s in roster.pairs if ":bv-" in s} == _windows(there)


@pytest.mark.parametrize("side", SIDES)
def test_bakvakt_appears_exactly_where_the_doctor_may_not_stand_alone(side: str, tmp_path: Path) -> None:
    competence, needing = SIDES[side]
    write_workbook(_instance(competence), tmp_path / "bok.xlsx")
    made_at = datetime(2025, 12, 1, tzinfo=UTC)
    answer = app.plan(tmp_path / "bok.xlsx", tmp_path / "ut", made_at=made_at, effort=Effort(30, workers=1))
    roster = answer.outcome.roster
    assert roster is not None
    assert answer.publishable
    assert answer.disagreement == ()
    _assert_exactly_there(roster, needing)
    read_back = app.check(tmp_path / "bok.xlsx", tmp_path / "ut" / "vaktplan.xlsx")
    assert read_back.publishable
    assert read_back.roster == roster


def _about_bakvakt(breaches: Iterable[Breach]) -> set[tuple[str, str]]:
    return {(b.part, s) for b in breaches if b.rule == "backup" for s in b.shifts}


@pytest.mark.parametrize("side", SIDES)
def test_a_bakvakt_on_the_other_side_is_both_missing_and_unneeded(side: str) -> None:
    competence, needing = SIDES[side]
    wrong = _windows(BEFORE if needing == AFTER else AFTER)
    instance = _instance(competence)
    roster = Roster.of([*(("ny", s) for s in (*BEFORE, *AFTER)), *(("aas", s) for s in wrong)])
    found = _about_bakvakt(verify(instance, load_book("legevakt"), roster).hard)
    assert found == {*(("missing", s) for s in needing), *(("unneeded", s) for s in wrong)}
