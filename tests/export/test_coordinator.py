"""What only the coordinator's file tells: kinds of breach, wishes, what is carried on, and what is changed."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.export import parse, sample
from tests.kit import Case, cases
from vaktplan.domain.instance import Carried, Instance, Lock
from vaktplan.domain.people import Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.export import carry, changes, excel, html, ical, rulelines, units, wishlines, words
from vaktplan.export.breachwords import kind
from vaktplan.export.report import PlanReport
from vaktplan.export.view import View
from vaktplan.ledger import MeasureLine, ledger
from vaktplan.read.models import load_book
from vaktplan.read.sheets import CARRIED
from vaktplan.read.template import write_workbook
from vaktplan.read.workbook import read_workbook
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Level, Tier
from vaktplan.verify import verify

SMAVIK = Path(__file__).parents[2] / "instances" / "smavik"


def report_of(instance: Instance, roster: Roster, book_id: str = "legevakt") -> PlanReport:
    """A roster under a real book, judged."""
    book = load_book(book_id)
    return sample.report(instance, roster, book=book, verdict=verify(instance, book, roster))


def breach(rule: str, cite: str, level: Level = Level.HARD, part: str = "main") -> Breach:
    """A breach of a rule with a cite."""
    tier = Tier.PEOPLE if level is Level.SOFT else None
    return Breach(
        rule=rule,
        part=part,
        level=level,
        tier=tier,
        weight=0,
        doctor="D1",
        shifts=(),
        amount=1,
        text="",
        cite=cite,
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("daily-rest", "lovbrudd"),
        ("competence", "lovbrudd"),
        ("exemption", "lovbrudd"),
        ("duty-cap", "brudd på krav"),
        ("night-run", "brudd på krav"),
        ("weekend-cap", "brudd på krav"),
        ("eligibility", "brudd på krav"),
        ("one-place", "brudd på krav"),
        ("absence", "brudd på krav"),
        ("locked", "brudd på krav"),
    ],
)
def test_only_what_a_statute_or_an_agreement_says_is_called_lovbrudd(rule: str, said: str) -> None:
    report = report_of(sample.month(), Roster())
    cite = report.book.rules[rule].cite(date(2026, 12, 1))
    assert kind(View(report), breach(rule, cite)) == said
    assert kind(View(report), breach(rule, cite, Level.SOFT)) == "avvik"


def test_breaches_are_called_the_same_in_excel_and_on_the_page() -> None:
    instance = sample.month()
    roster = Roster.of((d, s.id) for s in instance.shifts[:12] for d in ("D1", "D2"))
    report = report_of(instance, roster)
    column = [r[0] for r in parse.rows(excel.rota(report), "Brudd")]
    page = parse.page(html.page(report)).text
    for said in ("lovbrudd", "brudd på krav"):
        assert column.count(said) == page.count(said) > 0
    hard = len(report.verdict.hard)
    assert column.count("lovbrudd") + column.count("brudd på krav") == hard
    assert any(f"{hard} brudd på krav" in text for text in page)


@pytest.mark.parametrize("case", cases("wishes"), ids=lambda c: c.name)
def test_a_wish_is_not_granted_exactly_when_the_check_finds_a_breach(case: Case) -> None:
    view = View(sample.report(case.instance, case.roster))
    denied = {(w.doctor, w.kind.value) for w in case.instance.wishes if wishlines.granted(view, w) is False}
    found = verify(case.instance, case.book.only("wishes"), case.roster).breaches
    assert denied == {(b.doctor, b.part) for b in found}


def test_wishes_are_told_with_their_answers() -> None:
    wishes = (
        Wish(
            doctor="D1", kind=WishKind.RATHER_OFF, strength=4, first=date(2026, 12, 2), last=date(2026, 12, 2)
        ),
        Wish(doctor="D1", kind=WishKind.LIKE, strength=2, shift_type="natt", weekdays=(2, 5)),
        Wish(doctor="D1", kind=WishKind.MUST_OFF, first=date(2027, 6, 1)),
    )
    instance = sample.instance(wishes=wishes)
    report = sample.report(instance, Roster.of([("D1", "2026-12-01:natt")]))
    lines = wishlines.lines(View(report), "D1")
    assert [(w.kind, w.about, w.strength, w.answer) for w in lines] == [
        ("vil helst ha fri", "onsdag 02.12.2026", "4", "ikke innfridd"),  # the night ends on the 2nd
        ("vil gjerne", "tirsdag, fredag · Natt", "2", "innfridd"),
        ("må ha fri", "fra 01.06.2027", "", "gjelder ingen vakt i planen"),
    ]
    assert wishlines.lines(View(report), "D2") == ()
    rows = parse.rows(excel.rota(report), "Kari Nordvik")
    assert [r[8] for r in rows if r[0] in ("vil helst ha fri", "vil gjerne")] == ["ikke innfridd", "innfridd"]
    page = html.page(report)
    assert page.count("<b>innfridd</b>") == page.count("<b>ikke innfridd</b>") == 1


@pytest.mark.parametrize(
    ("measure", "after", "said"),
    [
        ("nights", 1.0, "skylder 1 natt"),
        ("nights", 2.25, "skylder 2,25 netter"),
        ("load", -2.5, "2,5 poeng til gode"),
        ("feasts", -1.0, "1 høytidsvakt til gode"),
        ("bakvakt", 0.0, "ingenting"),
        ("weekends", -0.001, "ingenting"),
    ],
)
def test_what_is_carried_on_is_said_in_words(measure: str, after: float, said: str) -> None:
    numbers = dict.fromkeys(
        ("owed", "total", "share", "presence", "able", "weight", "weight_sum", "target"), 0.0
    )
    line = MeasureLine(measure=measure, count=0, cost=0, owed_after=after, **numbers)
    assert carry.in_words(line) == said


@pytest.fixture(scope="module")
def best() -> PlanReport:
    """Småvik's best known roster."""
    instance = Instance.model_validate_json((SMAVIK / "instance.json").read_text(encoding="utf-8"))
    told = json.loads((SMAVIK / "best.json").read_text(encoding="utf-8"))
    roster = Roster.of((p["doctor"], p["shift"]) for p in told["roster"])
    book = load_book(instance.book)
    return sample.report(
        instance,
        roster,
        book=book,
        verdict=verify(instance, book, roster),
        ledger=ledger(instance, book, roster),
    )


