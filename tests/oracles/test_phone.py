"""A doctor's calendar from end to end: published, subscribed to, changed, published again, and seen by real clients."""

import json
import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest
from icalendar import Calendar
from openpyxl import Workbook

from tests.oracles.test_calendars import SUMMER, WINTER, by_icalendar, khal, nights
from tests.oracles.tools import ROOT, node, program, run
from tests.web import inside, kit
from tests.web.running import Running, serving
from vaktplan.app import feeding
from vaktplan.export.feed import Content, FeedEvent, Variant, render
from vaktplan.export.report import Audience
from vaktplan.export.view import View
from vaktplan.store.database import Database
from vaktplan.store.migrations import upgrade

pytestmark = pytest.mark.oracle
SMAVIK = ROOT / "instances" / "smavik"
DOCTOR, GIVEN, TO = "marte", "2027-01-01:dag", "jonas"
Pairs = list[tuple[str, str]]


def best() -> Pairs:
    """The roster to publish."""
    told = json.loads((SMAVIK / "best.json").read_text(encoding="utf-8"))["roster"]
    return [(p["doctor"], p["shift"]) for p in told]


def rota(pairs: Pairs, path: Path) -> Path:
    """A roster as a coordinator may write it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Vaktliste"
    sheet.append(["Dato", "Vakttype", "Lege"])
    for doctor, shift in pairs:
        day, kind = shift.split(":")
        sheet.append([date.fromisoformat(day), kind, doctor])
    book.save(path)
    return path


def vaktplan(*words: object) -> str:
    """What a command says on stdout; fails the test when it fails."""
    return run(sys.executable, "-m", "vaktplan", *map(str, words))


def publish(db: Path, pairs: Pairs, folder: Path) -> None:
    """Publish a roster, signed for whatever stands in it."""
    plan = rota(pairs, folder / "plan.xlsx")
    signed = ("--by", "Test Testesen", "--sign", "Test Testesen", "--reason", "prøve")
    vaktplan(
        "publish", SMAVIK / "workbook.xlsx", "--roster", plan, "--db", db, "-o", folder / "sendes", *signed
    )


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[tuple[Running, str, Path, Path]]:
    """A server with the roster published, and a doctor's token."""
    db = tmp_path / "vaktplan.db"
    upgrade(Database(str(db)))
    publish(db, best(), tmp_path)
    told = vaktplan("feed", "new", "--doctor", DOCTOR, "--db", db, "--base-url", "https://vakt.eksempel.no")
    found = re.search(r"https://vakt\.eksempel\.no/kalender/([\w-]{43})\.ics", told)
    assert found, told
    with serving(str(db), tmp_path) as server:
        yield server, found[1], db, tmp_path


def synced(server: Running, token: str, tmp: Path) -> Path:
    """The feed as vdirsyncer keeps it in a folder, synced again when it was before."""
    out, config = tmp / "phone", tmp / "vdirsyncer.conf"
    out.mkdir(exist_ok=True)
    config.write_text(
        f'[general]\nstatus_path = "{tmp}/status"\n'
        '[pair p]\na = "a"\nb = "b"\ncollections = null\nconflict_resolution = "a wins"\n'
        f'[storage a]\ntype = "http"\nurl = "http://127.0.0.1:{server.port}/kalender/{token}.ics"\n'
        f'[storage b]\ntype = "filesystem"\npath = "{out}"\nfileext = ".ics"\n',
        encoding="utf-8",
    )
    env = {"HOME": str(tmp), "XDG_CONFIG_HOME": str(tmp)}
    run(program("vdirsyncer"), "-c", config, "discover", env=env)
    run(program("vdirsyncer"), "-c", config, "sync", env=env)
    return out


def events(calendar: bytes) -> dict[str, tuple[int, str, str]]:
    """Sequence, status and summary by event id, of a calendar."""
    return {
        str(e["UID"]): (int(e["SEQUENCE"]), str(e["STATUS"]), str(e["SUMMARY"]))
        for e in Calendar.from_ical(calendar).walk("VEVENT")
    }


def listed(folder: Path, tmp: Path) -> list[tuple[str, str]]:
    """What khal lists of January: title and beginning. (vdirsyncer's http storage gives ids of its own.)"""
    lines = khal(folder, tmp, "{title}|{start}", date(2027, 1, 1), date(2027, 2, 2))
    return sorted((line.split("|")[0], line.split("|")[1]) for line in lines)


