"""The projection of a municipality's residents from a file of Statistics Norway's table 13600, wide or long.

The table counts on 1 January; a plan counts on 31 December, so a year of the table is the year before in the plan.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.planning.facts import Projection
from vaktplan.text import key, shown

from .notes import Notes
from .planning_grid import Grid, Stand, headings, read_grid, rows_of
from .planning_sheets import HIGH, LOW, MAIN
from .planning_years import check_projection

_ALTERNATIVES = {
    "mmmm": MAIN,
    "llml": LOW,
    "hhmh": HIGH,
    "hovedalternativet": MAIN,
    "lav nasjonal vekst": LOW,
    "høy nasjonal vekst": HIGH,
}
_SHORT = {"lav": LOW, "høy": HIGH}
_OTHERS = re.compile(r"\b[mlhk0]{4}\b")
_STUBS = ("", "region", "kjønn", "alder", "år", "statistikkvariabel", "alternativ", "contents", "tid")
_TOTALS = {"kjønn": ("begge kjønn",), "alder": ("alle aldre", "i alt", "0-105+ år", "alle aldersgrupper")}
_BLANK = ("", ".", "..", ":", "-")


@dataclass(frozen=True)
class _Count:
    """One number of the file and where it stands."""

    alternative: str
    year: int  # on 31 December
    text: str
    where: str


def read_projection(path: Path, municipality: str, status_on: date, last_year: int) -> tuple[Projection, ...]:
    """The projections of a municipality to the plan's last year. Raises InvalidInput with all faults at once."""
    grid, stand = read_grid(path)
    rows = rows_of(grid, municipality, stand)
    heads = headings(grid, rows[0])
    notes, sums = Notes(), dict[tuple[str, int], int]()
    for count in _counts(grid, _whole(grid, rows, heads), heads, stand):
        value = _number(count, notes)
        if value is not None:
            at = count.alternative, count.year
            sums[at] = sums.get(at, 0) + value
    found = tuple(Projection(year=y, alternative=a, residents=n) for (a, y), n in sorted(sums.items()))
    if not found and not notes.faults:
        what = _("filen har ikke noe alternativ og år som kan leses")
        raise InvalidInput.one(path.name, what, _columns(), "no-projection")
    years = {"status_on": status_on, "last_year": last_year}
    if not notes.faults:
        check_projection(found, years, lambda _fact: path.name, path.name, notes, hint=_one_more(last_year))
    notes.settle()
    return found


def _columns() -> str:
    return _(
        "Velg hovedalternativet, lav og høy nasjonal vekst og alle årene i tabellen, og last ned på nytt."
    )


def _one_more(last_year: int) -> str:
    text = _("SSB teller 1. januar, planen 31. desember: ta med alle årene til og med {år} i tabellen.")
    return text.format(år=last_year + 1)


def _whole(grid: Grid, rows: list[int], heads: list[str]) -> list[int]:
    """The rows to be added up: of sexes and ages, only the totals where the file has them."""
    for stub, totals in _TOTALS.items():
        at = next((n for n, head in enumerate(heads) if key(head) == stub), None)
        if at is not None:
            only = [r for r in rows if len(grid[r]) > at and key(grid[r][at]) in totals]
            rows = only or rows
    return rows


def _counts(grid: Grid, rows: list[int], heads: list[str], stand: Stand) -> Iterator[_Count]:
    stubs = [n for n, head in enumerate(heads) if key(head) in _STUBS]
    held: dict[int, str] = {}
    for number in rows:
        row = grid[number]
        held |= {n: row[n] for n in stubs if n < len(row) and row[n]}
        told = [held.get(n, "") for n in stubs]
        for column in range(len(row)):
            if column in stubs:
                continue
            alternative, year = _meaning([*told, heads[column]])
            if alternative and year:
                yield _Count(alternative, year - 1, row[column], stand.at(number, column))


def _meaning(texts: list[str]) -> tuple[str, int]:
    """The alternative and the year that some texts name; an empty text or 0 where they name none."""
    alternatives = [a for a in map(_alternative, texts) if a]
    years = [y for y in map(_year, texts) if y]
    return (alternatives[-1] if alternatives else ""), (years[-1] if years else 0)


def _alternative(text: str) -> str:
    """Which of the three alternatives a text names; the table's other six are none."""
    plain = key(text)
    letters = _OTHERS.search(plain)
    if letters:
        return _ALTERNATIVES.get(letters[0], "")
    return _SHORT.get(plain) or next((name for word, name in _ALTERNATIVES.items() if word in plain), "")


def _year(text: str) -> int:
    """The year that a text is, or ends with; a span of years is none."""
    found = re.search(r"(?:^|\s)((?:19|20|21)\d\d)$", text)
    return int(found[1]) if found and not re.search(r"\d{4}\s*[-–]\s*\d{4}$", text) else 0


def _number(count: _Count, notes: Notes) -> int | None:
    """The persons of a count; None where the table has none, or has what is no number, which is noted."""
    text = re.sub(r"\s", "", count.text)
    if text in _BLANK:
        return None
    if re.fullmatch(r"\d{1,9}", text, re.ASCII):
        return int(text)
    what = _("«{verdi}» er ikke et antall personer").format(verdi=shown(count.text))
    notes.fault(count.where, what, _("Last ned tabellen på nytt, og velg personer."), "wrong-type")
    return None