def carried_block(book: Workbook) -> list[tuple[object, ...]]:
    """The rows below "Til neste måneds ark Regnskap", headings first, as somebody would copy them."""
    rows = [r[:7] for r in book["Vaktregnskap"].iter_rows(values_only=True)]
    first = next(i for i, r in enumerate(rows) if r[0] == "Til neste måneds ark Regnskap") + 1
    block = []
    for row in rows[first:]:
        if row[0] is None:
            break
        block.append(row)
    return block


def test_the_rows_for_next_month_are_read_as_they_stand(best: PlanReport, tmp_path: Path) -> None:
    block = carried_block(load_workbook(io.BytesIO(excel.rota(best))))
    assert block[0] == tuple(c.heading for c in CARRIED.columns) == carry.COLUMNS
    write_workbook(best.instance.model_copy(update={"carried": ()}), tmp_path / "neste.xlsx")
    book = load_workbook(tmp_path / "neste.xlsx")
    sheet = book["Regnskap"]
    for r, row in enumerate(block[1:], start=2):
        for c, value in enumerate(row, start=1):
            sheet.cell(r, c).value = value  # type: ignore[assignment]
    book.save(tmp_path / "neste.xlsx")
    read = read_workbook(tmp_path / "neste.xlsx").instance.carried_by_doctor
    held = best.roster.by_doctor(best.instance)
    for row in best.ledger:
        before = best.instance.carried_by_doctor[row.doctor].duties_done
        done = before + sum(s.need == "alone_or_backup" for s in held[row.doctor])
        after = {m.measure: m.owed_after for m in row.measures}
        assert read[row.doctor] == Carried(doctor=row.doctor, duties_done=done, **after)


def test_duties_done_count_legevakt_and_not_bakvakt(best: PlanReport) -> None:
    rows = parse.rows(excel.rota(best), "Vaktregnskap")
    column = next(r for r in rows if "Vakter utført" in r).index("Vakter utført")
    nora = next(r for r in rows if r[0] == "Nora Dahl")
    assert nora[column] == best.instance.carried_by_doctor["nora"].duties_done + 7
    ingrid = next(r for r in rows if r[0] == "Ingrid Moen")
    assert ingrid[1] == 8 and ingrid[column] == 6  # two of the eight are bakvakt


def test_the_page_has_the_same_rows_for_next_month(best: PlanReport) -> None:
    text = parse.page(html.page(best)).text
    assert "Til neste måneds ark Regnskap" in text
    assert (
        {line.doctor for line in carry.lines(View(best))}
        == {d.id for d in best.instance.doctors}
        <= set(text)
    )


