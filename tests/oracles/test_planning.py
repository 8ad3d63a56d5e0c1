"""The staffing plan's Excel as LibreOffice works it out: every live formula gives the figure."""

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from instances.planning_facts import facts
from tests.oracles.tools import converted
from vaktplan.export.planning import themes
from vaktplan.export.planning.book import book_bytes
from vaktplan.planning.facts import Facts
from vaktplan.planning.plan import Plan
from vaktplan.planning.staffing import staffing
from vaktplan.read.models import load_norms

pytestmark = pytest.mark.oracle
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def plan_of(known: Facts) -> Plan:
    """The plan of some facts."""
    return staffing(known, tuple(load_norms().values()))


def worked_out(plan: Plan, folder: Path) -> dict[str, tuple[float, float]]:
    """Each figure's value and rounded value, by key, as LibreOffice has them."""
    (folder / "bemanning.xlsx").write_bytes(book_bytes(plan, None, NOW))
    again = converted(folder / "bemanning.xlsx", folder / "ut", "xlsx")
    book = openpyxl.load_workbook(again, data_only=True)
    found = {}
    for title in {themes.title_of(t) for t in themes.by_theme(plan)}:
        sheet = book[title]
        for row in range(4, sheet.max_row + 1):
            found[str(sheet.cell(row, 8).value)] = (sheet.cell(row, 2).value, sheet.cell(row, 3).value)
    return found


def other_town() -> Facts:
    """The same with houses whose names are not ASCII, and more free places than are wished for."""
    known = facts()
    houses = tuple(h.model_copy(update={"id": f"sjø-{h.id}å"}) for h in known.houses)
    units = tuple(u.model_copy(update={"house": f"sjø-{u.house}å"}) for u in known.units)
    hjemler = tuple(h.model_copy(update={"list_cap": h.list_cap + 400}) for h in known.hjemler)
    return known.model_copy(update={"houses": houses, "units": units, "hjemler": hjemler})


@pytest.mark.parametrize("town", [facts, other_town])
def test_every_formula_gives_its_figure(town: object, tmp_path: Path) -> None:
    plan = plan_of(town())  # type: ignore[operator]
    found = worked_out(plan, tmp_path)
    assert set(found) == {f.key for f in plan.figures}
    for figure in plan.figures:
        assert found[figure.key] == pytest.approx((figure.value, figure.rounded), abs=1e-9), figure.key
