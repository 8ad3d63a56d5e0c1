"""Nothing of why anybody is away, exempt or wishes anything leaves through an export."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.export import parse, sample
from vaktplan.domain.people import AbsenceKind, Scope, Wish, WishKind
from vaktplan.export import excel, html, ical
from vaktplan.export.report import PlanReport
from vaktplan.rulebook.breach import Breach, Verdict
from vaktplan.rulebook.rules import Level, Tier

SECRET = "HEMMELIGKANARI"


def private_report(**changes: object) -> PlanReport:
    """A report with breaches that tell of persons."""
    of = sample.month()
    roster = sample.deal(of)
    told = [
        ("exemption", "main", Level.HARD, None),
        ("absence", "main", Level.HARD, None),
        ("wishes", "rather_off", Level.SOFT, Tier.PEOPLE),
    ]
    shifts = [s for d, s in roster.pairs if d == "D5"]
    breaches = tuple(
        Breach(
            rule=rule,
            part=part,
            level=level,
            tier=tier,
            weight=1,
            doctor="D5",
            shifts=(shifts[i],),
            amount=1,
            text=f"{SECRET} {rule}",
            cite="",
        )
        for i, (rule, part, level, tier) in enumerate(told)
    )
    verdict = Verdict(breaches=breaches, tier_costs={}, rule_costs={})
    return sample.report(of, roster, verdict=verdict, **changes)


def all_text(data: bytes) -> str:
    """Every part of a workbook, as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return "\n".join(box.read(n).decode("utf-8", "replace") for n in box.namelist())


PUBLIC: dict[str, Callable[[PlanReport], str]] = {
    "rota for the wall": lambda r: all_text(excel.rota(r, audience="wall")),
    "page for the wall": lambda r: html.page(r, audience="wall"),
    "calendars": lambda r: "".join(ical.calendar(r, d.id).decode() for d in r.instance.doctors),
}
COORDINATOR: dict[str, Callable[[PlanReport], str]] = {
    "rota": lambda r: all_text(excel.rota(r)),
    "page": html.page,
}


@pytest.mark.parametrize("name", [*PUBLIC, *COORDINATOR])
def test_no_case_reference_and_no_kind_of_absence(name: str) -> None:
    text = {**PUBLIC, **COORDINATOR}[name](private_report())
    assert sample.CASE_CANARY not in text
    assert not re.search(r"\b(ferie|kurs|holiday|course|skjønn|discretion)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("name", PUBLIC)
def test_the_public_exports_tell_nothing_of_a_person(name: str) -> None:
    text = PUBLIC[name](private_report())
    assert SECRET not in text
    assert "ikke tilgjengelig" not in text
    assert not re.search(
        r"skyldig|skylder|innfridd|mine ønsker|brudd på krav i vakten|fravær \d", text, re.IGNORECASE
    )


@pytest.mark.parametrize("name", PUBLIC)
def test_the_public_exports_do_not_change_with_what_is_private(name: str) -> None:
    of = sample.month()
    roster = sample.deal(of)
    wipe = {"absences": (), "exemptions": (), "wishes": (), "carried": (), "feasts_worked": ()}
    bare = of.model_copy(update=wipe)
    same = {"ledger": (), "verdict": Verdict(breaches=(), tier_costs={}, rule_costs={})}
    assert PUBLIC[name](sample.report(of, roster, **same)) == PUBLIC[name](
        sample.report(bare, roster, **same)
    )


@pytest.mark.parametrize("name", COORDINATOR)
def test_the_coordinator_sees_no_difference_between_kinds(name: str) -> None:
    of = sample.month()
    other = of.model_copy(
        update={
            "absences": tuple(a.model_copy(update={"kind": AbsenceKind.OTHER}) for a in of.absences),
            "exemptions": tuple(
                e.model_copy(update={"case": "", "decided": None, "kind": "right"}) for e in of.exemptions
            ),
        }
    )
    roster = sample.deal(of)
    assert COORDINATOR[name](sample.report(of, roster)) == COORDINATOR[name](sample.report(other, roster))


def test_the_coordinator_sees_who_is_not_available() -> None:
    text = html.page(private_report())
    assert "ikke tilgjengelig" in text
    assert SECRET in text  # breaches are told to the coordinator
    of = sample.month()
    full = tuple(e.model_copy(update={"scope": Scope.ALL}) for e in of.exemptions)
    more = sample.report(of.model_copy(update={"exemptions": full}), sample.deal(of))
    grid = parse.rows(excel.rota(more), "Leger × dager")
    away = [r.count("–") for r in grid if r[0] == "Åse Bjørkum"]
    free = 31 - len({s.date for s in more.roster.shifts_of(of, "D5")})
    assert away == [free]


def test_sheets_for_the_wall() -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(excel.rota(sample.report(), audience="wall")))
    assert book.sheetnames == ["Dager × vakter", "Leger × dager", "Regler", "Vaktliste"]


def wishing_report(wishes: tuple[Wish, ...]) -> PlanReport:
    """A report in which only the wishes differ: accounts and breaches stay as they are."""
    of = sample.month()
    fixed = sample.report()
    wished = of.model_copy(update={"wishes": wishes})
    return sample.report(wished, fixed.roster, verdict=fixed.verdict, ledger=fixed.ledger)


WISHES = (
    Wish(doctor="D3", kind=WishKind.MUST_OFF, first=date(2026, 12, 19), last=date(2026, 12, 20)),
    Wish(doctor="D3", kind=WishKind.LIKE, strength=5, weekdays=(3,), shift_type="natt"),
)


@pytest.mark.parametrize("name", PUBLIC)
def test_the_public_exports_know_of_no_wish(name: str) -> None:
    assert PUBLIC[name](wishing_report(WISHES)) == PUBLIC[name](wishing_report(()))


def test_wishes_stand_only_in_the_sheet_of_the_doctor_who_has_them() -> None:
    wished, plain = (load_workbook(io.BytesIO(excel.rota(wishing_report(w)))) for w in (WISHES, ()))
    assert wished.sheetnames == plain.sheetnames
    values = [[list(b[s].iter_rows(values_only=True)) for s in wished.sheetnames] for b in (wished, plain)]
    other = [s for s, a, b in zip(wished.sheetnames, *values, strict=True) if a != b]
    assert other == ["Ingrid Sørensen Aasland"]
    own = str(list(wished["Ingrid Sørensen Aasland"].iter_rows(values_only=True)))
    assert "Mine ønsker" in own and "19.12.2026–20.12.2026" in own and "onsdag · Natt" in own


def test_wishes_stand_only_in_the_section_of_the_doctor_who_has_them() -> None:
    sections = [re.split(r"(?=<article|</article>)", html.page(wishing_report(w))) for w in (WISHES, ())]
    changed = [a for a, b in zip(*sections, strict=True) if a != b]
    assert len(changed) == 1 and 'data-doctor="D3"' in changed[0] and "innfridd" in changed[0]
