"""Readers of the three exports that share no code with the writers."""

import io
import re
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from icalendar import Calendar
from openpyxl import load_workbook

OSLO = ZoneInfo("Europe/Oslo")
Fact = tuple[str, datetime, datetime]  # doctor id, start, end in UTC


def from_list(data: bytes) -> set[Fact]:
    """The assignments of a rota's Vaktliste."""
    sheet = load_workbook(io.BytesIO(data))["Vaktliste"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    return {_fact(str(r[6]), r[0], r[4], r[5]) for r in rows if r[6] != "UDEKKET"}


def from_doctor_sheets(data: bytes, title_of: dict[str, str]) -> set[Fact]:
    """The duties on the sheets of single doctors; `title_of` is sheet title by doctor id."""
    book = load_workbook(io.BytesIO(data))
    found: set[Fact] = set()
    for doctor, title in title_of.items():
        for row in book[title].iter_rows(values_only=True):
            if isinstance(row[2], datetime) and isinstance(row[3], time):
                found.add(_fact(doctor, row[2], row[3], row[4]))
    return found


def _fact(doctor: str, day: object, start: object, end: object) -> Fact:
    assert isinstance(day, datetime) and isinstance(start, time) and isinstance(end, time)
    last = day.date() + timedelta(days=0 if end > start else 1)
    return doctor, _instant(day.date(), start), _instant(last, end)


def _instant(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=OSLO).astimezone(UTC)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.doctor = ""
        self.times: list[datetime] = []
        self.facts: set[Fact] = set()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag == "article":
            self.doctor = given["data-doctor"] or ""
        if tag == "time":
            self.times.append(datetime.fromisoformat(given["datetime"] or "").astimezone(UTC))
            if len(self.times) == 2:
                self.facts.add((self.doctor, self.times[0], self.times[1]))
                self.times = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page(text: str) -> _Page:
    """A page read by the standard library."""
    read = _Page()
    read.feed(text)
    return read


def from_calendar(data: bytes, doctor: str) -> set[Fact]:
    """The events of one doctor's calendar."""
    cal = Calendar.from_ical(data)
    return {
        (doctor, e["DTSTART"].dt.astimezone(UTC), e["DTEND"].dt.astimezone(UTC)) for e in cal.walk("VEVENT")
    }


def unfolded(data: bytes) -> list[str]:
    """The content lines of a calendar."""
    return re.sub(r"\r\n[ \t]", "", data.decode("utf-8")).split("\r\n")


def rows(data: bytes, sheet: str) -> list[tuple[object, ...]]:
    """The values of a sheet, row by row."""
    return list(load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True))
