"""What the server reads: the calendar of a token, whose it is, rosters around an instant, whether all is as before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from .packing import Pairs, pairs_of, unpacked
from .schema import (
    AuditRow,
    FeedRow,
    FetchRow,
    InstanceRow,
    PublicationRow,
    RosterRow,
    SubscriptionRow,
    Tenant,
)
from .subscriptions import digest


@dataclass(frozen=True)
class Whose:
    """A living subscription."""

    id: int
    tenant: str
    municipality: str
    variant: str
    doctor: str
    label: str
    phone: str  # of the unit on duty


@dataclass(frozen=True)
class Calendar:
    """A rendered calendar and whose address asked for it."""

    subscription: int
    body: bytes
    etag: str
    changed_at: datetime


@dataclass(frozen=True)
class Told:
    """A published roster as it is kept: the facts as JSON, and (doctor, shift) pairs."""

    instance: str
    pairs: Pairs


def whose(session: Session, token: str) -> Whose | None:
    """The living subscription of a token; None for every other."""
    of = SubscriptionRow
    asked = (
        select(of.id, of.tenant, of.variant, of.doctor, of.label, Tenant.name, Tenant.phone)
        .join(Tenant, Tenant.id == of.tenant)
        .where(of.digest == digest(token), of.ended_at.is_(None))
    )
    row = session.execute(asked).first()
    if row is None:
        return None
    return Whose(row.id, row.tenant, row.name, row.variant, row.doctor, row.label, row.phone)


def calendar(session: Session, token: str) -> Calendar | None:
    """The calendar of a living token, by one look into two indexes; None for every other."""
    row = session.execute(_CALENDAR, {"asked": digest(token)}).first()
    return None if row is None else Calendar(row.id, row.body, row.etag, row.changed_at)


_CALENDAR = (
    select(SubscriptionRow.id, FeedRow.body, FeedRow.etag, FeedRow.changed_at)
    .join(
        FeedRow,
        (FeedRow.tenant == SubscriptionRow.tenant)
        & (FeedRow.variant == SubscriptionRow.variant)
        & (FeedRow.doctor == SubscriptionRow.doctor),
    )
    .where(SubscriptionRow.digest == bindparam("asked"), SubscriptionRow.ended_at.is_(None))
)


def fetched(session: Session, fetches: Sequence[tuple[int, datetime, str]]) -> None:
    """Keep when each subscription was last fetched, and what it got."""
    new = [{"subscription": s, "at": at, "etag": etag} for s, at, etag in fetches]
    known = [{"known": s, "at": at, "etag": etag} for s, at, etag in fetches]
    connection = session.connection()
    there = set(connection.scalars(select(FetchRow.subscription)))
    old = [row for row in known if row["known"] in there]
    if old:
        connection.execute(update(FetchRow).where(FetchRow.subscription == bindparam("known")), old)
    added = [row for row in new if row["subscription"] not in there]
    if added:
        connection.execute(insert(FetchRow), added)


def mark(session: Session) -> str:
    """Another text after every publication, rotation and revocation: all of them leave a row in the trail."""
    asked = select(
        select(func.max(AuditRow.id)).scalar_subquery(),
        select(func.max(PublicationRow.id)).scalar_subquery(),
        select(func.max(SubscriptionRow.id)).scalar_subquery(),
        select(func.max(SubscriptionRow.ended_at)).scalar_subquery(),
    )
    return repr(tuple(session.execute(asked).one()))


def standing(session: Session, tenant: str, first: date, last: date) -> tuple[Told, ...]:
    """The newest published version of every period that touches some dates, by period."""
    newest = (
        select(PublicationRow.first, PublicationRow.last, func.max(PublicationRow.version).label("version"))
        .where(PublicationRow.tenant == tenant, PublicationRow.state != "draft")
        .where(PublicationRow.first <= last, PublicationRow.last >= first)
        .group_by(PublicationRow.first, PublicationRow.last)
        .subquery()
    )
    asked = (
        select(PublicationRow.roster)
        .where(PublicationRow.tenant == tenant)
        .join(
            newest,
            (newest.c.first == PublicationRow.first)
            & (newest.c.last == PublicationRow.last)
            & (newest.c.version == PublicationRow.version),
        )
        .order_by(PublicationRow.first)
    )
    return tuple(_told(session, roster) for roster in session.scalars(asked).all())


def _told(session: Session, roster: int) -> Told:
    """A roster, which is never changed."""
    asked = (
        select(RosterRow.pairs, InstanceRow.document)
        .join(InstanceRow, InstanceRow.id == RosterRow.instance)
        .where(RosterRow.id == roster)
    )
    row = session.execute(asked).one()
    return Told(unpacked(row.document), pairs_of(row.pairs))
