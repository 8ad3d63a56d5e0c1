"""`GET` and `HEAD /kalender/<token>.ics`, as plain ASGI: a calendar at hand is answered without a thread or a query.

A calendar is whole or not at all: whatever fails inside gives 503, for an empty 200 would delete every duty in a phone.
"""

import time

from . import answers
from .asgi import Receive, Scope, Send, header
from .conditional import unchanged
from .desk import Desk
from .secret import digest, prefix, well_formed
from .shelf import Ready

FRONT, END = "/kalender/", ".ics"
PLACE = FRONT + "{token}.ics"


class Feeds:
    """The calendars."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one question."""
        began = time.perf_counter()
        token = scope["path"][len(FRONT) : -len(END)] if scope["path"].endswith(END) else ""
        status, size = await self._answer(scope, send, token)
        self.desk.answered(scope, PLACE, prefix(token), status, size, time.perf_counter() - began)

    async def _answer(self, scope: Scope, send: Send, token: str) -> tuple[int, int]:
        method = scope["method"]
        if method not in ("GET", "HEAD"):
            return await _given(answers.NOT_ALLOWED, send)
        try:
            ready = await self._ready(token)
        except Exception as error:  # whatever the database may do, the client keeps what it has
            self.desk.failed(PLACE, error)
            return await _given(answers.UNAVAILABLE, send, method)
        if ready is None:
            return await _given(self.desk.missed(scope), send, method)
        return await self._give(ready, scope, send)

    async def _ready(self, token: str) -> Ready | None:
        if not well_formed(token):
            return None
        return self.desk.shelf.at_hand(digest(token)) or await self.desk.shelf.fetch(token)

    async def _give(self, ready: Ready, scope: Scope, send: Send) -> tuple[int, int]:
        same = unchanged(header(scope, b"if-none-match"), ready.quoted)
        body = b"" if same or scope["method"] == "HEAD" else ready.body
        status, headers = (304, ready.same) if same else (200, ready.whole)
        if scope["method"] == "GET":
            self.desk.fetches.note(ready.subscription, ready.etag)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        return status, len(body)


async def _given(answer: answers.Answer, send: Send, method: str = "GET") -> tuple[int, int]:
    await answer(send, head=method == "HEAD")
    return answer.status, len(answer.body)