def replanned() -> PlanReport:
    """Two evenings change hands, one stays."""
    base = (("D1", "2026-12-01:kveld"), ("D1", "2026-12-02:kveld"), ("D2", "2026-12-03:kveld"))
    instance = sample.instance(
        date(2026, 12, 1), date(2026, 12, 4), base=tuple(Lock(doctor=d, shift=s) for d, s in base)
    )
    roster = Roster.of([("D2", "2026-12-01:kveld"), ("D2", "2026-12-03:kveld"), ("D3", "2026-12-04:kveld")])
    return sample.report(instance, roster)


def test_changes_are_told_to_the_coordinator_when_there_was_a_plan_before() -> None:
    report = replanned()
    said = [(c.shift, c.left, c.came) for c in changes.lines(View(report))]
    assert said == [
        ("2026-12-01:kveld", "Kari Nordvik", "Ola Bakkemo"),
        ("2026-12-02:kveld", "Kari Nordvik", "ingen"),
        ("2026-12-04:kveld", "ingen", "Ingrid Sørensen Aasland"),
    ]
    rows = [r for r in parse.rows(excel.rota(report), "Endringer") if r[0] and "Kveld" in str(r[0])]
    assert rows[0] == ("ti 01.12.2026 Kveld 15:30–23", "Kari Nordvik", "Ola Bakkemo")
    assert len(rows) == 3
    page = html.page(report)
    assert "Vakter som er endret fra planen før: 3" in page and 'id="endringer"' in page


def test_changes_are_not_for_the_wall_and_not_for_a_first_plan() -> None:
    wall = html.page(replanned(), audience="wall")
    assert "ndringer" not in wall
    assert "Endringer" not in load_workbook(io.BytesIO(excel.rota(replanned(), audience="wall"))).sheetnames
    first = sample.report()
    assert "Endringer" not in load_workbook(io.BytesIO(excel.rota(first))).sheetnames
    assert 'id="endringer"' not in html.page(first)


def test_a_replanning_that_changes_nothing_says_so() -> None:
    report = replanned()
    same = Roster.of((lock.doctor, lock.shift) for lock in report.instance.base)
    assert "Ingen vakter er endret fra planen før." in html.page(sample.report(report.instance, same))


@pytest.mark.parametrize(
    ("municipality", "unit", "said"),
    [
        ("Skogvik", "Skogvik legevakt", "Skogvik legevakt"),
        ("Skogvik kommune", "Skogvik legevakt", "Skogvik legevakt"),
        ("Skogvik", "Legevakten", "Skogvik, Legevakten"),
        ("Os", "Oslo legevakt", "Os, Oslo legevakt"),
    ],
)
def test_a_municipality_is_named_once(municipality: str, unit: str, said: str) -> None:
    instance = sample.instance(municipality=municipality, unit=unit)
    assert words.where(instance) == said
    assert words.plan_title(instance) == f"Vaktplan desember 2026 – {said}"
    report = sample.report(instance, Roster())
    assert f'<h1 id="topp">Vaktplan desember 2026 – {said}</h1>' in html.page(report)
    book = load_workbook(io.BytesIO(excel.rota(report)))
    assert book["Leger × dager"]["A1"].value == f"Vaktplan desember 2026 – {said}"
    assert book["Leger × dager"].oddFooter.left.text == said
    assert b"Skogvik, Skogvik" not in ical.calendar(report, "D1")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (11, "hours", "11 timer"),
        (1, "hours", "1 time"),
        (60, "years", "60 år"),
        (1, "weekends", "1 helg"),
        (2, "weekends", "2 helger"),
        ("15:00", "clock", "15:00"),
        (True, "yes-no", "ja"),
    ],
)
def test_numbers_have_units(value: int | str, unit: str, said: str) -> None:
    assert units.measured(value, unit) == said


def test_a_cap_of_one_is_told_in_the_singular() -> None:
    assert units.cap("night", 1, 7) == "høyst 1 nattevakt på 7 dager"
    assert units.cap("all", 2, 1) == "høyst 2 vakter på 1 dag"


def test_every_number_of_the_rules_sheet_has_its_unit() -> None:
    told = " ; ".join(line.numbers for line in rulelines.rule_lines(report_of(sample.month(), Roster())))
    assert "Daglig arbeidsfri: 11 timer" in told
    assert "når retten kreves: 60 år" in told
    assert "høyst 2 helger; i løpet av 4 uker" in told
    assert "per bakvakt, høyst 2 vakter" in told
