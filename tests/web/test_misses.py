"""Guessing is slowed, those who have a living token are not, and no stranger chooses whose address counts."""

from tests.web.kit import OWN, REVOKED, server, token
from vaktplan.web import misses
from vaktplan.web.caller import address, household
from vaktplan.web.misses import ALLOWED, Misses

GUESS = [f"/kalender/{token(f'guess {k}')}.ics" for k in range(ALLOWED + 5)]


def test_wrong_tokens_are_turned_away_and_living_ones_never() -> None:
    of = server()
    statuses = [of.ask(path, client="192.0.2.7").status for path in GUESS]
    assert statuses == [404] * ALLOWED + [429] * 5
    limited = of.ask(GUESS[0], client="192.0.2.7")
    assert int(limited.headers["retry-after"]) >= 1
    assert of.ask(f"/kalender/{REVOKED}.ics", client="192.0.2.7").body == limited.body
    assert of.ask(f"/abonner/{REVOKED}", client="192.0.2.7").status == 429
    assert of.ask(f"/kalender/{OWN}.ics", client="192.0.2.7").status == 200
    assert of.ask(GUESS[0], client="192.0.2.8").status == 404


def test_the_bucket_fills_again() -> None:
    bucket = Misses(allowed=2, window=10)
    assert [bucket.missed("a", t) for t in (0, 0, 0, 5, 5)] == [0, 0, 6, 0, 6]
    assert [bucket.missed("a", t) for t in (1000, 1000, 1000)] == [0, 0, 6]


def test_a_wait_that_is_kept_is_enough() -> None:
    bucket = Misses()
    now = 0.0
    for _k in range(200):
        wait = bucket.missed("a", now)
        now += wait
        if wait:
            assert bucket.missed("a", now) == 0


def test_memory_of_addresses_is_bounded() -> None:
    bucket = Misses()
    for k in range(misses.REMEMBERED + 50):
        bucket.missed(str(k), 0)
    assert len(bucket.left) == misses.REMEMBERED


def scope(client: str, forwarded: str = "") -> dict[str, object]:
    """A question from somewhere."""
    return {"client": (client, 1), "headers": [(b"x-forwarded-for", forwarded.encode())] if forwarded else []}


def test_only_a_trusted_proxy_says_who_asks() -> None:
    proxy = frozenset({"10.0.0.2"})
    assert address(scope("192.0.2.7", "8.8.8.8"), proxy) == "192.0.2.7"
    assert address(scope("10.0.0.2", "192.0.2.7"), proxy) == "192.0.2.7"
    assert address(scope("10.0.0.2", "8.8.8.8, 192.0.2.7"), proxy) == "192.0.2.7"
    assert address(scope("10.0.0.2", "192.0.2.7, 10.0.0.2"), proxy) == "192.0.2.7"
    assert address(scope("10.0.0.2", "evil\nline"), proxy) == "10.0.0.2"
    assert address(scope("10.0.0.2"), proxy) == "10.0.0.2"


def test_a_line_at_home_is_one_address() -> None:
    assert household("2001:db8:1:2:3::4") == household("2001:db8:1:2:ffff::1") == "2001:db8:1:2::"
    assert household("2001:db8:1:3::4") != household("2001:db8:1:2::4")
    assert household("::ffff:192.0.2.7") == household("192.0.2.7") == "192.0.2.7"
