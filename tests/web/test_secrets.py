"""No token leaves the answers it belongs to: not in a log, not in an error, not in a figure."""

import logging
import re

import pytest

from tests.web.kit import LIVING, OWN, REVOKED, UNKNOWN, WALL, server
from vaktplan.web.secret import digest

PATHS = [
    *(f"/kalender/{t}.ics" for t in (*LIVING, REVOKED, UNKNOWN)),
    *(f"/abonner/{t}" for t in LIVING),
    *(f"/tavle/{t}" for t in LIVING),
    f"/kalender/{OWN}",
    f"/kalender/{OWN}.ics/{OWN}",
    f"/{OWN}",
    f"/abonner/{OWN}/",
    f"/abonner/{OWN}%0aINFO",
    "/helse",
    "/klar",
    "/metrics",
]


def test_no_token_in_log_error_or_figure(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    of = server()
    for broken in (False, True):
        of.store.broken = broken
        for path in PATHS:
            for method in ("GET", "HEAD", "POST"):
                of.ask(
                    path,
                    method,
                    query=f"token={OWN}&lang={OWN}",
                    headers={"Referer": f"https://x/{OWN}", "User-Agent": OWN},
                )
    of.store.broken = False
    figures = of.ask("/metrics").body.decode()
    out = capfd.readouterr()
    said = "\n".join([of.logged(), caplog.text, figures, out.out, out.err])
    assert of.logged().count("\n") == 2 * len(PATHS) * 3 + 1
    assert "OSError" in caplog.text  # it was told that something failed
    for token in (*LIVING, REVOKED, UNKNOWN):
        assert token not in said
        assert digest(token).hex() not in said
        assert token[:12] not in said
    assert "Kari" not in figures and "127.0.0.1" not in figures


def test_the_log_says_which_subscription_by_six_digits() -> None:
    of = server()
    of.ask(f"/kalender/{OWN}.ics", client="192.0.2.7")
    of.ask(f"/tavle/{WALL}")
    of.ask("/kalender/a\nb.ics")
    lines = of.logged().splitlines()
    assert len(lines) == 3
    shown = digest(OWN).hex()[:6]
    assert re.fullmatch(rf"\S+Z 192\.0\.2\.7 GET /kalender/{shown} 200 \d+ \d+\.\d ms", lines[0])
    assert f" GET /tavle/{digest(WALL).hex()[:6]} 200 " in lines[1]
    assert " GET /kalender/- 404 " in lines[2]
