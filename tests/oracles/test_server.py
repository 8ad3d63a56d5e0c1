"""The pages in a real browser, and the proxy's log: nothing from elsewhere, nothing in the way, no secret written."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.oracles.tools import ROOT, node, program
from tests.web import database, inside
from tests.web.running import Running, free_port, serving
from vaktplan.web import kept

pytestmark = pytest.mark.oracle
DESK, PHONE = 1280, 390
EXAMPLES = {
    "smavik": datetime(2027, 1, 3, 17, 40, tzinfo=UTC),
    "sandefjord": datetime(2026, 12, 5, 17, 40, tzinfo=UTC),
}


@pytest.mark.parametrize("example", list(EXAMPLES))
def test_the_pages_at_desk_and_phone(tmp_path: Path, example: str) -> None:
    program("chromium")
    path = tmp_path / "vaktplan.db"
    database.make(path, 1)
    tokens = database.publish(path, example)
    with inside.at(kept.opened(str(path)), EXAMPLES[example]) as base:
        urls = {
            "tavle": f"{base}/tavle/{tokens['wall']}",
            "abonner": f"{base}/abonner/{tokens['own']}",
            "subscribe": f"{base}/abonner/{tokens['whole']}?lang=en",
        }
        words = [f"{name}={url}" for name, url in urls.items()]
        answers: list[dict[str, Any]] = node("pages.mjs", tmp_path, *words, "--", str(DESK), str(PHONE))
    assert [(a["name"], a["width"]) for a in answers] == [(n, w) for n in urls for w in (DESK, PHONE)]
    for answer in answers:
        assert answer["scrolls"] <= answer["window"]
        assert answer["requests"] == [urls[answer["name"]]]
        assert answer["errors"] == []
        assert answer["violations"] == [] and answer["passes"] > 15
        assert "system-ui" in answer["styled"]  # the policy lets the style in
        assert (tmp_path / f"{answer['name']}-{answer['width']}.png").read_bytes().startswith(b"\x89PNG")
    assert "På vakt nå" in answers[0]["text"] and "webcal" not in answers[0]["text"]


def test_axe_can_find_something(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text('<html><body><img src="data:,"><a href="#"></a></body></html>', encoding="utf-8")
    (answer,) = node("pages.mjs", tmp_path, f"bad={page.as_uri()}", "--", str(PHONE))
    assert {v.split(":")[0] for v in answer["violations"]} >= {"html-has-lang", "image-alt", "link-name"}


@pytest.fixture
def proxied(tmp_path: Path) -> Iterator[tuple[Running, int, Path, list[tuple[str, bytes]]]]:
    """A server behind the proxy of docs/server without certificate: (server, the proxy's port, its log, calendars)."""
    path, port, log = tmp_path / "vaktplan.db", free_port(), tmp_path / "proxy.log"
    made = database.make(path, 5)
    with serving(str(path), tmp_path, "--trusted-proxy", "127.0.0.1") as server:
        conf = tmp_path / "nginx.conf"
        conf.write_text(shipped(server.port, port, tmp_path), encoding="utf-8")
        with log.open("wb") as out:
            process = subprocess.Popen(
                [program("nginx"), "-c", str(conf), "-e", "stderr"], stdout=out, stderr=out
            )
        time.sleep(1)
        try:
            yield server, port, log, made
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def shipped(server: int, port: int, folder: Path) -> str:
    """The proxy's configuration as shipped, with plain http on a port of the test."""
    text = (ROOT / "docs" / "server" / "nginx.conf").read_text(encoding="utf-8")
    temp = " ".join(
        f"{k}_temp_path {folder}/{k};" for k in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    changes = {
        "server server:8080;": f"server 127.0.0.1:{server};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "    http2 on;\n": "",
        "    ssl_certificate /certs/fullchain.pem;\n": "",
        "    ssl_certificate_key /certs/privkey.pem;\n": "",
        "http {": f"http {{ {temp}",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    user = "user root; " if os.geteuid() == 0 else ""
    return f"{user}daemon off; pid {folder}/nginx.pid;\n{text}"


def test_the_shipped_proxy_writes_no_secret(
    proxied: tuple[Running, int, Path, list[tuple[str, bytes]]],
) -> None:
    server, port, log, made = proxied
    through = Running(server.process, port, log)
    for token, body in made:
        assert through.get(f"/kalender/{token}.ics") == (200, body)
        assert through.get(f"/abonner/{token}")[0] == 200
    assert through.get("/helse")[0] == 200
    for shut in ("/metrics", "/klar", "/", f"/x/{made[0][0]}"):
        assert through.get(shut)[0] == 404
    guesses = [through.get(f"/kalender/{k:043d}.ics", X_Forwarded_For=f"192.0.2.{k}")[0] for k in range(25)]
    assert guesses.count(429) >= 4  # whatever the guesser claims to be
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(30)
    assert through.get(f"/kalender/{made[0][0]}.ics")[0] == 503
    time.sleep(1)
    words = log.read_text(encoding="utf-8")
    assert words.count(" GET 200 ") >= 11 and " GET 503 " in words
    assert [t for t, _body in made if t in words] == []
