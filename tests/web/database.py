"""A real database for a real server, made quickly: subscriptions and calendars, as a publication leaves them."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, insert

from tests.web.kit import calendar, token
from vaktplan.store.schema import Base, FeedRow, SubscriptionRow, Tenant

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


def make(path: Path, many: int, lines: int = 300) -> list[tuple[str, bytes]]:
    """A database with so many doctors, each with an address; (token, calendar) of each."""
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    made = [(token(f"D{k}"), calendar(f"D{k}", lines)) for k in range(many)]
    with engine.begin() as c:
        c.execute(insert(Tenant), [{"id": "smavik", "name": "Småvik", "created_at": AT}])
        c.execute(insert(SubscriptionRow), [subscription(k, t) for k, (t, _body) in enumerate(made)])
        c.execute(insert(FeedRow), [feed(k, body) for k, (_t, body) in enumerate(made)])
    engine.dispose()
    return made


def subscription(k: int, secret: str) -> dict[str, object]:
    """One subscription."""
    return {
        "tenant": "smavik",
        "digest": hashlib.sha256(secret.encode()).hexdigest(),
        "variant": "own",
        "doctor": f"D{k}",
        "label": "",
        "made_at": AT,
        "made_by": "test",
        "ended_as": "",
    }


def feed(k: int, body: bytes) -> dict[str, object]:
    """Its calendar."""
    etag = hashlib.sha256(body).hexdigest()
    return {"tenant": "smavik", "variant": "own", "doctor": f"D{k}", "body": body, "etag": etag, "changed_at": AT}
