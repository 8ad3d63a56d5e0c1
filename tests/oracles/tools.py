"""Foreign programs, found or failed for: an oracle test never passes because its program is missing."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def program(name: str) -> str:
    """The path of a program. Fails the test when it is not installed."""
    own = ROOT / ".venv-oracles" / "bin" / name
    found = str(own) if own.is_file() else shutil.which(name)
    assert found, f"{name} is missing: run tests/oracles/install.sh"
    return found


def run(*words: str | Path, env: dict[str, str] | None = None) -> str:
    """What a program says on stdout; fails the test, with what it says on stderr, when it fails."""
    done = subprocess.run(
        [str(w) for w in words],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"{words[0]}: {done.stderr[-2000:]}"
    return done.stdout


def node(script: str, *words: str | Path) -> Any:
    """The JSON that one of our node scripts prints."""
    for package in ("ical.js", "playwright-core"):
        assert (ROOT / "node_modules" / package).is_dir(), (
            f"{package} is missing: run tests/oracles/install.sh"
        )
    return json.loads(run(program("node"), HERE / script, *words))


def pdf(workbook: Path, folder: Path) -> Path:
    """The workbook as LibreOffice prints it."""
    return converted(workbook, folder, "pdf")


def converted(workbook: Path, folder: Path, kind: str) -> Path:
    """The workbook as LibreOffice saves it in another kind of file, every formula worked out."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run(program("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", folder, workbook)
    made = folder / f"{workbook.stem}.{kind}"
    assert made.is_file()
    return made
