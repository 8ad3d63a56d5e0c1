"""Duties as calendars know them: revision after revision of each, the newest of which holds."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .schema import EventRow


@dataclass(frozen=True)
class Revision:
    """A revision of a doctor's duty as calendars know it."""

    uid: str
    sequence: int
    doctor: str
    shift: str
    start: datetime
    end: datetime
    cancelled: bool
    content: dict[str, Any]
    made_at: datetime

    @property
    def told(self) -> tuple[Any, ...]:
        """What a change of makes a new revision."""
        return (self.start, self.end, self.cancelled, self.content)


def newest(session: Session, tenant: str) -> dict[str, Revision]:
    """The newest revision of every duty, by uid."""
    top = (
        select(EventRow.uid, func.max(EventRow.sequence).label("sequence"))
        .where(EventRow.tenant == tenant)
        .group_by(EventRow.uid)
        .subquery()
    )
    rows = session.scalars(
        select(EventRow)
        .join(top, (EventRow.uid == top.c.uid) & (EventRow.sequence == top.c.sequence))
        .where(EventRow.tenant == tenant)
        .order_by(EventRow.uid)
    )
    return {row.uid: _revision(row) for row in rows}


def add(session: Session, tenant: str, publication: int, new: Iterable[Revision]) -> None:
    """Store revisions of duties under their publication."""
    session.add_all(EventRow(tenant=tenant, publication=publication, **asdict(each)) for each in new)
    session.flush()


def _revision(row: EventRow) -> Revision:
    return Revision(**{f.name: getattr(row, f.name) for f in fields(Revision)})
