"""The pages, by FastAPI: the subscribe guide, the wall, and what the machine itself is asked."""

import asyncio
import time

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from . import answers, caller, guide, wallpage
from .answers import Answer
from .asgi import Message, Receive, Scope, Send
from .desk import Desk
from .secret import prefix, well_formed
from .source import CALENDARS, Subscriber, Wall

ROBOTS = (
    b"User-agent: *\nAllow: /\n"  # a calendar service that obeys robots.txt must be let in; pages say noindex
)
READ = ["GET", "HEAD"]
GUIDE, BOARD = "/abonner/{token}", "/tavle/{token}"


class Told(Response):
    """One of our whole answers as FastAPI gives them."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.body, answer.status)
        self.raw_headers = list(answer.headers)


def build(desk: Desk) -> FastAPI:
    """Every page."""
    site = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    _add_pages(site, desk)
    _add_machine(site, desk)

    @site.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return Told(answers.NOT_ALLOWED if error.status_code == 405 else answers.NOT_FOUND)

    @site.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        return Told(answers.UNAVAILABLE)

    return site


def _add_pages(site: FastAPI, desk: Desk) -> None:
    @site.api_route(GUIDE, methods=READ)
    async def abonner(request: Request, token: str, lang: str = "nb") -> Response:
        """How to subscribe with this address."""
        who = await asyncio.to_thread(desk.source.subscriber, token) if well_formed(token) else None
        if who is None or who.variant not in CALENDARS:
            return Told(desk.missed(request.scope))
        return Told(await asyncio.to_thread(_guide, desk, who, token, lang))

    @site.api_route(BOARD, methods=READ)
    async def tavle(request: Request, token: str, lang: str = "nb", still: str = "") -> Response:
        """Who is on duty now, and next."""
        wall = await asyncio.to_thread(desk.source.wall, token, desk.now()) if well_formed(token) else None
        if wall is None:
            return Told(desk.missed(request.scope))
        return Told(await asyncio.to_thread(_board, desk, wall, lang, bool(still)))


def _guide(desk: Desk, who: Subscriber, token: str, lang: str) -> Answer:
    return guide.page(who, token, desk.setup.base, lang)


def _board(desk: Desk, wall: Wall, lang: str, still: bool) -> Answer:
    return wallpage.page(wall, desk.now(), lang, still=still)


def _add_machine(site: FastAPI, desk: Desk) -> None:
    @site.api_route("/helse", methods=READ)
    async def helse() -> Response:
        """Whether the server lives."""
        return _text("i live\n")

    @site.api_route("/klar", methods=READ)
    async def klar() -> Response:
        """Whether it can answer: the database is there, and of this version."""
        await asyncio.to_thread(desk.source.ready)
        return _text("klar\n")

    @site.api_route("/metrics", methods=READ)
    async def metrics(request: Request) -> Response:
        """The figures, to this machine alone."""
        if not caller.local(request.scope):
            return Told(answers.NOT_FOUND)
        return _text(desk.figures.text(_gauges(desk)), "text/plain; version=0.0.4; charset=utf-8")

    @site.api_route("/robots.txt", methods=READ)
    async def robots() -> Response:
        return Told(answers.made(200, "text/plain; charset=utf-8", ROBOTS))


def _text(text: str, kind: str = "text/plain; charset=utf-8") -> Response:
    return Told(answers.made(200, kind, text.encode(), *answers.NEVER_KEPT))


def _gauges(desk: Desk) -> dict[str, float]:
    return {
        "feeds_in_memory": len(desk.shelf.ready),
        "database_seen_seconds": round(desk.shelf.age, 3),
        "fetches_waiting": len(desk.fetches.waiting),
    }


class Pages:
    """The pages behind one door: counted, logged, and never an answer with the inside of the program in it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.site = desk, build(desk)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one question."""
        began = time.perf_counter()
        seen = {"status": 0, "size": 0}

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
            elif scope["method"] == "HEAD":
                message["body"] = b""
            seen["size"] += len(message.get("body", b""))
            await send(message)

        try:
            await self.site(scope, receive, counted)
        except (
            Exception
        ) as error:  # the reader has been told "not now"; the log is told where, without values
            self.desk.failed(_route(scope), error)
        mark = prefix(str(scope.get("path_params", {}).get("token", "")))
        took = time.perf_counter() - began
        self.desk.answered(scope, _route(scope), mark, seen["status"], seen["size"], took)


def _route(scope: Scope) -> str:
    """The route as it is declared; what fits none is told as one."""
    route = scope.get("route")
    return str(getattr(route, "path", "(ukjent)"))
