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

PROGRAM = ("domain", "ledger", "read", "rulebook", "solve", "verify")
MEASURED = (  # what every answer depends on
    *(f"vaktplan/{part}" for part in PROGRAM),
    *("models", "instances/*/instance.json", "instances/*/2027.json"),
    *(f"tests/benchmarks/{module}.py" for module in ("run", "problems", "cut", "found")),
)
OWN = {  # and what that of an engine does
    "vaktplan": ("tests/benchmarks/own.py",),
    "cpsat": ("tests/benchmarks/own.py", "tests/benchmarks/plain.py"),
    "highs": ("tests/benchmarks/milp.py",),
    "timefold": (
        "tests/benchmarks/timefold",
        *(f"tests/benchmarks/{module}.py" for module in ("javaside", "exchange", "*facts", "numbered")),
    ),
}


@lru_cache
def commit(engine: str) -> str:
    """The last commit that changed what an engine's answer depends on, and a hash of what is not committed of that.

    "unknown" outside a checkout.
    """
    paths = [f":(glob){path}{'' if '.' in path else '/**'}" for path in (*MEASURED, *OWN[engine])]
    head = _git("log", "-1", "--format=%h", "--", *paths).strip()
    changed = _git("ls-files", "-m", "-o", "--exclude-standard", "--", *paths).splitlines()
    if not head or not changed:
        return head or "unknown"
    seen = hashlib.sha256()
    for path in sorted(set(changed)):
        seen.update(path.encode())
        seen.update((ROOT / path).read_bytes() if (ROOT / path).is_file() else b"")
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
