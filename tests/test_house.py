"""The house rules that no tool holds."""

import ast
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = sorted((ROOT / "vaktplan").rglob("*.py"))
CLOCKS = re.compile(r"\b(datetime\.now|date\.today|time\.time\(|os\.environ|getenv)")
MAY_READ_THE_WORLD = (
    "read/",
    "export/",
    "cli/",
    "web/",
    "app/where.py",
    "solve/run.py",
    "solve/child.py",
    "solve/search.py",
)


def relative(path: Path) -> str:
    """The path below the package."""
    return path.relative_to(ROOT / "vaktplan").as_posix()


@pytest.mark.parametrize("path", PACKAGE, ids=relative)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", PACKAGE, ids=relative)
def test_only_the_edges_read_the_clock_or_the_environment(path: Path) -> None:
    if not relative(path).startswith(MAY_READ_THE_WORLD):
        assert not CLOCKS.search(path.read_text(encoding="utf-8"))


def test_times_are_subtracted_in_one_place() -> None:
    """Aware datetimes of one zone subtract as wall clocks: only clock.minutes may do it."""
    guilty = [
        relative(p)
        for p in PACKAGE
        if re.search(r"\.end\s*-\s*\w+\.start|\.start\s*-\s*\w+\.end", p.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_help_answers_without_the_heavy_libraries() -> None:
    code = (
        "import sys; from vaktplan.cli import main; main(['--help']);"
        "heavy = {'ortools', 'pandas', 'openpyxl', 'pydantic', 'icalendar', 'jinja2'} & set(sys.modules);"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "plan" in done.stdout


def help_seconds() -> float:
    """How long --help takes, for make bench."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "vaktplan", "--help"], capture_output=True, check=True)
    return time.perf_counter() - begin