def expected(calendar: bytes) -> list[tuple[str, str]]:
    """The same, read out of the calendar itself."""
    return sorted(
        (str(e["SUMMARY"]), f"{e['DTSTART'].dt.astimezone(UTC):%Y-%m-%d %H:%M}")
        for e in Calendar.from_ical(calendar).walk("VEVENT")
    )


def test_a_change_reaches_the_phone(phone: tuple[Running, str, Path, Path]) -> None:
    server, token, db, tmp = phone
    mine = [s for d, s in best() if d == DOCTOR]
    old = feed(server, token)
    before = events(old)
    assert len(before) == len(mine)
    assert {status for _n, status, _s in before.values()} == {"CONFIRMED"}
    assert listed(synced(server, token, tmp), tmp) == expected(old)

    publish(db, [(TO if (d, s) == (DOCTOR, GIVEN) else d, s) for d, s in best()], tmp)
    new = a_second_later(server, token)
    after = events(new)
    assert after.keys() == before.keys()  # the same ids: nothing doubled, nothing lost
    (dropped,) = [uid for uid, (_n, status, _s) in after.items() if status == "CANCELLED"]
    assert after[dropped][0] > before[dropped][0]
    assert after[dropped][2] == f"AVLYST: {before[dropped][2]}"
    assert all(after[uid] == before[uid] for uid in after if uid != dropped)
    shown = listed(synced(server, token, tmp), tmp)
    assert shown == expected(new) != expected(old)
    assert [title for title, _start in shown if title.startswith("AVLYST")] == [after[dropped][2]]


def feed(server: Running, token: str) -> bytes:
    """The calendar as it is served now."""
    status, body = server.get(f"/kalender/{token}.ics")
    assert status == 200
    return body


def a_second_later(server: Running, token: str) -> bytes:
    """The calendar one second after a publication."""
    time.sleep(1)
    return feed(server, token)


def test_ical_js_reads_what_is_served(phone: tuple[Running, str, Path, Path]) -> None:
    server, token, _db, tmp = phone
    (tmp / "served.ics").write_bytes(feed(server, token))
    read = {
        e["uid"]: (datetime.fromisoformat(e["start"]), datetime.fromisoformat(e["end"]))
        for e in node("feeds.mjs", tmp / "served.ics")["served.ics"]
    }
    assert read == by_icalendar(tmp / "served.ics")
    assert len(read) == sum(d == DOCTOR for d, _s in best())
    assert all(start.astimezone(UTC) < end.astimezone(UTC) for start, end in read.values())


def test_the_same_roster_again_is_the_same_bytes(phone: tuple[Running, str, Path, Path]) -> None:
    server, token, db, tmp = phone
    before = feed(server, token)
    publish(db, best(), tmp)
    assert a_second_later(server, token) == before


@pytest.mark.parametrize(("day", "hours"), [(SUMMER, 8), (WINTER, 10)])
def test_the_nights_of_summer_time_as_served(tmp_path: Path, day: date, hours: int) -> None:
    report = nights(day)
    at = datetime(day.year, day.month, 1, tzinfo=UTC)
    revised = feeding.revised(View(report, Audience.WALL), "", {}, at)
    mine = [FeedEvent(**{**r.__dict__, "content": Content(**r.content)}) for r in revised if r.doctor == "D1"]
    body = render(mine, Variant.OWN, "Kari Nordvik", at)
    store = kit.memory()
    store.feeds[kit.OWN] = kit.feed(1, body, at)
    with inside.at(store, at) as base, urlopen(f"{base}/kalender/{kit.OWN}.ics", timeout=10) as answer:
        (tmp_path / "served.ics").write_bytes(answer.read())
    (event,) = [e for e in mine if e.shift == f"{day}:natt"]
    (read,) = [e for e in node("feeds.mjs", tmp_path / "served.ics")["served.ics"] if e["uid"] == event.uid]
    assert read["seconds"] == hours * 3600
    moments = (datetime.fromisoformat(read["start"]), datetime.fromisoformat(read["end"]))
    assert moments == (event.start, event.end) == by_icalendar(tmp_path / "served.ics")[event.uid]
