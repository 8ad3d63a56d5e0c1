"""Sessions: told ward by ward, once each, apart from duty, and nothing private with them."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest
from icalendar import Calendar
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.export import parse, sample, wards
from tests.export.test_privacy import PUBLIC
from tests.export.wards import Seen
from vaktplan.domain.shifts import ShiftType
from vaktplan.export import excel, html, ical, legend, letters, words
from vaktplan.export.excel import cells, paper
from vaktplan.export.report import Audience, PlanReport
from vaktplan.export.view import View
from vaktplan.rulebook.breach import Verdict

MONTHS = {"desember": 12}
OPEN = "UDEKKET"


@pytest.fixture(scope="module")
def report() -> PlanReport:
    return wards.report()


@pytest.fixture(scope="module")
def book(report: PlanReport) -> Workbook:
    return load_workbook(io.BytesIO(excel.rota(report, audience="wall")))


def day_in(text: object) -> date | None:
    """The date that a heading names."""
    found = re.search(r"(\d+)\. (desember)\b", str(text or ""))
    return date(2026, MONTHS[found[2]], int(found[1])) if found else None


def named(text: object) -> list[str]:
    """The names in a cell, one a line."""
    return [n.removesuffix(" !") for n in str(text or "").split("\n") if n not in ("", "–")]


def duty(sheet: Worksheet) -> Iterator[Seen]:
    """Every place on a sheet of days × shifts."""
    rows = list(sheet.iter_rows(values_only=True))
    windows = next(r for r in rows if any(str(c or "").endswith((" tilstede", " hjemme")) for c in r))
    for row in rows:
        day = day_in(row[2])
        for window, text in zip(windows[3:], row[3:], strict=True):
            if day is not None:
                yield from (Seen(n, day, str(window).split(" ")[0]) for n in named(text))


def sessions(sheet: Worksheet) -> Iterator[Seen]:
    """Every place on the sheet of sessions."""
    days: list[date | None] = []
    for row in sheet.iter_rows(values_only=True):
        if "· Uke" in str(row[0] or ""):
            days = [day_in(text) for text in row[2:]]
        elif row[1]:
            for day, text in zip(days, row[2:], strict=True):
                for name in named(text):
                    assert day is not None
                    yield Seen(name, day, str(row[1]))


def truth(report: PlanReport) -> Counter[Seen]:
    """Every take and every open place of the roster itself."""
    by_id, names = report.instance.shift_by_id, View(report).names
    takes = [Seen(names[d], by_id[s].date, words.window(by_id[s])) for d, s in report.roster.pairs]
    missing = [
        Seen(OPEN, s.date, words.window(s))
        for s, n in report.roster.open_places(report.instance)
        for _i in range(n)
    ]
    return Counter([*takes, *missing])


def test_every_take_stands_once_on_one_of_the_two_sheets(report: PlanReport, book: Workbook) -> None:
    told = Counter([*duty(book["Dager × vakter"]), *sessions(book["Økter"])])
    assert told == truth(report)
    assert sum(s.name == OPEN for s in sessions(book["Økter"])) == 2
    kinds = {t.id for t in View(report).sessions}
    own = [s for _d, s in report.roster.pairs if s.split(":")[1] in kinds]
    assert len(list(sessions(book["Økter"]))) == len(own) + 2


class Sections(HTMLParser):
    """The names in the tables of some sections of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.section = ""
        self.inside = 0
        self.names: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ident = dict(attrs).get("id") or ""
        if tag == "section" and not ident.startswith("hus-"):
            self.section = ident
        self.inside += tag == "li"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "li"

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.names.setdefault(self.section, []).append(data.strip().removesuffix(" !"))


@pytest.mark.parametrize("audience", list(Audience))
def test_every_take_stands_once_on_the_page(report: PlanReport, audience: Audience) -> None:
    read = Sections()
    read.feed(html.page(report, audience=audience))
    houses = {"Solbo", "Vikheim", "Helsestasjon for ungdom", "Veiledning"}
    told = Counter([*read.names["dager"], *(n for n in read.names["okter"] if n not in houses)])
    assert told == Counter(s.name for s in truth(report).elements())


def test_the_same_facts_as_calendars_and_list(report: PlanReport) -> None:
    shifts = report.instance.shift_by_id
    facts = {(d, shifts[s].start, shifts[s].end) for d, s in report.roster.pairs}
    assert parse.from_list(excel.rota(report)) == facts
    assert parse.page(html.page(report)).facts == facts


