"""The calendars: whole or not at all, the same bytes until something changes, dead when revoked."""

import asyncio
import hashlib

import pytest

from tests.web.kit import OWN, REVOKED, UNKNOWN, WALL, calendar, feed, memory, server
from vaktplan.web import shelf
from vaktplan.web.conditional import unchanged
from vaktplan.web.shelf import Damaged, Ready, Shelf
from vaktplan.web.source import Feed

PATH = f"/kalender/{OWN}.ics"


def test_a_calendar_with_its_headers() -> None:
    answer = server().ask(PATH)
    assert (answer.status, answer.body) == (200, calendar("own"))
    assert answer.headers == {
        "content-type": "text/calendar; charset=utf-8",
        "content-length": str(len(answer.body)),
        "content-disposition": 'inline; filename="vakter.ics"',
        "etag": f'"{hashlib.sha256(answer.body).hexdigest()}"',
        "last-modified": "Tue, 01 Dec 2026 18:30:00 GMT",
        "cache-control": "private, max-age=900, must-revalidate",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-robots-tag": "noindex, nofollow",
    }


def test_head_tells_the_same_without_the_body_and_is_no_fetch() -> None:
    of = server()
    head, whole = of.ask(PATH, "HEAD"), server().ask(PATH)
    assert (head.status, head.headers, head.body) == (200, whole.headers, b"")
    assert of.desk.fetches.waiting == {}


@pytest.mark.parametrize("asked", ['"{e}"', 'W/"{e}"', '"x", "{e}"', '"x",W/"{e}" , "y"', "*"])
def test_what_the_client_has_is_not_sent_again(asked: str) -> None:
    of = server()
    etag = of.store.feeds[OWN].etag
    answer = of.ask(PATH, headers={"If-None-Match": asked.replace("{e}", etag)})
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == f'"{etag}"'
    assert "content-length" not in answer.headers
    assert list(of.desk.fetches.waiting) == [1]


@pytest.mark.parametrize("asked", ["", '"other"', "{e}", '"{e}x"', 'w/"{e}"'])
def test_what_the_client_does_not_have_is_sent(asked: str) -> None:
    of = server()
    etag = of.store.feeds[OWN].etag
    assert of.ask(PATH, headers={"If-None-Match": asked.replace("{e}", etag)}).status == 200
    assert not unchanged(asked.replace("{e}", etag).encode(), f'"{etag}"'.encode())


def test_the_same_answer_after_a_restart() -> None:
    store = memory()
    first = server(store).ask(PATH)
    again = server(store).ask(PATH, headers={"If-None-Match": first.headers["etag"]})
    assert again.status == 304
    assert server(store).ask(PATH) == first


def test_what_is_at_hand_asks_the_store_nothing() -> None:
    of = server()
    of.look()
    of.ask(PATH)
    asked = of.store.asked
    assert of.ask(PATH).status == 200
    assert of.store.asked == asked


def test_another_process_publishes_or_revokes() -> None:
    of = server()
    of.look()
    assert of.ask(PATH).body == calendar("own")
    of.store.publish(OWN, calendar("changed"))
    of.look()
    assert of.ask(PATH).body == calendar("changed")
    of.store.revoke(OWN)
    of.look()
    assert of.ask(PATH) == server().ask(f"/kalender/{UNKNOWN}.ics")


def test_a_lookup_that_a_revocation_overtakes_is_not_kept() -> None:
    async def overtaken() -> Shelf:
        store = memory()
        slow, loop = Shelf(store), asyncio.get_running_loop()
        await slow.look()
        old = store.feed

        def revoked_meanwhile(token: str) -> Feed | None:
            found = old(token)
            store.changes += 1
            asyncio.run_coroutine_threadsafe(slow.look(), loop).result(5)
            return found

        store.feed = revoked_meanwhile  # type: ignore[method-assign]
        assert await slow.fetch(OWN) is not None
        return slow

    assert asyncio.run(overtaken()).ready == {}


def test_nothing_in_memory_outlives_a_silent_database() -> None:
    now = [0.0]
    of = server()
    of.desk.shelf.clock = lambda: now[0]
    of.look()
    assert of.ask(PATH).status == 200
    of.store.broken = True
    assert of.ask(PATH).status == 200  # seen a moment ago
    now[0] = shelf.TRUST
    answer = of.ask(PATH)
    assert answer.status == 503
    assert answer.headers["retry-after"] == "60"
    assert shelf.LOOK + shelf.TRUST <= 1.0


def test_time_alone_makes_old() -> None:
    now = [0.0]
    of = server()
    of.desk.shelf.clock = lambda: now[0]
    of.look()
    of.ask(PATH)
    now[0] = shelf.KEPT
    of.look()
    asked = of.store.asked
    of.ask(PATH)
    assert of.store.asked == asked + 1


@pytest.mark.parametrize("body", [b"", calendar("own")[:400]])
def test_never_an_empty_or_cut_calendar(body: bytes) -> None:
    of = server()
    whole = of.store.feeds[OWN]
    of.store.feeds[OWN] = type(whole)(1, body, whole.etag, whole.changed_at)
    assert of.ask(PATH).status == 503
    with pytest.raises(Damaged):
        Ready.of(of.store.feeds[OWN])


def test_one_answer_for_all_that_is_not_there() -> None:
    paths = [
        f"/kalender/{REVOKED}.ics",
        f"/kalender/{UNKNOWN}.ics",
        f"/kalender/{WALL}.ics",
        f"/kalender/{OWN}",
        f"/kalender/{OWN}.ics/",
        "/kalender/.ics",
        "/kalender/",
        "/kalender/æøå.ics",
        f"/kalender/../kalender/{OWN}.ics",
        f"/KALENDER/{OWN}.ics",
        "/",
        "/wp-login.php",
    ]
    answers = {(a.status, tuple(sorted(a.headers.items())), a.body) for a in map(server().ask, paths)}
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_only_reading() -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        answer = server().ask(PATH, method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_fetches_are_kept_in_batches_and_not_lost_when_the_store_is() -> None:
    of = server()
    of.ask(PATH)
    of.ask(PATH)
    of.store.broken = True
    asyncio.run(of.desk.fetches.keep())
    assert list(of.desk.fetches.waiting) == [1]
    of.store.broken = False
    asyncio.run(of.desk.close())
    assert [(f.subscription, f.etag) for f in of.store.kept] == [(1, of.store.feeds[OWN].etag)]
    assert of.store.closed


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "ROOM", 3 * len(calendar("x")))
    of = server()
    of.look()
    for k in range(10):
        name = f"{k:043d}"
        of.store.feeds[name] = feed(k, calendar("x"))
        assert of.ask(f"/kalender/{name}.ics").status == 200
        assert of.desk.shelf.size <= shelf.ROOM
