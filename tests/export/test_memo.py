"""The decision paper: its texts, its numbers, its privacy, and the same bytes for the same case."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.whatif.towns import best, town
from vaktplan.domain.people import Absence, Scope
from vaktplan.export.memo import Alternative, Case, write_memo
from vaktplan.export.memo.compose import compose
from vaktplan.export.memo.docx import to_docx
from vaktplan.export.memo.facts import bound
from vaktplan.export.memo.page import to_page
from vaktplan.export.memo.paper import Bars, Table
from vaktplan.ledger import ledger
from vaktplan.whatif.change import Change
from vaktplan.whatif.changes import Claim, Grant
from vaktplan.whatif.comparison import Comparison, Difference, Side, Twins
from vaktplan.whatif.scenario import Scenario

MADE = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
MINE = Grant(doctor="ingrid", scope=Scope.NIGHT, first=date(2027, 1, 1), last=date(2027, 1, 31))
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def side() -> Side:
    """Småvik as it is, with its best known roster."""
    instance, book = town("smavik")
    return Side(instance, best("smavik"), 0, 0, rows=ledger(instance, book, best("smavik")), rest=12.5)


def differences(least: int, most: int, rise: float) -> tuple[Difference, ...]:
    """Every doctor's nights and load; the shares of Erik and Nora rise."""
    return tuple(
        Difference(d.id, m, 5, 6, 4.0, 4.0 + (rise if d.id in ("erik", "nora") else 0.0), least, most)
        for d in side().instance.doctors
        for m in ("load", "nights")
    )


def twins(granted: Side | None = None, least: int = -2, most: int = 3, rise: float = 0.0) -> Twins:
    """A month whose other side is as the first, but for what is given."""
    before = side()
    return Twins(
        before.instance.period, before, granted or before, differences(least, most, rise), whole=True
    )


def emptied(shifts: int) -> Side:
    """Småvik with some shifts that nobody can take."""
    roster, lost = best("smavik"), {s for _d, s in best("smavik").pairs[:shifts]}
    kept = roster.model_copy(update={"pairs": tuple(p for p in roster.pairs if p[1] not in lost)})
    return replace(side(), roster=kept, open_cost=shifts, open_bound=shifts)


def case(month: Twins, change: Change = MINE, day: date | None = None) -> Case:
    """An application that touches one month."""
    instance, book = town("smavik")
    found = Comparison(
        Scenario(name="x", changes=(change,)), (month,), ("ingrid",), breaks_from=day, breaks_exact=True
    )
    return Case(
        instance,
        book,
        found,
        (None, None),
        "a" * 64,
        "b" * 64,
        {"vaktplan": "9.9.9"},
        30.0,
        MADE,
        "2026/1234",
    )


def harmed() -> Case:
    """One that can be granted, at a cost for two colleagues."""
    return case(twins(rise=1.5))


def broken() -> Case:
    """One that leaves two shifts empty."""
    return case(twins(emptied(2)), day=date(2027, 1, 15))


