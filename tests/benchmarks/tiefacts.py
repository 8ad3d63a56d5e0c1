"""What the Java side needs of that which ties doctors together: pairs, supervision, and shares of municipalities."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import PairingKind, Supervision
from vaktplan.ledger.pools import exact
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book

from .numbered import Numbered


def tie_facts(instance: Instance, book: Book, numbered: Numbered) -> dict[str, Any]:
    """Rows of pairing and supervision, and what municipalities have agreed."""
    apart = [p for p in instance.pairings if p.kind is PairingKind.NEVER_TOGETHER]
    return {
        "apart": [[p.doctor, p.other, p.line or ""] for p in apart] if book.get(r.PairingRule) else [],
        "company": _company(instance) if book.get(r.PairingRule) else [],
        "supervised": [fact for row in instance.supervisions for fact in _months(instance, numbered, row)]
        if book.get(r.SupervisionRule)
        else [],
        "agreed": _agreed(instance) if book.get(r.HomeShare) else [],
    }


def _company(instance: Instance) -> list[dict[str, Any]]:
    """Who has duty only while one of some others is there; rows of one doctor and line are one."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in instance.pairings:
        if row.kind is PairingKind.ALWAYS_WITH:
            found.setdefault((row.doctor, row.line or ""), []).append(row.other)
    return [
        {"doctor": doctor, "line": line, "others": sorted(set(others))}
        for (doctor, line), others in found.items()
    ]


def _months(instance: Instance, numbered: Numbered, row: Supervision) -> Iterator[dict[str, Any]]:
    """The months of a row: their dates in the period, and the minutes wanted of them."""
    months: dict[date, list[date]] = {}
    for day in instance.period.days:
        months.setdefault(day.replace(day=1), []).append(day)
    doctor = instance.doctor_by_id[row.doctor]
    absences = [a for a in instance.absences if a.doctor == row.doctor]
    for first, days in months.items():
        served = sum(doctor.serves_on(d) and not any(a.first <= d <= a.last for a in absences) for d in days)
        yield {
            "doctor": row.doctor,
            "supervisor": row.supervisor,
            "line": row.line,
            "first": numbered.day(days[0]),
            "last": numbered.day(days[-1]),
            "wanted": row.minutes_a_month * served // monthrange(first.year, first.month)[1],
        }


def _agreed(instance: Instance) -> list[dict[str, Any]]:
    """The agreed shares in hundredths of a percent, when at least two municipalities have one."""
    shares = [
        {"home": m.name, "share": int(100 * exact(m.share_percent, 2))}
        for m in instance.municipalities
        if m.share_percent is not None
    ]
    return shares if len(shares) >= 2 else []
