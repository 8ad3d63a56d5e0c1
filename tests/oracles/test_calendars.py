"""ical.js, khal and vdirsyncer read every calendar like icalendar does, the summer-time nights included."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.export import sample
from tests.oracles.tools import node, program, run
from vaktplan.domain.roster import Roster
from vaktplan.export import ical
from vaktplan.export.report import PlanReport

pytestmark = pytest.mark.oracle
Read = dict[str, tuple[datetime, datetime]]  # summary and instants by event id
SUMMER, WINTER = date(2027, 3, 27), date(2027, 10, 30)


def nights(day: date) -> PlanReport:
    """The days around a change of the clock, every doctor with something."""
    of = sample.instance(date(day.year, day.month, day.day - 2), date(day.year, day.month, day.day + 1))
    pairs = [(d, s) for d, s in sample.deal(of).pairs if s != f"{day}:natt"]
    return sample.report(of, Roster.of([*pairs, ("D1", f"{day}:natt")]), state="published")


REPORTS = {"december": sample.report, "march": lambda: nights(SUMMER), "october": lambda: nights(WINTER)}


@pytest.fixture(scope="module", params=list(REPORTS))
def feeds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The calendars of a plan."""
    return ical.write_calendars(REPORTS[request.param](), tmp_path_factory.mktemp("feeds"))


def by_icalendar(path: Path) -> Read:
    """What the Python library reads."""
    return {
        str(e["UID"]): (e["DTSTART"].dt.astimezone(UTC), e["DTEND"].dt.astimezone(UTC))
        for e in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    }


def test_ical_js_reads_the_same(feeds: tuple[Path, ...]) -> None:
    answers: dict[str, list[dict[str, Any]]] = node("feeds.mjs", *feeds)
    assert len(answers) == len(feeds)
    for path in feeds:
        read = {
            e["uid"]: (datetime.fromisoformat(e["start"]), datetime.fromisoformat(e["end"]))
            for e in answers[path.name]
        }
        assert read == by_icalendar(path)
        for event in answers[path.name]:
            start, end = read[event["uid"]]
            assert event["seconds"] == (end - start).total_seconds()
            assert event["refresh"] == "duration"


def khal(folder: Path, tmp: Path, fmt: str, first: date, last: date) -> list[str]:
    """What khal lists of a folder of single events."""
    config = tmp / "khal.conf"
    config.write_text(
        f"[calendars]\n[[vakter]]\npath = {folder}\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp}/khal.db\n",
        encoding="utf-8",
    )
    env = {
        "XDG_DATA_HOME": str(tmp),
        "XDG_CONFIG_HOME": str(tmp),
        "XDG_CACHE_HOME": str(tmp),
        "HOME": str(tmp),
    }
    words = ("list", "--notstarted", "--once", "-df", "", "-f", fmt, str(first), str(last))
    return [line for line in run(program("khal"), "-c", config, *words, env=env).splitlines() if line]


def synced(feed: Path, tmp: Path) -> Path:
    """A feed as vdirsyncer takes it apart into single events."""
    out, config = tmp / "split", tmp / "vdirsyncer.conf"
    out.mkdir()
    config.write_text(
        f'[general]\nstatus_path = "{tmp}/status"\n'
        '[pair p]\na = "a"\nb = "b"\ncollections = null\n'
        f'[storage a]\ntype = "singlefile"\npath = "{feed}"\nread_only = true\n'
        f'[storage b]\ntype = "filesystem"\npath = "{out}"\nfileext = ".ics"\n',
        encoding="utf-8",
    )
    env = {"HOME": str(tmp), "XDG_CONFIG_HOME": str(tmp)}
    run(program("vdirsyncer"), "-c", config, "discover", env=env)
    run(program("vdirsyncer"), "-c", config, "sync", env=env)
    return out


def test_vdirsyncer_and_khal_read_the_same(feeds: tuple[Path, ...], tmp_path: Path) -> None:
    for number, feed in enumerate(feeds[:: max(1, len(feeds) // 4)]):
        tmp = tmp_path / str(number)
        tmp.mkdir()
        expected = by_icalendar(feed)
        folder = synced(feed, tmp)
        assert len(list(folder.glob("*.ics"))) == len(expected)
        if not expected:
            continue
        first = min(s for s, _e in expected.values()).date()
        last = max(e for _s, e in expected.values()).date()
        lines = khal(folder, tmp, "{uid}|{start}|{end}", first, last)
        read: Read = {}
        for line in lines:
            uid, start, end = line.split("|")
            moments = [datetime.fromisoformat(t).replace(tzinfo=UTC) for t in (start, end)]
            read[uid] = (moments[0], moments[1])
        assert read == expected


@pytest.mark.parametrize(("day", "hours"), [(SUMMER, 8), (WINTER, 10)])
def test_the_nights_of_summer_time_by_all(tmp_path: Path, day: date, hours: int) -> None:
    report = nights(day)
    feed = next(p for p in ical.write_calendars(report, tmp_path / "feeds") if p.name == "d1.ics")
    uid = ical.uid(report, f"{day}:natt", "D1")
    start, end = by_icalendar(feed)[uid]
    assert (end - start).total_seconds() == hours * 3600
    (event,) = [e for e in node("feeds.mjs", feed)["d1.ics"] if e["uid"] == uid]
    assert event["seconds"] == hours * 3600
    folder = synced(feed, tmp_path)
    lines = khal(folder, tmp_path, "{uid}|{start}|{end}", start.date(), end.date())
    assert f"{uid}|{start:%Y-%m-%d %H:%M}|{end:%Y-%m-%d %H:%M}" in lines
