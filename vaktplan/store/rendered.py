"""Calendars as they are served: rendered when something is published, and replaced by the next."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from .schema import FeedRow


def put(
    session: Session,
    tenant: str,
    variant: str,
    doctor: str,
    body: bytes,
    at: datetime,
    until: datetime | None,
) -> bool:
    """Keep a rendered feed; whether its bytes are others than before."""
    etag = hashlib.sha256(body).hexdigest()
    row = session.get(FeedRow, (tenant, variant, doctor))
    if row is None:
        session.add(
            FeedRow(
                tenant=tenant,
                variant=variant,
                doctor=doctor,
                body=body,
                etag=etag,
                changed_at=at,
                stale_at=until,
            )
        )
        return True
    row.stale_at = until
    if row.etag == etag:
        return False
    row.body, row.etag, row.changed_at = body, etag, at
    return True


def stale(session: Session, now: datetime) -> tuple[tuple[str, str, str], ...]:
    """The feeds out of which something has fallen: municipality, variant, doctor."""
    rows = session.execute(
        select(FeedRow.tenant, FeedRow.variant, FeedRow.doctor)
        .where(FeedRow.stale_at.is_not(None), FeedRow.stale_at <= now)
        .order_by(FeedRow.tenant, FeedRow.variant, FeedRow.doctor)
    )
    return tuple((t, v, d) for t, v, d in rows)
