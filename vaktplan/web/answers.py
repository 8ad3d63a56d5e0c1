"""Answers that say nothing of what was asked for: one answer for every unknown address, whatever made it unknown."""

from dataclasses import dataclass

from .asgi import Headers, Send
from .style import GUARD, STYLE

GUARDS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex, nofollow"),
]
NEVER_KEPT: Headers = [(b"cache-control", b"no-store")]
_PAGE = """<!doctype html>
<html lang="nb">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{style}</style></head>
<body><main><h1>{title}</h1><p>{norsk}</p><p lang="en">{english}</p></main></body>
</html>
"""


@dataclass(frozen=True)
class Answer:
    """A whole answer, ready to send."""

    status: int
    headers: Headers
    body: bytes

    async def __call__(self, send: Send, *, head: bool = False) -> None:
        """Send it; without the body for HEAD."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"" if head else self.body})


def made(status: int, kind: str, body: bytes, *more: tuple[bytes, bytes]) -> Answer:
    """An answer with the headers that all answers carry."""
    length = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    return Answer(status, [*length, *GUARDS, *more], body)


def _page(status: int, title: str, norsk: str, english: str, *more: tuple[bytes, bytes]) -> Answer:
    body = _PAGE.format(style=STYLE, title=title, norsk=norsk, english=english).encode()
    return made(status, "text/html; charset=utf-8", body, GUARD, *NEVER_KEPT, *more)


NOT_FOUND = _page(
    404,
    "Finnes ikke",
    "Det er ingenting på denne adressen. Er det en kalender som har sluttet å virke? Da er adressen byttet eller "
    "trukket tilbake: be den som setter opp vaktplanen, om en ny.",
    "There is nothing here. If a calendar stopped working, its address was changed or withdrawn: ask whoever makes the "
    "roster for a new one.",
)
NOT_ALLOWED = _page(
    405,
    "Bare til å lese",
    "Denne adressen kan bare hentes.",
    "This address can only be read.",
    (b"allow", b"GET, HEAD"),
)
UNAVAILABLE = _page(
    503,
    "Svarer ikke akkurat nå",
    "Tjeneren får ikke lest vaktplanen. Kalenderen din er som den var ved forrige henting; prøv igjen om et minutt.",
    "The server cannot read the roster just now. Your calendar is as it was; try again in a minute.",
    (b"retry-after", b"60"),
)


def too_many(seconds: int) -> Answer:
    """To one who has asked for many addresses that do not exist."""
    return _page(
        429,
        "For mange forsøk",
        "Det er spurt etter for mange adresser som ikke finnes. Vent litt, og kontroller adressen.",
        "Too many addresses that do not exist were asked for. Wait a little, and check the address.",
        (b"retry-after", str(max(1, seconds)).encode()),
    )
