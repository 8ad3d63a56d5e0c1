"""A real database for a real server, made quickly: subscriptions and calendars, as a publication leaves them."""

import hashlib
import json
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import insert

from tests.web.kit import calendar, token
from vaktplan.store.database import Database
from vaktplan.store.migrations import upgrade
from vaktplan.store.schema import (
    FeedRow,
    InstanceRow,
    PublicationRow,
    RosterRow,
    SubscriptionRow,
    Tenant,
    VerdictRow,
)

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


def make(path: Path | str, many: int, lines: int = 300) -> list[tuple[str, bytes]]:
    """A database with so many doctors, each with an address; (token, calendar) of each."""
    db = Database(str(path))
    upgrade(db)
    made = [(token(f"D{k}"), calendar(f"D{k}", lines)) for k in range(many)]
    with db.writing() as c:
        c.execute(
            insert(Tenant), [{"id": "smavik", "name": "Småvik", "phone": "33 00 00 00", "created_at": AT}]
        )
        c.execute(insert(SubscriptionRow), [subscription(k, t) for k, (t, _body) in enumerate(made)])
        c.execute(insert(FeedRow), [feed(k, body) for k, (_t, body) in enumerate(made)])
    db.close()
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
    return {
        "tenant": "smavik",
        "variant": "own",
        "doctor": f"D{k}",
        "body": body,
        "etag": etag,
        "changed_at": AT,
    }


def publish(path: Path | str, example: str) -> dict[str, str]:
    """Put an example's best known roster into a database, with an address of each variant; the tokens by variant."""
    folder = ROOT / "instances" / example
    facts = (folder / "instance.json").read_bytes()
    best = json.loads((folder / "best.json").read_text(encoding="utf-8"))["roster"]
    pairs = json.dumps([[p["doctor"], p["shift"]] for p in best]).encode()
    period = json.loads(facts)["period"]
    first, last = (date.fromisoformat(period[end]) for end in ("first", "last"))
    common = {"tenant": "smavik", "made_at": AT}
    with Database(str(path)).writing() as session:
        instance = InstanceRow(**common, sha256=example, document=zlib.compress(facts))
        session.add(instance)
        session.flush()
        roster = RosterRow(**common, instance=instance.id, sha256=example, pairs=zlib.compress(pairs))
        session.add(roster)
        session.flush()
        verdict = VerdictRow(**common, roster=roster.id, hard=0, open=0, document=b"")
        session.add(verdict)
        session.flush()
        made = {"first": first, "last": last, "version": 1, "state": "published", "made_by": "test"}
        session.add(PublicationRow(**common, **made, roster=roster.id, verdict=verdict.id))
        tokens = {v: token(f"{example} {v}") for v in ("own", "whole", "family", "wall")}
        for variant, secret in tokens.items():
            row = {**subscription(0, secret), "variant": variant, "label": "Kari Nordvik"}
            session.add(SubscriptionRow(**row))
    return tokens
