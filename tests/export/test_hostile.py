"""Text that would do harm stays text: no live formula, no extra line, no control character, no script."""

import io
import re
import subprocess
import sys
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.export import parse, sample, wards
from vaktplan.export import excel, html, ical
from vaktplan.export.report import PlanReport

HOSTILE = (
    '=HYPERLINK("http://x.example","klikk")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "|cmd",
    " =1+1",
    "#N/A",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a\r\nBEGIN:VEVENT\r\nSUMMARY:x",
    "a\nATTACH:x;y,z:w",
    "nul\x00bel\x07vt\x0b",
    "rtl\u202eetxt\u2028ny\u2029",
    "O'Brien & Sønn [x] *?/\\: &D",
    "{{ 7*7 }} {% raw %}",
    "😀 Åse NFD A\u030ase",
)


def hostile_report(names: tuple[str, ...]) -> PlanReport:
    """A week in which every free text is hostile."""
    doctors = [sample.doctor(f"{n}", n, lines=("lv", "tk", "bv", "hjem")) for n in names]
    types = [t.model_copy(update={"name": names[i % len(names)]}) for i, t in enumerate(sample.TYPES)]
    session = wards.SESSIONS[0]
    for i, name in enumerate(names):
        own = {"id": f"s{i}", "name": name, "house": names[i - 1], "ward": name if i % 2 else ""}
        types.append(session.model_copy(update=own))
    of = sample.instance(
        date(2026, 12, 21),
        date(2026, 12, 27),
        doctors,
        types,
        lines=tuple(line.model_copy(update={"name": names[0]}) for line in wards.LINES),
        municipality=names[0],
        unit=names[-1],
    )
    return sample.report(of)


@pytest.fixture(scope="module")
def report() -> PlanReport:
    return hostile_report(HOSTILE)


@pytest.fixture(scope="module", params=["coordinator", "wall"])
def rota(request: pytest.FixtureRequest, report: PlanReport) -> bytes:
    return excel.rota(report, audience=request.param)


def parts(data: bytes) -> dict[str, str]:
    """The XML parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return {n: box.read(n).decode("utf-8") for n in box.namelist()}


def test_no_live_formula_in_the_raw_xml(rota: bytes) -> None:
    sheets = {n: x for n, x in parts(rota).items() if n.startswith("xl/worksheets/")}
    assert len(sheets) >= 4
    assert [n for n, x in sheets.items() if re.search(r"<f[ >/]", x)] == []
    assert [n for n, x in parts(rota).items() if n.endswith(".rels") and "External" in x] == []


def test_dangerous_beginnings_are_quoted(rota: bytes) -> None:
    sheet = load_workbook(io.BytesIO(rota))["Vaktliste"]
    live = [c for row in sheet.iter_rows() for c in row if str(c.value).lstrip().startswith(tuple("=+-@|＝"))]
    assert live
    assert all(c.data_type == "s" and c.quotePrefix for c in live)


def test_no_control_character_anywhere(report: PlanReport, rota: bytes) -> None:
    texts = [*parts(rota).values(), html.page(report)]
    texts += [ical.calendar(report, d.id).decode() for d in report.instance.doctors]
    for text in texts:
        bad = {c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r"}
        assert bad == set()
        assert not {"\u202e", "\u2028", "\u2029"} & set(text)


def test_only_visible_sheets_and_nothing_beside_them(rota: bytes) -> None:
    book = load_workbook(io.BytesIO(rota))
    assert {s.sheet_state for s in book} == {"visible"}
    assert not [n for n in parts(rota) if "comments" in n or "externalLink" in n or "vba" in n]
    assert not list(book.defined_names)
    assert (book.properties.creator, book.properties.lastModifiedBy) == ("vaktplan", "vaktplan")
    for sheet in book:
        assert {n.split(".")[-1] for n in sheet.defined_names} <= {"Print_Area", "Print_Titles"}


def test_ids_are_read_back_as_they_were(rota: bytes, report: PlanReport) -> None:
    seen = {r[6] for r in parse.rows(rota, "Vaktliste")[1:]} - {"UDEKKET"}
    plain = {d for d, _s in report.roster.pairs if d.isprintable()}
    assert len(plain) > 5
    assert plain <= seen


def test_the_page_has_no_script_and_asks_for_nothing(report: PlanReport) -> None:
    read = parse.page(html.page(report))
    tags = {t for t, _a in read.tags}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form"}
    attributes = [(k, v or "") for _t, a in read.tags for k, v in a.items()]
    assert [k for k, _v in attributes if k.startswith("on") or k == "src"] == []
    assert {v[0] for k, v in attributes if k == "href"} == {"#"}
    assert "49" not in " ".join(t for t in read.text if "7*7" in t)
    assert "<script>alert(1)</script>" in " ".join(read.text)  # there, but as text


def check_calendar(data: bytes, events: int) -> None:
    """Only known properties, one line each, short lines, as many events as there should be."""
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = parse.unfolded(data)
    assert lines.count("BEGIN:VEVENT") == events
    body = "\n".join(lines).split("END:VTIMEZONE\n", 1)[1]
    names = {re.split("[;:]", line)[0] for line in body.split("\n") if line}
    assert names <= {
        *("BEGIN", "END", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"),
        *("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "CLASS", "CATEGORIES", "LOCATION", "DESCRIPTION"),
    }
    head = [re.split("[;:]", line)[0] for line in lines[: lines.index("BEGIN:VTIMEZONE")]]
    assert head == [
        *("BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE"),
        *("REFRESH-INTERVAL", "X-PUBLISHED-TTL"),
    ]


def test_calendars_keep_their_structure(report: PlanReport) -> None:
    for doctor in report.instance.doctors:
        check_calendar(
            ical.calendar(report, doctor.id), len(report.roster.shifts_of(report.instance, doctor.id))
        )


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(min_size=1, max_size=40), min_size=2, max_size=3, unique=True))
def test_any_name_keeps_the_structure(names: list[str]) -> None:
    kept = tuple(n for n in names if n.strip()) or ("x",)
    of = sample.instance(
        date(2027, 3, 27),
        date(2027, 3, 28),
        [sample.doctor(f"D{i}", n) for i, n in enumerate(kept)],
        municipality=kept[0],
        unit=kept[-1],
    )
    report = sample.report(of)
    for doctor in of.doctors:
        check_calendar(ical.calendar(report, doctor.id), len(report.roster.shifts_of(of, doctor.id)))
    data = excel.rota(report)
    assert not [
        n for n, x in parts(data).items() if n.startswith("xl/worksheets/") and re.search("<f[ >/]", x)
    ]
    assert parse.from_list(data) == {
        (d, of.shift_by_id[s].start, of.shift_by_id[s].end) for d, s in report.roster.pairs
    }
    assert parse.page(html.page(report)).facts == parse.from_list(data)


def test_optimised_python_writes_the_same_calendars(report: PlanReport) -> None:
    program = (
        "import sys; from tests.export import test_hostile as t; from vaktplan.export import ical; "
        "r = t.hostile_report(t.HOSTILE); "
        "sys.stdout.buffer.write(b''.join(ical.calendar(r, d.id) for d in r.instance.doctors))"
    )
    root = Path(__file__).parents[2]
    out = subprocess.run([sys.executable, "-O", "-c", program], cwd=root, capture_output=True, check=True)
    assert out.stdout == b"".join(ical.calendar(report, d.id) for d in report.instance.doctors)
