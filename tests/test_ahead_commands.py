"""`joint` and `horizon` from the command line: the answer first, and bad input told with what to do."""

import json
from pathlib import Path

import pytest

from vaktplan.cli import main

SMAVIK = str(Path(__file__).parent.parent / "instances" / "smavik")


@pytest.fixture
def requests(tmp_path: Path) -> Path:
    """Two applications in the order in which they came, and one for something else."""
    file = tmp_path / "soknader.toml"
    file.write_text(
        '[[scenario]]\nname = "Sak 1"\nchanges = ["grant:ingrid:natt:2027-01-10"]\n'
        '[[scenario]]\nname = "Sak 2"\nchanges = ["leave:jonas:2027-01-15"]\n',
        encoding="utf-8",
    )
    return file


def document(capsys: pytest.CaptureFixture[str], *line: str) -> tuple[int, dict[str, object]]:
    """The exit code and the JSON document of a command."""
    code = main([*line, "--json"])
    return code, json.loads(capsys.readouterr().out)


def codes(found: dict[str, object]) -> set[str]:
    """The codes of the faults of a failed command."""
    faults = found["faults"]
    assert isinstance(faults, list)
    return {f["code"] for f in faults}


def test_what_can_be_granted_is_told_first(capsys: pytest.CaptureFixture[str]) -> None:
    doctors = ids()
    grants = [word for d in doctors for word in ("--grant", f"{d}:alt:2027-01-01")]
    code, found = document(capsys, "joint", SMAVIK, *grants, "--time-limit", "60")
    assert code == 4
    assert found["status"] == "some"
    assert found["proven"] is True
    granted, blocked = found["granted"], found["blocked"]
    assert isinstance(granted, list)
    assert isinstance(blocked, list)
    assert len(granted) + len(blocked) == len(doctors)
    assert len(granted) == found["bound"]
    assert main(["joint", SMAVIK, *grants]) == 4
    out = capsys.readouterr().out
    assert f"{len(granted)} av {len(doctors)} søknader kan innvilges" in out


def ids() -> list[str]:
    """The doctors of Småvik who can ask for a fritak of all duty by discretion."""
    from tests.whatif.towns import jan, town
    from vaktplan.domain.people import Scope
    from vaktplan.whatif.changes import Grant

    instance, book = town("smavik")
    grants = (Grant(doctor=d.id, scope=Scope.ALL, first=jan(1)) for d in instance.doctors)
    return [g.doctor for g in grants if not g.check(instance, book)]


@pytest.mark.parametrize(
    ("grant", "code"),
    [
        ("Ukjent:natt:2027-01-10", "unknown-doctor"),
        ("ingrid:natt:2029-01-10", "outside-period"),
        ("ingrid:dag:2027-01-10", "wrong-value"),
    ],
)
def test_a_request_that_cannot_be_is_told(capsys: pytest.CaptureFixture[str], grant: str, code: str) -> None:
    ended, found = document(capsys, "joint", SMAVIK, "--grant", grant)
    assert (ended, codes(found)) == (3, {code})


def test_only_fritak_is_asked_for(capsys: pytest.CaptureFixture[str], requests: Path) -> None:
    ended, found = document(capsys, "joint", SMAVIK, "--requests", str(requests))
    assert ended == 3
    assert "not-a-request" in codes(found)


def test_the_same_request_twice_and_none_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    grant = ["--grant", f"{ids()[0]}:natt:2027-01-10"]
    ended, found = document(capsys, "joint", SMAVIK, *grant, *grant)
    assert (ended, codes(found)) == (3, {"duplicate-id"})
    assert main(["joint", SMAVIK]) == 2


def test_a_year_ahead(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    gone = ", ".join(f'"leave:{d}:2027-06-01"' for d in ids())
    plan.write_text(f'[[scenario]]\nname = "Slutter"\nchanges = [{gone}]\n', encoding="utf-8")
    code, found = document(capsys, "horizon", SMAVIK, "--years", "1", "--plan", str(plan), "--workers", "1")
    assert (code, found["first_open"], found["first_open_proven"]) == (4, "2027-06-01", True)
    assert main(["horizon", SMAVIK, "--years", "1"]) == 0
    assert "Ordningen holder til og med desember 2027" in capsys.readouterr().out


def test_a_plan_outside_the_years_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(
        '[[scenario]]\nname = "A"\nchanges = ["leave:ingrid:2035-06-01", "book:legevakt"]\n', encoding="utf-8"
    )
    code, found = document(capsys, "horizon", SMAVIK, "--years", "1", "--plan", str(plan))
    assert code == 3
    assert "outside-period" in codes(found)
