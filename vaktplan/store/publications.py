"""Publications: version after version of a period, each in one transaction with all that follows from it.

Nothing here opens or ends a transaction: the caller's session does, so that a publication is whole or not at all.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .packing import Pairs, packed, pairs_of, pairs_text, unpacked
from .schema import (
    DecisionRow,
    InstanceRow,
    PublicationRow,
    RosterRow,
    Tenant,
    VerdictRow,
)


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
    roster = _roster(session, draft, instance)
    row = PublicationRow(
        tenant=draft.tenant,
        first=draft.first,
        last=draft.last,
        version=draft.version,
        state=draft.state,
        roster=roster,
        verdict=_verdict(session, draft, roster),
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
    return None if found is None else unpacked(found)


def _roster(session: Session, draft: Draft, instance: int) -> int:
    """The id of the stored roster."""
    text = pairs_text(draft.pairs)
    row = RosterRow(
        tenant=draft.tenant,
        instance=instance,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        pairs=packed(text),
        made_at=draft.made_at,
    )
    session.add(row)
    session.flush()
    return row.id


def _verdict(session: Session, draft: Draft, roster: int) -> int:
    """The id of what the check said of it."""
    row = VerdictRow(
        tenant=draft.tenant,
        roster=roster,
        hard=draft.hard,
        open=draft.open,
        document=packed(draft.verdict),
        made_at=draft.made_at,
    )
    session.add(row)
    session.flush()
    return row.id


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
        document=packed(draft.instance),
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
        instance=unpacked(instance.document),
        instance_sha256=instance.sha256,
        pairs=pairs_of(roster.pairs),
    )
