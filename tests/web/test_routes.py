"""Every route by every kind of token. A route without a row fails, so that none is born open."""

import pytest

from tests.web.kit import FAMILY, OWN, REVOKED, UNKNOWN, WALL, WHOLE, server

KINDS = {
    "none": "",
    "malformed": "x",
    "unknown": UNKNOWN,
    "revoked": REVOKED,
    "own": OWN,
    "whole": WHOLE,
    "family": FAMILY,
    "wall": WALL,
}
DEAD = {"none": 404, "malformed": 404, "unknown": 404, "revoked": 404}
CALENDAR = {**DEAD, "own": 200, "whole": 200, "family": 200, "wall": 404}
TABLE = {
    "/kalender/{token}.ics": CALENDAR,
    "/abonner/{token}": CALENDAR,
    "/tavle/{token}": {**DEAD, "own": 404, "whole": 404, "family": 404, "wall": 200},
    "/helse": dict.fromkeys(KINDS, 200),
    "/klar": dict.fromkeys(KINDS, 200),
    "/metrics": dict.fromkeys(KINDS, 200),
    "/robots.txt": dict.fromkeys(KINDS, 200),
}


def test_every_route_has_its_row() -> None:
    assert sorted(server().site.routes) == sorted(TABLE)
    assert all(row.keys() == KINDS.keys() for row in TABLE.values())


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("route", list(TABLE))
def test_the_table(route: str, kind: str, method: str) -> None:
    answer = server().ask(route.replace("{token}", KINDS[kind]), method)
    assert answer.status == TABLE[route][kind]
    assert (answer.body == b"") is (method == "HEAD")


@pytest.mark.parametrize("route", list(TABLE))
def test_nothing_can_be_written(route: str) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert server().ask(route.replace("{token}", OWN), method).status == 405


@pytest.mark.parametrize("route", list(TABLE))
def test_a_database_that_breaks_is_told_as_not_now(route: str) -> None:
    of = server()
    of.store.broken = True
    kind = WALL if "tavle" in route else OWN
    answer = of.ask(route.replace("{token}", kind))
    alive = route in ("/helse", "/metrics", "/robots.txt")
    assert answer.status == (200 if alive else 503)
    assert b"Traceback" not in answer.body and b"disk gone" not in answer.body


def test_metrics_are_for_this_machine_alone() -> None:
    of = server(trusted=("127.0.0.1",))
    assert of.ask("/metrics", client="::1").status == 200
    assert of.ask("/metrics", client="192.0.2.7").status == 404
    for name in ("X-Forwarded-For", "Forwarded", "Via"):
        assert of.ask("/metrics", headers={name: "127.0.0.1"}).status == 404


def test_robots_let_calendar_services_in() -> None:
    assert server().ask("/robots.txt").body == b"User-agent: *\nAllow: /\n"
