"""Publications: version after version of a period, each in one transaction with all that follows from it.

Nothing here opens or ends a transaction: the caller's session does, so that a publication is whole or not at all.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .schema import (
    DecisionRow,
    EventRow,
    FeedRow,
    InstanceRow,
    PublicationRow,
    RosterRow,
    Tenant,
    VerdictRow,
)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Published:
    """The newest version of a period."""

    id: int
    first: date
    last: date
    version: int
    state: str
    made_at: datetime
    made_by: str
    phone: str  # of the unit on duty, as calendars have it
    instance: str  # its JSON
    instance_sha256: str
    pairs: Pairs


@dataclass(frozen=True)
class Draft:
    """What is to be stored of a publication."""

    tenant: str
    first: date
    last: date
    version: int
    state: str
    instance: str  # JSON
    pairs: Pairs
    verdict: str  # JSON
    hard: int
    open: int
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class Signed:
    """Something that a named person signed for."""

    kind: str
    what: str


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


def tenant_of(session: Session, id: str) -> Tenant | None:
    """A municipality by its short name."""
    return session.get(Tenant, id)


def with_tenant(session: Session, id: str, name: str, phone: str | None, at: datetime) -> Tenant:
    """The municipality, made when new; a phone that is told replaces the old one."""
    found = session.get(Tenant, id)
    if found is None:
        found = Tenant(id=id, name=name, phone=phone or "", created_at=at)
        session.add(found)
        session.flush()
    elif phone is not None:
        found.phone = phone
    return found


def newest(session: Session, tenant: str, first: date, last: date) -> Published | None:
    """The newest version of exactly this period."""
    row = session.scalars(
        select(PublicationRow)
        .where(PublicationRow.tenant == tenant, PublicationRow.first == first, PublicationRow.last == last)
        .order_by(PublicationRow.version.desc())
        .limit(1)
    ).first()
    return None if row is None else _published(session, row)


def overlapping(session: Session, tenant: str, first: date, last: date) -> tuple[tuple[date, date], ...]:
    """Other published periods that share a date with this one."""
    rows = session.execute(
        select(PublicationRow.first, PublicationRow.last)
        .where(PublicationRow.tenant == tenant, PublicationRow.first <= last, PublicationRow.last >= first)
        .distinct()
        .order_by(PublicationRow.first)
    )
    return tuple((f, e) for f, e in rows if (f, e) != (first, last))


def last_period(session: Session, tenant: str) -> date | None:
    """The last date that any publication covers."""
    return session.scalar(select(func.max(PublicationRow.last)).where(PublicationRow.tenant == tenant))


def add(session: Session, draft: Draft, signed: Sequence[Signed], signer: str, reason: str) -> int:
    """Store a publication and what was signed for it; its id. Fails when the version is there already."""
    instance = _instance(session, draft)
    roster = RosterRow(
        tenant=draft.tenant,
        instance=instance,
        sha256=hashlib.sha256(_pairs_json(draft.pairs)).hexdigest(),
        pairs=zlib.compress(_pairs_json(draft.pairs)),
        made_at=draft.made_at,
    )
    session.add(roster)
    session.flush()
    verdict = VerdictRow(
        tenant=draft.tenant,
        roster=roster.id,
        hard=draft.hard,
        open=draft.open,
        document=zlib.compress(draft.verdict.encode()),
        made_at=draft.made_at,
    )
    session.add(verdict)
    session.flush()
    row = PublicationRow(
        tenant=draft.tenant,
        first=draft.first,
        last=draft.last,
        version=draft.version,
        state=draft.state,
        roster=roster.id,
        verdict=verdict.id,
        made_at=draft.made_at,
        made_by=draft.made_by,
    )
    session.add(row)
    session.flush()
    for each in signed:
        session.add(
            DecisionRow(
                tenant=draft.tenant,
                publication=row.id,
                kind=each.kind,
                what=each.what[:1000],
                signed_by=signer,
                reason=reason,
                made_at=draft.made_at,
            )
        )
    session.flush()
    return row.id


def revisions(session: Session, tenant: str) -> dict[str, Revision]:
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


def add_revisions(session: Session, tenant: str, publication: int, new: Iterable[Revision]) -> None:
    """Store revisions of duties under their publication."""
    session.add_all(
        EventRow(
            tenant=tenant,
            publication=publication,
            uid=each.uid,
            sequence=each.sequence,
            doctor=each.doctor,
            shift=each.shift,
            start=each.start,
            end=each.end,
            cancelled=each.cancelled,
            content=each.content,
            made_at=each.made_at,
        )
        for each in new
    )
    session.flush()


def put_feed(
    session: Session,
    tenant: str,
    variant: str,
    doctor: str,
    body: bytes,
    at: datetime,
    stale: datetime | None,
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
                stale_at=stale,
            )
        )
        return True
    row.stale_at = stale
    if row.etag == etag:
        return False
    row.body, row.etag, row.changed_at = body, etag, at
    return True


def stale_feeds(session: Session, now: datetime) -> tuple[tuple[str, str, str], ...]:
    """The feeds out of which something has fallen: municipality, variant, doctor."""
    rows = session.execute(
        select(FeedRow.tenant, FeedRow.variant, FeedRow.doctor)
        .where(FeedRow.stale_at.is_not(None), FeedRow.stale_at <= now)
        .order_by(FeedRow.tenant, FeedRow.variant, FeedRow.doctor)
    )
    return tuple((t, v, d) for t, v, d in rows)


def tenants(session: Session) -> tuple[Tenant, ...]:
    """Every municipality, by its short name."""
    return tuple(session.scalars(select(Tenant).order_by(Tenant.id)))


def newest_instance(session: Session, tenant: str) -> str | None:
    """The facts of the newest publication, as JSON: whose names they are."""
    found = session.scalar(
        select(InstanceRow.document)
        .join(RosterRow, RosterRow.instance == InstanceRow.id)
        .join(PublicationRow, PublicationRow.roster == RosterRow.id)
        .where(PublicationRow.tenant == tenant)
        .order_by(PublicationRow.last.desc(), PublicationRow.id.desc())
        .limit(1)
    )
    return None if found is None else zlib.decompress(found).decode()


def _instance(session: Session, draft: Draft) -> int:
    """The id of the stored facts; stored once."""
    sha256 = hashlib.sha256(draft.instance.encode()).hexdigest()
    found = session.scalar(
        select(InstanceRow.id).where(InstanceRow.tenant == draft.tenant, InstanceRow.sha256 == sha256)
    )
    if found is not None:
        return found
    row = InstanceRow(
        tenant=draft.tenant,
        sha256=sha256,
        document=zlib.compress(draft.instance.encode()),
        made_at=draft.made_at,
    )
    session.add(row)
    session.flush()
    return row.id


def _published(session: Session, row: PublicationRow) -> Published:
    roster = session.get_one(RosterRow, row.roster)
    instance = session.get_one(InstanceRow, roster.instance)
    return Published(
        id=row.id,
        first=row.first,
        last=row.last,
        version=row.version,
        state=row.state,
        made_at=row.made_at,
        made_by=row.made_by,
        phone=session.get_one(Tenant, row.tenant).phone,
        instance=zlib.decompress(instance.document).decode(),
        instance_sha256=instance.sha256,
        pairs=tuple((d, s) for d, s in json.loads(zlib.decompress(roster.pairs))),
    )


def _pairs_json(pairs: Pairs) -> bytes:
    return json.dumps([list(p) for p in pairs], ensure_ascii=False, separators=(",", ":")).encode()


def _revision(row: EventRow) -> Revision:
    return Revision(
        uid=row.uid,
        sequence=row.sequence,
        doctor=row.doctor,
        shift=row.shift,
        start=row.start,
        end=row.end,
        cancelled=row.cancelled,
        content=row.content,
        made_at=row.made_at,
    )
