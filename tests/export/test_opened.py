"""Why a place is open, in every export: the coordinator reads what the terminal says, everybody else who is not why."""

import io
import re

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from tests.export import parse, sample, wards
from tests.export.test_hostile import HOSTILE
from tests.export.test_privacy import all_text
from vaktplan.cli.why_text import explained_lines
from vaktplan.cli.whyme_text import why_me_lines
from vaktplan.domain.roster import Roster
from vaktplan.export import excel, html
from vaktplan.export.excel import cells, remarks
from vaktplan.export.explained import Alternative, Cause, CostChange, Explanation, WayOut, WhyMe
from vaktplan.export.report import PlanReport
from vaktplan.export.whylines import OPENLY, said
from vaktplan.rulebook.rules import RULE_BY_ID

DAY, NIGHT = "2026-12-09:kveld", "2026-12-09:natt"
SESSION = "2026-12-15:sol1-f"
CITE = "kompetanseforskriften § 3a (2)"
PRIVATE = r"fritak|fravær|ønske|må ha fri|kurs|skjønn|ferie|sammen|kompetanse i"


def conflict(*causes: Cause, shift: str = NIGHT, **more: object) -> Explanation:
    """An explanation that forbids."""
    return Explanation(shift=shift, answer="conflict", **{"minimal": True, "causes": causes, **more})


def cause(rule: str, *who: str, cite: str = "") -> tuple[Cause, ...]:
    """A rule and those it holds."""
    return tuple(Cause(rule=rule, who=d, cite=cite) for d in who)


FOUND = conflict(
    *cause("exemption", "D1", "D2"),
    *cause("absence", "D2", "D3", "D4", "D5", "D6"),
    *cause("wishes", "D7"),
    *cause("backup", "", cite=CITE),
    *cause("daily-rest", "D8", cite="SFS 2305 pkt. 7.4"),
    *cause("coverage", DAY),
    ways=(
        WayOut(decider="doctor", kind="course", doctor="D2"),
        WayOut(decider="chief", kind="fritak", doctor="D1"),
        WayOut(decider="chief", kind="locum", shift=NIGHT),
    ),
)


def report(*explained: Explanation, **more: object) -> PlanReport:
    """The month with an evening and a night open, and what is known of why."""
    of = sample.month()
    roster = sample.deal(of, leave_open=[DAY, NIGHT])
    return sample.report(of, roster, explained=explained, **more)


def book(of: PlanReport, audience: str = "coordinator") -> Workbook:
    return load_workbook(io.BytesIO(excel.rota(of, audience=audience)))


def sheet_text(of: Workbook, sheet: str) -> str:
    """Every text of a sheet, row by row."""
    rows = of[sheet].iter_rows(values_only=True)
    return "\n".join(" ".join(str(c) for c in row if c is not None) for row in rows)


def remarked(of: Workbook) -> dict[str, Cell]:
    """The cells with a remark, by sheet and place."""
    found = [(s, c) for s in of for row in s.iter_rows() for c in row if c.comment is not None]
    return {f"{s.title}!{c.coordinate}": c for s, c in found}


def section(page: str, id: str = "udekket") -> str:
    """A section of a page."""
    found = re.search(rf'<section id="{id}">.*?</section>', page, re.DOTALL)
    return found.group(0) if found else ""


def test_the_sheet_holds_what_the_terminal_says() -> None:
    told = said(sample.month(), FOUND)
    text = sheet_text(book(report(FOUND)), "Udekket")
    for piece in (told.head, told.proof, *(w.told for w in told.ways), *(w.decider for w in told.ways)):
        assert piece in text
    for reason in told.reasons:
        assert reason.told in text and reason.cite in text
    assert "Kari Nordvik og Ola Bakkemo" in text and "Fravær: 5 leger." in text
    terminal = " ".join(" ".join(explained_lines(sample.month(), [FOUND])).split())
    assert all(str(x) in terminal for x in (told.head, told.proof, *told.reasons, *told.ways))


def test_the_page_holds_what_the_terminal_says() -> None:
    told = said(sample.month(), FOUND)
    text = " ".join("".join(parse.page(section(html.page(report(FOUND)))).text).split())
    for piece in (told.head, told.proof, *(r.told for r in told.reasons), *(str(w) for w in told.ways)):
        assert piece in text
    assert CITE in text


def test_a_sheet_of_open_places_prints_on_a4_and_every_text_is_whole() -> None:
    sheet = book(report(conflict(*FOUND.causes, *(cause("coverage", DAY) * 3), ways=FOUND.ways * 9)))[
        "Udekket"
    ]
    widths = sum(d.width for d in sheet.column_dimensions.values())
    assert widths <= cells.PAGE_UNITS + 1 and int(sheet.page_setup.paperSize) == 9
    merged = {r.min_row for r in sheet.merged_cells.ranges}
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, str):
                units = widths if cell.row in merged else sheet.column_dimensions[cell.column_letter].width
                lines = cells.lines_of(cell.value, units)
                assert cell.alignment.wrap_text and sheet.row_dimensions[cell.row].height >= lines * 8 * 1.25


