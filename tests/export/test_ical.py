"""Calendars: summer time, stable ids, the zone rules, what a draft says."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from icalendar.cal import Component

from tests.export import sample
from vaktplan.domain.roster import Roster
from vaktplan.export import ical, icalparts
from vaktplan.export.report import PlanReport

OSLO = ZoneInfo("Europe/Oslo")


def night(day: date) -> PlanReport:
    """One doctor with the night that starts on a date."""
    of = sample.instance(day, day)
    return sample.report(of, Roster.of([("D1", f"{day}:natt")]))


def events(data: bytes) -> list[Component]:
    """The events of a calendar."""
    return list(Calendar.from_ical(data).walk("VEVENT"))


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 27), 8), (date(2027, 10, 30), 10), (date(2027, 6, 1), 9)]
)
def test_nights_over_summer_time(day: date, hours: int) -> None:
    data = ical.calendar(night(day), "D1")
    (event,) = events(data)
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=hours)
    following = day + timedelta(days=1)
    assert f"DTSTART;TZID=Europe/Oslo:{day:%Y%m%d}T230000\r\n".encode() in data
    assert f"DTEND;TZID=Europe/Oslo:{following:%Y%m%d}T080000\r\n".encode() in data
    assert b"DURATION:PT" in data  # the refresh interval, and nothing else
    assert data.count(b"DURATION") == 1
    assert f"{hours} timer" in str(event["DESCRIPTION"])


def last_sunday(year: int, month: int) -> date:
    """The last Sunday of a month of 31 days."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def changes() -> list[tuple[datetime, int]]:
    """What the written zone rules say, worked out by hand from their lines."""
    found = []
    blocks = icalparts.OSLO_RULES.split("BEGIN:")[2:]
    for block in blocks:
        lines = dict(line.split(":", 1) for line in block.strip().splitlines()[1:] if ":" in line)
        month = int(lines["RRULE"].rsplit("BYMONTH=", 1)[1])
        assert lines["RRULE"].startswith("FREQ=YEARLY;BYDAY=-1SU;")
        before, after = (int(lines[k][:3]) * 60 for k in ("TZOFFSETFROM", "TZOFFSETTO"))
        clock = datetime.strptime(lines["DTSTART"], "%Y%m%dT%H%M%S").time()  # noqa: DTZ007
        for year in range(2019, 2042):
            local = datetime.combine(last_sunday(year, month), clock, tzinfo=UTC)
            found.append((local - timedelta(minutes=before), after))
    return sorted(found)


def test_zone_rules_agree_with_zoneinfo_for_every_hour() -> None:
    rules = changes()
    assert len(rules) == 46
    i, current = 0, 60
    instant = datetime(2020, 1, 1, tzinfo=UTC)
    hours = 0
    while instant < datetime(2041, 1, 1, tzinfo=UTC):
        while i < len(rules) and rules[i][0] <= instant:
            current = rules[i][1]
            i += 1
        offset = instant.astimezone(OSLO).utcoffset()
        assert offset == timedelta(minutes=current), instant
        instant += timedelta(hours=1)
        hours += 1
    assert hours > 184_000


def test_same_bytes_and_same_ids_every_time() -> None:
    report = sample.report()
    first = ical.calendar(report, "D1")
    assert first == ical.calendar(sample.report(), "D1")
    again = ical.calendar(report.model_copy(update={"state": "published"}), "D1", sequence=4)
    assert [e["UID"] for e in events(first)] == [e["UID"] for e in events(again)]
    assert {int(e["SEQUENCE"]) for e in events(again)} == {4}
    every = [e["UID"] for d in report.instance.doctors for e in events(ical.calendar(report, d.id))]
    assert len(every) == len(set(every)) == len(report.roster.pairs)


def test_an_id_does_not_depend_on_times_or_type_names() -> None:
    day = date(2027, 6, 1)
    moved = [t.model_copy(update={"name": "Annet", "letter": "Q"}) for t in sample.TYPES]
    other = sample.report(sample.instance(day, day, types=moved), Roster.of([("D1", f"{day}:natt")]))
    ids = [events(ical.calendar(r, "D1"))[0]["UID"] for r in (night(day), other)]
    assert ids[0] == ids[1]
    assert str(ids[0]).endswith("@vaktplan")


@pytest.mark.parametrize(
    ("state", "status", "begins"), [("draft", "TENTATIVE", True), ("published", "CONFIRMED", False)]
)
def test_drafts_say_so(state: str, status: str, begins: bool) -> None:
    report = sample.report(state=state)
    for event in events(ical.calendar(report, "D1")):
        assert event["STATUS"] == status
        assert str(event["SUMMARY"]).startswith("UTKAST: ") is begins


def test_home_call_leaves_the_day_free() -> None:
    report = sample.report()
    shifts = {s.start: s for s in report.roster.shifts_of(report.instance, "D1")}
    seen = set()
    for event in events(ical.calendar(report, "D1")):
        on_site = shifts[event["DTSTART"].dt.astimezone(UTC)].on_site
        seen.add(on_site)
        assert event["TRANSP"] == ("OPAQUE" if on_site else "TRANSPARENT")
        assert event["X-MICROSOFT-CDO-BUSYSTATUS"] == ("BUSY" if on_site else "FREE")
        assert event["CLASS"] == "PRIVATE"
    assert seen == {True, False}


def test_bakvakt_is_named_to_the_one_who_has_it() -> None:
    day = date(2026, 12, 1)
    pairs = [("D8", f"{day}:natt"), ("D2", f"{day}:bak-natt"), ("D3", f"{day}:kveld")]
    report = sample.report(sample.instance(day, day), Roster.of(pairs))
    (mine,) = events(ical.calendar(report, "D8"))
    assert "Bakvakt: Ola Bakkemo (Bakvakt natt 23–08)" in str(mine["DESCRIPTION"])
    assert "Ingrid" not in str(mine["DESCRIPTION"])  # the evening ends when the night begins
    (theirs,) = events(ical.calendar(report, "D2"))
    assert "På vakt samtidig: Jonas Vik (LIS1) (Natt 23–08)" in str(theirs["DESCRIPTION"])


def test_the_calendar_has_no_id_of_its_own() -> None:
    data = ical.calendar(sample.report(), "D1")
    assert b"UID" not in data.split(b"BEGIN:VEVENT")[0]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in data


def test_files_are_named_by_ids_and_old_ones_go(tmp_path: Path) -> None:
    (tmp_path / "noe-annet.ics").write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//andre//\r\nEND:VCALENDAR\r\n")
    doctors = [sample.doctor(i, "Navn Navnesen") for i in ("../../etc/x", "CON", "Å 1", "å-1")]
    day = date(2026, 12, 1)
    report = sample.report(sample.instance(day, day, doctors))
    paths = ical.write_calendars(report, tmp_path)
    assert len({p.name.lower() for p in paths}) == 4
    assert all(p.parent == tmp_path and "navn" not in p.name for p in paths)
    assert "con-1.ics" in {p.name for p in paths}
    ical.write_calendars(sample.report(sample.instance(day, day, doctors[:1])), tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"etc-x.ics", "noe-annet.ics"}
