"""The papers of a staffing plan: formulas that live, pages that need nothing else, and nothing left out."""

import io
import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

import openpyxl
import pytest

from instances.planning_facts import facts
from tests.planning.kit import choices
from vaktplan.export.planning import themes
from vaktplan.export.planning.book import book_bytes
from vaktplan.export.planning.page import comparison_page, plan_page
from vaktplan.planning.figure import Rounding, rounded
from vaktplan.planning.plan import Comparison, Plan
from vaktplan.planning.scenarios import compare
from vaktplan.planning.staffing import staffing
from vaktplan.read.models import load_norms

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
REF = re.compile(r"'([^']+)'!\$([A-Z]+)\$(\d+)")


def away(value: float, digits: int) -> float:
    """ROUNDUP of a spreadsheet: away from zero."""
    return rounded(value, Rounding.UP if value > 0 else Rounding.DOWN, digits)


def to_zero(value: float, digits: int) -> float:
    """ROUNDDOWN of a spreadsheet: to zero."""
    return rounded(value, Rounding.DOWN if value > 0 else Rounding.UP, digits)


FUNCTIONS = {
    "ROUND": lambda v, d: rounded(v, Rounding.NEAREST, d),
    "ROUNDUP": away,
    "ROUNDDOWN": to_zero,
    "IF": lambda condition, then, other: then if condition else other,
}


@cache
def plan() -> Plan:
    """The plan of Sandefjord."""
    return staffing(facts(), tuple(load_norms().values()))


@cache
def comparison() -> Comparison:
    """The five standard scenarios."""
    return compare(facts(), tuple(load_norms().values()), None, choices(), range(2021, 2025))


def book() -> Any:
    """The Excel of the plan."""
    return openpyxl.load_workbook(io.BytesIO(book_bytes(plan(), comparison(), NOW)))


class Sheets:
    """A spreadsheet in small: cell references, arithmetic and the three roundings."""

    def __init__(self, book: Any) -> None:
        self.book, self.known = book, {}

    def value(self, sheet: str, at: str) -> float:
        """The value of a cell, its formula worked out."""
        if (sheet, at) not in self.known:
            held = self.book[sheet][at].value
            text = str(held)
            self.known[sheet, at] = self._worked_out(text[1:]) if text.startswith("=") else float(held)
        return float(self.known[sheet, at])

    def _worked_out(self, formula: str) -> float:
        text = REF.sub(lambda m: repr(self.value(m[1], f"{m[2]}{m[3]}")), formula)
        return float(eval(text, {"__builtins__": {}}, FUNCTIONS))


def rows(book: Any) -> dict[str, tuple[str, int]]:
    """Where each figure stands, by its key."""
    found = {}
    for title in {themes.title_of(t) for t in themes.by_theme(plan())}:
        for row in range(4, book[title].max_row + 1):
            found[book[title].cell(row, 8).value] = (title, row)
    return found


def test_every_figure_comes_out_of_its_formula_in_the_spreadsheet() -> None:
    made = book()
    sheets, where = Sheets(made), rows(made)
    assert set(where) == {f.key for f in plan().figures}
    for figure in plan().figures:
        sheet, row = where[figure.key]
        assert sheets.value(sheet, f"B{row}") == pytest.approx(figure.value, abs=1e-9), figure.key
        assert sheets.value(sheet, f"C{row}") == pytest.approx(figure.rounded, abs=1e-9), figure.key


def test_a_changed_input_goes_through_to_what_hangs_on_it() -> None:
    made = book()
    where = rows(made)
    sheet, row = where["hjemler.lists"]
    made[sheet][f"B{row}"].value += 1143
    after = Sheets(made)
    sheet, row = where["hjemler.mean-list"]
    assert after.value(sheet, f"B{row}") == pytest.approx((61_722 + 1143) / 54)
    sheet, row = where["hjemler.free"]
    assert after.value(sheet, f"B{row}") == 1013 - 1143


def test_most_figures_are_live() -> None:
    made = book()
    formulas = [made[s].cell(r, 2).value for s, r in rows(made).values()]
    assert sum(str(f).startswith("=") for f in formulas) > 100


def test_the_sheets_hold_every_contradiction_and_every_scenario() -> None:
    made = book()
    wrong = made["Motsigelser"]
    assert [wrong.cell(r, 6).value for r in range(4, wrong.max_row + 1)] == [
        c.key for c in plan().contradictions
    ]
    told = {made["Scenarier"].cell(r, 1).value for r in range(4, made["Scenarier"].max_row + 1)}
    assert told == {s.title for s in choices()}


@pytest.mark.parametrize("page", [lambda: plan_page(plan(), NOW), lambda: comparison_page(comparison(), NOW)])
def test_a_page_needs_nothing_else(page: Any) -> None:
    text = page()
    assert not re.search(r"<script|src=|href=|url\(|@import", text)
    assert '<html lang="nb">' in text


def test_the_page_has_every_figure_and_every_contradiction() -> None:
    text = plan_page(plan(), NOW)
    assert all(f.formula.split(" ")[0] in text for f in plan().figures)
    assert all(c.printed in text for c in plan().contradictions)


def test_the_comparison_says_what_each_choice_buys() -> None:
    text = comparison_page(comparison(), NOW)
    assert "Valg for legetjenesten: Sandefjord" in text
    assert "24 flere bakvakter" in text
    assert "færre netter på hver" in text
    assert all(s.title in text for s in choices())


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert book_bytes(plan(), comparison(), NOW) == book_bytes(plan(), comparison(), NOW)