def test_the_open_cell_says_why_and_the_remark_is_large_enough() -> None:
    found = remarked(book(report(FOUND)))
    assert {name.split("!")[0] for name in found} == {"Dager × vakter", "Leger × dager"}
    assert len(found) == 2
    text = "\n".join(said(sample.month(), FOUND).lines)
    assert {c.comment.text for c in found.values() if c.comment} == {text}
    sizes = re.findall(r"width:(\d+)px;height:(\d+)px", all_text(excel.rota(report(FOUND))))
    lines = cells.lines_of(text, (remarks.WIDE - remarks.EDGE) / 7, remarks.SIZE)
    assert len(sizes) == 2 and lines > len(text.splitlines())
    assert all(int(wide) == remarks.WIDE and int(tall) >= lines * 16 for wide, tall in sizes)
    wall = [c for n, c in found.items() if n.startswith("Dager")]
    assert [c.value for c in wall] == ["UDEKKET"]


def test_two_open_shifts_of_a_date_stand_in_the_remark_of_the_month_row() -> None:
    other = conflict(*cause("backup", ""), shift=DAY)
    found = {n: c for n, c in remarked(book(report(FOUND, other))).items() if n.startswith("Leger")}
    (cell,) = found.values()
    assert cell.comment is not None
    assert "kveld onsdag 9. des." in cell.comment.text.casefold()
    assert "natt til torsdag 10. des." in cell.comment.text.casefold()


def test_an_open_session_says_why_too() -> None:
    of = sample.instance(types=(*sample.TYPES, *wards.SESSIONS), lines=wards.LINES)
    roster = Roster.of(())
    told = conflict(*cause("absence", "D1"), shift=SESSION)
    found = remarked(book(sample.report(of, roster, explained=(told,), ledger=())))
    assert [n for n in found if n.startswith("Økter")]


def test_nothing_is_said_when_nothing_is_explained() -> None:
    plain = report()
    assert "Udekket" not in book(plain).sheetnames and remarked(book(plain)) == {}
    assert section(html.page(plain)) == "" and "#udekket" not in html.page(plain)


def test_what_is_not_explained_is_counted() -> None:
    of = report(FOUND)
    for text in (sheet_text(book(of), "Udekket"), section(html.page(of))):
        assert "Ikke forklart her: 1 udekket vakt til. Spør «vaktplan explain»" in text
    both = report(FOUND, conflict(*cause("backup", ""), shift=DAY))
    assert "Ikke forklart her" not in sheet_text(book(both), "Udekket")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Explanation(shift=NIGHT, answer="out-of-time"), "Tiden rakk ikke til å finne ut hvorfor"),
        (Explanation(shift=NIGHT, answer="possible"), "kan dekkes uten at noen annen plass"),
        (conflict(*cause("backup", ""), minimal=False), "det er ikke bevist at alt trengs"),
        (conflict(*cause("backup", ""), all_tried=False), "Tiden rakk ikke til å prøve alt"),
    ],
)
def test_what_is_not_known_is_said(found: Explanation, words: str) -> None:
    of = report(found)
    assert words in sheet_text(book(of), "Udekket")
    assert words in section(html.page(of))
    assert words in " ".join(" ".join(explained_lines(of.instance, [found])).split())
    assert all(c.comment and words in c.comment.text for c in remarked(book(of)).values())


def test_the_wall_learns_who_is_not_available_never_why_and_nobody_by_name() -> None:
    of = report(FOUND)
    text = section(html.page(of, audience="wall"))
    assert "Ikke tilgjengelig: 7 leger." in text
    assert not re.search(PRIVATE, text, re.IGNORECASE)
    assert not [d.name for d in of.instance.doctors if d.name in text]
    assert "hvile mellom vakter: 1 lege" in text.casefold() and "bakvakt" in text.casefold()
    assert re.search(PRIVATE, section(html.page(of)), re.IGNORECASE)  # the coordinator does learn it


@pytest.mark.parametrize(
    "rule", sorted({"absence", "exemption", "wishes", "pairing", "type-limit", "competence"})
)
def test_the_wall_is_the_same_whatever_keeps_someone_away(rule: str) -> None:
    pages = [html.page(report(conflict(*cause(r, "D1"))), audience="wall") for r in (rule, "absence")]
    assert pages[0] == pages[1] and "Ikke tilgjengelig: 1 lege." in pages[0]