@pytest.mark.parametrize("name", PUBLIC)
def test_the_wall_does_not_change_with_what_is_private(name: str, report: PlanReport) -> None:
    wipe = {"absences": (), "exemptions": (), "wishes": (), "carried": (), "feasts_worked": ()}
    same = {"ledger": (), "verdict": Verdict(breaches=(), tier_costs={}, rule_costs={})}
    bare = report.instance.model_copy(update=wipe)
    assert PUBLIC[name](sample.report(report.instance, report.roster, **same)) == PUBLIC[name](
        sample.report(bare, report.roster, **same)
    )


def test_the_wall_tells_of_no_exemption_absence_or_wish(report: PlanReport, book: Workbook) -> None:
    sheets = [book[n] for n in ("Dager × vakter", "Økter", "Leger × dager")]
    text = " ".join(str(c) for sheet in sheets for r in sheet.iter_rows(values_only=True) for c in r if c)
    assert "Ragna Moe" in text
    assert not re.search(r"ikke tilgjengelig|fritak|fravær|innfridd|skyldig", text, re.IGNORECASE)


def test_each_house_begins_a_page(book: Workbook) -> None:
    sheet = book["Økter"]
    titles = [
        r
        for r in range(1, sheet.max_row + 1)
        if re.search(r"\(\d+ økter|\(1 økt", str(sheet.cell(r, 1).value))
    ]
    said = [str(sheet.cell(r, 1).value) for r in titles]
    assert said == [
        "Solbo (31 økter, 1 udekket)",
        "Vikheim (14 økter, 1 udekket)",
        "Helsestasjon for ungdom (10 økter)",
        "Veiledning (6 økter)",
    ]
    breaks = {b.id + 1 for b in sheet.row_breaks.brk}
    assert set(titles[1:]) <= breaks
    assert all("· Uke" in str(sheet.cell(r, 1).value) for r in breaks - set(titles))
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage and int(sheet.page_setup.scale) == paper.SCALE
    assert sum(d.width for d in sheet.column_dimensions.values()) <= cells.PAGE_UNITS + 1
    assert sheet.print_title_rows == "$1:$3"


def test_wards_have_rows_of_their_own_and_lose_the_name_of_the_house(book: Workbook) -> None:
    rows = [r[:2] for r in book["Økter"].iter_rows(values_only=True)]
    first = next(i for i, r in enumerate(rows) if r[0] == "Solbo · Uke 50")
    assert rows[first + 1 : first + 4] == [
        ("1. etg", "08–11:45"),
        (None, "11:45–15:30"),  # one cell with the row above
        ("2. etg", "08–11:45"),
    ]


def test_what_is_now_and_then_stands_only_in_its_weeks(book: Workbook) -> None:
    rows = [r[0] for r in book["Økter"].iter_rows(values_only=True)]
    weeks = {w: rows.index(f"Veiledning · Uke {w}") for w in (49, 50, 51, 52)}
    assert rows[weeks[49] + 1] == "Veiledning A"
    assert rows[weeks[50] + 1] == "Veiledning B"  # the one offer that is taken
    assert rows[weeks[51] + 1] == "Veiledning A"
    assert rows[weeks[52] + 1] == "Ingen økter denne uken."


def test_the_bakvakt_of_a_session_stands_with_it(report: PlanReport, book: Workbook) -> None:
    rows = [r[0] for r in book["Økter"].iter_rows(values_only=True)]
    first = rows.index("Helsestasjon for ungdom · Uke 49")
    assert rows[first + 1 : first + 3] == ["Helsestasjon for ungdom", "Bakvakt ungdom"]
    view = View(report)
    own = [d for d in view.duties_of["D8"] if d.shift.type.id == "ung"]
    assert own and all([c.name for c in d.bakvakt] == ["Eva Lund"] for d in own)
    backing = [d for d in view.duties_of["O1"] if d.shift.type.id == "ung-bv"]
    assert backing and all("Jonas Vik (LIS1)" in [c.name for c in d.others] for d in backing)


def test_only_those_in_the_same_house_are_told_of(report: PlanReport) -> None:
    for doctor in ("S1", "S2", "S3"):
        for duty_ in View(report).duties_of[doctor]:
            houses = {c.shift.type.house for c in duty_.others}
            assert houses <= {duty_.shift.type.house}


def test_two_sessions_of_a_day_share_a_cell(report: PlanReport) -> None:
    both = [("S1", "2026-12-01:sol1-f"), ("S1", "2026-12-01:sol1-e")]
    others = [p for p in report.roster.pairs if p[1] not in {s for _d, s in both} and p[0] != "S1"]
    of = sample.report(report.instance, type(report.roster).of([*others, *both]))
    row = next(r for r in parse.rows(excel.rota(of), "Leger × dager") if r[0] == "Ragna Moe")
    assert row[1] == "S1f\nS1e"


