"""The papers of a staffing plan: Excel with live formulas, a page with charts, and the scenarios side by side."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from vaktplan.export.files import write_atomically
from vaktplan.planning.plan import Comparison, Plan

from .book import book_bytes
from .page import comparison_page, plan_page

BOOK, PAGE, COMPARISON, DOCUMENT = "bemanning.xlsx", "bemanning.html", "scenarier.html", "bemanning.json"


def write_papers(
    plan: Plan,
    comparison: Comparison | None,
    folder: Path,
    made_at: datetime,
    document: Mapping[str, Any],
) -> tuple[Path, ...]:
    """Write the papers into a folder; the files."""
    papers = {
        BOOK: book_bytes(plan, comparison, made_at),
        PAGE: plan_page(plan, made_at).encode(),
        DOCUMENT: (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(),
    }
    if comparison is not None:
        papers[COMPARISON] = comparison_page(comparison, made_at).encode()
    for name, data in papers.items():
        write_atomically(folder / name, data)
    return tuple(folder / name for name in papers)
