"""Subscriptions: a secret address each, of which only the hash is kept. Ended ones stay, ended."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .schema import EventRow, FeedRow, FetchRow, SubscriptionRow

TOKEN_BYTES = 32
SETTLED = timedelta(minutes=1)  # from when a publication is begun until every server answers with it


@dataclass(frozen=True)
class Subscription:
    """Who may read what, and when it was last fetched."""

    id: int
    variant: str
    doctor: str
    label: str
    made_at: datetime
    ended_at: datetime | None
    ended_as: str
    fetched_at: datetime | None
    changed_at: datetime | None  # when the newest change of its duties was published
    current: bool  # whether that change has been fetched

    @property
    def alive(self) -> bool:
        """Whether its address answers."""
        return self.ended_at is None

    def unseen(self, now: datetime, within: timedelta) -> bool:
        """Whether a change has been there so long, for one who had the address, and has not been fetched."""
        if not self.alive or self.current or self.changed_at is None:
            return False
        return max(self.changed_at, self.made_at) + within <= now


def digest(token: str) -> str:
    """What is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def new(
    session: Session, tenant: str, variant: str, doctor: str, label: str, at: datetime, by: str
) -> tuple[int, str]:
    """A subscription and its token, which is told once and never kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = SubscriptionRow(
        tenant=tenant,
        digest=digest(token),
        variant=variant,
        doctor=doctor,
        label=label,
        made_at=at,
        made_by=by,
        ended_at=None,
        ended_as="",
    )
    session.add(row)
    session.flush()
    return row.id, token


def every(session: Session, tenant: str) -> tuple[Subscription, ...]:
    """All subscriptions of a municipality, the ended ones too, in the order they were made."""
    rows = session.execute(
        select(SubscriptionRow, FetchRow, FeedRow)
        .outerjoin(FetchRow, FetchRow.subscription == SubscriptionRow.id)
        .outerjoin(
            FeedRow,
            (FeedRow.tenant == SubscriptionRow.tenant)
            & (FeedRow.variant == SubscriptionRow.variant)
            & (FeedRow.doctor == SubscriptionRow.doctor),
        )
        .where(SubscriptionRow.tenant == tenant)
        .order_by(SubscriptionRow.id)
    )
    changed = _changed(session, tenant)
    return tuple(_told(row, fetch, feed, changed.get(row.doctor)) for row, fetch, feed in rows)


def _changed(session: Session, tenant: str) -> dict[str, datetime]:
    """When the newest change of each doctor's duties was published; of anyone's, under no name.

    Not when a feed got other bytes: old duties fall out of it all the time, and nobody has to see that.
    """
    asked = select(EventRow.doctor, func.max(EventRow.made_at)).where(EventRow.tenant == tenant)
    found = {doctor: at for doctor, at in session.execute(asked.group_by(EventRow.doctor))}
    return {**found, "": max(found.values())} if found else {}


def end(session: Session, tenant: str, id: int, at: datetime, how: str) -> bool:
    """End a living subscription ("revoked", "rotated", "left"); whether there was one."""
    row = session.get(SubscriptionRow, id)
    if row is None or row.tenant != tenant or row.ended_at is not None:
        return False
    row.ended_at, row.ended_as = at, how
    session.flush()
    return True


def _told(
    row: SubscriptionRow, fetch: FetchRow | None, feed: FeedRow | None, changed: datetime | None
) -> Subscription:
    if feed is None:
        changed = None
    newest = fetch is not None and feed is not None and fetch.etag == feed.etag
    later = fetch is not None and changed is not None and fetch.at >= changed + SETTLED
    return Subscription(
        id=row.id,
        variant=row.variant,
        doctor=row.doctor,
        label=row.label,
        made_at=row.made_at,
        ended_at=row.ended_at,
        ended_as=row.ended_as,
        fetched_at=None if fetch is None else fetch.at,
        changed_at=changed,
        current=newest or later,
    )
