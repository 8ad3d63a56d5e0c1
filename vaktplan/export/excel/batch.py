"""The workbook of a batch: a row for each district."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from vaktplan.export import words
from vaktplan.export.batchwords import STATES
from vaktplan.export.files import write_atomically
from vaktplan.i18n import _

from . import cells
from .cells import put
from .package import to_bytes

WIDTHS = (28.0, 16.0, 8.0, 8.0, 10.0, 12.0, 10.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0, 11.0, 40.0)
TIERS = ("cover", "law-soft", "people")
PERCENT = cells.TEXT.but(across="right", format="0.0 %")
RIGHT = cells.TEXT.but(across="right")


def write_batch(districts: Sequence[Mapping[str, Any]], target: Path, made_at: datetime) -> None:
    """Write the districts, as the JSON document has them."""
    book = cells.new_book()
    book.properties.creator = book.properties.lastModifiedBy = "vaktplan"
    sheet = book.create_sheet(_("Distrikter"))
    for i, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[cells.letter(i)].width = width
    cells.heading(sheet, 1, _headings())
    for row, district in enumerate(districts, start=2):
        for column, value in enumerate(_values(district), start=1):
            put(sheet, row, column, value, _style(column))
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{cells.letter(len(WIDTHS))}{max(2, len(districts) + 1)}"
    write_atomically(target, to_bytes(book, made_at))


def _headings() -> tuple[str, ...]:
    told = [part for tier in TIERS for part in (words.tier_name(tier), _("nedre grense"))]
    first = (_("Distrikt"), _("Svar"), _("Leger"), _("Vakter"), _("Udekket"), _("Krav brutt"), _("Avstand"))
    return (*first, *told, _("Sekunder"), _("Grunn"))


def _values(district: Mapping[str, Any]) -> tuple[str | int | float | None, ...]:
    """The cells of a row; empty where there is no roster."""
    found = district if district.get("tiers") else {}
    tiers = {t["name"]: t for t in found.get("tiers", ())}
    told = [tiers.get(name, {}).get(part) for name in TIERS for part in ("cost", "bound")]
    size = (district.get("doctors"), district.get("shifts"))
    judged = (found.get("open_shifts"), found.get("breaches", {}).get("hard"), found.get("gap"))
    state = STATES[district["state"]]
    return (district["name"], _(state), *size, *judged, *told, district.get("seconds"), district["reason"])


def _style(column: int) -> cells.Style:
    if column in (1, 2, len(WIDTHS)):
        return cells.TEXT
    return PERCENT if column == 7 else RIGHT
