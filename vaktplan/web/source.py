"""What the server asks of what is kept. The store answers it in `kept`; tests answer it from memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

CALENDARS = ("own", "whole", "family")  # the variants that are calendars
WALL = "wall"


@dataclass(frozen=True)
class Feed:
    """A calendar as it is served; `etag` is the hash of its bytes, without quotes."""

    subscription: int
    body: bytes
    etag: str
    changed_at: datetime


@dataclass(frozen=True)
class Subscriber:
    """Whose address it is; `variant` is one of CALENDARS or WALL, `who` the doctor's name or empty."""

    subscription: int
    variant: str
    who: str
    unit: str


@dataclass(frozen=True)
class Fetch:
    """A subscription was fetched, and what it got."""

    subscription: int
    at: datetime
    etag: str


@dataclass(frozen=True)
class Post:
    """One shift on the wall: `line` and `what` name it, `who` holds it (none: an open place)."""

    line: str
    what: str
    start: datetime
    end: datetime
    who: tuple[str, ...]
    backup: bool = False  # a bakvakt


@dataclass(frozen=True)
class Wall:
    """Who is on duty at an instant and who comes next, in time order; `phone` may be empty."""

    unit: str
    phone: str
    now: tuple[Post, ...]
    soon: tuple[Post, ...]


class Source(Protocol):
    """Every method may block, and may raise when the database does not answer."""

    def feed(self, token: str) -> Feed | None:
        """The calendar of a living token; None for every other."""

    def subscriber(self, token: str) -> Subscriber | None:
        """Whose living token it is; None for every other."""

    def wall(self, token: str, now: datetime) -> Wall | None:
        """The wall of a living token of the variant WALL; None for every other."""

    def mark(self) -> str:
        """Another text after every publication, rotation and revocation, by whichever process."""

    def ready(self) -> None:
        """Look anew whether the database answers and is of this version; raises what is wrong."""

    def renew(self, now: datetime) -> None:
        """Render anew the calendars out of which something falls with time alone."""

    def fetched(self, fetches: Sequence[Fetch]) -> None:
        """Keep when each subscription was last fetched."""

    def close(self) -> None:
        """Let go of the database."""
