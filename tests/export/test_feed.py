"""A published calendar: stable bytes, revisions, cancelled duties, and what each variant leaves out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from tests.export.sample import report
from vaktplan.export.feed import Content, FeedEvent, Variant, duties, render, stale_at
from vaktplan.export.report import Audience
from vaktplan.export.view import View

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
CONTENT = Content("Legevakt natt", "Kari Lie", "Legevakten", "Bakvakt: Ola Berg\nRing: 116117", True)
NIGHT = FeedEvent(
    uid="a@vaktplan",
    sequence=0,
    doctor="D1",
    shift="2027-03-27:natt",
    start=datetime(2027, 3, 27, 22, tzinfo=UTC),
    end=datetime(2027, 3, 28, 6, tzinfo=UTC),
    content=CONTENT,
    cancelled=False,
    made_at=NOW,
)


def only(body: bytes) -> icalendar.Event:
    """The one event of a calendar."""
    [event] = icalendar.Calendar.from_ical(body).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    return event


def test_the_same_rows_give_the_same_bytes_whenever_they_are_rendered() -> None:
    bodies = {render([NIGHT], Variant.OWN, "Kari Lie", NOW + timedelta(days=d)) for d in range(0, 100, 7)}
    assert len(bodies) == 1


def test_a_summer_time_night_is_told_in_oslo_time() -> None:
    event = only(render([NIGHT], Variant.OWN, "Kari Lie", NOW))
    assert f"{event['DTSTART'].dt:%d %H:%M %z}" == "27 23:00 +0100"
    assert f"{event['DTEND'].dt:%d %H:%M %z}" == "28 08:00 +0200"
    assert "DURATION" not in event


def test_a_cancelled_duty_is_free_says_so_and_drops_out_after_fourteen_days() -> None:
    gone = replace(NIGHT, cancelled=True, sequence=3)
    event = only(render([gone], Variant.OWN, "Kari Lie", NOW))
    assert (str(event["SUMMARY"]), event["STATUS"], event["TRANSP"]) == (
        "AVLYST: Legevakt natt",
        "CANCELLED",
        "TRANSPARENT",
    )
    assert event["SEQUENCE"] == 3
    assert "DESCRIPTION" not in event
    assert stale_at([gone], NOW) == NOW + timedelta(days=14)
    assert b"VEVENT" not in render([gone], Variant.OWN, "Kari Lie", NOW + timedelta(days=14))


def test_what_ended_ninety_days_ago_drops_out() -> None:
    late = NIGHT.end + timedelta(days=90)
    assert b"VEVENT" in render([NIGHT], Variant.OWN, "Kari Lie", late - timedelta(seconds=1))
    assert b"VEVENT" not in render([NIGHT], Variant.OWN, "Kari Lie", late)
    assert stale_at([], NOW) is None


@pytest.mark.parametrize(("on_site", "transp"), [(True, "OPAQUE"), (False, "TRANSPARENT")])
def test_stand_by_at_home_is_free_time(on_site: bool, transp: str) -> None:
    home = replace(NIGHT, content=replace(CONTENT, on_site=on_site))
    assert only(render([home], Variant.OWN, "Kari Lie", NOW))["TRANSP"] == transp


def test_the_switchboard_hears_who_and_the_family_hears_when() -> None:
    whole = only(render([NIGHT], Variant.WHOLE, "Legevakten", NOW))
    family = render([NIGHT], Variant.FAMILY, "Kari Lie", NOW)
    assert str(whole["SUMMARY"]) == "Legevakt natt: Kari Lie"
    assert "116117" in str(whole["DESCRIPTION"])
    assert str(only(family)["SUMMARY"]) == "Vakt"
    assert not any(word in family for word in (b"Berg", b"116117", b"natt", b"Legevakten"))


def test_a_roster_tells_each_duty_with_company_and_phone() -> None:
    told = duties(View(report(), Audience.WALL), "116117")
    assert len({uid for uid, _doctor, _duty, _content in told}) == len(told) > 0
    assert all(content.description.endswith("Ring: 116117") for _uid, _doctor, _duty, content in told)


def test_a_calendar_has_no_uid_of_its_own_and_folds_by_octets() -> None:
    body = render([NIGHT], Variant.OWN, "Å" * 80, NOW)
    assert body.split(b"BEGIN:VEVENT")[0].count(b"UID:") == 0
    assert max(map(len, body.split(b"\r\n"))) <= 75
