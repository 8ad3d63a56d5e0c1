"""Whether a database is whole: its pages, its ties, its triggers, its trails and its calendars."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from vaktplan.errors import Fault
from vaktplan.i18n import _

from . import trail
from .appendonly import unguarded
from .database import HEAD, Database
from .schema import (
    AuditRow,
    FeedRow,
    InstanceRow,
    PublicationRow,
    RosterRow,
    SubscriptionRow,
    Tenant,
    VerdictRow,
)
from .troubles import trouble

_TENANTS = select(Tenant.id).order_by(Tenant.id)


@dataclass(frozen=True)
class Trail:
    """The trail of a municipality: how many rows, and the newest hash."""

    tenant: str
    rows: int
    head: str


@dataclass(frozen=True)
class Health:
    """What was found."""

    revision: str
    publications: int
    subscriptions: int  # living
    trails: tuple[Trail, ...]
    faults: tuple[Fault, ...]  # empty: whole


def examine(db: Database) -> Health:
    """Read everything; DatabaseFault when not even that can be done."""
    try:
        with db.reading() as session:
            return _found(db, session)
    except ValueError:  # a time or a text that is none
        raise trouble(db.told, "db-damaged") from None


def _found(db: Database, session: Session) -> Health:
    faults = tuple(_faults(db, session))
    living = select(func.count()).select_from(SubscriptionRow).where(SubscriptionRow.ended_at.is_(None))
    return Health(
        HEAD,
        session.scalar(select(func.count()).select_from(PublicationRow)) or 0,
        session.scalar(living) or 0,
        tuple(_trail(session, t) for t in session.scalars(_TENANTS).all()),
        faults,
    )


def _trail(session: Session, tenant: str) -> Trail:
    rows = session.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.tenant == tenant))
    return Trail(tenant, rows or 0, trail.head(session, tenant))


def _faults(db: Database, session: Session) -> Iterator[Fault]:
    if db.file:
        yield from _pages(db.told, session)
    for name in unguarded(session.connection()):
        what = _("vernet {navn} mangler: det som er lagret, kan endres").format(navn=name)
        yield Fault(db.told, what, _("kjør «vaktplan db upgrade», så kommer det tilbake"), "db-unguarded")
    for tenant in session.scalars(_TENANTS).all():
        number = trail.broken(session, tenant)
        if number is not None:
            what = _("sporet til {kommune} er brutt ved rad {n}: den er endret, eller noe er tatt bort")
            hint = _("sammenlign med siste sikkerhetskopi; det som står før raden, er som det ble skrevet")
            yield Fault(db.told, what.format(kommune=tenant, n=number), hint, "db-trail")
    yield from _documents(db.told, session)
    yield from _calendars(db.told, session)


def _restore() -> str:
    return _("hent siste sikkerhetskopi inn med «vaktplan db restore FIL --force»")


def _pages(where: str, session: Session) -> Iterator[Fault]:
    """SQLite's own look at every page and every tie between rows."""
    hint = _restore()
    for said in session.scalars(text("PRAGMA integrity_check(20)")):
        if said != "ok":
            yield Fault(where, _("databasen er skadet: {hva}").format(hva=said), hint, "db-damaged")
    for row in session.execute(text("PRAGMA foreign_key_check")):
        what = _("en rad i {tabell} viser til noe som ikke finnes").format(tabell=row[0])
        yield Fault(where, what, hint, "db-damaged")


def _documents(where: str, session: Session) -> Iterator[Fault]:
    """Facts, rosters and verdicts that no longer unpack: zlib keeps a checksum of what it packed."""
    for column in (InstanceRow.document, RosterRow.pairs, VerdictRow.document):
        for body in session.scalars(select(column)):
            try:
                zlib.decompress(body)
            except (zlib.error, TypeError):  # TypeError: none where there should be one
                what = _("et lagret dokument i {tabell} er ikke slik det ble skrevet")
                yield Fault(where, what.format(tabell=column.class_.__tablename__), _restore(), "db-damaged")


def _calendars(where: str, session: Session) -> Iterator[Fault]:
    """Calendars whose bytes are not those that their hash was made of."""
    for feed in session.scalars(select(FeedRow).order_by(FeedRow.tenant, FeedRow.variant, FeedRow.doctor)):
        if hashlib.sha256(feed.body or b"").hexdigest() != feed.etag:
            what = _("kalenderen {variant} {lege} er ikke slik den ble skrevet").format(
                variant=feed.variant, lege=feed.doctor
            )
            yield Fault(where, what.replace("  ", " "), _("publiser vaktplanen på nytt"), "db-calendar")
