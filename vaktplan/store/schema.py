"""The tables. Every row has its municipality; all but the rendered feeds and the fetches are append-only."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Utc(TypeDecorator[datetime]):
    """An instant: naive values are refused, UTC goes in and UTC comes out (SQLite drops the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The root of the tables; constraints get stable names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Utc, dict[str, Any]: JSON, bytes: LargeBinary}


class Tenant(Base):
    """A municipality."""

    __tablename__ = "tenants"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)  # a short name for addresses: "sandefjord"
    name: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(
        String(40), default=""
    )  # of the unit on duty, for calendars and the wall
    created_at: Mapped[datetime]


class InstanceRow(Base):
    """The facts that a roster was made from, by the hash of their bytes."""

    __tablename__ = "instances"
    __table_args__ = (UniqueConstraint("tenant", "sha256"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    document: Mapped[bytes]  # Instance as JSON, zlib
    made_at: Mapped[datetime]


class RosterRow(Base):
    """A roster; what is stored is never changed."""

    __tablename__ = "rosters"
    id: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    instance: Mapped[int] = mapped_column(ForeignKey("instances.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    pairs: Mapped[bytes]  # [[doctor, shift], …] as JSON, zlib
    made_at: Mapped[datetime]


class VerdictRow(Base):
    """What the check said of a roster."""

    __tablename__ = "verdicts"
    id: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    roster: Mapped[int] = mapped_column(ForeignKey("rosters.id"))
    hard: Mapped[int]  # hard breaches
    open: Mapped[int]  # open places
    document: Mapped[bytes]  # Verdict as JSON, zlib
    made_at: Mapped[datetime]


class PublicationRow(Base):
    """A roster made known: version 1, 2, … of a period. Two publications of one version cannot be."""

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("tenant", "first", "last", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    first: Mapped[date]
    last: Mapped[date]
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))  # "draft", "published", "worked"
    roster: Mapped[int] = mapped_column(ForeignKey("rosters.id"))
    verdict: Mapped[int] = mapped_column(ForeignKey("verdicts.id"))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(200))


class DecisionRow(Base):
    """What a named person signed for, and why."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    publication: Mapped[int | None] = mapped_column(ForeignKey("publications.id"))
    kind: Mapped[str] = mapped_column(String(32))  # "breach", "open-place", "frozen"
    what: Mapped[str] = mapped_column(String(1000))
    signed_by: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(1000))
    made_at: Mapped[datetime]


class EventRow(Base):
    """One revision of a doctor's duty as calendars know it; the newest sequence of a uid holds."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("tenant", "uid", "sequence"),
        Index("ix_events_tenant_doctor", "tenant", "doctor"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    publication: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    uid: Mapped[str] = mapped_column(String(64))
    sequence: Mapped[int]
    doctor: Mapped[str] = mapped_column(String(64))
    shift: Mapped[str] = mapped_column(String(128))
    start: Mapped[datetime]
    end: Mapped[datetime]
    cancelled: Mapped[bool]
    content: Mapped[dict[str, Any]]  # what the calendar says of it, ready to render
    made_at: Mapped[datetime]


class SubscriptionRow(Base):
    """Who may read a feed: only the hash of the secret is kept. Ended, never deleted."""

    __tablename__ = "subscriptions"
    __table_args__ = (Index("ix_subscriptions_tenant_doctor", "tenant", "doctor"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # sha256 of the token, hex
    variant: Mapped[str] = mapped_column(String(16))  # "own", "whole", "family", "wall"
    doctor: Mapped[str] = mapped_column(String(64))  # empty for the whole roster and the wall
    label: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None]
    ended_as: Mapped[str] = mapped_column(String(16), default="")  # "revoked", "rotated", "left"


class FeedRow(Base):
    """A rendered feed, as it is served: made at publication, replaced by the next."""

    __tablename__ = "feeds"
    tenant: Mapped[str] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    variant: Mapped[str] = mapped_column(String(16), primary_key=True)
    doctor: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[bytes]
    etag: Mapped[str] = mapped_column(String(64))  # sha256 of the body, hex
    changed_at: Mapped[datetime]  # when these bytes came
    stale_at: Mapped[datetime | None]  # when a cancelled or old duty drops out; None: never


class FetchRow(Base):
    """When a subscription was last fetched, and what it got."""

    __tablename__ = "fetches"
    subscription: Mapped[int] = mapped_column(ForeignKey("subscriptions.id"), primary_key=True)
    at: Mapped[datetime]
    etag: Mapped[str] = mapped_column(String(64))


class AuditRow(Base):
    """The trail: who, when, what, old, new, reason; each row holds the hash of the one before."""

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("tenant", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    tenant: Mapped[str] = mapped_column(ForeignKey("tenants.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(200))
    what: Mapped[str] = mapped_column(String(64))
    target: Mapped[str] = mapped_column(String(200))
    old: Mapped[str] = mapped_column(String(1000))
    new: Mapped[str] = mapped_column(String(1000))
    reason: Mapped[str] = mapped_column(String(1000))
    hash: Mapped[str] = mapped_column(String(64))
