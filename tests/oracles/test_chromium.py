"""The page in a real browser: nothing reaches past the window, nothing is requested, nothing runs."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.export import sample
from tests.export.test_hostile import HOSTILE, hostile_report
from tests.export.test_opened import FOUND
from tests.export.test_opened import report as opened
from tests.oracles.tools import node, program
from vaktplan.export import html
from vaktplan.export.report import PlanReport

pytestmark = pytest.mark.oracle
DESK, PHONE = 1280, 390


def large() -> PlanReport:
    """45 days and 40 doctors with long names."""
    many = [sample.doctor(f"D{i}", f"Fornavn Mellomnavn Etternavnsen-Dobbeltnavn {i}") for i in range(40)]
    return sample.report(sample.instance(date(2026, 12, 1), date(2027, 1, 14), many))


REPORTS = {
    "month": sample.report,
    "searched": lambda: sample.report(curve=sample.CURVE, seconds=60),
    "large": large,
    "opened": lambda: opened(FOUND),
    "hostile": lambda: hostile_report(HOSTILE),
}


@pytest.mark.parametrize("audience", ["coordinator", "wall"])
@pytest.mark.parametrize("name", list(REPORTS))
def test_fits_at_desk_and_phone(tmp_path: Path, name: str, audience: str) -> None:
    program("chromium")
    report = REPORTS[name]()
    html.write_page(report, tmp_path / "plan.html", audience=audience)
    answers: list[dict[str, Any]] = node(
        "browser.mjs", tmp_path / "plan.html", tmp_path, str(DESK), str(PHONE)
    )
    assert [a["width"] for a in answers] == [DESK, PHONE]
    for answer in answers:
        assert answer["scrolls"] <= answer["window"]
        assert answer["requests"] == [(tmp_path / "plan.html").as_uri()]
        assert answer["errors"] == []
        assert answer["grid"] is (answer["width"] == DESK)
        assert answer["charts"] == (1 if name == "searched" and audience == "coordinator" else 0)
        assert all(left >= 0 and right <= answer["window"] for left, right in answer["texts"])
        picture = tmp_path / f"plan-{answer['width']}.png"
        assert picture.read_bytes().startswith(b"\x89PNG")
    if name == "month":
        for answer in answers:
            assert "UTKAST" in answer["text"] and "Kari Nordvik" in answer["text"]
