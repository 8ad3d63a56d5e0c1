"""The whole server as one ASGI application: the calendars in front, the pages behind."""

from . import pages
from .asgi import Receive, Scope, Send
from .desk import Desk
from .feeds import FRONT, PLACE, Feeds


class Site:
    """What uvicorn runs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.feeds, self.pages = Feeds(desk), pages.Pages(desk)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One question, or the life of the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            part = self.feeds if scope["path"].startswith(FRONT) else self.pages
            await part(scope, receive, send)

    @property
    def routes(self) -> tuple[str, ...]:
        """Every route there is."""
        return (PLACE, *(str(r.path) for r in self.pages.site.routes if hasattr(r, "path")))

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self.desk.open()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.desk.close()
        await send({"type": "lifespan.shutdown.complete"})
