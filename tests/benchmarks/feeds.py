"""`make bench SUITE=feeds`: 5 000 subscriptions on this machine, vaktplan beside nginx with the same bytes as files.

Alternating rounds in one run, medians; nginx without an access log, vaktplan with its own. Needs nginx and wrk.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Thread

from tests.web import database
from tests.web.running import Running, free_port, serving

from . import feedreport
from .problems import ROOT
from .wrk import Load, load, script

MANY = 5000
CONNECTIONS = (4, 64)
HALF_OPEN = 1100
RESTARTS = 10
NGINX = """
worker_processes WORKERS; pid PID; error_log stderr crit; daemon off; USER
events { worker_connections 2048; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; types { text/calendar ics; }
  open_file_cache max=10000 inactive=1h; open_file_cache_valid 1h;
  client_body_temp_path DIR/t1; proxy_temp_path DIR/t2;
  fastcgi_temp_path DIR/t3; uwsgi_temp_path DIR/t4; scgi_temp_path DIR/t5;
  server { listen 127.0.0.1:PORT reuseport; root DIR/root; }
}
"""


def main(arguments: list[str] | None = None) -> int:
    """Run it all, and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks --suite feeds", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--many", type=int, default=MANY)
    asked = parser.parse_args(arguments)
    missing = [name for name in ("nginx", "wrk") if shutil.which(name) is None]
    if missing:
        print(f"left out: {', '.join(missing)} not found (tests/oracles/install.sh)", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = database.make(folder / "vaktplan.db", asked.many, lines=LINES)
        figures = measured(folder, made, asked.rounds, asked.seconds)
    print(json.dumps(figures, indent=2))
    print(feedreport.write(figures, ROOT / "docs" / "benchmarks" / "feeds.md"), file=sys.stderr)
    return 0


LINES = 940  # of a calendar of about 13.5 kB


def measured(folder: Path, made: list[tuple[str, bytes]], rounds: int, seconds: int) -> dict[str, object]:
    """Everything that is measured."""
    paths = [(f"/kalender/{t}.ics", f'"{hashlib.sha256(b).hexdigest()}"') for t, b in made]
    whole, same = (script(folder, paths, conditional=c) for c in (False, True))
    db = f"{folder}/vaktplan.db"
    out: dict[str, object] = {
        "subscriptions": len(made),
        "bytes": len(made[0][1]),
        "cores": os.cpu_count(),
        "rounds": rounds,
    }
    with static(folder, made) as port:
        for workers in (1, 2):
            with serving(db, folder, "--workers", str(workers)) as server:
                ports = {"nginx": port, f"vaktplan ×{workers}": server.port}
                out[f"--workers {workers}, first fetches"] = summary(
                    [load(server.port, whole, connections=16, seconds=3)]
                )
                for port_of in ports.values():
                    load(port_of, whole, connections=16, seconds=8)  # until every calendar was asked for
                for connections in CONNECTIONS:
                    out[f"--workers {workers}, {connections} connections"] = beside(
                        ports, whole, connections, rounds, seconds
                    )
                out[f"--workers {workers}, 304"] = beside(
                    {f"vaktplan ×{workers}": server.port}, same, 64, rounds, seconds
                )
    with serving(db, folder) as server:
        out["half-open"] = half_open(server, made)
        out["restarts"] = restarts(server, whole, made)
    return out


def beside(
    ports: dict[str, int], lua: Path, connections: int, rounds: int, seconds: int
) -> dict[str, object]:
    """Alternating rounds; medians, and the ratio of the last to the first."""
    loads: dict[str, list[Load]] = {name: [] for name in ports}
    for _round in range(rounds):
        for name, port in ports.items():
            loads[name].append(load(port, lua, connections=connections, seconds=seconds))
    told: dict[str, object] = {name: summary(found) for name, found in loads.items()}
    if len(ports) == 2:
        first, last = (median(x.per_second for x in found) for found in loads.values())
        told["ratio"] = round(last / first, 3)
    return told


def summary(found: list[Load]) -> dict[str, object]:
    """The medians of some rounds, and the sum of what went wrong."""
    return {
        "per_second": round(median(x.per_second for x in found)),
        "least_most": [round(min(x.per_second for x in found)), round(max(x.per_second for x in found))],
        "p50_ms": median(x.median_ms for x in found),
        "p99_ms": median(x.p99_ms for x in found),
        "errors": sum(x.refused + x.read + x.wrong + x.late for x in found),
    }


@contextmanager
def static(folder: Path, made: list[tuple[str, bytes]]) -> Iterator[int]:
    """nginx with the same bytes as files."""
    root, port = folder / "root" / "kalender", free_port()
    root.mkdir(parents=True)
    for token, body in made:
        (root / f"{token}.ics").write_bytes(body)
    folder.chmod(0o755)
    conf = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    words = {
        "WORKERS": "2",
        "PID": f"{folder}/nginx.pid",
        "DIR": str(folder),
        "PORT": str(port),
        "USER": user,
    }
    text = NGINX
    for key, value in words.items():
        text = text.replace(key, value)
    conf.write_text(text, encoding="ascii")
    process = subprocess.Popen(["nginx", "-c", str(conf), "-e", "stderr"])
    try:
        time.sleep(1)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def half_open(server: Running, made: list[tuple[str, bytes]]) -> dict[str, object]:
    """Many connections that never ask, and what a phone then sees."""
    held = [socket.create_connection(("127.0.0.1", server.port), 5) for _k in range(HALF_OPEN)]
    waits, wrong = [], 0
    for token, body in made[:200]:
        began = time.perf_counter()
        wrong += server.get(f"/kalender/{token}.ics") != (200, body)
        waits.append(time.perf_counter() - began)
    for connection in held:
        connection.close()
    worst, middle = max(waits) * 1000, median(waits) * 1000
    return {
        "held": HALF_OPEN,
        "asked": len(waits),
        "wrong": wrong,
        "median_ms": round(middle, 2),
        "worst_ms": round(worst, 1),
    }


def restarts(server: Running, lua: Path, made: list[tuple[str, bytes]]) -> dict[str, object]:
    """Restarts under load, over kept connections and over a new one for each question."""
    kept: list[Load] = []
    loading = Thread(target=lambda: kept.append(load(server.port, lua, connections=16, seconds=3 * RESTARTS)))
    loading.start()
    asked = wrong = 0
    worst = 0.0
    began, rolled = time.monotonic(), 0
    while loading.is_alive():
        if rolled < RESTARTS and time.monotonic() - began > 2.5 * rolled + 1:
            server.process.send_signal(signal.SIGHUP)
            rolled += 1
        token, body = made[asked % len(made)]
        at = time.perf_counter()
        try:
            wrong += server.get(f"/kalender/{token}.ics") != (200, body)
        except OSError:
            wrong += 1
        worst = max(worst, time.perf_counter() - at)
        asked += 1
    loading.join()
    (found,) = kept
    return {
        "restarts": rolled,
        "kept_connections": {
            "answers": round(found.per_second * 3 * RESTARTS),
            "refused": found.refused,
            "reset": found.read,
            "wrong": found.wrong,
            "late": found.late,
        },
        "new_connections": {"asked": asked, "refused_or_wrong": wrong, "worst_ms": round(worst * 1000)},
    }