def docx_text(of: Case) -> str:
    """All text of the Word document, a line a paragraph."""
    with zipfile.ZipFile(io.BytesIO(to_docx(compose(of), MADE))) as package:
        assert package.testzip() is None
        parts = {n: ElementTree.fromstring(package.read(n)) for n in package.namelist()}
    paragraphs = parts["word/document.xml"].iter(f"{WORD}p")
    return "\n".join("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in paragraphs)


def page_text(of: Case) -> str:
    """All text of the page."""
    body = to_page(compose(of)).partition("<main>")[2]
    return unescape(re.sub(r"<[^>]+>", "\n", body))


BOTH = pytest.mark.parametrize("read", [docx_text, page_text])


@BOTH
def test_the_paper_says_what_is_asked_and_on_what_law(read: object) -> None:
    told = read(harmed())  # type: ignore[operator]
    for text in (
        "Ingrid Moen søker om fritak: nattevakt, 01.01.2027–31.01.2027",
        "2026/1234",
        "fastlegeforskriften § 33 (3)",
        "særlig hensyn til lege over 55 år",
        "forvaltningsloven §§ 24–25",
        "Ikke kontrollert mot lovteksten",
        "Kan innvilges, med disse ulempene:",
        "Alternativ A: søknaden innvilges",
        "Alternativ B: søknaden avslås",
        "Underskrift",
    ):
        assert text in told


@BOTH
def test_what_falls_empty_is_told_with_its_date(read: object) -> None:
    told = read(broken())  # type: ignore[operator]
    assert "Vaktordningen bryter sammen fra uke 2 (15.01.2027)." in told
    assert "mer må stå udekket enn uten fritaket (bevist)" in told
    assert "jan." in told
    assert ".." not in told
    assert "må vedtaket si hvordan vakten da skal dekkes" in told


def test_every_number_of_the_tables_is_the_answers() -> None:
    of = harmed()
    month = of.comparison.months[0]
    by_key = {(d.doctor, d.measure): d for d in month.differences}
    names = {d.name: d.id for d in of.instance.doctors}
    people, sums = (b for b in compose(of).blocks if isinstance(b, Table))
    assert [names[row[0]] for row in people.rows[:2]] == ["erik", "nora"]
    for name, share, change, load, load_change in people.rows:
        nights, points = by_key[names[name], "nights"], by_key[names[name], "load"]
        assert share == f"{nights.share_before:.1f} → {nights.share_after:.1f}".replace(".", ",").replace(
            ",0", ""
        )
        assert load == share
        assert (change, load_change) == (bound(nights), bound(points)) == ("−2 til +3", "−2 til +3")
    (figure,) = (b for b in compose(of).blocks if isinstance(b, Bars))
    assert {(b.before, b.after) for b in figure.bars} == {(5, 6)}
    told = {row[0]: row[1:] for row in sums.rows}
    assert told["Udekkede plasser"] == ("0", "0")
    assert told["Korteste hvile mellom vakter, timer"] == ("12,5", "12,5")
    bakvakt = str(sum(r.bakvakt for r in side().rows))
    assert told["Bakvakter"] == (bakvakt, bakvakt)


def test_open_places_are_counted_on_both_sides() -> None:
    sums = [b for b in compose(broken()).blocks if isinstance(b, Table)][-1]
    assert sums.rows[0] == ("Udekkede plasser", "0", str(sum(n for _s, n in emptied(2).open)))
    assert sums.rows[0][2] != "0"


def test_both_formats_tell_the_same() -> None:
    for of in (harmed(), broken()):
        page = page_text(of)
        for line in docx_text(of).splitlines():
            if "grå" not in line:  # how the bars of a table are told apart
                assert line in page or line == "Rettferdig andel" or " → " in line


def test_a_bound_is_never_made_up() -> None:
    unknown = Difference("erik", "nights", 5, 6, 4.0, 4.0)
    assert bound(unknown) == "ikke regnet ut"
    assert bound(replace(unknown, least=0, most=0)) == "0"
    assert bound(replace(unknown, least=3, most=4)) == "+3 til +4"


def test_harmless_is_never_sold_as_proof_that_nobody_gets_more() -> None:
    caveat = "At ingen kan få mer, er ikke bevist: se grensene."
    assert caveat in docx_text(case(twins()))
    assert caveat not in docx_text(case(twins(least=0, most=0)))
    assert "Den rettferdige andelen øker merkbart for 2 kolleger" in docx_text(harmed())


def test_what_is_not_settled_is_no_reason_for_either_draft() -> None:
    told = docx_text(case(twins(replace(side(), open_cost=3))))
    assert "Ikke avgjort" in told
    assert "det er ikke bevist om like mye kan dekkes" in told
    assert "Tallene avgjør ikke saken" in told
    assert "Tallene gir ingen grunn til avslag" in told


def test_a_right_is_not_refused_for_the_duty() -> None:
    told = docx_text(case(twins(), Claim(doctor="odd", scope=Scope.ALL)))
    assert "§ 33 (4)" in told
    assert "hensynet til vaktordningen er ingen grunn" in told
    assert "søknaden avslås" not in told
    assert "Vedtaket er truffet" not in told


def test_the_regard_for_those_over_55_is_told_by_the_date_of_birth() -> None:
    instance, _book = town("smavik")
    doctors = tuple(
        d.model_copy(update={"born": date(1971, 12, 31) if d.id == "ingrid" else d.born})
        for d in instance.doctors
    )
    older = replace(harmed(), instance=instance.model_copy(update={"doctors": doctors}))
    assert "Ingrid Moen er over 55 år når fritaket begynner" in docx_text(older)
    assert "Ingrid Moen er ikke over 55 år når fritaket begynner" in docx_text(harmed())


def test_nobodys_absence_or_other_fritak_changes_a_letter() -> None:
    of = harmed()
    away = Absence(doctor="erik", first=date(2027, 1, 11), last=date(2027, 1, 17))
    other = of.instance.model_copy(update={"absences": (away,), "exemptions": (), "wishes": ()})
    month = of.comparison.months[0]
    without = replace(
        month, refused=replace(month.refused, instance=other), granted=replace(month.granted, instance=other)
    )
    told = replace(of, instance=other, comparison=replace(of.comparison, months=(without,)))
    assert docx_text(told) == docx_text(of)
    assert page_text(told) == page_text(of)


def test_alternatives_stand_with_their_own_answer() -> None:
    of = harmed()
    shorter = replace(of.comparison, months=(twins(),))
    told = docx_text(replace(of, alternatives=(Alternative(("Halve tiden",), shorter),)))
    assert "Halve tiden\nKan innvilges uten ulempe for de andre legene.\ningen" in told
    assert "Ingen andre omfang eller datoer er prøvd" in docx_text(of)


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    written = [write_memo(harmed(), tmp_path / name) for name in ("a", "b")]
    assert [p.name for p in written[0]] == ["saksframlegg.docx", "saksframlegg.html"]
    for one, other in zip(*written, strict=True):
        assert one.read_bytes() == other.read_bytes()
    later = to_docx(compose(harmed()), MADE.replace(year=2027))
    assert later != written[0][0].read_bytes()


def test_a_name_cannot_break_the_files() -> None:
    of = harmed()
    doctors = tuple(d.model_copy(update={"name": "<b>&\x07\"'"}) for d in of.instance.doctors)
    hostile = of.instance.model_copy(update={"doctors": doctors})
    told = replace(of, instance=hostile)
    assert "<b>&\"' søker om fritak" in docx_text(told)
    assert "&lt;b&gt;&amp;" in to_page(compose(told))
    assert "<b>&" not in to_page(compose(told))
