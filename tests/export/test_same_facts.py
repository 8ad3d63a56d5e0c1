"""The Excel rota, the page and the calendars tell the same duties, in both languages."""

from collections.abc import Iterator

import pytest

from tests.export import parse, sample
from vaktplan import i18n
from vaktplan.export import excel, html, ical
from vaktplan.export.report import Audience, PlanReport


@pytest.fixture(params=["nb", "en"], autouse=True)
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test here in both languages."""
    i18n.use(request.param)
    yield
    i18n.use("nb")


@pytest.fixture(scope="module")
def report() -> PlanReport:
    return sample.report()


def truth(report: PlanReport) -> set[parse.Fact]:
    """The duties of the roster itself."""
    shifts = report.instance.shift_by_id
    return {(d, shifts[s].start, shifts[s].end) for d, s in report.roster.pairs}


@pytest.mark.parametrize("audience", list(Audience))
def test_vaktliste(report: PlanReport, audience: Audience) -> None:
    assert parse.from_list(excel.rota(report, audience=audience)) == truth(report)


def test_sheets_of_doctors(report: PlanReport) -> None:
    titles = {d.id: d.name.replace("(", " ").replace(")", " ").strip() for d in report.instance.doctors}
    titles = {i: " ".join(t.split()) for i, t in titles.items()}
    assert parse.from_doctor_sheets(excel.rota(report), titles) == truth(report)


@pytest.mark.parametrize("audience", list(Audience))
def test_page(report: PlanReport, audience: Audience) -> None:
    assert parse.page(html.page(report, audience=audience)).facts == truth(report)


def test_calendars(report: PlanReport) -> None:
    found: set[parse.Fact] = set()
    for doctor in report.instance.doctors:
        found |= parse.from_calendar(ical.calendar(report, doctor.id), doctor.id)
    assert found == truth(report)


def test_open_places_are_in_rota_and_page(report: PlanReport) -> None:
    places = sum(n for _s, n in report.roster.open_places(report.instance))
    assert places == 1
    rows = parse.rows(excel.rota(report), "Vaktliste")
    assert sum(r[6] == "UDEKKET" for r in rows) == places
    word = "UDEKKET" if i18n.language() == "nb" else i18n._("UDEKKET")
    text = " ".join(parse.page(html.page(report, audience="wall")).text)
    assert text.count(word) == places + 1  # in the days, and the row of the month grid