def test_letters_are_short_and_told_apart_by_one_who_sees_no_capitals() -> None:
    of = wards.instance()
    found = {i: str(c) for i, c in letters.codes(of.shift_types, of.lines).items()}
    supervision = {found.pop("veil-a"), found.pop("veil-b")}
    assert supervision == {"V"}
    assert len({c.casefold() for c in found.values()} | {"v"}) == len(found) + 1
    assert all(len(c) <= 3 for c in found.values())
    assert (found["sol1-f"], found["sol1-e"], found["sol2-f"]) == ("S1f", "S1e", "S2f")
    assert (found["kveld"], found["natt"], found["bak-kveld"]) == ("K", "N", "Bk")


def test_many_types_of_one_ward_still_have_letters_of_their_own() -> None:
    one = wards.SESSIONS[0]
    many = [one.model_copy(update={"id": f"t{i}", "ward": f"Solbo {'abcdefgh'[i % 8]}"}) for i in range(40)]
    found = letters.codes(many, wards.LINES)
    assert len({str(c).casefold() for c in found.values()}) == 40


def test_the_legend_is_told_by_line_and_house(report: PlanReport) -> None:
    found = {g.name: [str(e) for e in g.entries] for g in legend.groups(View(report))}
    assert found["Solbo"] == ["S1 = 1. etg", "S2 = 2. etg"]
    assert found["Veiledning"] == ["V = Veiledning"]
    assert "K = Kveld 15:30–23 (tilstede)" in found["Legevakt"]
    grid = [r[0] for r in parse.rows(excel.rota(report), "Leger × dager")]
    assert {"Bokstavene", *found} <= set(grid)
    plain = [r[0] for r in parse.rows(excel.rota(sample.report()), "Leger × dager")]
    assert "Bokstavene" not in plain  # few letters are told above the table


def test_a_calendar_says_where_the_session_is(report: PlanReport) -> None:
    events = {
        (str(e["SUMMARY"]), str(e["LOCATION"])): str(e["DESCRIPTION"])
        for d in report.instance.doctors
        for e in Calendar.from_ical(ical.calendar(report, d.id)).walk("VEVENT")
    }
    places = {summary.removeprefix("UTKAST: "): place for summary, place in events}
    assert places["Solbo 1. etg, formiddag"] == "Solbo 1. etg"
    assert places["Vikheim, formiddag"] == "Vikheim"
    assert places["Veiledning A"] == "Prøvevik kommune"
    assert places["Kveld"] == places["Beredskap"] == "Prøvevik legevakt"
    assert any("I huset samtidig: " in text for text in events.values())


def test_a_doctor_of_sessions_reads_of_sessions(report: PlanReport) -> None:
    rows = parse.rows(excel.rota(report), "Ragna Moe")
    said = " ".join(str(c) for r in rows for c in r if c)
    assert re.search(r"\d+ økter · [\d,]+ timer tilstede", said)
    assert re.search(r"Timer etter slag tjeneste: sykehjem [\d,]+, veiledning [\d,]+", said)
    assert re.search(r"Ønsker innfridd: [01] av 1", said)
    assert "Solbo" in [r[7] for r in rows]
    assert "ikke blant dem som fordeles" in said and "andel = " not in said
    assert "0 netter" not in said
    kari = " ".join(str(c) for r in parse.rows(excel.rota(report), "Kari Nordvik") for c in r if c)
    assert "andel = " in kari and "netter" in kari


def test_a_plan_of_sessions_alone_has_no_sheet_of_duty() -> None:
    of = wards.instance(shift_types=tuple(t for t in wards.SESSIONS if t.line == "hjem"))
    report = sample.report(of, sample.deal(of))
    book = load_workbook(io.BytesIO(excel.rota(report, audience="wall")))
    assert book.sheetnames == ["Økter", "Leger × dager", "Regler", "Vaktliste"]
    assert 'id="dager"' not in html.page(report)


def test_many_columns_are_parted_by_what_belongs_together() -> None:
    duty_types: list[ShiftType] = []
    for n in range(4):
        more = [t.model_copy(update={"id": f"{t.id}{n}", "start": t.start.replace(minute=n), "letter": ""})
                for t in (*sample.TYPES[:2], wards.SESSIONS[6])]  # fmt: skip
        duty_types += more
    of = wards.instance(shift_types=tuple(duty_types))
    book = load_workbook(io.BytesIO(excel.rota(sample.report(of, sample.deal(of)), audience="wall")))
    first, second = (
        {
            str(c)
            for c in next(r for r in book[f"Dager × vakter {n}"].iter_rows(values_only=True) if r[0] == "Uke")
        }
        for n in (1, 2)
    )
    assert {"Kveld", "Natt"} <= first and "Beredskap" not in first
    assert "Beredskap" in second and "Kveld" not in second
