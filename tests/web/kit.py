"""A server in memory: a store that can change, break and be asked, and questions put straight to the application."""

import asyncio
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from vaktplan.web.accesslog import AccessLog
from vaktplan.web.desk import Desk, Setup
from vaktplan.web.site import Site
from vaktplan.web.source import Feed, Fetch, Post, Subscriber, Wall

NOW = datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
BASE = "https://vakt.eksempel.no"


def token(name: str) -> str:
    """A token of the right form, the same for a name."""
    return hashlib.sha256(name.encode()).hexdigest()[:43]


OWN, WHOLE, FAMILY, WALL = token("own"), token("whole"), token("family"), token("wall")
REVOKED, UNKNOWN = token("revoked"), token("unknown")
LIVING = (OWN, WHOLE, FAMILY, WALL)


def calendar(what: str, lines: int = 300) -> bytes:
    """A calendar of some thousand bytes."""
    text = ["BEGIN:VCALENDAR", *(f"X-LINE-{k}:{what}" for k in range(lines)), "END:VCALENDAR", ""]
    return "\r\n".join(text).encode()


def feed(number: int, body: bytes, changed_at: datetime = NOW) -> Feed:
    """A feed as the store gives it."""
    return Feed(number, body, hashlib.sha256(body).hexdigest(), changed_at)


@dataclass
class Memory:
    """A store in memory; `broken` makes every method raise."""

    feeds: dict[str, Feed] = field(default_factory=dict)
    subscribers: dict[str, Subscriber] = field(default_factory=dict)
    kept: list[Fetch] = field(default_factory=list)
    changes: int = 0
    asked: int = 0
    broken: bool = False
    closed: bool = False

    def _used(self) -> None:
        self.asked += 1
        if self.broken:
            raise OSError("disk gone while reading " + " ".join(LIVING))

    def feed(self, token: str) -> Feed | None:
        self._used()
        return self.feeds.get(token)

    def subscriber(self, token: str) -> Subscriber | None:
        self._used()
        return self.subscribers.get(token)

    def wall(self, token: str, now: datetime) -> Wall | None:
        self._used()
        return wall(now) if token in self.subscribers and token == WALL else None

    def mark(self) -> str:
        self._used()
        return str(self.changes)

    def ready(self) -> None:
        self._used()

    def renew(self, now: datetime) -> None:
        self._used()

    def fetched(self, fetches: Sequence[Fetch]) -> None:
        self._used()
        self.kept += fetches

    def close(self) -> None:
        self.closed = True

    def revoke(self, token: str) -> None:
        """Another process revokes an address."""
        self.feeds.pop(token, None)
        self.subscribers.pop(token, None)
        self.changes += 1

    def publish(self, token: str, body: bytes) -> None:
        """Another process publishes."""
        self.feeds[token] = feed(self.feeds[token].subscription, body, NOW + timedelta(hours=1))
        self.changes += 1


def wall(now: datetime) -> Wall:
    """An evening at the legevakt."""
    evening = Post(
        "Legevakt", "Legevakt kveld", now - timedelta(hours=3), now + timedelta(hours=3), ("Kari Nordvik",)
    )
    back = Post(
        "Bakvakt", "Bakvakt", now - timedelta(hours=3), now + timedelta(hours=13), ("Ola Sund",), backup=True
    )
    night = Post(
        "Legevakt", "Legevakt natt", now + timedelta(hours=3), now + timedelta(hours=13), ("Eva Lie",)
    )
    empty = Post("Legevakt", "Legevakt dag", now + timedelta(hours=13), now + timedelta(hours=20), ())
    return Wall("Småvik legevakt", "33 00 00 00", (evening, back), (night, empty))


def memory() -> Memory:
    """A store with an address of each kind; REVOKED was one."""
    made = Memory()
    for number, (name, variant) in enumerate([(OWN, "own"), (WHOLE, "whole"), (FAMILY, "family")], start=1):
        made.feeds[name] = feed(number, calendar(variant))
        who = "" if variant == "whole" else "Kari Nordvik"
        made.subscribers[name] = Subscriber(number, variant, who, "Småvik legevakt")
    made.subscribers[WALL] = Subscriber(9, "wall", "", "Småvik legevakt")
    return made


@dataclass(frozen=True)
class Answer:
    """What came back; `status` 0 means nothing did."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """An application with the store it stands on and the log it writes."""

    store: Memory
    desk: Desk
    site: Site
    log: io.StringIO

    def ask(
        self,
        path: str,
        method: str = "GET",
        *,
        headers: dict[str, str] | None = None,
        client: str = "127.0.0.1",
        query: str = "",
    ) -> Answer:
        """Put a question to the application."""
        return asyncio.run(self._ask(path, method, headers or {}, client, query))

    async def _ask(self, path: str, method: str, headers: dict[str, str], client: str, query: str) -> Answer:
        sent: list[dict[str, object]] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
            "client": (client, 4000),
            "server": ("127.0.0.1", 8080),
            "state": {},
        }
        await self.site(scope, receive, send)  # type: ignore[arg-type]
        start = sent[0]
        told = {k.decode(): v.decode() for k, v in start["headers"]}  # type: ignore[attr-defined]
        body = b"".join(bytes(m.get("body", b"")) for m in sent[1:])  # type: ignore[call-overload]
        return Answer(int(start["status"]), told, body)  # type: ignore[call-overload]

    def look(self) -> None:
        """What the server does by itself five times a second."""
        asyncio.run(self.desk.shelf.look())

    def logged(self) -> str:
        """The access log so far."""
        self.desk.log.write()
        return self.log.getvalue()


def server(store: Memory | None = None, *, trusted: Sequence[str] = ()) -> Server:
    """A server in memory."""
    kept, log = store or memory(), io.StringIO()
    desk = Desk(kept, Setup(BASE, frozenset(trusted)), AccessLog(log), lambda: NOW)
    return Server(kept, desk, Site(desk), log)
