"""What the tests of the store share: a municipality, and rows of a publication."""

import hashlib
import json
import zlib
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vaktplan.store import trail
from vaktplan.store.schema import (
    DecisionRow,
    EventRow,
    FeedRow,
    InstanceRow,
    PublicationRow,
    RosterRow,
    SubscriptionRow,
    Tenant,
    VerdictRow,
)

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
TENANT = "smavik"


def packed(document: object) -> bytes:
    """JSON, as it is kept."""
    return zlib.compress(json.dumps(document).encode())


def tenant(session: Session) -> None:
    """The municipality, once."""
    if session.get(Tenant, TENANT) is None:
        session.add(Tenant(id=TENANT, name="Småvik", created_at=NOW))
        session.flush()


def publish(session: Session, version: int, events: int = 8) -> None:
    """The rows of one publication: facts, roster, verdict, version, duties, feeds and the trail."""
    tenant(session)
    facts = InstanceRow(
        tenant=TENANT, sha256=f"{version:064x}", document=packed({"version": version}), made_at=NOW
    )
    session.add(facts)
    session.flush()
    roster = RosterRow(
        tenant=TENANT, instance=facts.id, sha256="0" * 64, pairs=packed([["F01", "s0"]]), made_at=NOW
    )
    session.add(roster)
    session.flush()
    verdict = VerdictRow(tenant=TENANT, roster=roster.id, hard=0, open=0, document=packed({}), made_at=NOW)
    session.add(verdict)
    session.flush()
    made = {"made_at": NOW, "made_by": "Kari"}
    period = {"first": date(2027, 1, 4), "last": date(2027, 1, 31)}
    ids = {"roster": roster.id, "verdict": verdict.id}
    told = PublicationRow(tenant=TENANT, version=version, state="published", **ids, **period, **made)
    session.add(told)
    session.flush()
    session.add_all(event(told.id, version, n) for n in range(events))
    feed = session.get(FeedRow, (TENANT, "own", "F01"))
    body = f"version {version}".encode() * 40
    etag = hashlib.sha256(body).hexdigest()
    if feed is None:
        session.add(FeedRow(tenant=TENANT, variant="own", doctor="F01", body=body, etag=etag, changed_at=NOW))
    else:
        feed.body, feed.etag = body, etag
    trail.append(session, TENANT, NOW, "Kari", "publish", f"version {version}")


def event(publication: int, version: int, number: int) -> EventRow:
    """A duty of the publication."""
    start = NOW + timedelta(days=number)
    return EventRow(
        tenant=TENANT,
        publication=publication,
        uid=f"uid-{number}",
        sequence=version,
        doctor="F01",
        shift=f"s{number}",
        start=start,
        end=start + timedelta(hours=8),
        cancelled=False,
        content={"summary": f"Legevakt {version}"},
        made_at=NOW,
    )


def decision(session: Session) -> None:
    """What somebody signed for."""
    what = {"kind": "breach", "what": "daily-rest", "signed_by": "Kari", "reason": "øving"}
    session.add(DecisionRow(tenant=TENANT, publication=None, made_at=NOW, **what))
    session.flush()


def subscription(session: Session) -> SubscriptionRow:
    """A subscription of nobody in particular."""
    tenant(session)
    row = SubscriptionRow(tenant=TENANT, digest="a" * 64, variant="own", doctor="F01", label="", made_at=NOW)
    row.made_by = "Kari"
    session.add(row)
    session.flush()
    return row


def versions(session: Session) -> list[int]:
    """The versions of the period."""
    return list(session.scalars(select(PublicationRow.version).order_by(PublicationRow.version)))
