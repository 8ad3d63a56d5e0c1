"""The trail: who did what, when and why. Each row holds a hash of itself and of the hash before it.

So no row can be changed, taken out or put in between without every later hash telling of it; that the newest rows are
gone shows only against a head that was told before (`publish` tells it).
"""

import hashlib
import json
from datetime import UTC, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from vaktplan.errors import UsageError
from vaktplan.i18n import _

from .schema import AuditRow

START = ""  # the hash before the first
LONGEST = {
    "who": 200,
    "what": 64,
    "target": 200,
    "old": 1000,
    "new": 1000,
    "reason": 1000,
}  # as in the tables


def append(
    session: Session,
    tenant: str,
    at: datetime,
    who: str,
    what: str,
    target: str,
    old: str = "",
    new: str = "",
    reason: str = "",
) -> AuditRow:
    """Write one row in the session's transaction; UsageError for a text longer than the trail holds."""
    last = session.execute(_newest(tenant)).first()
    row = AuditRow(
        tenant=tenant, number=last.number + 1 if last else 1, at=at, who=who, what=what, target=target
    )
    row.old, row.new, row.reason = old, new, reason
    _must_fit(row)
    row.hash = linked(last.hash if last else START, row)
    session.add(row)
    session.flush()
    return row


def head(session: Session, tenant: str) -> str:
    """The newest hash of the trail; empty before the first row."""
    last = session.execute(_newest(tenant)).first()
    return str(last.hash) if last else START


def broken(session: Session, tenant: str) -> int | None:
    """The number of the first row that is not what was written, or that should be there; None for a whole trail."""
    before = START
    rows = select(AuditRow).where(AuditRow.tenant == tenant).order_by(AuditRow.number)
    rows = rows.execution_options(populate_existing=True)
    for number, row in enumerate(session.scalars(rows), start=1):
        if row.number != number or row.hash != linked(before, row):
            return number
        before = row.hash
    return None


def linked(before: str, row: AuditRow) -> str:
    """The hash of a row that follows another hash."""
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [before, row.tenant, row.number, at, row.who, row.what, row.target, row.old, row.new, row.reason]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _newest(tenant: str) -> Select[int, str]:
    return (
        select(AuditRow.number, AuditRow.hash)
        .where(AuditRow.tenant == tenant)
        .order_by(AuditRow.number.desc())
        .limit(1)
    )


def _must_fit(row: AuditRow) -> None:
    if row.at.tzinfo is None:
        raise ValueError("a time without a zone")
    for column, longest in LONGEST.items():
        if len(getattr(row, column)) > longest:
            said = _("en tekst er for lang for sporet: høyst {n} tegn ({hva})")
            raise UsageError(said.format(n=longest, hva=column))
