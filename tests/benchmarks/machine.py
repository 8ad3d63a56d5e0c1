"""What a measurement was made on, and with."""

import hashlib
import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from vaktplan import __version__

from .problems import ROOT

MEASURED = ("vaktplan", "models", "tests/benchmarks")  # what a measurement depends on


@lru_cache
def commit() -> str:
    """The last commit that changed what is measured, with a plus and a hash of what is not committed of it.

    "unknown" outside a checkout.
    """
    head = _git("log", "-1", "--format=%h", "--", *MEASURED).strip()
    if not head:
        return "unknown"
    if not _git("status", "--porcelain", "--", *MEASURED).strip():
        return head
    seen = hashlib.sha256()
    for folder in MEASURED:
        for path in sorted(p for p in (ROOT / folder).rglob("*") if p.suffix in (".py", ".toml", ".java")):
            seen.update(path.read_bytes())
    return f"{head}+{seen.hexdigest()[:8]}"


def _git(*words: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def processor() -> str:
    """The name of the processor, as far as the system tells."""
    info = Path("/proc/cpuinfo")
    text = info.read_text(encoding="utf-8") if info.is_file() else ""
    named = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return named[1] if named else platform.machine()


def memory() -> str:
    """The memory of the machine in GiB, as far as the system tells."""
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    except (ValueError, OSError, AttributeError):
        return "?"


def versions(jars: Path | None) -> dict[str, str]:
    """Name → version of everything that took part."""
    found = {"vaktplan": __version__, "ortools": importlib.metadata.version("ortools")}
    found["python"] = platform.python_version()
    core = next(iter(jars.glob("timefold-solver-core-*.jar")), None) if jars else None
    if core is not None and (java := shutil.which("java")):
        found["timefold"] = core.stem.removeprefix("timefold-solver-core-")
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
        found["java"] = (re.findall(r'"([^"]+)"', said) or ["?"])[0]
    return found
