"""wrk, asked and understood: many subscriptions fetched in turn over kept connections."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SCRIPT = """
local paths, tags = {}, {}
for line in io.lines("PATHS") do
  local path, tag = line:match("^(%S+) (%S+)$")
  paths[#paths + 1], tags[#tags + 1] = path, tag
end
local at = math.random(#paths)
math.randomseed(os.time())
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], CONDITION and { ["If-None-Match"] = tags[at] } or {})
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("\\nRESULT %d %d %d %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect, e.read, e.status, e.timeout))
end
"""


@dataclass(frozen=True)
class Load:
    """What wrk found."""

    per_second: float
    median_ms: float
    p99_ms: float
    refused: int  # connections that were not made
    read: int  # connections that ended under a question
    wrong: int  # answers that were neither 2xx nor 3xx
    late: int  # answers that did not come within two seconds


def script(folder: Path, paths: Sequence[tuple[str, str]], *, conditional: bool) -> Path:
    """The script of a load over (path, etag)s."""
    listed = folder / "paths.txt"
    listed.write_text("".join(f"{p} {tag}\n" for p, tag in paths), encoding="ascii")
    made = folder / ("same.lua" if conditional else "whole.lua")
    text = SCRIPT.replace("PATHS", str(listed)).replace("CONDITION", str(conditional).lower())
    made.write_text(text, encoding="ascii")
    return made


def load(port: int, lua: Path, *, connections: int, seconds: int) -> Load:
    """Ask for some seconds."""
    words = [
        "nice",
        "-n",
        "5",
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "-s",
        str(lua),
        f"http://127.0.0.1:{port}",
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=seconds + 60)
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout + done.stderr)
    requests, micro, p50, p99, connect, read, status, timeout = map(int, found.groups())
    return Load(requests / (micro / 1e6), p50 / 1000, p99 / 1000, connect, read, status, timeout)
