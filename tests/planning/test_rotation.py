"""The rotation of trainees: where each is, and every planted hole of the Sandefjord paths."""

from datetime import date

import pytest

from instances.planning_facts import facts
from vaktplan.planning.facts import PlaceKind, Service, Supervisor, TraineeKind
from vaktplan.planning.plan import RotationRow
from vaktplan.planning.rotation import half_years, rotation

from .kit import sandefjord


def _rows() -> dict[str, RotationRow]:
    return {r.trainee: r for r in sandefjord().rotation}


def _one(*services: Service, supervisors: tuple[Supervisor, ...] = (Supervisor(id="V"),)) -> RotationRow:
    known = facts().model_copy(update={"services": services, "supervisors": supervisors})
    return rotation(known, 2, 50)[0]


def _service(first: date, last: date, place: PlaceKind = PlaceKind.PRACTICE, **more: object) -> Service:
    given = {"trainee": "A", "kind": TraineeKind.LIS3, "place": place, "supervisor": "V", **more}
    return Service.model_validate({"first": first, "last": last, **given})


def test_every_trainee_has_a_row_as_long_as_the_half_years() -> None:
    plan = sandefjord()
    assert plan.half_years[0] == "2020-2" and plan.half_years[-1] == half_years(plan.facts)[-1]
    assert {r.trainee for r in plan.rotation} == {s.trainee for s in plan.facts.services}
    assert all(len(r.cells) == len(r.supervisor) == len(plan.half_years) for r in plan.rotation)


def test_the_planted_holes_are_told_and_no_other() -> None:
    missing = {trainee: row.missing for trainee, row in _rows().items() if row.missing}
    assert set(missing) == {"A08", "A11", "A12"}
    assert missing["A08"] == ("åpen praksis: 0 av 2 år",)
    assert missing["A11"] == ("åpen praksis: 0 av 2 år",)  # 40 % does not count
    assert missing["A12"] == ("mangler veileder: 2020-2, 2021-1, 2021-2, 2022-1, 2022-2, 2023-1",)


def test_a_cell_tells_the_place_of_the_middle_of_the_half_year() -> None:
    row = _rows()["A01"]
    assert row.cells[:5] == (
        "sykehjem: sms",
        "sykehjem: sms",
        "sykehus: SiV",
        "sykehus: SiV",
        "praksis: Landstad Legesenter",
    )
    assert row.supervisor[:4] == ("V01", "V01", "", "")


def test_a_gap_between_services_is_a_missing_place() -> None:
    row = _one(_service(date(2021, 1, 1), date(2022, 6, 30)), _service(date(2023, 1, 1), date(2023, 12, 31)))
    assert row.missing == ("mangler plass: 2022-2",)


def test_a_supervisor_has_no_more_trainees_than_places() -> None:
    both = [_service(date(2021, 1, 1), date(2023, 1, 31), trainee=name) for name in ("A", "B")]
    assert _one(*both).missing == ("veileder V har ikke plass: 2021-1, 2021-2, 2022-1, 2022-2",)
    assert _one(*both, supervisors=(Supervisor(id="V", capacity=2),)).missing == ()


@pytest.mark.parametrize(
    "supervisor",
    [Supervisor(id="V", specialist=False), Supervisor(id="V", last=date(2020, 12, 31)), Supervisor(id="W")],
)
def test_a_supervisor_must_be_there_and_a_specialist(supervisor: Supervisor) -> None:
    row = _one(_service(date(2021, 1, 1), date(2022, 12, 31)), supervisors=(supervisor,))
    assert row.missing == ("veileder V har ikke plass: 2021-1, 2021-2, 2022-1, 2022-2",)


@pytest.mark.parametrize(
    ("last", "percent", "missing"),
    [
        (date(2022, 12, 31), 50, ()),
        (date(2022, 12, 31), 49, ("åpen praksis: 0 av 2 år",)),
        (date(2022, 6, 30), 100, ("åpen praksis: 1,5 av 2 år",)),
    ],
)
def test_two_years_of_open_practice_at_half_time_or_more(
    last: date, percent: float, missing: tuple[str, ...]
) -> None:
    assert _one(_service(date(2021, 1, 1), last, percent=percent)).missing == missing


def test_an_lis1_is_asked_for_no_years_of_practice() -> None:
    row = _one(_service(date(2021, 3, 1), date(2021, 8, 31), kind=TraineeKind.LIS1))
    assert row.missing == ()