def test_what_is_said_openly_holds_everybody_alike() -> None:
    assert set(OPENLY) <= set(RULE_BY_ID)
    assert not set(OPENLY) & {
        "absence",
        "exemption",
        "wishes",
        "eligibility",
        "competence",
        "pairing",
        "type-limit",
    }


def test_the_rota_for_the_wall_says_nothing_more() -> None:
    mine = why_me_report().why_me
    bare, told = (report(*e, why_me=m) for e, m in (((), ()), ((FOUND,), mine)))
    assert excel.rota(bare, audience="wall") == excel.rota(told, audience="wall")


@pytest.mark.parametrize("answer", ["out-of-time", "possible"])
def test_what_only_the_coordinator_can_mend_is_not_for_the_wall(answer: str) -> None:
    of = report(Explanation.model_validate({"shift": NIGHT, "answer": answer}))
    assert html.page(of, audience="wall") == html.page(report(), audience="wall")


def test_an_open_place_leads_to_its_explanation_and_every_link_somewhere() -> None:
    for audience in ("coordinator", "wall"):
        page = parse.page(html.page(report(FOUND), audience=audience))
        ids = {given["id"] for _tag, given in page.tags if "id" in given}
        links = [given["href"] for tag, given in page.tags if tag == "a" and "href" in given]
        assert all(link and link[1:] in ids for link in links)
        assert "#udekket-1" in links and "#udekket" in links
        assert "script" not in {tag for tag, _given in page.tags}


def test_an_explanation_of_a_shift_that_is_covered_is_left_out() -> None:
    covered = conflict(*cause("backup", ""), shift="2026-12-10:natt")
    assert "Udekket" not in book(report(covered)).sheetnames


@pytest.mark.parametrize("first", range(0, len(HOSTILE), 7))
def test_hostile_names_stay_text(first: int) -> None:
    of = sample.month()
    names = [*HOSTILE[first : first + 7], *HOSTILE][: len(of.doctors)]
    doctors = tuple(d.model_copy(update={"name": n}) for d, n in zip(of.doctors, names, strict=True))
    one_by_one = conflict(*(c for i in range(1, 9) for c in cause("absence", f"D{i}", cite=f"§ {i}")))
    bad = report(one_by_one).model_copy(update={"instance": of.model_copy(update={"doctors": doctors})})
    found = book(bad)
    assert not [c for row in found["Udekket"].iter_rows() for c in row if c.data_type == "f"]
    text = section(html.page(bad))
    assert "§ 8" in text and "<script>" not in text and "<img" not in text
    told = [c.comment.text for c in remarked(found).values() if c.comment]
    assert len(told) == 2 and not [t for t in told if re.search(r"[\x00-\x09\x0b-\x1f\u202e]", t)]


def test_same_bytes_every_time() -> None:
    assert excel.rota(report(FOUND)) == excel.rota(report(FOUND))


# -- why me -----------------------------------------------------------------------------------------------


def why_me_report() -> PlanReport:
    """The month with why a night is Kari Nordvik's."""
    base = report()
    shift = next(s for d, s in base.roster.pairs if d == "D1")
    other = Alternative(
        "D2", 3, (CostChange("D2", "fairness", 4), CostChange("D2", "wishes", -1)), base.roster
    )
    unable = (("D3", ("exemption", "daily-rest")), ("D5", ("daily-rest",)))
    return report(why_me=(WhyMe("D1", shift, (other,), unable, ("D4",)),))


def test_the_doctor_reads_in_the_sheet_and_on_the_page_what_the_terminal_says() -> None:
    of = why_me_report()
    terminal = " ".join(" ".join(why_me_lines(of.instance, of.why_me[0])).split())
    sheet = sheet_text(book(of), "Hvorfor meg")
    page = " ".join("".join(parse.page(html.page(of)).text).split())
    pieces = (
        "Hvorfor har Kari Nordvik",
        "Av 4 andre leger kan 2 ikke ta den: ikke tilgjengelig 1, hvile mellom vakter 1.",
        "rettferdig andel Ola Bakkemo +4, ønsker −1",
        "Tiden rakk ikke til 1 andre.",
    )
    for piece in pieces:
        assert piece in terminal and piece in sheet and piece in page
    assert "Ola Bakkemo 3 dyrere" in sheet and "Ola Bakkemo: 3 dyrere" in terminal
    assert not re.search(r"fritak|fravær", sheet, re.IGNORECASE)


def test_why_me_stands_with_that_doctor_and_not_on_the_wall() -> None:
    of = why_me_report()
    articles = re.findall(r"<article.*?</article>", html.page(of), re.DOTALL)
    assert [a for a in articles if "Hvorfor meg" in a] == [a for a in articles if 'data-doctor="D1"' in a]
    assert "Hvorfor meg" not in html.page(of, audience="wall")
    assert "Hvorfor meg" not in book(report()).sheetnames
